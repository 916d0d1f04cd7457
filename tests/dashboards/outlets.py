"""What a subject's page and files say, read back out of them."""

import csv
import re
from html import unescape
from io import StringIO
from typing import Any
from xml.etree import ElementTree

from django.test import Client

Cells = dict[tuple[str, ...], str]
"""By the caption of a table, the names of a row and the head of a column: how a figure is said."""


def body(client: Client, path: str) -> bytes:
    answer = client.get(f"/dashboards/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content


def main(client: Client, path: str) -> str:
    """What a page is about: without the frame, which has the reader's name in it."""
    html = body(client, path).decode()
    return html[html.index("<main") : html.index("</main>")]


def words(html: str) -> str:
    """The text of a page, without its marks, what its pictures say, and what can be chosen."""
    html = re.sub(r"<option.*?</option>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def told(html: str) -> str:
    """What is said to who cannot see the charts."""
    return " ".join(map(unescape, re.findall(r'role="img" aria-label="([^"]*)"', html)))


def on_page(html: str) -> Cells:
    """Every table of a page."""
    found: Cells = {}
    for table in re.findall(r"<table.*?</table>", html, re.S):
        caption = _text(re.findall(r"<caption>(.*?)</caption>", table, re.S)[0])
        heads = [_text(one) for one in re.findall(r'col" class="n">(.*?)</th>', table, re.S)]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)[1:]:
            names = [_text(one) for one in re.findall(r'<th scope="row">(.*?)</th>', row, re.S)]
            cells = re.findall(
                r'<td class="n[^"]*">(.*?)(?:<span class="likely">|</td>)', row, re.S
            )
            said = [_text(one) for one in cells]
            for head, one in zip(heads, said, strict=True):
                found[caption, *names, head] = one
    return found


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).strip()


def lines(content: bytes) -> list[dict[str, str]]:
    """The lines of a file of figures, by the heads of its columns."""
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert len(set(rows[0])) == len(rows[0]), "two columns of one name"
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1 : rows.index([])]]


def beside(content: bytes) -> dict[str, str]:
    """What stands below them."""
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    return {row[0]: row[1] for row in rows[rows.index([]) + 1 :]}


def in_csv(content: bytes) -> Cells:
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    column, figure = rows[0].index("Column"), rows[0].index("Figure")
    return {
        (*filter(None, row[:column]), row[column]): row[figure] for row in rows[1 : rows.index([])]
    }


def svg_texts(content: bytes) -> list[str]:
    """The words of a drawing, in their order."""
    texts: list[Any] = list(ElementTree.fromstring(content).iter())  # noqa: S314
    return [one.text for one in texts if one.tag.endswith(("}text", "}tspan")) and one.text]

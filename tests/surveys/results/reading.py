"""What an outlet says, read back out of it: a page, and each kind of file."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from html import unescape
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import openpyxl
from django.test import Client
from pypdf import PdfReader

KINDS = ("csv", "xlsx", "json", "svg", "pdf")
Share = tuple[str, str, str]
"""A group's names, a category's name, and how the share is said."""


def body(client: Client, path: str) -> bytes:
    answer = client.get(f"/surveys/{path}")
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content


def main(client: Client, path: str) -> str:
    """What a page is about: without the frame, which has the reader's name in it."""
    text = body(client, path).decode()
    return text[text.index("<main") : text.index("</main>")]


def words(html: str) -> str:
    """The text of a page, with the alternatives of its pictures, without its marks."""
    alternatives = " ".join(re.findall(r'aria-label="([^"]*)"', html))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html + alternatives)).split())


def on_page(html: str) -> list[Share]:
    """The table of a page with one attribute."""
    heads = re.findall(r'<th scope="col" class="n">([^<]*)</th>', html)[1:]
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)[1:]:
        (name,) = re.findall(r'<th scope="row">([^<]*)</th>', row)
        shares = re.findall(r'class="share">([^<]*)<', row)
        found += [(unescape(name), unescape(h), s) for h, s in zip(heads, shares, strict=True)]
    return found


def in_grids(html: str) -> list[Share]:
    """The tables of a page with two attributes crossed: one for each category, and the people."""
    found = []
    for grid in re.findall(r"<h3.*?</table>", html, re.S):
        (category,) = re.findall(r"<h3[^>]*>([^<]*)</h3>", grid)
        heads = re.findall(r'<th scope="col" class="n">([^<]*)</th>', grid)
        for row in re.findall(r"<tr>(.*?)</tr>", grid, re.S)[1:]:
            (first,) = re.findall(r'<th scope="row">([^<]*)</th>', row)
            shares = re.findall(r'class="share">([^<]*)<', row)
            found += [
                (unescape(f"{first}, {head}"), unescape(category), share)
                for head, share in zip(heads, shares, strict=True)
                if category != "How many people"
            ]
    return found


def in_csv(content: bytes, attributes: int = 1) -> list[Share]:
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    return _in_lines(rows[1 : rows.index([])], attributes)


def in_workbook(content: bytes, attributes: int = 1) -> list[Share]:
    book = openpyxl.load_workbook(BytesIO(content))
    return _in_lines(book.worksheets[0].iter_rows(min_row=2, values_only=True), attributes)


def _in_lines(rows: Iterable[Sequence[Any]], attributes: int) -> list[Share]:
    """A group's names in so many columns, the category, how many people, and the share."""
    return [(", ".join(row[:attributes]), row[attributes], row[attributes + 2]) for row in rows]


def in_json(content: bytes) -> list[Share]:
    return [
        (", ".join(group["names"]), share["name"], share["said"])
        for group in json.loads(content)["groups"]
        for share in group["shares"]
    ]


def pdf_text(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )


def svg_words(content: bytes) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(content).iter() if one.text]  # noqa: S314

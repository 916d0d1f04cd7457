"""Leaves out what no browser needs: the spaces of indents, and marks that HTML lets one leave out.

Only for pages in which no text keeps its spaces, such as a box to write in: the leaders' pages.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

INDENT = re.compile(rb"\s*\n\s*")
# Parts that stand on lines of their own, or side by side with a gap that the style sheet gives:
# a browser shows no space before or after them. What stands in a line of words keeps its own.
APART = (
    b"html|head|meta|title|link|body|header|footer|main|nav|section|article|div|p|h[1-6]|figure"
    b"|figcaption|details|summary|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td|script"
    b"|g|path|circle|rect|line|use"
)
BESIDE = re.compile(rb"\n(?=</?(?:" + APART + rb")\b)")
INSIDE = re.compile(rb"(?<=>)\n(?=<svg class=\"icon)|\n(?=</span>)|(?<=</svg>)\n(?=</)")
OPENED = re.compile(rb"(<span\b[^>]*>)\n")
AFTER = re.compile(rb"(</?(?:" + APART + rb")\b[^>]*>)\n")


def squeezed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose page has no text that keeps its spaces."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        made = view(*args, **kwargs)
        made.content = INDENT.sub(b"\n", made.content)
        for needless, left in ((BESIDE, b""), (AFTER, rb"\1"), (OPENED, rb"\1"), (INSIDE, b"")):
            made.content = needless.sub(left, made.content)
        return made

    return answer


HATCH, HATCHED = re.compile(rb'<svg class="sprite".*?</svg>', re.DOTALL), b"url(#hatch)"


def unhatched(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose page no part is fetched for: it has the hatch only where it is used."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        made = view(*args, **kwargs)
        if HATCHED not in made.content:
            made.content = HATCH.sub(b"", made.content)
        return made

    return answer


# End tags that the next tag says by itself, and quotes around a value of plain letters (HTML,
# 13.1.2.4 and 13.1.2.3): of a page that is sent often they are one byte in sixty.
SAID_BY_NEXT = re.compile(
    rb"</li>(?=<li\b|</[ou]l>)|</t[dh]>(?=<t[dh]\b|</tr>)|</tr>(?=<tr\b|</(?:thead|tbody|table)>)"
    rb"|</thead>(?=<tbody\b)|</tbody>(?=</table>)|</dt>(?=<d[dt]\b)|</dd>(?=<d[dt]\b|</(?:dl|div)>)"
    rb"|</option>(?=<option\b|</select>)"
    rb"|</p>(?=<(?:p|div|[ou]l|nav|section|article|table|h[1-6]|details|figure)\b"
    rb"|</(?:div|section|article|figcaption|li|main)>)"
)
TAG, QUOTED = re.compile(rb"<[a-z][^<>]*>"), re.compile(rb"""="([^\s"'=<>`]+)"(?=[\s>])""")


def thinned(page: bytes) -> bytes:
    """The same page to any browser, without the end tags and quotes that HTML does not ask for."""
    return TAG.sub(lambda tag: QUOTED.sub(rb"=\1", tag[0]), SAID_BY_NEXT.sub(b"", page))

"""Leaves out the spaces that templates are indented with: a twentieth of a page on the wire.

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
    b"|figcaption|details|summary|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tr|th|td"
)
BESIDE = re.compile(rb"\n(?=</?(?:" + APART + rb")\b)")
AFTER = re.compile(rb"(</?(?:" + APART + rb")\b[^>]*>)\n")


def squeezed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose page has no text that keeps its spaces."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        made = view(*args, **kwargs)
        made.content = AFTER.sub(rb"\1", BESIDE.sub(b"", INDENT.sub(b"\n", made.content)))
        return made

    return answer

"""Leaves out the spaces that templates are indented with: a twentieth of a page on the wire.

Only for pages in which no text keeps its spaces, such as a box to write in: the leaders' pages.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

INDENT = re.compile(rb"\s*\n\s*")


def squeezed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose page has no text that keeps its spaces."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        made = view(*args, **kwargs)
        made.content = INDENT.sub(b"\n", made.content)
        return made

    return answer

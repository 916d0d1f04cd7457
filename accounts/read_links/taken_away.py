"""Files that a guest takes away: their addresses lead to the site, never through the guest's link.

A file is passed on more lightly than a link, and its addresses would carry the link's secret along.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.urls import get_script_prefix, set_script_prefix


@contextmanager
def outside_the_link(request: HttpRequest) -> Iterator[None]:
    """Addresses made within are those that somebody who signs in has."""
    inside = get_script_prefix()
    link = getattr(request, "read_prefix", "").rstrip("/")
    set_script_prefix(inside.removesuffix(f"{link}/") if link else inside)
    try:
        yield
    finally:
        set_script_prefix(inside)

"""What a browser waits for before it paints a page, and what it does not fetch at all."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from mobility import sheets

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SHEET_BYTES = 95_000  # 309,000 with all of Bootstrap
NAMED = re.compile(r'"([\w/]+\.html)"')
ASKS = re.compile(r"\shx-\w")
WITH_HTMX = '{% block htmx %}{% include "components/htmx.html" %}{% endblock htmx %}'


def test_the_sheet_of_every_page_stays_small() -> None:
    assert Path(finders.find(sheets.FRAME)).stat().st_size <= SHEET_BYTES


def test_a_page_waits_for_one_sheet_and_one_script_of_the_frame_below_it() -> None:
    """The script waits for the sheet, and the rest of the page for the script: a browser that has
    all of a page before its sheet lays it out twice, if a mouse rests on it."""
    head, _end, body = render_to_string("base.html").partition("</head>")

    assert re.findall(r'rel="stylesheet" href="([^"]+)"', head) == ["/static/css/frame.css"]
    scripts = re.findall(r"<script [^>]*>", head + body)
    assert scripts == ['<script src="/static/js/site.js">']
    assert scripts[0] in head.partition('rel="stylesheet"')[2]


@pytest.mark.parametrize(
    "page",
    [one for one in TEMPLATES.rglob("*.html") if '{% extends "base.html"' in one.read_text()],
)
def test_a_page_fetches_htmx_if_something_in_it_asks_the_server_and_only_then(page: Path) -> None:
    parts = _with_its_parts(page.relative_to(TEMPLATES).as_posix(), set())
    asks = any(ASKS.search(_text(part)) for part in parts)
    assert asks == (WITH_HTMX in page.read_text())


def _with_its_parts(name: str, found: set[str]) -> set[str]:
    """A template and all that it names, however deep."""
    if name not in found:
        found.add(name)
        for part in NAMED.findall(_text(name)):
            _with_its_parts(part, found)
    return found


def _text(name: str) -> str:
    file = TEMPLATES / name
    return file.read_text() if file.is_file() else ""

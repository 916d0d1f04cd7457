"""What every template promises: it says its needs, is used, and names no style or script."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
# Found by name by Django or by a library, so that no line of ours names them.
# What a machine reads and may pass a thousand: a row's key, its version, its place in a sheet.
FOR_MACHINES = re.compile(
    r"""(?:value|id|for|name|data-[a-z-]+|href|action|form)=  # an attribute that is not for people
        "[^"<>{]*(?:\{%[^%]*%\}[^"<>{]*)*  # what stands in it before
        \{\{\ (?:\w+\.)*(?:pk|number|version|newest)\ \}\}""",
    re.VERBOSE,
)
FOUND_BY_NAME = re.compile(r"^(403|404|429|500|403_csrf|base)\.html$|^account/|^bootstrap5/")
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


def everything_that_names_templates() -> str:
    rooms = (
        "accounts",
        "charts",
        "disclosure",
        "strategy",
        "surveys",
        "okrs",
        "dashboards",
        "packs",
        "mobility",
    )
    python = (path for room in rooms for path in (ROOT / room).rglob("*.py"))
    return "\n".join(path.read_text() for path in [*python, *TEMPLATES.rglob("*.html")])


def test_every_template_is_used():
    named = everything_that_names_templates()

    assert [name for name in ALL if not FOUND_BY_NAME.match(name) and name not in named] == []


@pytest.mark.parametrize("name", ALL)
def test_a_template_opens_by_saying_what_it_needs(name):
    first = (TEMPLATES / name).read_text().lstrip().split("\n", 1)[0]

    assert first.startswith(("{#", "{% extends")) or "{% comment" in first, first


@pytest.mark.parametrize("name", ALL)
def test_a_template_holds_no_inline_style_script_or_handler(name):
    text = (TEMPLATES / name).read_text()

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son\w+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", text)
    assert "<style" not in text


@pytest.mark.parametrize("name", ALL)
def test_a_template_asks_nothing_of_another_server(name):
    text = (TEMPLATES / name).read_text()

    assert not re.search(r"(src|href)=\"(https?:)?//", text)


@pytest.mark.parametrize("name", ALL)
def test_a_number_that_a_machine_reads_has_no_comma(name):
    """People read 1,204; an address, a field and a script must find 1204."""
    assert FOR_MACHINES.findall((TEMPLATES / name).read_text()) == []

"""One style sheet for every page, put together from those that are written apart."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from mobility import sheets, trimming

STATIC = Path(settings.BASE_DIR) / "static"


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    settings.SHEETS_ROOT = tmp_path


def test_it_holds_every_rule_of_its_parts_in_their_order():
    found = Path(finders.find(sheets.FRAME)).read_text()

    places = [found.index(own(name)) for name in sheets.PARTS if "inter" not in name]
    assert places == sorted(places)
    assert found.count("@font-face") == 2


def test_every_file_it_names_is_there():
    sheet = Path(finders.find(sheets.FRAME))

    named = re.findall(r"url\(([^)]*\.woff2)\)", sheet.read_text())
    assert len(named) == 2
    for one in named:
        assert (STATIC / "css" / one).resolve().is_file()


def test_it_is_written_anew_when_a_part_changed_and_only_then():
    sheet = Path(finders.find(sheets.FRAME))
    first = sheet.stat().st_mtime_ns, sheet.read_text()
    finders.find(sheets.FRAME)
    assert (sheet.stat().st_mtime_ns, sheet.read_text()) == first

    sheet.write_text("of a version before")
    finders.find(sheets.FRAME)

    assert sheet.read_text() == first[1]
    assert [one.name for one in sheet.parent.iterdir()] == [sheet.name]


@pytest.mark.parametrize("sheet", sheets.SHEETS)
def test_each_is_collected_with_all_other_files(sheet):
    listed = [
        (path, storage.path(path))
        for finder in finders.get_finders()
        for path, storage in finder.list([])
        if path == sheet
    ]

    ((path, kept),) = listed
    assert Path(kept).is_file()
    assert finders.find(path, find_all=True) == [kept]
    assert finders.find("css/no-such.css") is None


def test_no_page_asks_for_all_of_bootstrap():
    templates = (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    assert [one for one in templates if sheets.BOOTSTRAP in one.read_text()] == []
    assert Path(finders.find(sheets.ALONE)).read_text().strip() == own(sheets.BOOTSTRAP).strip()


def test_the_frame_asks_for_its_parts_in_one_sheet():
    head = render_to_string("base.html").partition("</head>")[0]

    asked = re.findall(r'(?:src|href)="/static/([^"]+)"', head)
    assert sheets.FRAME in asked
    assert [one for one in asked if one in sheets.PARTS] == []


ELSEWHERE = """
from pathlib import Path
from django.conf import settings
settings.configure(BASE_DIR=Path({static!r}).parent, SHEETS_ROOT={kept!r})
from mobility import sheets, trimming
sheets.put_together()
"""


def test_it_is_put_together_whatever_a_machine_takes_text_for(tmp_path):
    """A server whose language is set to plain ASCII, and a sheet with a dash in a comment."""
    code = ELSEWHERE.format(static=str(STATIC), kept=str(tmp_path))
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PATH": os.environ["PATH"]}
    started = [sys.executable, "-X", "utf8=0", "-c", code]
    subprocess.run(started, cwd=STATIC.parent, env=plain, check=True)

    written = (tmp_path / sheets.FRAME).read_bytes()
    assert (STATIC / "css/site.css").read_bytes() in written


def own(name: str) -> str:
    """The rules of a part as they are to be in the sheet: of Bootstrap those that are used."""
    rules = (STATIC / name).read_text()
    return trimming.bootstrap(rules) if name == sheets.BOOTSTRAP else rules

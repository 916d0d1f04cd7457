"""All eighty tables of a wave of 1,000 in every outlet, beside the counts that were stored.

Here nothing but the outlets themselves is the product's: what each share should be is worked out a
second time, from the counts as they lie in the file, by the rules as they are written down
(docs/adr/0008-disclosure-control.md, rule 8). No database: the tables are laid out as a request
lays them out, and tests/surveys/results/test_at_a_thousand.py asks for some of each by address.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from html import unescape
from itertools import product

import pytest
from django.template.loader import render_to_string

from disclosure import labels, sealing
from disclosure.control.plan import TOTAL, Cut, cut_name
from disclosure.models import Publication
from surveys.models import Wave
from surveys.results import files, pages, table_page
from surveys.results.showing import Shown
from surveys.results.tables import Table, made
from surveys.states import State
from tests.disclosure import stored, stored_publications
from tests.surveys.results.reading import (
    Share,
    in_csv,
    in_grids,
    in_json,
    in_workbook,
    on_page,
    svg_words,
)

PERCENT = re.compile(r"\d+%")
AXIS = {"0%", "10%", "20%", "25%", "30%", "40%", "50%", "60%", "70%", "75%", "80%", "90%", "100%"}
HIDDEN, TOO_FEW = "Hidden to protect people", "Too few could be placed"
IN_WORDS = {
    0: "none or almost none",
    10: "about a tenth",
    25: "about a quarter",
    100 / 3: "about a third",
    50: "about half",
    200 / 3: "about two thirds",
    75: "about three quarters",
    90: "about nine tenths",
    100: "almost all or all",
}


Place = tuple[Cut, str]
Stored = dict[tuple[str, ...], tuple[int, dict[str, list[int]]] | None]


@cache
def publication() -> Publication:
    """The first wave, as it would be stored."""
    asked, plan = stored.people()["first"]
    protected = stored.tables("first")
    return Publication(
        source="w1",
        title="October 2025",
        population="Everybody invited",
        starts_on=date(2025, 10, 1),
        ends_on=date(2025, 10, 30),
        asked="SMC-2020-11",
        plan_hash="c" * 64,
        invited=1_000,
        responded=len(asked),
        words=sealing.plain(labels.with_order(stored_publications.words(plan))),
        certificate=sealing.plain(protected.certificate.to_data()),
        table_digests={cut_name(cut): "" for cut in protected.cells},
        made_at=datetime(2025, 11, 3, 12, tzinfo=UTC),
    )


@cache
def every() -> dict[Place, Table]:
    """Each cut of each question."""
    told, whole = publication(), stored.tables("first").tables
    shown = Shown(wave=Wave(label="w1", state=State.PUBLISHED), publication=told, old=False)
    return {
        (cut, measure): made(shown, whole[cut], measure, everybody=whole[TOTAL])
        for cut in labels.cuts(told)
        for measure in labels.measures(told)
    }


@cache
def counted() -> dict[str, Stored]:
    """By cut and group, what lies in the file: about how many, and the counts of each question."""
    lines = json.loads(stored.path("first").read_text())["tables"]
    return {cut: {tuple(key): cell for key, cell in table} for cut, table in lines.items()}


@cache
def should_be(place: Place) -> list[Share]:
    """Each share of a table in the order of the plan: group, category, and how it is to be said."""
    cut, measure = place
    told = publication().words
    asked, cells = told["measures"][measure], counted()[cut_name(cut)]
    counts = [asked["order"].index(code) for code in asked["classified"]]
    categories = [asked["categories"][code]["en-gb"] for code in asked["classified"]]
    found = []
    for key in product(*(told["attributes"][code]["order"] for code in cut)):
        if key in cells:
            group = ", ".join(map(stored_publications.called, key)) or "Everybody together"
            said = in_words(cells[key], measure, counts)
            found += [(group, *pair) for pair in zip(categories, said, strict=True)]
    return found


def in_words(cell: tuple[int, dict[str, list[int]]] | None, measure: str, at: list[int]):
    """Whole percents from 100 who could be placed, fives from 20, words from 10."""
    if cell is None:
        return [HIDDEN] * len(at)
    about, counts = cell
    parts = [counts[measure][place] for place in at]
    whole = sum(parts)
    size = min(about, 5 * int(whole / 5 + 0.5))
    if size < 10:
        return [TOO_FEW] * len(at)
    return [share_in_words(100 * part / whole, size) for part in parts]


def share_in_words(percent: float, size: int) -> str:
    if size >= 100:
        return f"{int(percent + 0.5)}%"
    if size >= 20:
        return f"about {5 * int(percent / 5 + 0.5)}%"
    return IN_WORDS[min(IN_WORDS, key=lambda one: abs(one - percent))]


@cache
def page(place: Place) -> str:
    """What a page is about, as a request lays it out."""
    laid_out = table_page.page(every()[place])
    text = render_to_string("surveys/results_table.html", {"page": laid_out})
    return text[text.index("<main") : text.index("</main>")]


def file(kind: str, place: Place) -> bytes:
    return files.KINDS[kind].make(every()[place], "a-name").content


READ: dict[str, Callable[[Place], list[Share]]] = {
    "page": lambda at: (in_grids if len(at[0]) > 1 else on_page)(page(at)),
    "json": lambda at: in_json(file("json", at)),
    "csv": lambda at: in_csv(file("csv", at), max(1, len(at[0]))),
    "xlsx": lambda at: in_workbook(file("xlsx", at), max(1, len(at[0]))),
    # What is set in type: of some the PDF itself is read, in test_at_a_thousand.py.
    "pdf": lambda at: in_json(json.dumps(pages.content(every()[at])).encode()),
}


@pytest.mark.parametrize("kind", READ)
def test_every_table_says_what_follows_from_its_stored_counts_in_the_order_of_the_plan(kind):
    """Of two attributes crossed, a page has a grid for each category: there the order is theirs."""
    assert len(every()) == 80
    for place in every():
        said, wanted = READ[kind](place), should_be(place)
        grids = kind == "page" and len(place[0]) > 1
        assert (sorted(said) if grids else said) == (sorted(wanted) if grids else wanted), place


def drawn(place: Place) -> list[Share]:
    """The shares that a table's drawing has: of two attributes crossed those it is about."""
    cut, measure = place
    about = stored_publications.called(publication().words["measures"][measure]["headline"])
    return [share for share in should_be(place) if len(cut) < 2 or share[1] == about]


def known(place: Place) -> set[str]:
    """Every percent that may stand in a drawing: its own, everybody's, and those of its axis."""
    said = " ".join(share[2] for share in (*drawn(place), *should_be(((), place[1]))))
    return set(PERCENT.findall(said)) | AXIS


def test_every_picture_has_each_share_of_its_table_and_no_other_percent():
    for place in every():
        said = svg_words(file("svg", place))[3:]  # after title, words and style

        assert {share[2] for share in drawn(place)} <= set(said), place
        assert set(PERCENT.findall(" ".join(said))) <= known(place), place


def test_who_cannot_see_a_drawing_is_told_each_share_of_it_and_no_other_percent():
    for place in every():
        told = unescape(" ".join(re.findall(r'aria-label="([^"]*)"', page(place))))

        for group, category, said in drawn(place):
            assert f"{category} {said}" in told or f"{group}: {said}." in told, (place, group)
        assert set(PERCENT.findall(told)) <= known(place), place

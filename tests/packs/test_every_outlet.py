"""Two published waves and a plan on every outlet at once: the published figures, and no others.

What is published is read from the tables (tests/packs/published_rows.py): nothing here rests on how
a finding is made.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook

from accounts.read_links import making
from packs import files, issuing
from packs.contents import Contents
from packs.gathering import Order, gather
from packs.reading import contents
from surveys.results import wording
from tests.dashboards import outlets
from tests.dashboards.sections import headlines
from tests.dashboards.two_waves import TODAY, two_waves
from tests.disclosure import publications
from tests.disclosure.publications import CUTS
from tests.factories import OrganisationFactory, UserFactory
from tests.packs import reading_pdf, reading_slides
from tests.packs.published_rows import Asked, every_percent, squeezed

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
PAGES = {
    "representation": ("background", Asked("SEB1", ())),
    "grades": ("grades", Asked("SEB1", ("GRADE",))),
    "units": ("units", Asked("SEB1", ("UNIT",))),
    "school": ("school", Asked("SEB2", ())),
    "meals": ("meals", Asked("SEB3", ())),
}
"""By the address of a page: the key of its finding, and what it is about."""
BENCHMARKS = {"37%", "24%", "39%", "7.5%", "15%"}
PLAN = {"0%", "64%", "66%", "3%", "5%", "20%"}
OF_ONE_PAGE = ("page", "link", "csv")
PERCENT = re.compile(r"\d+(?:\.\d+)?%")
AXES = {f"{percent}%" for step in (10, 20, 25) for percent in range(0, 101, step)}


@dataclass(frozen=True)
class Seen:
    """One pack and its documents, and two ways to the pages: signed in, and by a link."""

    client: Client
    link: str
    told: Contents

    @cached_property
    def slides(self) -> bytes:
        return files.KINDS["pptx"].make(self.told)

    @cached_property
    def documents(self) -> dict[str, str]:
        """The words of each, read once."""
        return {
            "pdf": reading_pdf.text(files.KINDS["pdf"].make(self.told)),
            "slides": of_notes(self.slides),
            "sheet": of_sheet(files.KINDS["xlsx"].make(self.told)),
        }

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, path
        html = answer.content.decode()
        return html[html.index("<main") : html.index("</main>")]


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def seen(client: Client) -> Seen:
    OrganisationFactory.create(name="Calder & Moor")
    two_waves()
    headlines.plan()
    by = UserFactory.create(name="Priya Nair")
    order = Order(day=TODAY, audience="The board", kind="leaders")
    pack = issuing.issue(order=order, by=by, at=NOW, key=uuid4())
    until = TODAY + timedelta(days=3)
    _link, token = making.make(audience="Chairs", expires_on=until, by=by, at=NOW)
    client.force_login(UserFactory.create(viewer=True))
    return Seen(client, f"/read/{token}", contents(pack))


def undrawn(html: str) -> str:
    """The words of a page without those of its drawings."""
    return outlets.words(re.sub(r"<svg.*?</svg>", " ", html, flags=re.S))


def of_csv(content: bytes) -> str:
    """The figures of a file in lines again: one for each table and group."""
    found: dict[tuple[str, ...], list[str]] = {}
    for line in outlets.lines(content):
        names = tuple(line.values())[: list(line).index("Column")]
        found.setdefault(names, list(names[1:])).extend((line["Figure"], line["Range"]))
    return "\n".join("|".join(line) for line in found.values())


def of_sheet(content: bytes) -> str:
    book = load_workbook(BytesIO(content))
    rows = (row for page in book for row in page.iter_rows(values_only=True))
    return "\n".join("|".join(cell for cell in row if isinstance(cell, str)) for row in rows)


def of_notes(content: bytes) -> str:
    """Figures below slides, without the heads that stand before each."""
    return re.sub(r"\| [^|\n]*?: ", "| ", reading_slides.whole(content))


def in_words(seen: Seen, slug: str) -> Iterator[tuple[str, str]]:
    """Every outlet that has the tables of a page, by name, without drawings where it can be."""
    yield "page", undrawn(seen.page(f"/dashboards/{slug}/"))
    yield "link", undrawn(seen.page(f"{seen.link}/dashboards/{slug}/"))
    key, _asked = PAGES[slug]
    yield "csv", of_csv(outlets.body(seen.client, f"{slug}/{key}.csv"))
    yield "pack", undrawn(seen.page("/board-pack/1/"))
    yield from seen.documents.items()


@pytest.mark.parametrize("slug", PAGES)
def test_every_line_of_a_page_is_the_published_one_on_every_outlet(slug, seen):
    _key, asked = PAGES[slug]
    rows = asked.rows()

    for outlet, text in in_words(seen, slug):
        only_now = slug == "grades" and outlet not in OF_ONE_PAGE  # so it is in a pack
        wanted = rows[: len(asked.pairs)] if only_now else rows
        assert [row for row in wanted if row not in squeezed(text)] == [], outlet


def test_no_outlet_says_a_percent_that_was_not_published(seen):
    published = every_percent(CUTS, ("SEB1", "SEB2", "SEB3")) | BENCHMARKS | PLAN
    meant = {one for _name, meaning in seen.told.definitions for one in PERCENT.findall(meaning)}

    for slug in PAGES:
        for outlet, text in in_words(seen, slug):
            more = AXES if outlet == "pdf" else set()
            assert set(PERCENT.findall(text)) - published - meant - more == set(), outlet
    for path in ("", "present/", "pillars/", "changed/"):
        text = undrawn(seen.page(f"/dashboards/{path}"))
        assert set(PERCENT.findall(text)) - published == set(), path


def drawings(seen: Seen, slug: str) -> Iterator[tuple[str, list[str]]]:
    """Every drawing of a page, as the words that stand in it."""
    key, _asked = PAGES[slug]
    yield "svg", outlets.svg_texts(outlets.body(seen.client, f"{slug}/{key}.svg"))
    yield "touched", list(_strings(json.loads(outlets.body(seen.client, f"{slug}/{key}.json"))))
    page = seen.page(f"/dashboards/{slug}/")
    yield "on the page", re.findall(r"<t(?:ext|span)[^>]*>([^<]+)</t", page)


def _strings(plain: Any) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for one in plain.values() if isinstance(plain, dict) else plain:
            yield from _strings(one)


@pytest.mark.parametrize("slug", PAGES)
def test_every_drawing_has_each_published_share_and_no_other(slug, seen):
    _key, asked = PAGES[slug]
    shares = Counter(
        wording.share(figure) for move in asked.drawn() for figure in move[2:] if figure.said
    )
    everybody = {f"{one.said.value}%" for one in Asked(asked.measure, ()).pairs[0][0].figures}
    known = every_percent((asked.cut,), (asked.measure,)) | everybody | BENCHMARKS | AXES

    for outlet, texts in drawings(seen, slug):
        assert shares - Counter(texts) == Counter(), outlet
        assert set(PERCENT.findall(" ".join(texts))) <= known, outlet


@pytest.mark.parametrize("slug", PAGES)
def test_who_cannot_see_a_chart_is_told_each_share_then_and_now(slug, seen):
    _key, asked = PAGES[slug]

    told = outlets.told(seen.page(f"/dashboards/{slug}/"))

    for group, category, now, then in asked.drawn():
        if asked.cut and now.said:
            was = f", was {wording.share(then)}" if then.said else ""
            assert f"{category} {wording.share(now)}{was}" in told, group
        elif now.said:
            assert f"{category}: {wording.share(now)}, likely {wording.likely(now)}" in told


def _by_chart(rows, charts):
    """What each chart shows, in no order: all charts have as many rows."""
    size = len(rows) // charts
    return [sorted(rows[at : at + size], key=repr) for at in range(0, len(rows), size)]


@pytest.mark.parametrize("slug", PAGES)
def test_the_charts_of_the_slides_are_of_the_published_values(slug, seen):
    key, asked = PAGES[slug]
    title = next(one.title for one in seen.told.findings if one.key == key)
    slides = reading_slides.read(seen.slides).slides
    charts = [
        shape.chart
        for slide in slides
        if slide.shapes.title.text_frame.text == title
        for shape in slide.shapes
        if shape.has_chart
    ]

    heads = {name for chart in charts for name in reading_slides.workbook(chart)[0][1:]}
    drawn = [tuple(row[:2]) for chart in charts for row in reading_slides.workbook(chart)[1:]]

    in_order = sorted(asked.drawn(), key=lambda move: asked.categories.index(move[1]))
    wanted = [
        (group if asked.cut else category, now.said.value if now.said else None)
        for group, category, now, _then in in_order
    ]
    named = [(str(name).partition(": Hidden")[0], value) for name, value in drawn]
    named = [one for one in named if one[0] in dict(wanted)]
    if slug == "units":  # these stand by size: what is planned in tests/dashboards/subjects
        named, wanted = _by_chart(named, len(charts)), _by_chart(wanted, len(charts))
    assert named == wanted
    assert {"Before", "Compared with"} & heads == set()
    assert slug == "grades" or "October 2025" in heads


def test_the_sentences_are_the_same_on_every_outlet(seen):
    assert len(seen.told.said) == 3
    for said in seen.told.said:
        for path in ("/dashboards/", "/dashboards/present/", "/board-pack/1/"):
            assert squeezed(said) in squeezed(outlets.words(seen.page(path))), path
        assert squeezed(said) in squeezed(outlets.words(seen.page(f"{seen.link}/dashboards/")))
        for outlet, text in seen.documents.items():
            assert squeezed(said) in squeezed(text), outlet


def test_every_title_has_at_most_fifteen_words_and_is_the_same_on_every_outlet(seen):
    """A word is what stands between two blanks; slides of what is no finding have titles too."""
    frozen = squeezed(outlets.words(seen.page("/board-pack/1/")))
    for found in (*seen.told.findings, seen.told.unsaid):
        assert len(found.title.split()) <= 15
        assert squeezed(found.title) in frozen
        for outlet, text in seen.documents.items():
            assert squeezed(found.title) in squeezed(text), outlet
    for slide in reading_slides.read(seen.slides).slides:
        assert len(slide.shapes.title.text_frame.text.split()) <= 15


def test_a_wave_that_is_corrected_later_leaves_the_pack_as_it_was(seen):
    before, rows = seen.page("/board-pack/1/"), Asked("SEB1", ()).rows()
    changed_at = NOW + timedelta(hours=1)

    publications.publication("w2", seed=3, at=changed_at, reason="A batch was missing")

    with time_machine.travel(changed_at, tick=False):
        assert seen.page("/board-pack/1/") == before
        now = undrawn(seen.page("/dashboards/representation/"))
        assert "Corrected: A batch was missing" in now
        asked = Asked("SEB1", ())
        assert asked.rows() != rows
        assert [row for row in asked.rows() if row not in squeezed(now)] == []
        yesterday = Order(day=TODAY - timedelta(days=1), audience="The board", kind="leaders")
        then = gather(order=yesterday, today=TODAY)
    told = {one.key: one for one in then.findings}["background"]
    assert told == {one.key: one for one in seen.told.findings}["background"]


def test_every_key_result_stands_alike_on_every_outlet(seen):
    texts = {"pack": undrawn(seen.page("/board-pack/1/")), **seen.documents}

    assert len(seen.told.strategy) == 3
    for line in seen.told.strategy:
        title, path = squeezed(line.key_result), (line.start, line.now, line.end, line.said)
        between = r"\W*?".join(re.escape(squeezed(one)) for one in path if one)
        in_order = re.compile(f"{title}(Objective\\d+)?\\W*?{between}", re.S)
        for outlet, text in texts.items():
            assert in_order.search(squeezed(text)), (outlet, line)

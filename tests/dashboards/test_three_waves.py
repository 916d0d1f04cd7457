"""O7, O9 and O15 on the leaders' pages: three waves of 1,000 staff with leavers and joiners, as the
gate published them. No page says a figure that is not one of theirs, or worked out of them."""

import csv
import re
from datetime import date

import pytest
from django.test import Client

from accounts import audit
from dashboards.subjects.listing import BY_SLUG
from dashboards.waves import PUBLISHED
from disclosure import figures, labels, reading
from disclosure.benchmarks import catalogue, written
from surveys.models import Wave
from surveys.states import State
from tests.dashboards import outlets
from tests.disclosure import stored
from tests.disclosure.stored_publications import publication
from tests.factories import UserFactory, WaveFactory
from tests.packs.published_rows import percents, rates

pytestmark = pytest.mark.django_db
LABELS = ("w1", "w2", "w3")
PERCENT = re.compile(r"\d+(?:\.\d+)?%")
COUNT = re.compile(r"(?<![\d.,])\d[\d,]*\d(?![\d.%]|-)")


@pytest.fixture
def reader(client: Client) -> Client:
    for label, (name, year) in zip(LABELS, stored.WAVES.items(), strict=True):
        wave = WaveFactory.create(
            label=label,
            title=f"October {year}",
            state=State.PUBLISHED,
            closes_on=date(year, 10, 30),
            plan_hash="c" * 64,
        )
        found = publication(name, label)
        audit.record(by=None, verb=PUBLISHED, about=wave, at=found.made_at)
    client.force_login(UserFactory.create(viewer=True))
    return client


def published() -> set[str]:
    """Every percent of every figure of the three waves, and of who took part or could be placed."""
    found = {written.figure(one) for one in catalogue.every()}
    for label in LABELS:
        whole, told = reading.whole(label, 1).tables, reading.latest(label)
        assert told is not None
        for measure in labels.measures(told):
            found |= rates(label, measure)
            for table in whole.values():
                for row in figures.rows(told, table, measure):
                    found |= set().union(*map(percents, row.figures))
    return found


def texts(reader: Client) -> dict[str, str]:
    """Every page of the subjects and the files of its findings, without drawings and choices."""
    found = {}
    for slug in BY_SLUG:
        html = outlets.main(reader, f"{slug}/")
        found[slug] = outlets.words(re.sub(r"<svg.*?</svg>", " ", html, flags=re.S))
        for path in dict.fromkeys(re.findall(rf'href="/dashboards/({slug}/[^"?]*\.csv)', html)):
            lines = outlets.body(reader, path).decode("utf-8-sig").splitlines()
            found[path] = " | ".join(cell for row in csv.reader(lines) for cell in row)
    return found


def test_no_page_says_a_percent_or_a_number_of_people_that_was_not_published(reader):
    known = published()
    exact = {1_000, *(len(stored.people()[name][0]) for name in stored.WAVES)}

    said = texts(reader)

    assert len(said) > 2 * len(BY_SLUG) - 3
    for place, text in said.items():
        assert set(PERCENT.findall(text)) - known == set(), place
        numbers = {int(one.replace(",", "")) for one in COUNT.findall(text)}
        odd = {n for n in numbers if n > 100 and n % 5 and not 2010 <= n <= 2030}
        assert odd <= exact, place


def test_of_a_group_that_one_of_the_waves_hid_no_change_is_said(reader):
    """Units and levels: whoever knew what it was before would know what one who left had said."""
    for cut, slug in ((("UNIT",), "units"), (("GRADE",), "grades")):
        page = outlets.on_page(outlets.main(reader, f"{slug}/"))
        for key, names in hidden_once(cut):
            said = {one for place, one in page.items() if names in place and "Change" in place[-1]}
            assert not [one for one in said if re.search(r"up|down|no clear", one)], key


def hidden_once(cut: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    """Groups of the newest wave that it or the one before hides."""
    newest = reading.latest("w3")
    assert newest is not None
    now, before = (reading.whole(label, 1).tables[cut].cells for label in ("w3", "w2"))
    return [
        (key, labels.key_names(newest, cut, key)[0])
        for key, cell in now.items()
        if cell is None or before.get(key) is None
    ]


def test_three_waves_are_there_to_compare(reader):
    assert Wave.objects.filter(state=State.PUBLISHED).count() == len(LABELS)
    assert "October 2025" in outlets.main(reader, "representation/")

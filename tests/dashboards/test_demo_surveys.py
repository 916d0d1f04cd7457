"""The demo's two surveys, on paper and asked here: who is in them, and what key results make of
them.

Loaded once, on one day, for every test here. None of them writes.
"""

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from dashboards.demo import answers
from dashboards.demo.people import UNITS
from disclosure import figures, reading
from disclosure.benchmarks.models import OwnBenchmark
from disclosure.control.certificate import Certificate
from okrs import evidence, survey_offers
from okrs.models import BaselineChange, CheckIn, KeyResult
from surveys.models import Wave
from surveys.states import State
from tests.dashboards.demo_days import demo_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
DAY = "2026-11-22 12:00"
EACH = [answers.FIRST, answers.SECOND]
MOVED = 5  # points that the noise may move a share of a hundred people, rounded


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        demo_on(DAY)
        yield
        transaction.set_rollback(True)
    cache.clear()


@pytest.mark.parametrize("asked", EACH)
def test_the_same_people_come_out_every_time_each_with_a_level_and_a_unit(
    asked: answers.Asked,
) -> None:
    header, *rows = answers.sheet(asked)

    assert len(rows) == asked.responded
    assert (header, *rows) == tuple(answers.sheet(asked))
    assert all(len(row) == len(header) for row in rows)
    assert all(row[header.index("Level")] and row[header.index("Unit")] for row in rows)


@pytest.mark.parametrize("asked", EACH)
def test_so_many_are_silent_and_from_each_background_as_was_told(asked: answers.Asked) -> None:
    header, *rows = answers.sheet(asked)
    for level, (*_others, lower) in asked.backgrounds.items():
        jobs = Counter(row[0] for row in rows if row[header.index("Level")] == level)
        silent = jobs.pop(answers.NOT_SAID)
        told = sum(jobs[job] for job in answers.JOBS["lower"])

        assert abs(silent - jobs.total() * asked.silent / (100 - asked.silent)) <= 1
        assert abs(jobs.pop("Other") - jobs.total() * answers.UNPLACED / 100) <= 1
        assert abs(told - jobs.total() * lower / 100) < 1


def test_the_second_survey_asked_of_parents_too_and_its_other_answers_stay() -> None:
    column = next(name for name, code in answers.COLUMNS.items() if code == "SEB4")
    first, second = (answers.sheet(asked) for asked in EACH)
    without = answers.sheet(replace(answers.SECOND, parents=False))

    assert column not in first[0]
    assert [row[:-1] for row in second] == without
    assert {row[-1] for row in second[1:]} == set(answers.DEGREE.values())


@given(st.integers(0, 2000), st.lists(st.integers(1, 100), min_size=1, max_size=8))
def test_people_are_shared_out_to_the_last_one(number: int, weights: list[int]) -> None:
    shares = answers.shared_out(number, {str(n): weight for n, weight in enumerate(weights)})

    assert sum(shares.values()) == number
    for share, weight in zip(shares.values(), weights, strict=True):
        assert abs(share - number * weight / sum(weights)) < 1


def test_both_came_through_the_gate_and_are_published() -> None:
    waves = list(Wave.objects.filter(state=State.PUBLISHED).order_by("pk"))
    found = [reading.latest(wave.label) for wave in waves]

    assert [wave.label for wave in waves] == ["w1", "w2"]
    assert [one and one.ends_on for one in found] == [date(2025, 10, 31), date(2026, 10, 31)]
    for one in filter(None, found):
        certificate = Certificate.from_data(one.certificate)
        assert [check.name for check in certificate.checks if check.found] == []
        assert min(certificate.shown, certificate.hidden) > 60  # there is something to read about


def lower_in(label: str, level: str) -> int:
    publication = reading.latest(label)
    table = reading.table(publication, ("GRADE",)) if publication else None
    assert publication
    assert table
    said = figures.figure(publication, table, (level,), "SEB1", ("lower",)).said
    assert said
    return said.value


@pytest.mark.parametrize(
    ("level", "name"),
    [
        ("ENTRY_EARLY_CAREER", "Entry / early career"),
        ("MID_LEVEL", "Mid level"),
        ("SENIOR_LEADER", "Senior leader"),
    ],
)
def test_what_is_published_is_what_was_invented_but_for_the_noise(level: str, name: str) -> None:
    for label, asked in zip(("w1", "w2"), EACH, strict=True):
        assert abs(lower_in(label, level) - asked.backgrounds[name][2]) <= MOVED


def following(title: str) -> KeyResult:
    return KeyResult.objects.exclude(follows="").get(title__startswith=title)


@pytest.mark.parametrize(
    ("title", "changes"),
    [
        ("People who say", "up"),
        ("Early-career people", "no_clear_change"),
        ("Senior leaders", "no_clear_change"),
    ],
)
def test_the_first_survey_is_from_and_the_second_says_what_changed(
    title: str, changes: str
) -> None:
    key_result = following(title)
    told = list(key_result.check_ins.filter(source=CheckIn.SURVEY).order_by("as_of"))

    assert [one.as_of for one in told] == [date(2025, 10, 31), date(2026, 10, 31)]
    assert key_result.from_value == told[0].value
    known = evidence.of(told[1])
    assert known
    assert known.change
    assert known.change["verdict"] == changes


def test_one_has_no_from_yet_and_is_offered_one() -> None:
    key_result = following("Distance to the UK")

    offer = survey_offers.offered(key_result).offer

    assert key_result.from_value is None
    assert offer
    assert (offer.wave, offer.version) == ("w1", 1)
    assert offer.value
    assert -20 < offer.value < -5


def test_the_old_form_asked_otherwise_so_one_line_breaks() -> None:
    moved = BaselineChange.objects.get(is_rebaseline=True)

    assert moved.key_result == following("Senior leaders")
    assert moved.old_from == 12
    assert moved.on == date(2025, 10, 31)


@pytest.mark.usefixtures("pages_are_kept")
def test_the_headline_page_with_its_charts_takes_8_kilobytes_at_most(client: Client) -> None:
    """As bench/dashboards.py measures it: compressed, without what a browser keeps."""
    with time_machine.travel(DAY, tick=False):
        client.force_login(User.objects.get(email="leader@demo.example"))
        page = client.get(reverse("dashboards:plan"), headers={"accept-encoding": "gzip"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(page.content).count(b'<svg class="chart chart-') == 3 * 2
    assert len(page.content) <= 8_192


def test_there_is_one_benchmark_of_its_own_and_it_says_it_is_invented() -> None:
    own = OwnBenchmark.objects.get()

    assert own.as_benchmark().terms.compares
    assert "nvented" in own.source


def test_of_the_one_asked_here_pay_and_response_by_unit_can_be_said(client: Client) -> None:
    client.force_login(User.objects.get(email="leader@demo.example"))

    paid = client.get(reverse("dashboards:subject", args=["pay"])).content.decode()
    response = client.get(reverse("dashboards:subject", args=["response"])).content.decode()

    assert "People from lower backgrounds are paid" in paid
    assert 'class="chart-live" data-chart="/dashboards/pay/pay.json' in paid
    assert [f"/dashboards/pay/pay.{kind}?" in paid for kind in ("csv", "svg", "png")] == [True] * 3
    assert "Response by unit is not known" not in response
    for unit in UNITS:
        assert f">{unit}</th>" in response


@pytest.mark.parametrize("name", ["lead", "owner", "leader", "admin"])
@pytest.mark.parametrize("label", ["w1", "w2"])
def test_everybody_who_is_signed_in_reads_the_results(
    client: Client, name: str, label: str
) -> None:
    client.force_login(User.objects.get(email=f"{name}@demo.example"))

    assert client.get(reverse("surveys:results", args=[label])).status_code == 200


def test_the_surveys_stand_a_year_apart_in_the_order_they_were_asked() -> None:
    days = Wave.objects.exclude(closed_on=None).order_by("pk").values_list("closed_on", flat=True)

    assert all(later - earlier > timedelta(days=300) for earlier, later in pairwise(days))

"""A move that chance can make is called no clear change, wherever its figure came from."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dashboards.plan_reading import report
from dashboards.plan_report import moved_between
from okrs import doubt, evidence
from okrs.answer import answer_to
from okrs.doubt_read import doubt_of
from okrs.evidence import Evidence
from okrs.models import CheckIn, KeyResult
from okrs.readings import Readings, readings_of
from okrs.standings import row_of
from strategy.models import Strategy
from tests.okrs import survey_lines
from tests.okrs.survey_lines import AUTUMN, LATER, SPRING, cells, follower, more, publish

pytestmark = pytest.mark.django_db
SUMMER = date(2027, 6, 10)


def read(*waves) -> Readings:
    """A key result that starts from the first wave, after each of these was posted."""
    key_result = follower()
    for label, day, made in waves:
        publish(label, day, made=made, title=f"Survey {label}")
        survey_lines.post(day)
        if key_result.from_value is None:
            first = CheckIn.objects.get()
            KeyResult.objects.update(from_value=first.value, from_as_of=first.as_of)
            key_result.refresh_from_db()
    return readings(key_result)


def readings(key_result) -> Readings:
    key_result = KeyResult.objects.select_related("latest").get(pk=key_result.pk)
    return readings_of(key_result, key_result.check_ins.all(), ())


def ends() -> list[Evidence]:
    """What the readings rest on, the earliest first."""
    every = (evidence.of(one) for one in CheckIn.objects.order_by("as_of"))
    return [one for one in every if one]


def answer(told: Readings):
    return answer_to(row_of(told.key_result, today=LATER), told, today=LATER)


def test_a_published_share_that_moved_a_little_is_no_clear_change():
    told = read(("w1", SPRING, cells()), ("w2", AUTUMN, more(8)))

    assert doubt_of(told)
    assert doubt.alone(told.key_result)
    found = answer(told)
    assert found.first == (
        "It stands at 36%: no clear change since 10 March 2027, when it was 33%."
    )
    assert "The survey cannot tell a move of this size from chance." in found.rest
    assert not any("so far it has moved" in sentence for sentence in found.rest)
    assert found.finding == "From 33% to 36%: no clear change"


def test_a_published_share_that_moved_far_is_said_to_have_moved():
    told = read(("w1", SPRING, cells()), ("w2", AUTUMN, more(90)))

    assert doubt_of(told) is None
    assert doubt.alone(told.key_result) is None
    assert "up 26 points since 10 March 2027" in answer(told).first


def test_of_waves_further_apart_their_ranges_decide():
    near = read(("w1", SPRING, cells()), ("w2", SUMMER, more(90)), ("w3", AUTUMN, more(8)))

    assert doubt_of(near)


def test_of_waves_further_apart_ranges_that_lie_apart_are_a_change():
    far = read(("w1", SPRING, cells()), ("w2", SUMMER, more(60)), ("w3", AUTUMN, more(90)))

    assert doubt_of(far) is None


def test_a_wave_is_tested_against_the_one_before_and_not_by_ranges():
    read(("w1", SPRING, cells()), ("w2", AUTUMN, more(90)))
    before, after = ends()
    told = {**(after.change or {}), "verdict": "no_clear_change"}

    assert evidence.is_clear(before, after)
    assert not evidence.is_clear(before, replace(after, change=told))
    assert evidence.is_clear(before, replace(after, change={**told, "reason": "other"})) is None


@pytest.mark.parametrize(("about", "is_clear"), [(350, True), (40, False)])
def test_ranges_of_few_people_may_lie_apart_by_chance(about, is_clear):
    read(("w1", SPRING, cells()), ("w2", AUTUMN, more(50)))
    before, after = (replace(one, about=about, change=None) for one in ends())

    assert evidence.is_clear(before, after) is is_clear


@pytest.mark.parametrize(("start", "is_doubtful"), [(31, True), (5, False)])
def test_a_from_that_no_wave_gave_is_doubted_where_the_range_reaches_it(start, is_doubtful):
    key_result = follower(from_value=Decimal(start), from_as_of=date(2027, 1, 1))
    publish("w1", SPRING)
    survey_lines.post()

    assert bool(doubt_of(readings(key_result))) is is_doubtful


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (8, "No clear change"),
        (90, "Clear change"),
    ],
)
def test_leaders_read_the_same_of_it(part, said):
    told = read(("w1", SPRING, cells()), ("w2", AUTUMN, more(part)))
    strategy = Strategy.objects.get()
    KeyResult.objects.update(added_at=datetime(2027, 1, 1, tzinfo=UTC))

    moved = report(strategy, day=LATER, today=LATER, since=SPRING)

    assert [row.key_result.pk for row in moved.at_wave.rows] == [told.key_result.pk]
    assert [one.noise.said for one in moved_between(moved.at_wave, moved.now)] == [said]

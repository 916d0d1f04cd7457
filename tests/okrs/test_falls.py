"""A fall of confidence by three or more is flagged: in the list, and on home for its owner."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.todo import things_to_do
from okrs.checkins import Reading, Story, correct_checkin, record_checkin
from okrs.falls import Fall, falls
from okrs.latest import locked, refresh
from okrs.models import KeyResult
from okrs.standings import current_plan
from tests.factories import CheckInFactory, KeyResultFactory, ObjectiveFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 15)


def told(key_result, *scores, last=datetime(2027, 7, 14, 9, tzinfo=UTC)):
    for back, score in enumerate(reversed(scores)):
        at = last - timedelta(days=30 * back)
        CheckInFactory.create(
            key_result=key_result, confidence=score, as_of=at.date(), recorded_at=at
        )
    refresh(locked(key_result), today=TODAY)


def fallen(key_result, today=TODAY):
    return falls([KeyResult.objects.get(pk=key_result.pk)], today=today)


@pytest.mark.parametrize(
    ("scores", "flagged"),
    [
        ((8, 5), True),
        ((8, 6), False),
        ((8, None, 4), True),
        ((8, 4, 5), False),
        ((8, 4, None), True),
        ((4,), False),
        ((2, 8), False),
    ],
)
def test_only_the_score_told_last_against_the_one_before_it(scores, flagged):
    key_result = KeyResultFactory.create()
    told(key_result, *scores)

    assert bool(fallen(key_result)) is flagged


def test_after_sixty_days_it_is_no_news():
    key_result = KeyResultFactory.create()
    told(key_result, 8, 4, last=datetime(2027, 5, 15, 9, tzinfo=UTC))

    assert not fallen(key_result)
    assert fallen(key_result, today=TODAY - timedelta(days=1))


@pytest.fixture
def shaken():
    owner = UserFactory.create(contributor=True)
    made = KeyResultFactory.create(owner=owner, title="Listen")
    told(made, 8, 4)
    return made


@time_machine.travel("2027-07-15 12:00", tick=False)
def test_the_list_always_flags_it_and_costs_no_more_for_many(shaken, lead, signed_in, same_queries):
    page = signed_in(lead)

    def add_rows():
        for one in KeyResultFactory.create_batch(3, objective=shaken.objective):
            told(one, 9, 2)

    for asked in ("", "?sort=attention", "?sort=title", "?pillar=data"):
        assert "Confidence fell from 8 to 4: why?" in page.get(f"/okrs/{asked}").content.decode()
    same_queries(lambda: page.get("/okrs/"), add_rows=add_rows)
    with CaptureQueriesContext(connection) as queries:
        page.get("/okrs/")
    assert [one["sql"] for one in queries if "okrs_checkin" in one["sql"]] == [
        one["sql"] for one in queries if 'LEFT OUTER JOIN "okrs_checkin"' in one["sql"]
    ]


def test_a_check_in_flags_it_a_correction_keeps_it_and_a_better_one_takes_it_away(lead):
    key_result = KeyResultFactory.create(owner=lead)

    def say(day, score):
        return record_checkin(
            key_result=key_result,
            reading=Reading(value=Decimal(20)),
            story=Story(confidence=score, changed="Two people left."),
            as_of=date(2027, 7, day),
            by=lead,
            at=datetime(2027, 7, day, 9, tzinfo=UTC),
            key=uuid4(),
        )

    say(1, 8)
    assert not fallen(key_result)
    low = say(2, 4)
    assert fallen(key_result) == {key_result.pk: Fall(8, 4)}
    mended = {"reading": Reading(value=Decimal(19)), "why": "A slip.", "as_of": low.as_of}
    at = datetime(2027, 7, 3, 9, tzinfo=UTC)
    correct_checkin(check_in=low, by=lead, at=at, key=uuid4(), **mended)
    assert fallen(key_result) == {key_result.pk: Fall(8, 4)}
    say(4, 6)
    assert not fallen(key_result)


@pytest.mark.parametrize("corrected", [[], ["low"], ["low", "low"], ["high"], ["high", "low"]])
@pytest.mark.parametrize("days_apart", [0, 10])
def test_a_correction_tells_no_confidence_anew(lead, corrected, days_apart):
    """Neither do the sixty days begin again, nor does an older score become the one told last."""
    key_result = KeyResultFactory.create(owner=lead)
    first = datetime(2027, 7, 1, 9, tzinfo=UTC)
    said = {}
    for name, score, at in (
        ("high", 8, first),
        ("low", 4, first + timedelta(days=days_apart, hours=1)),
    ):
        said[name] = record_checkin(
            key_result=key_result,
            reading=Reading(value=Decimal(20)),
            story=Story(confidence=score, changed="Two people left."),
            as_of=at.date(),
            by=lead,
            at=at,
            key=uuid4(),
        )
    for nth, name in enumerate(corrected):
        said[name] = correct_checkin(
            check_in=said[name],
            reading=Reading(value=Decimal(19 - nth)),
            as_of=said[name].as_of,
            why="A slip.",
            by=lead,
            at=first + timedelta(days=20 + nth),
            key=uuid4(),
        )

    told_on = date(2027, 7, 1) + timedelta(days=days_apart)
    assert KeyResult.objects.get(pk=key_result.pk).fell_on == told_on
    assert fallen(key_result, today=told_on + timedelta(days=60)) == {key_result.pk: Fall(8, 4)}
    assert not fallen(key_result, today=told_on + timedelta(days=61))


def test_an_older_day_told_late_says_nothing_of_now():
    key_result = KeyResultFactory.create()
    told(key_result, 8, 7)
    CheckInFactory.create(
        key_result=key_result,
        confidence=1,
        as_of=date(2027, 5, 1),
        recorded_at=datetime(2027, 7, 15, 9, tzinfo=UTC),
    )
    refresh(locked(key_result), today=TODAY)

    assert not fallen(key_result)


def test_what_was_told_before_these_columns_were_there_is_worked_out_once():
    told(fell := KeyResultFactory.create(), 8, None, 4)
    told(KeyResultFactory.create(), 8, 7)
    before = KeyResult.objects.order_by("pk").values_list("fell_from", "fell_to", "fell_on")
    wanted = list(before)
    assert wanted[0] == (8, 4, date(2027, 7, 14))
    KeyResult.objects.update(fell_from=None, fell_to=None, fell_on=None)

    migration = import_module("okrs.migrations.0006_where_confidence_fell")
    migration.note_falls(apps, None)

    assert list(before.all()) == wanted
    assert fallen(fell)


@time_machine.travel("2027-07-15 12:00", tick=False)
def test_its_owner_finds_it_on_home(shaken):
    plan = current_plan(shaken.objective.strategy_id, today=TODAY)
    found = things_to_do(
        plan, reader=shaken.owner, strategy_id=shaken.objective.strategy_id, today=TODAY
    )

    mine = [todo for todo in found if todo.title == "Say what would help: Listen"]
    assert [todo.why for todo in mine] == ["Confidence fell from 8 to 4: why?"]


def test_the_list_shows_a_pillar_with_what_supports_it(lead, signed_in):
    objective = ObjectiveFactory.create(pillar="data")
    for title, supports in (("Both", ["hiring"]), ("Alone", [])):
        KeyResultFactory.create(objective=objective, title=title, also_supports=supports)
    hiring = ObjectiveFactory.create(strategy=objective.strategy, pillar="hiring")
    KeyResultFactory.create(objective=hiring, title="Its own")

    def shown(asked):
        page = signed_in(lead).get("/okrs/", {"pillar": asked}).content.decode()
        return [title for title in ("Both", "Alone", "Its own") if f">{title}</a>" in page]

    assert shown("hiring") == ["Its own"]
    assert shown("supports-hiring") == ["Both", "Its own"]
    assert shown("supports-nothing") == ["Both", "Alone", "Its own"]

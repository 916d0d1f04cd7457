"""The demo's second survey, asked here: each ballot through the door, pay and units with it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from statistics import median

import pytest
import time_machine
from django.core.cache import cache

from accounts.models import User
from dashboards.demo import answers, asked_survey, pay
from dashboards.demo.calendar import Calendar
from dashboards.demo.people import UNITS
from disclosure import reading
from strategy import organising
from surveys.ballot import door
from surveys.models import Invitation
from surveys.questions import catalogue
from surveys.questions.options import NOT_SAID
from surveys.states import State
from tests.factories import UserFactory

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROWS = answers.sheet(answers.SECOND)[1:]


@pytest.fixture
def lead(monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    """The lead of an employer with the demo's units, whose survey is answered by forty people."""
    monkeypatch.setattr(asked_survey, "ASKED", replace(answers.SECOND, invited=70, responded=40))
    by = UserFactory.create()
    for name in UNITS:
        organising.add_unit(name=name, parent=None, by=by, at=NOW)
    with time_machine.travel(NOW, tick=False):
        yield by
    cache.clear()


@pytest.mark.django_db
def test_everybody_goes_through_the_door_and_nothing_but_the_count_is_left(lead):
    wave = asked_survey.ask(by=lead, days=Calendar(NOW))

    assert (wave.state, wave.closed_on) == (State.PUBLISHED, date(2026, 10, 31))
    count = wave.count
    assert (count.invited, count.collected, count.counted) == (70, 40, 40)
    assert (count.invalid, count.reissued) == (0, 0)
    assert (door.ballots(wave.label), door.invited(wave.label)) == (0, 0)
    assert not Invitation.objects.exists()
    with pytest.raises(door.KeyGone):
        door.token_of(label=wave.label, invitee=1)
    published = reading.latest(wave.label)
    assert published
    assert published.pay
    assert set(published.words["measures"]) == {"SEB1", "SEB2", "SEB3", "SEB4"}


def test_so_many_of_each_unit_are_invited_that_some_of_each_did_not_answer():
    invited = Counter(person.unit for person in asked_survey._staff(ROWS))
    answered = Counter(row[asked_survey.UNIT] for row in ROWS)

    assert invited.total() == answers.SECOND.invited
    assert set(invited) == set(UNITS)
    for unit in UNITS:
        assert answered[unit] >= 10
        assert invited[unit] - answered[unit] >= 10


def test_each_is_paid_in_a_band_or_does_not_say_and_it_is_the_same_every_time():
    bands = list(pay.bands(ROWS))

    assert bands == list(pay.bands(ROWS))
    assert len(bands) == len(ROWS)
    assert set(bands) <= {option.code for option in catalogue.pay().options}
    assert 0.03 < bands.count(NOT_SAID) / len(bands) < 0.12


def test_pay_rises_with_the_level_and_background_moves_it_little_within_one():
    paid = [
        (row[pay.LEVEL], pay.BACKGROUNDS.get(row[pay.JOB]), int(band.removeprefix("FROM_")))
        for row, band in zip(ROWS, pay.bands(ROWS), strict=True)
        if band != NOT_SAID
    ]
    levels = [median(n for level, _of, n in paid if level == one) for one in pay.USUAL]

    assert all(lower < higher for lower, higher in pairwise(levels))
    for one in ("Entry / early career", "Mid level"):
        sides = {
            of: median(n for level, there, n in paid if (level, there) == (one, of))
            for of in ("professional", "lower")
        }
        assert abs(sides["professional"] - sides["lower"]) <= 5_000

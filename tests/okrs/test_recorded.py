"""Where the record leads for things of the plan, and how their columns read there."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from accounts.record_entries import entries_of
from okrs.periods import naming, reviewing
from tests.factories import KeyResultFactory
from tests.okrs.periods.years import NOW, strategy

pytestmark = pytest.mark.django_db
YEAR = {"name": "Year 1", "starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}


def newest(reader):
    return entries_of(AuditEvent.objects.by_day()[:1], reader=reader)[0]


def test_a_period_is_led_to_while_it_is_there(lead):
    period = naming.name_period(strategy=strategy(), by=lead, at=NOW, **YEAR)
    assert newest(lead).address == f"/okrs/periods/{period.pk}/"

    naming.remove_period(period=period, by=lead, at=NOW)

    assert newest(lead).did == "took away the period “Year 1”"
    assert newest(lead).address == ""


def test_what_became_of_a_key_result_is_told_in_its_own_word(lead):
    period = naming.name_period(strategy=strategy(), by=lead, at=NOW, **YEAR)
    kr = KeyResultFactory.create(objective__strategy=strategy(), starts_on=date(2025, 1, 1))

    reviewing.say(
        period=period,
        key_result=kr,
        outcome="goes_on",
        reflection="Slow",
        by=lead,
        at=NOW,
        version=0,
    )

    told = [(change.field, change.after) for change in newest(lead).changes]
    assert told == [("What became of it", "Goes on"), ("What it taught", "Slow")]

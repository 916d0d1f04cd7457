"""A small plan with something of everything, for tests of the headline page."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from okrs.models import KeyResult
from strategy.models import Strategy
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
)

LONG_AGO = datetime(2025, 1, 2, 9, tzinfo=UTC)


def strategy() -> Strategy:
    return StrategyFactory.create(starts_on=date(2025, 1, 1), ends_on=date(2028, 12, 31))


def key_result(of: Strategy, pillar: str = "data", **given: Any) -> KeyResult:
    """From 0 to 66 over two years, read every quarter."""
    objective = ObjectiveFactory.create(strategy=of, pillar=pillar)
    terms = {"starts_on": date(2025, 1, 1), "due_on": date(2026, 12, 31), "added_at": LONG_AGO}
    return KeyResultFactory.create(objective=objective, **{**terms, **given})


def read(key_result: KeyResult, value: int, day: date, **told: Any) -> None:
    """A reading of a day, told that day, and the pointer that okrs.checkins would have moved."""
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    given = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=day, recorded_at=at, **told
    )
    key_result.latest, key_result.confirmed_on = given, day
    key_result.blocked = given.blocked
    key_result.save()


def plan() -> Strategy:
    """One on track, one off track with its owner's words and next step, one with no baseline."""
    made = strategy()
    good = key_result(made, title="Tell stories")
    read(good, 20, date(2025, 9, 1))
    read(good, 64, date(2026, 11, 1))
    bad = key_result(
        made, "hiring", title="Link outreach to hiring", owner=UserFactory.create(name="Rana Iqbal")
    )
    read(
        bad,
        3,
        date(2026, 11, 2),
        changed="Schools do not lead to applications.",
        next="Guarantee interviews.",
        blockers="Two days a month.",
    )
    MilestoneFactory.create(key_result=bad, text="Agree the scope.", due_on=date(2027, 1, 15))
    MilestoneFactory.create(
        key_result=bad, text="Find a sponsor", due_on=date(2026, 1, 1), done_on=date(2026, 1, 1)
    )
    key_result(made, "hiring", title="Cold spots", unset=True, set_by=date(2026, 12, 31))
    return made

"""A strategy with a first year that has ended, and key results in it, for tests of periods."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from accounts.models import User
from okrs.models import KeyResult, Objective, Period, PeriodSnapshot
from okrs.periods import closing, naming, reviewing
from okrs.periods.closing import Closing
from strategy.models import Strategy
from tests.factories import CheckInFactory, KeyResultFactory, ObjectiveFactory, StrategyFactory

START, END = date(2025, 1, 1), date(2025, 12, 31)
BEGAN = datetime(2025, 1, 1, 9, tzinfo=UTC)
IN_YEAR = datetime(2025, 12, 20, 9, tzinfo=UTC)
NOW = datetime(2026, 1, 20, 9, tzinfo=UTC)
LATER = datetime(2026, 2, 20, 9, tzinfo=UTC)
TODAY = NOW.date()


def strategy() -> Strategy:
    """Three years that began with START."""
    made = {"starts_on": START, "ends_on": date(2027, 12, 31)}
    return Strategy.current() or StrategyFactory.create(**made)


def objective() -> Objective:
    return ObjectiveFactory.create(strategy=strategy())


def year(lead: User, *, name: str = "Year 1", starts: date = START, ends: date = END) -> Period:
    return naming.name_period(
        strategy=strategy(),
        name=name,
        starts_on=starts,
        ends_on=ends,
        by=lead,
        at=NOW,
    )


def closed_period(of: Strategy, *, by: User) -> Period:
    """A closed month of any strategy, for a test that only needs one to open."""
    ends = of.starts_on + timedelta(days=30)
    made = naming.name_period(
        strategy=of, name="A month", starts_on=of.starts_on, ends_on=ends, by=by, at=NOW
    )
    later = datetime.combine(ends + timedelta(days=2), time(9), tzinfo=UTC)
    closing.close(period=made, by=by, at=later, key=uuid4())
    return made


def read(key_result: KeyResult, value: Any, *, on: date = END, at: datetime = NOW) -> KeyResult:
    CheckInFactory.create(
        key_result=key_result, as_of=on, recorded_at=at, value=Decimal(value), confidence=6
    )
    return key_result


def due(under: Objective, value: Any = 33, **terms: Any) -> KeyResult:
    """Due by the end of the year: from 0% to 66%, and read on its last day."""
    days = {"starts_on": START, "due_on": END, "added_at": BEGAN}
    made = KeyResultFactory.create(objective=under, **(days | terms))
    return made if value is None else read(made, value)


def going_on(under: Objective, value: Any = 33, **terms: Any) -> KeyResult:
    days = {"starts_on": START, "due_on": date(2026, 12, 31), "added_at": BEGAN}
    made = KeyResultFactory.create(objective=under, **(days | terms))
    return made if value is None else read(made, value)


def say(period: Period, key_result: KeyResult, outcome: str, by: User, words: str = "") -> None:
    said = period.results.filter(key_result=key_result).first()
    reviewing.say(
        period=period,
        key_result=key_result,
        outcome=outcome,
        reflection=words,
        by=by,
        at=NOW,
        version=said.version if said else 0,
    )


def close(
    period: Period,
    by: User,
    *,
    at: datetime = NOW,
    key: UUID | None = None,
    closing_as: Closing | None = None,
) -> PeriodSnapshot:
    return closing.close(period=period, by=by, at=at, key=key or uuid4(), closing=closing_as)

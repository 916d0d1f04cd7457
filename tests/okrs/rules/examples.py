"""Facts to reason about: one plain key result, and strategies that vary what matters."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from okrs.rules.facts import Facts, MilestoneFacts
from okrs.rules.rollup import Item
from okrs.rules.standing import Standing, standing
from okrs.rules.words import Cadence, Kind, Pace, Source, Status, Word

START, DUE = date(2027, 1, 1), date(2027, 12, 31)
MID_YEAR = date(2027, 7, 2)


def facts(**changes: Any) -> Facts:
    """From 0 to 100 over 2027, read every quarter, heard of on 1 July, nothing read yet."""
    plain: dict[str, Any] = {
        "starts_on": START,
        "due_on": DUE,
        "baseline": Decimal(0),
        "target": Decimal(100),
        "confirmed_on": date(2027, 7, 1),
    }
    return Facts(**(plain | changes))


def stands(today: date = MID_YEAR, **changes: Any) -> Standing:
    return standing(facts(**changes), today=today)


def steps(*done: bool, **same: Any) -> tuple[MilestoneFacts, ...]:
    """Milestones by whether each is done."""
    return tuple(MilestoneFacts(done_on=START if yes else None, **same) for yes in done)


figures = st.decimals(min_value=-1000, max_value=1000, places=2)
weights = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)
fractions = st.decimals(min_value=0, max_value=1, places=3)
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2034, 12, 31))
cadences = st.sampled_from(Cadence)


@st.composite
def periods(draw: st.DrawFn) -> dict[str, Any]:
    """A start, a due date after it, and a cadence."""
    start = draw(days)
    due = start + timedelta(days=draw(st.integers(1, 1500)))
    return {"starts_on": start, "due_on": due, "cadence": draw(cadences)}


@st.composite
def milestones(draw: st.DrawFn, start: date) -> MilestoneFacts:
    near = st.none() | st.integers(0, 900).map(lambda n: start + timedelta(days=n))
    return MilestoneFacts(weight=draw(weights), due_on=draw(near), done_on=draw(near))


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """Anything a key result can be, sensible or not."""
    period = draw(periods())
    near = st.none() | st.integers(-400, 1600).map(
        lambda n: period["starts_on"] + timedelta(days=n)
    )
    maybe = st.none() | figures
    return Facts(
        **period,
        kind=draw(st.sampled_from(Kind)),
        source=draw(st.sampled_from(Source)),
        pace=draw(st.none() | st.sampled_from(Pace)),
        baseline=draw(maybe),
        baseline_on=draw(near),
        target=draw(maybe),
        low=draw(maybe),
        high=draw(maybe),
        tolerance=draw(st.none() | st.just(Decimal(5))),
        value=draw(maybe),
        value_as_of=draw(near),
        word=draw(st.none() | st.sampled_from(Word)),
        blocked=draw(st.booleans()),
        suppressed=draw(st.booleans()),
        milestones=tuple(draw(st.lists(milestones(period["starts_on"]), max_size=3))),
        confirmed_on=draw(near),
        counted=draw(st.booleans()),
        ever_achieved=draw(st.booleans()),
    )


@st.composite
def items(draw: st.DrawFn) -> Item:
    """A key result as its objective sees it, measurable or not."""
    status = draw(st.sampled_from(Status))
    measured = draw(st.booleans())
    return Item(
        weight=draw(st.none() | weights),
        progress=draw(st.decimals(-2, 3, places=3)) if measured else None,
        counted=status is not Status.not_counted,
        status=status,
        expected=draw(fractions) if measured else None,
    )

"""How much progress can be expected by a day, and what the gap to it means.

A gap, not a ratio: early in a period a ratio explodes. In steps, not by the day, for what is read
seldom: a figure read once a year is not late because a year has not passed.
Source: docs/progress.md, section 5.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise

from okrs.rules import calendar
from okrs.rules.calendar import reading_dates, schedule
from okrs.rules.facts import Facts, MilestoneFacts
from okrs.rules.rates import forecast, moved_rate, required_rate
from okrs.rules.words import Cadence, Pace, Source, Status, default_pace

__all__ = [
    "expected",
    "expected_curve",
    "expected_linear",
    "expected_milestones",
    "expected_steps",
    "forecast",
    "judge",
    "moved_rate",
    "pace_of",
    "reading_dates",
    "required_rate",
    "schedule",
    "too_early",
]

NONE, WHOLE = Decimal(0), Decimal(1)
AMBER = Decimal("0.10")
RED = Decimal("0.25")
EARLY = Decimal("0.10")
"""A linear key result is given this much of its period before anybody judges it."""
HAIR = Decimal("1E-9")
"""Less than any reading can show; keeps a division's last digit from choosing a colour."""


def judge(gap: Decimal) -> Status:
    """The colour of a gap: ten points are nothing, up to twenty-five behind, more off track."""
    if gap >= -AMBER - HAIR:
        return Status.on_track
    return Status.behind if gap >= -RED - HAIR else Status.off_track


def expected_linear(*, starts_on: date, due_on: date, today: date) -> Decimal:
    """A little every day: the part of the period's days that have passed."""
    if today <= starts_on:
        return NONE
    if today >= due_on:
        return WHOLE
    return Decimal((today - starts_on).days) / (due_on - starts_on).days


def expected_steps(*, starts_on: date, due_on: date, cadence: Cadence, today: date) -> Decimal:
    """As linear on the days a reading is due; unchanged between them."""
    read_on = calendar.last_until(today, starts_on=starts_on, due_on=due_on, cadence=cadence)
    if read_on is None:
        return NONE
    return expected_linear(starts_on=starts_on, due_on=due_on, today=read_on)


def expected_milestones(
    milestones: Iterable[MilestoneFacts], *, due_on: date, today: date
) -> Decimal:
    """The weight of what was due by now, of all weight. What has no date is due on `due_on`."""
    steps = tuple(milestones)
    whole = sum((step.weight for step in steps), NONE)
    due = sum((step.weight for step in steps if (step.due_on or due_on) <= today), NONE)
    return due / whole if whole else NONE


def expected_curve(
    points: Iterable[tuple[date, Decimal]], *, starts_on: date, due_on: date, today: date
) -> Decimal:
    """Straight lines from nothing at the start, through the points, to everything when due.

    A point on the start or the due date stands in for the 0 or the 1 there.
    """
    bends = sorted({starts_on: NONE, due_on: WHOLE, **dict(points)}.items())
    for (before, low), (after, high) in pairwise(bends):
        if before <= today < after:
            return low + (high - low) * (today - before).days / (after - before).days
    return bends[0][1] if today < bends[0][0] else bends[-1][1]


def pace_of(facts: Facts, source: Source) -> Pace:
    """The pace in force: the one chosen, or the default; milestones with dates go in steps."""
    if source is Source.milestones and any(step.due_on for step in facts.milestones):
        return Pace.stepped
    return facts.pace or default_pace(facts.cadence, facts.kind)


def expected(facts: Facts, today: date, *, source: Source = Source.value) -> Decimal:
    """How far a key result should be by today, at its own pace."""
    start, due = facts.starts_on, facts.due_on
    pace = pace_of(facts, source)
    if pace is Pace.curve:
        return expected_curve(facts.curve, starts_on=start, due_on=due, today=today)
    if pace is Pace.linear:
        return expected_linear(starts_on=start, due_on=due, today=today)
    if source is Source.milestones and any(step.due_on for step in facts.milestones):
        return expected_milestones(facts.milestones, due_on=due, today=today)
    return expected_steps(starts_on=start, due_on=due, cadence=facts.cadence, today=today)


def too_early(facts: Facts, today: date, *, source: Source = Source.value) -> bool:
    """Whether it is too soon to judge: the first tenth of a linear period, else until a due date.

    That is the first reading's, or the first milestone's where that comes before.
    """
    if pace_of(facts, source) is Pace.linear:
        passed = expected_linear(starts_on=facts.starts_on, due_on=facts.due_on, today=today)
        return passed < EARLY
    first_due = calendar.first_after(
        facts.starts_on, starts_on=facts.starts_on, due_on=facts.due_on, cadence=facts.cadence
    )
    if source is Source.milestones:
        first_due = min([first_due, *(m.due_on for m in facts.milestones if m.due_on)])
    return today < first_due

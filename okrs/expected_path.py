"""The path that a plan expects, as the corners of a line."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.series import Expected
from okrs.rules import calendar, pace
from okrs.rules.facts import Facts
from okrs.rules.words import Pace, Source


def expected_path(facts: Facts, *, source: Source, low: Decimal, reach: Decimal) -> Expected:
    """From `low` over `reach`: in figures, in words or in shares, as the chart counts."""
    in_force = pace.pace_of(facts, source)
    days = [facts.starts_on, *_bends(facts, in_force, source), facts.due_on]
    return Expected(
        corners=tuple(
            (day, low + reach * pace.expected(facts, day, source=source))
            for day in sorted(set(days))
        ),
        stepped=in_force is Pace.stepped,
        label=_("Expected"),
    )


def _bends(facts: Facts, in_force: Pace, source: Source) -> Sequence[date]:
    """The days on which the expected path turns."""
    if in_force is Pace.curve:
        return [day for day, _share in facts.curve]
    if in_force is Pace.linear:
        return ()
    if source is Source.milestones and any(m.due_on for m in facts.milestones):
        return [m.due_on for m in facts.milestones if m.due_on]
    return calendar.reading_dates(
        starts_on=facts.starts_on, due_on=facts.due_on, cadence=facts.cadence
    )

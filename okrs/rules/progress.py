"""How far a key result has come, as a fraction: 0 at its baseline, 1 at its target.

Source: docs/progress.md, sections 1 to 4.
"""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.rules.facts import MilestoneFacts
from okrs.rules.words import Direction, Word

NONE, WHOLE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)

WORDS = {
    Word.not_started: NONE,
    Word.in_progress: Decimal("0.5"),
    Word.completed: WHOLE,
}
"""What a status counts for in a mean. It is shown as its word, never as a percentage."""


class NothingToMove(ValueError):
    """From and To are the same, so there is no way between them to measure."""


class CannotBeAShare(ValueError):
    """A numerator and a denominator that make no share of anything."""


class CannotBeAChange(ValueError):
    """A change from a count of nothing."""


def progress(
    *, baseline: Decimal | None, target: Decimal | None, value: Decimal | None
) -> Decimal | None:
    """How far from baseline to target; None while any of the three is unknown.

    Unclamped: 1.25 is beyond the target, -0.2 is further away than at the start. Rises and falls
    share the formula, because the signs cancel. Refuses a target equal to its baseline.
    """
    if baseline is not None and baseline == target:
        raise NothingToMove(_("From and To are the same. Use “Keep at” instead."))
    if baseline is None or target is None or value is None:
        return None
    return (value - baseline) / (target - baseline)


def clamp(fraction: Decimal) -> Decimal:
    """Between 0 and 1. Only for roll-ups: a key result itself shows its 125%."""
    return max(NONE, min(WHOLE, fraction))


def share(*, numerator: Decimal | int, denominator: Decimal | int) -> Decimal:
    """A percentage from 0 to 100. Refuses a part greater than its whole, or a whole of nothing."""
    if denominator <= 0:
        raise CannotBeAShare(_("A share needs a whole that is more than nothing."))
    if not 0 <= numerator <= denominator:
        raise CannotBeAShare(_("The part must be between nothing and the whole."))
    return HUNDRED * numerator / Decimal(denominator)


def percent_change(*, count: Decimal | int, base: Decimal | int) -> Decimal:
    """By how many percent a count has grown since the base: 0 at the base, -100 at nothing.

    Refuses a base of nothing: no change is a percentage of it.
    """
    if base <= 0:
        raise CannotBeAChange(_("A percentage change needs a first count that is above nothing."))
    return HUNDRED * (count - base) / Decimal(base)


def word_progress(word: Word | None) -> Decimal | None:
    """What a status reading counts for; None before the first."""
    return None if word is None else WORDS[word]


def milestone_progress(milestones: Iterable[MilestoneFacts]) -> Decimal | None:
    """The weight of what is done, of all weight; None without milestones."""
    steps = tuple(milestones)
    whole = sum((step.weight for step in steps), NONE)
    if whole == 0:
        return None
    return sum((step.weight for step in steps if step.done_on), NONE) / whole


def direction(*, baseline: Decimal | None, target: Decimal | None) -> Direction | None:
    """Which way is better; None while either is unknown. "Up is good" is never assumed."""
    if baseline is None or target is None:
        return None
    if baseline == target:
        return Direction.keep
    return Direction.increase if target > baseline else Direction.decrease


def holds(*, value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    """Whether a keep-at is inside its limits. On a limit is inside; a missing one is none."""
    return (low is None or value >= low) and (high is None or value <= high)


def in_tolerance(
    *, value: Decimal, low: Decimal | None, high: Decimal | None, tolerance: Decimal | None
) -> bool:
    """Whether a keep-at is inside its limits widened by its own tolerance."""
    band = tolerance or NONE
    return holds(
        value=value,
        low=None if low is None else low - band,
        high=None if high is None else high + band,
    )


def consistency(
    readings: Iterable[Decimal], low: Decimal | None, high: Decimal | None
) -> tuple[int, int]:
    """In how many readings a keep-at held, and of how many: "held in 3 of 4 readings"."""
    held = [holds(value=value, low=low, high=high) for value in readings]
    return sum(held), len(held)

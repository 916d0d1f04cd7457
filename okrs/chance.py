"""Real change or noise: the one place that says whether a share moved by more than chance.

A share with its counts at both ends is tested, whoever was counted. Without a count at one end
nothing can be said: it could be of three people or three thousand.
Source: docs/progress.md, section 11.
"""

from dataclasses import dataclass
from decimal import Decimal

from okrs.rules import groups
from okrs.rules.words import Kind


@dataclass(frozen=True)
class Wave:
    """One end of a move: a share, and out of how many."""

    share: Decimal | None
    of: Decimal | None


@dataclass(frozen=True)
class Tested:
    """Whether a move is more than chance, and how many points it has to beat."""

    is_clear: bool
    points: Decimal


def tested(before: Wave, after: Wave, *, kind: str) -> Tested | None:
    """The answer for a move between two shares; None where no test can be made."""
    if kind != Kind.percent.value or before.share is None or after.share is None:
        return None
    was, now = int(before.of or 0), int(after.of or 0)
    if not was or not now:
        return None
    x, y = before.share, after.share
    return Tested(
        is_clear=groups.clear_change(before=x, before_n=was, after=y, after_n=now),
        points=groups.points_to_beat(before=x, before_n=was, after=y, after_n=now),
    )

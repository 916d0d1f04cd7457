"""Whether what a key result moved since its From may be chance: then no move is claimed anywhere.

A share with its counts at both ends is tested by them. A figure that the survey publishes is held
against From by its likely range; the page of one key result, which has its readings, asks more of
it (okrs/doubt_read.py).
"""

from dataclasses import dataclass
from decimal import Decimal

from okrs import evidence
from okrs.chance import Wave, tested
from okrs.evidence import Evidence
from okrs.models import CheckIn, KeyResult


@dataclass(frozen=True)
class Doubt:
    """A move that may be chance. `points` is what it must beat; None where published tables say."""

    points: Decimal | None


def alone(key_result: KeyResult) -> Doubt | None:
    """Of its latest reading. None where the move since From beats chance, or nobody can tell."""
    latest, start = key_result.latest, Wave(key_result.from_value, key_result.from_denominator)
    return since(start, latest, kind=key_result.kind) if latest else None


def since(start: Wave, told: CheckIn, *, kind: str) -> Doubt | None:
    """The same of one reading, beside the From that was in force when it was told."""
    if published := evidence.of(told):
        return in_range(start.share, published)
    found = tested(start, Wave(told.value, told.denominator), kind=kind)
    return None if found is None or found.is_clear else Doubt(found.points)


def in_range(start: Decimal | None, published: Evidence) -> Doubt | None:
    """Whether From lies in the likely range of a published figure."""
    if start is None or published.likely is None:
        return None
    low, high = published.likely
    return Doubt(None) if low <= start <= high else None

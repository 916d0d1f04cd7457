"""Whether what a key result moved since its From may be chance: then no move is claimed anywhere.

A share with its counts at both ends is tested by them. A figure that the survey publishes is tested
with the noise that protects people, and its waves say what came of it (okrs/evidence.py).
"""

from dataclasses import dataclass
from decimal import Decimal

from okrs import evidence
from okrs.chance import Wave, tested
from okrs.evidence import Evidence
from okrs.models import CheckIn, KeyResult
from okrs.readings import Readings


@dataclass(frozen=True)
class Doubt:
    """A move that may be chance. `points` is what it must beat; None where published tables say."""

    points: Decimal | None


def doubt_of(readings: Readings) -> Doubt | None:
    """None where the move since From beats chance, or where nobody can tell."""
    key_result, latest = readings.key_result, readings.key_result.latest
    if latest is None:
        return None
    if published := evidence.of(latest):
        return _of_published(readings, published)
    return _by_counts(key_result, latest)


def alone(key_result: KeyResult) -> Doubt | None:
    """The same without its readings, for pages of many: a figure of the survey is held against From
    by its likely range alone."""
    latest = key_result.latest
    if latest is None:
        return None
    if published := evidence.of(latest):
        return _in_range(key_result.from_value, published)
    return _by_counts(key_result, latest)


def _by_counts(key_result: KeyResult, latest: CheckIn) -> Doubt | None:
    found = tested(
        Wave(key_result.from_value, key_result.from_denominator),
        Wave(latest.value, latest.denominator),
        kind=key_result.kind,
    )
    return None if found is None or found.is_clear else Doubt(found.points)


def _of_published(readings: Readings, latest: Evidence) -> Doubt | None:
    """Beside the reading that From was taken from; without one, From alone against the range."""
    before = _from_reading(readings)
    if before is not None:
        return Doubt(None) if evidence.is_clear(before, latest) is False else None
    return _in_range(readings.key_result.from_value, latest)


def _in_range(start: Decimal | None, latest: Evidence) -> Doubt | None:
    if start is None or latest.likely is None:
        return None
    low, high = latest.likely
    return Doubt(None) if low <= start <= high else None


def _from_reading(readings: Readings) -> Evidence | None:
    """What From rests on, where a wave gave it."""
    key_result = readings.key_result
    for reading in readings.of(readings.era):
        told = reading.check_in
        if told.as_of == key_result.from_as_of and told.value == key_result.from_value:
            return evidence.of(told)
    return None

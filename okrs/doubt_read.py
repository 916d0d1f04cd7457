"""Whether the move of a key result since its From may be chance, asked with all its readings.

A figure that the survey publishes is tested with the noise that protects people, beside the wave
that From was taken from: its waves say what came of it (okrs/evidence.py).
"""

from okrs import doubt, evidence
from okrs.doubt import Doubt
from okrs.evidence import Evidence
from okrs.readings import Readings


def doubt_of(readings: Readings) -> Doubt | None:
    """None where the move since From beats chance, or where nobody can tell."""
    latest = readings.key_result.latest
    if latest and (published := evidence.of(latest)):
        return _of_published(readings, published)
    return doubt.alone(readings.key_result)


def _of_published(readings: Readings, latest: Evidence) -> Doubt | None:
    """Beside the reading that From was taken from; without one, From alone against the range."""
    before = _from_reading(readings)
    if before is not None:
        return Doubt(None) if evidence.is_clear(before, latest) is False else None
    return doubt.in_range(readings.key_result.from_value, latest)


def _from_reading(readings: Readings) -> Evidence | None:
    """What From rests on, where a wave gave it."""
    key_result = readings.key_result
    for reading in readings.of(readings.era):
        told = reading.check_in
        if told.as_of == key_result.from_as_of and told.value == key_result.from_value:
            return evidence.of(told)
    return None

"""The readings of a key result as a file: every one ever given, and what each was measured from."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from okrs import evidence
from okrs.models import CheckIn
from okrs.readings import Readings
from okrs.rules.words import Word

POPULATIONS = ("invited", "responded", "answered", "classified")
HEADER = (
    gettext_lazy("As of"),
    gettext_lazy("Recorded at"),
    gettext_lazy("By"),
    gettext_lazy("Value"),
    gettext_lazy("Part"),
    gettext_lazy("Whole"),
    gettext_lazy("Word"),
    gettext_lazy("Blocked"),
    gettext_lazy("Hidden to protect people"),
    gettext_lazy("Confidence"),
    gettext_lazy("Source"),
    gettext_lazy("Replaced"),
    gettext_lazy("Status then"),
    gettext_lazy("From in force"),
    gettext_lazy("To in force"),
    gettext_lazy("Wave"),
    gettext_lazy("Version"),
    gettext_lazy("As published"),
    gettext_lazy("About so many answers"),
    gettext_lazy("Likely from"),
    gettext_lazy("Likely to"),
    gettext_lazy("Invited"),
    gettext_lazy("Responded"),
    gettext_lazy("Answered the question"),
    gettext_lazy("Could be placed"),
)


def csv_rows(readings: Readings) -> Iterator[tuple[Any, ...]]:
    """Every reading, oldest first, with the baseline it was measured from. Matches `HEADER`."""
    for reading in readings.all:
        one = reading.check_in
        is_gone = evidence.is_taken_back(one)
        yield (
            one.as_of,
            one.recorded_at,
            one.recorded_by.name if one.recorded_by else "",
            None if is_gone else one.value,
            one.numerator,
            one.denominator,
            str(Word[one.word].label) if one.word else "",
            one.blocked,
            one.suppressed,
            one.confidence,
            str(one.get_source_display()),
            reading.is_old,
            "" if is_gone else reading.standing.word,
            reading.era.from_value,
            reading.era.to_value,
            *_published_cells(one),
        )


def _published_cells(check_in: CheckIn) -> tuple[Any, ...]:
    """What a figure of a wave rests on; nothing for any other reading, or one taken back."""
    published = evidence.of(check_in)
    if published is None or evidence.is_taken_back(check_in):
        return (None,) * (6 + len(POPULATIONS))
    return (
        published.wave,
        published.version,
        published.said,
        published.about,
        published.low,
        published.high,
        *(published.coverage.get(name) for name in POPULATIONS),
    )

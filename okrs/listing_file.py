"""The list as a file: the same columns for a text file and for a workbook."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from okrs import figures, list_row, paths
from okrs.rules.words import Kind
from okrs.standings import Row
from strategy.pillars import Pillar

HEADER: tuple[str | Promise, ...] = (
    _("Pillar"),
    _("Objective"),
    _("Key result"),
    _("From"),
    _("Now"),
    _("To"),
    _("As of"),
    _("Progress"),
    _("Expected"),
    _("Status"),
    _("Owner"),
    _("Next check-in"),
    _("Due"),
    _("Said instead"),
)


def header() -> list[str]:
    return [str(name) for name in HEADER]


def in_words(row: Row) -> list[object]:
    """Figures as the page writes them: "19%", "Completed"."""
    words = paths.words_of(row)
    return _cells(row, (words.start, words.now, words.end), figures.share)


def in_numbers(row: Row) -> list[object]:
    """Figures to go on counting with: shares and progress as numbers, status words as words."""
    key_result, latest = row.key_result, row.key_result.latest
    if key_result.kind in (Kind.status.value, Kind.milestones.value):
        words = paths.words_of(row)
        return _cells(row, (words.start, words.now, words.end), _rounded)
    now = latest.value if latest else key_result.from_value if key_result.from_as_of else None
    return _cells(row, (key_result.from_value, now, key_result.to_value), _rounded)


def _rounded(fraction: Decimal | None) -> Decimal | None:
    return None if fraction is None else fraction.quantize(Decimal("0.001"))


def _cells(
    row: Row, ends: tuple[object, object, object], progress: Callable[[Decimal | None], object]
) -> list[object]:
    key_result, standing = row.key_result, row.standing
    return [
        str(Pillar(key_result.objective.pillar).label),
        key_result.objective.title,
        key_result.title,
        *ends,
        key_result.latest.as_of if key_result.latest else None,
        progress(standing.progress),
        progress(standing.expected),
        str(standing.word),
        key_result.owner.name if key_result.owner else "",
        standing.next_due,
        key_result.due_on,
        list_row.said_line(row),
    ]

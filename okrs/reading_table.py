"""The readings of a key result as a table: newest first, with a row where a new baseline begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from okrs import evidence
from okrs.evidence import Evidence
from okrs.figures import figure, plain, whole
from okrs.followed import PUBLISHED
from okrs.models import BaselineChange, CheckIn, KeyResult
from okrs.readings import Era, Reading, Readings
from okrs.rules.standing import Standing
from okrs.rules.words import Kind, Word

SHOWN = 40


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of the table: a reading, a From that nobody read anew, or a break (`change`)."""

    on: date | None = None
    figure: str = ""
    likely: str = ""
    counts: str = ""
    source: str = ""
    changed: str = ""
    standing: Standing | None = None
    note: str = ""
    check_in: CheckIn | None = None
    change: BaselineChange | None = None

    @property
    def is_replaced(self) -> bool:
        return self.check_in is not None and self.check_in.replaced_by_id is not None


def lines_of(readings: Readings) -> list[Line]:
    """Newest first; what is under a break cannot be compared with what is above it."""
    return [line for era in reversed(readings.eras) for line in _era(era, readings)]


def _era(era: Era, readings: Readings) -> Iterator[Line]:
    key_result = readings.key_result
    own = [reading for reading in readings.all if reading.era is era]
    lines = [_line(reading, key_result, is_current=era is readings.era) for reading in own]
    start = _from_line(era, readings)
    if start and not any(_is_from(reading, era) for reading in own):
        lines.append(start)
    yield from sorted(lines, key=lambda line: line.on or date.min, reverse=True)
    if era.began:
        yield Line(change=era.began, note=break_words(era, era.began, key_result.kind))


def _is_from(reading: Reading, era: Era) -> bool:
    return (
        not reading.is_old
        and reading.check_in.as_of == era.from_as_of
        and reading.check_in.value == era.from_value
    )


def _from_line(era: Era, readings: Readings) -> Line | None:
    if era.from_value is None or era.from_as_of is None:
        return None
    key_result = readings.key_result
    part, of = key_result.from_numerator, key_result.from_denominator
    return Line(
        on=era.from_as_of,
        figure=figure(era.from_value, kind=key_result.kind, unit=key_result.unit),
        counts=_of(part, of) if era is readings.era else "",
        note=_from_name(is_current=era is readings.era),
    )


def _from_name(*, is_current: bool) -> str:
    return _("From") if is_current else _("Old From")


def _line(reading: Reading, key_result: KeyResult, *, is_current: bool) -> Line:
    check_in, kind = reading.check_in, key_result.kind
    note = _from_name(is_current=is_current) if _is_from(reading, reading.era) else ""
    published = evidence.of(check_in)
    in_words = published is not None and check_in.value is None
    is_judged = not (reading.is_old or note or in_words)
    return Line(
        on=check_in.as_of,
        figure=_figure(check_in, key_result, published),
        likely="" if evidence.is_taken_back(check_in) else _likely(reading, kind),
        counts=_counts(check_in, kind),
        source=published.source if published else str(check_in.get_source_display()),
        changed=published.changed if published and not reading.is_old else "",
        standing=reading.standing if is_judged else None,
        note=_corrected(check_in) if reading.is_old else note or _in_words(in_words),
        check_in=check_in,
    )


def _in_words(in_words: bool) -> str:
    return _("In words only: it moves nothing") if in_words else ""


def _figure(check_in: CheckIn, key_result: KeyResult, published: Evidence | None) -> str:
    """As it was published, to no more digits; what was taken back or is hidden only says so."""
    if evidence.is_taken_back(check_in):
        return _("taken back")
    if check_in.suppressed and is_of_published_tables(check_in):
        return _("Hidden to protect people")
    return published.said if published else reading_words(check_in, key_result)


def is_of_published_tables(check_in: CheckIn) -> bool:
    """Whether a wave gave it, and not a count of who answered."""
    return check_in.source == CheckIn.SURVEY and check_in.key_result.follows in PUBLISHED


def reading_words(check_in: CheckIn, key_result: KeyResult) -> str:
    """The figure or the word of a check-in; blocked is said with it."""
    if check_in.suppressed:
        return _("too few to show")
    said = figure(check_in.value, kind=key_result.kind, unit=key_result.unit)
    if check_in.word:
        said = str(Word[check_in.word].label)
    if check_in.blocked:
        return _("%(said)s, blocked") % {"said": said} if said else _("Blocked")
    return said


def _likely(reading: Reading, kind: str) -> str:
    if reading.likely is None:
        return ""
    low, high = reading.likely
    if kind == Kind.number.value:
        return evidence.points(low, high)
    return _("%(low)s%% to %(high)s%%") % {"low": whole(low), "high": whole(high)}


def _counts(check_in: CheckIn, kind: str) -> str:
    if kind == Kind.percent_change.value and check_in.numerator is not None:
        return plain(check_in.numerator)
    return _of(check_in.numerator, check_in.denominator)


def _of(part: Any, of: Any) -> str:
    if part is None or of is None:
        return ""
    return _("%(part)s of %(of)s") % {"part": plain(part), "of": plain(of)}


def _corrected(check_in: CheckIn) -> str:
    """In words, because a line through a figure says nothing to a screen reader."""
    if check_in.correction_why:
        return _("Corrected since: %(why)s") % {"why": check_in.correction_why}
    newer = check_in.replaced_by
    if newer and newer.correction_why:
        return _("Corrected since: %(why)s") % {"why": newer.correction_why}
    return _("Corrected since")


def break_words(era: Era, change: BaselineChange, kind: str) -> str:
    """ "From was 12%, is 17%. To stays 25%. Why: … Approved by …" """
    old_to, new_to = (figure(value, kind=kind) for value in (change.old_to, change.new_to))
    said = [
        _("From was %(old)s, is %(new)s.")
        % {
            "old": figure(change.old_from, kind=kind) or _("to set"),
            "new": figure(change.new_from, kind=kind) or _("to set"),
        },
        _("To stays %(new)s.") % {"new": new_to or _("to set")}
        if old_to == new_to
        else _("To was %(old)s, is %(new)s.")
        % {"old": old_to or _("to set"), "new": new_to or _("to set")},
        change.reason.rstrip(". ") + "." if change.reason else "",
        _("Approved by %(name)s.") % {"name": change.approved_by} if change.approved_by else "",
        _("Readings above and below cannot be compared.") if era.breaks_the_line else "",
    ]
    return " ".join(part for part in said if part)

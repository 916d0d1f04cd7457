"""The path of a promise, drawn from where it started, by now, to its target.

An open ring where it started, a dot for now, a double ring for the
target, and a mark where we expected to be today. SVG with percentages, so circles stay round.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from okrs.figures import HUNDRED, figure, kept
from okrs.kept_path import kept_drawing
from okrs.models import KeyResult
from okrs.rules.words import Kind, Source, Status, Word
from okrs.standings import Row

EMPTY = SafeString("")
LEFT, RIGHT = Decimal(12), Decimal(88)  # beyond these a number above its dot leans inwards


@dataclass(frozen=True)
class Words:
    """What stands at the ends of a path and above its dot."""

    start: str
    now: str
    end: str


def words_of(row: Row) -> Words:
    """From, now and to as words: figures, or the status words, or "to set"."""
    key_result = row.key_result
    if row.standing.source is Source.milestones:
        return Words("", _done_of_all(row), "")
    if key_result.kind == Kind.status.value:
        start, end = str(Word.not_started.label), str(Word.completed.label)
        return Words(start, read_now(key_result), end)
    if key_result.kind == Kind.keep_at.value:
        return Words("", read_now(key_result), limits(key_result))
    return Words(
        figure(key_result.from_value, kind=key_result.kind) or _("to set"),
        read_now(key_result),
        figure(key_result.to_value, kind=key_result.kind) or _("to set"),
    )


def read_now(key_result: KeyResult) -> str:
    """What its latest reading says, a figure or a word; where milestones say it, ask `words_of`."""
    if key_result.kind == Kind.status.value:
        return _word_now(key_result)
    return _figure_now(key_result)


def limits(key_result: KeyResult) -> str:
    """ "40 to 60", "at least 40", "at most 60": what a keep-at key result promises."""
    low = kept(key_result.low, unit=key_result.unit)
    high = kept(key_result.high, unit=key_result.unit)
    if low and high:
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    if low:
        return _("at least %(low)s") % {"low": low}
    return _("at most %(high)s") % {"high": high} if high else _("to set")


def _figure_now(key_result: KeyResult) -> str:
    """The latest reading, or nothing if of too few people; before the first, a dated From."""
    if key_result.latest and key_result.latest.suppressed:
        return ""
    if key_result.latest and key_result.latest.value is not None:
        return _said(key_result, key_result.latest.value)
    if key_result.from_as_of:
        return _said(key_result, key_result.from_value)
    return ""


def _said(key_result: KeyResult, value: Decimal | None) -> str:
    return figure(value, kind=key_result.kind, unit=key_result.unit)


def _word_now(key_result: KeyResult) -> str:
    latest = key_result.latest
    return str(Word[latest.word].label) if latest and latest.word else ""


def _done_of_all(row: Row) -> str:
    """ "2 of 4 done"; "" before there is anything to do."""
    steps = row.standing.facts.milestones
    if not steps:
        return ""
    done = sum(step.done_on is not None for step in steps)
    return _("%(done)s of %(all)s done") % {"done": done, "all": len(steps)}


def in_words(row: Row) -> str:
    """The same path for a screen reader: "From 17%, now 19%, to 25%."."""
    if row.standing.status is Status.unset:
        return f"{what_is_to_set(row.key_result)}."
    words, latest = words_of(row), row.key_result.latest
    nothing = _("hidden to protect people") if latest and latest.suppressed else _("no reading yet")
    if row.key_result.kind == Kind.keep_at.value and row.standing.source is Source.value:
        now, kept = words.now or nothing, words.end
        return _("Now %(now)s; to keep: %(limits)s.") % {"now": now, "limits": kept}
    if not words.start:
        return _("Now %(now)s.") % {"now": words.now or nothing}
    return _("From %(start)s, now %(now)s, to %(end)s.") % {
        "start": words.start,
        "now": words.now or nothing,
        "end": words.end,
    }


def drawing(row: Row) -> SafeString:
    """The path in a row of a list, 50 px high, or 32 px where words need no ends."""
    words, tone = words_of(row), row.standing.tone
    if row.standing.status is Status.unset:
        return _unset_drawing(row)
    if row.key_result.kind == Kind.keep_at.value and row.standing.source is Source.value:
        return kept_drawing(row.key_result, words.now, words.end, tone=tone)
    ends = row.key_result.kind != Kind.status.value and bool(words.start)
    return format_html(
        '<svg class="track track2{}" data-status="{}" aria-hidden="true">'
        '<line class="t-ground" x1="0" x2="100%" y1="24" y2="24"/>{}{}'
        '<circle class="t-from" cx="0" cy="24" r="5"/>'
        '<circle class="t-to" cx="100%" cy="24" r="7"/>'
        '<circle class="t-to-in" cx="100%" cy="24" r="2.5"/>{}{}</svg>',
        "" if ends else " track2-w",
        tone,
        _walked(row.standing.progress),
        _expected(row.standing.expected),
        _now(row.standing.progress, words.now),
        _ends(words) if ends else EMPTY,
    )


def _unset_drawing(row: Row) -> SafeString:
    return format_html(
        '<svg class="track track2 track2-w" data-status="unset" aria-hidden="true"'
        ">"
        '<text class="c-ink2 c-12" x="-5" y="11">{}</text>'
        '<line class="t-open" x1="8" x2="100%" y1="24" y2="24"/>'
        '<circle class="t-from" cx="0" cy="24" r="5"/>'
        '<circle class="t-from" cx="100%" cy="24" r="7"/>'
        "</svg>",
        what_is_to_set(row.key_result),
    )


def what_is_to_set(key_result: KeyResult) -> str:
    """Which of From and To nobody has set yet; or the milestones, or the limits to keep to."""
    if key_result.kind == Kind.milestones.value:
        return _("Milestones to set")
    if key_result.kind == Kind.keep_at.value:
        return _("Limits to set")
    if key_result.from_value is None and key_result.to_value is None:
        return _("From and To to set")
    return _("From to set") if key_result.from_value is None else _("To to set")


def place(progress: Decimal) -> Decimal:
    """Where the dot rests, in percent of the path: never beyond the target or before From."""
    return (max(Decimal(0), min(Decimal(1), progress)) * HUNDRED).quantize(Decimal("0.1"))


def _walked(progress: Decimal | None) -> SafeString:
    if progress is None or progress <= 0:
        return EMPTY
    return format_html(
        '<line class="t-done" x1="0" x2="{}%" y1="24" y2="24"/>', str(place(progress))
    )


def _expected(expected: Decimal | None) -> SafeString:
    if expected is None or not 0 < expected < 1:
        return EMPTY
    x = str(place(expected))
    return format_html('<line class="t-exp" x1="{}%" x2="{}%" y1="16" y2="32"/>', x, x)


def _now(progress: Decimal | None, words: str) -> SafeString:
    if progress is None:
        return EMPTY
    if progress < 0:
        mark = SafeString('<path class="t-now" d="M-14 24 L-2 17 L-2 31z"/>')
    else:
        mark = format_html('<circle class="t-now" cx="{}%" cy="24" r="7"/>', str(place(progress)))
    return mark + _above(place(progress), words)


def _above(place: Decimal, words: str) -> SafeString:
    """The number above its own dot; near an end it leans inwards, so that it stays on the page."""
    if place <= LEFT:
        return format_html('<text class="c-ink c-b c-12" x="-5" y="11">{}</text>', words)
    if place >= RIGHT:
        return format_html(
            '<text class="c-ink c-b c-12" text-anchor="end" x="100%" dx="7" y="11">{}</text>', words
        )
    return format_html(
        '<text class="c-ink c-b c-12" text-anchor="middle" x="{}%" y="11">{}</text>',
        str(place),
        words,
    )


def _ends(words: Words) -> SafeString:
    return format_html(
        '<text class="c-ink2 c-12" x="-5" y="46">{}</text>'
        '<text class="c-ink2 c-12" text-anchor="end" x="100%" dx="7" y="46">{}</text>',
        words.start,
        words.end,
    )

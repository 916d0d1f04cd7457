"""The path of one key result, drawn large: its figures above and below, its dates beside them."""

from datetime import date
from decimal import Decimal

from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from okrs import paths
from okrs.figures import share
from okrs.models import KeyResult
from okrs.rules.words import Kind, Source, Status
from okrs.standings import Row, counted_milestones

EMPTY = SafeString("")
LEFT, RIGHT = Decimal(14), Decimal(86)  # beyond these the large figure leans inwards


def large_drawing(row: Row) -> SafeString:
    """From, now and to with their dates; nothing where there is no path to walk yet."""
    if row.standing.status is Status.unset or row.standing.progress is None:
        return EMPTY
    place = paths.place(row.standing.progress)
    return format_html(
        '<svg class="track track3 on-paper" data-status="{}" aria-hidden="true" focusable="false">'
        '{}<line class="t-ground" x1="0" x2="100%" y1="76" y2="76"/>{}{}'
        '<circle class="t-from" cx="0" cy="76" r="6"/>'
        '<circle class="t-to" cx="100%" cy="76" r="8"/>'
        '<circle class="t-to-in" cx="100%" cy="76" r="3"/>{}{}</svg>',
        row.standing.tone,
        _above(row, place),
        _walked(place),
        _expected(row.standing.expected),
        _now(row.standing.progress, place),
        _ends(row),
    )


def _above(row: Row, place: Decimal) -> SafeString:
    """The figure, large, and its day; near an end both lean inwards."""
    words = paths.words_of(row).now
    anchor, x, by = " c-mid", f"{place}%", "0"
    if place <= LEFT:
        anchor, x, by = "", "0", "-6"
    elif place >= RIGHT:
        anchor, x, by = " c-end", "100%", "8"
    size = "w-now" if len(words) < 9 else "c-20"
    return format_html(
        '<text class="c-ink2 c-13{0}" x="{1}" dx="{2}" y="12">{3}</text>'
        '<text class="c-ink c-b {4}{0}" x="{1}" dx="{2}" y="52">{5}</text>',
        anchor,
        x,
        by,
        _day_now(row),
        size,
        words,
    )


def _day_now(row: Row) -> str:
    key_result = row.key_result
    if row.standing.source is Source.milestones:
        return _("Now")
    on = key_result.latest.as_of if key_result.latest else key_result.from_as_of
    return _("Now, %(day)s") % {"day": _day(on)} if on else _("Now")


def _walked(place: Decimal) -> SafeString:
    if not place:
        return EMPTY
    return format_html('<line class="t-done" x1="0" x2="{}%" y1="76" y2="76"/>', str(place))


def _expected(expected: Decimal | None) -> SafeString:
    if expected is None or not 0 < expected < 1:
        return EMPTY
    x = str(paths.place(expected))
    return format_html('<line class="t-exp" x1="{0}%" x2="{0}%" y1="64" y2="88"/>', x)


def _now(progress: Decimal, place: Decimal) -> SafeString:
    if progress < 0:
        return SafeString('<path class="t-now" d="M-16 76 L-2 68 L-2 84z"/>')
    return format_html('<circle class="t-now" cx="{}%" cy="76" r="8"/>', str(place))


def _ends(row: Row) -> SafeString:
    start, end = _end_words(row)
    return format_html(
        '<text class="c-ink c-b c-20" x="-6" y="108">{}</text>'
        '<text class="c-ink2 c-13" x="-6" y="126">{}</text>'
        '<text class="c-ink c-b c-20 c-end" x="100%" dx="8" y="108">{}</text>'
        '<text class="c-ink2 c-13 c-end" x="100%" dx="8" y="126">{}</text>',
        start,
        _("From, %(day)s") % {"day": _day(_start_day(row.key_result))},
        end,
        _("To, %(day)s") % {"day": _day(row.key_result.due_on)},
    )


def _end_words(row: Row) -> tuple[str, str]:
    """Milestones run from none to all of them; everything else has ends of its own."""
    if row.standing.source is Source.milestones:
        return "0", str(len(counted_milestones(row.key_result)))
    words = paths.words_of(row)
    return words.start, words.end


def _start_day(key_result: KeyResult) -> date:
    return key_result.from_as_of or key_result.starts_on


def expected_in_words(row: Row) -> str:
    """What the mark on the path means, for who cannot see it."""
    expected = row.standing.expected
    if expected is None or row.key_result.kind == Kind.keep_at.value:
        return ""
    return _("The plan expected %(share)s of the way by now.") % {"share": share(expected)}


def _day(day: date) -> str:
    return date_format(day, "j M Y")

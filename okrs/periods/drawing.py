"""The path of a key result as it was kept: where it started, where it came to, its target."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from okrs.paths import EMPTY, place
from okrs.periods.contents import ResultKept
from okrs.rules.scoring import NoScore

LEFT, RIGHT = Decimal(12), Decimal(88)


def drawing(result: ResultKept) -> SafeString:
    """As in the list of key results, of what was kept; nothing where there was no way to draw."""
    if result.progress is None or not result.start:
        return EMPTY
    progress = Decimal(result.progress)
    x = place(progress)
    return format_html(
        '<svg class="track track2" data-status="{}" aria-hidden="true" focusable="false">'
        '<line class="t-ground" x1="0" x2="100%" y1="24" y2="24"/>'
        '<line class="t-done" x1="0" x2="{}%" y1="24" y2="24"/>{}'
        '<circle class="t-from" cx="0" cy="24" r="5"/>'
        '<circle class="t-to" cx="100%" cy="24" r="7"/>'
        '<circle class="t-to-in" cx="100%" cy="24" r="2.5"/>'
        '<circle class="t-now" cx="{}%" cy="24" r="7"/>{}'
        '<text class="c-ink2 c-12" x="-5" y="46">{}</text>'
        '<text class="c-ink2 c-12" text-anchor="end" x="100%" dx="7" y="46">{}</text></svg>',
        result.tone,
        str(x),
        _expected(result.expected),
        str(x),
        _above(x, result.end),
        result.start,
        result.goal,
    )


def in_words(result: ResultKept) -> str:
    """ "From 19%, at its end 22%, to 25%."; what is kept or done is said as it stood."""
    words = {"start": result.start, "end": result.end or result.word, "goal": result.goal}
    if result.no_score == NoScore.unset.value and not result.end:
        return _("Nothing was read by its end.")
    if result.start and result.goal and result.no_score != NoScore.unset.value:
        return _("From %(start)s, at its end %(end)s, to %(goal)s.") % words
    if result.goal and not result.start:
        return _("At its end %(end)s; to keep: %(goal)s.") % words
    return _("At its end: %(end)s.") % words


def _expected(expected: str | None) -> SafeString:
    if expected is None or not 0 < Decimal(expected) < 1:
        return EMPTY
    x = str(place(Decimal(expected)))
    return format_html('<line class="t-exp" x1="{}%" x2="{}%" y1="16" y2="32"/>', x, x)


def _above(x: Decimal, words: str) -> SafeString:
    """The figure above its dot; near an end it leans inwards, so that it stays on the page."""
    if x <= LEFT:
        return format_html('<text class="c-ink c-b c-12" x="-5" y="11">{}</text>', words)
    if x >= RIGHT:
        end = '<text class="c-ink c-b c-12" text-anchor="end" x="100%" dx="7" y="11">{}</text>'
        return format_html(end, words)
    return format_html(
        '<text class="c-ink c-b c-12" text-anchor="middle" x="{}%" y="11">{}</text>', str(x), words
    )

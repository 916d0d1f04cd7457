"""What is kept within limits, drawn: the range it is to stay in, and where it is now.

There is no way to walk, so there are no rings for From and To.
"""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from okrs.models import KeyResult

EMPTY = SafeString("")
WHOLE, HALF, QUARTER = Decimal(100), Decimal(50), Decimal(25)
TENTH = Decimal("0.1")
LEFT, RIGHT = Decimal(12), Decimal(88)  # beyond these a number above its dot leans inwards


def kept_drawing(key_result: KeyResult, now: str, limits: str, *, tone: str) -> SafeString:
    """The figure above its dot, the range as a thick stretch of the line, its limits below."""
    start, end = _range(key_result)
    return format_html(
        '<svg class="track track2" data-status="{}" aria-hidden="true">'
        '<line class="t-ground" x1="0" x2="100%" y1="24" y2="24"/>'
        '<line class="t-done" x1="{}%" x2="{}%" y1="24" y2="24"/>{}'
        '<text class="c-ink2 c-12 c-mid" x="{}%" y="46">{}</text></svg>',
        tone,
        start,
        end,
        _now(key_result, now),
        (start + end) / 2,
        limits,
    )


def _range(key_result: KeyResult) -> tuple[Decimal, Decimal]:
    """Where the range lies, in percent of the line: the middle half, or the side it is open to."""
    if key_result.low is None:
        return Decimal(0), HALF
    return (HALF, WHOLE) if key_result.high is None else (QUARTER, WHOLE - QUARTER)


def _now(key_result: KeyResult, now: str) -> SafeString:
    latest = key_result.latest
    value = latest.value if latest and latest.value is not None else key_result.from_value
    if not now or value is None:
        return EMPTY
    place = _place(key_result, value)
    anchor, x, by = ("c-mid", f"{place}%", 0)
    if place <= LEFT:
        anchor, x, by = ("", "0", -5)
    elif place >= RIGHT:
        anchor, x, by = ("c-end", "100%", 7)
    return format_html(
        '<circle class="t-now" cx="{}%" cy="24" r="7"/>'
        '<text class="c-ink c-b c-12 {}" x="{}" dx="{}" y="11">{}</text>',
        place,
        anchor,
        x,
        by,
        now,
    )


def _place(key_result: KeyResult, value: Decimal) -> Decimal:
    """Where a figure lies on the same line, never beyond its ends."""
    low, high = key_result.low, key_result.high
    if low is not None and high is not None:
        place = QUARTER + HALF * (value - low) / ((high - low) or 1)
    else:
        limit = low if low is not None else high or Decimal(0)
        place = HALF + HALF * (value - limit) / (abs(limit) or 1)
    held: Decimal = max(Decimal(0), min(WHOLE, place))
    return held.quantize(TENTH)

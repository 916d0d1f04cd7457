"""Whether the survey could tell that a target was reached: its distance beside what waves can tell.

From 29% to 31% may be a fine aim; but where two waves of a few hundred people differ by two points,
nobody knows whether anything changed. Whoever sets the two ends is told so, and may set them.
Refuses nothing.
"""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosure import words
from disclosure.estimates import changes
from disclosure.sealing import Altered
from okrs import figures
from okrs.followed import Followed, kept
from okrs.models import KeyResult
from okrs.rules.words import Kind
from okrs.survey_figures import tell
from okrs.survey_waves import own_benchmarks, published

ALL = 100  # points: no move would show


def can_tell(followed: Followed) -> int | None:
    """The smallest move, in points, that two waves of the newest's size tell from chance four
    times in five; None where no wave has this figure as a number. Four queries at most."""
    try:
        waves = published([followed])
    except Altered:
        return None
    own = own_benchmarks([followed])
    for wave in reversed(waves):
        told = tell(wave, followed, own)
        if told.value is not None and told.figure and told.figure.share:
            return changes.detectable(told.figure.share)
    return None


def hint(key_result: KeyResult) -> str:
    """What can be told, for whoever is about to set a target; "" where it follows no figure."""
    followed = kept(key_result.follows, key_result.followed)
    points = can_tell(followed) if followed else None
    return _can_tell(points) if points else ""


def warning(key_result: KeyResult) -> str:
    """Both ends are closer than the survey can tell apart: in three sentences; "" where not."""
    followed = kept(key_result.follows, key_result.followed)
    start, end = key_result.from_value, key_result.to_value
    if followed is None or start is None or end is None or key_result.retired_as:
        return ""
    points, distance = can_tell(followed), _distance(start, end, kind=key_result.kind)
    if points is None or distance >= points:
        return ""
    moves = _("From %(from)s to %(to)s is %(distance)s.") % {
        "from": figures.figure(start, kind=key_result.kind, unit=key_result.unit),
        "to": figures.figure(end, kind=key_result.kind, unit=key_result.unit),
        "distance": _in_points(distance),
    }
    later = _("A later reading may say “no clear change”.")
    return f"{moves} {_can_tell(points)} {later}"


def _distance(start: Decimal, end: Decimal, *, kind: str) -> Decimal:
    """In points, as a reader would work it out of what is written: shares are whole there."""
    if kind == Kind.percent.value:
        start, end = Decimal(figures.whole(start)), Decimal(figures.whole(end))
    return abs(end - start)


def _can_tell(points: int) -> str:
    if points >= ALL:
        return _("At this size the survey can tell hardly any move from chance.")
    return _("At this size the survey can tell a move of about %(points)s from chance.") % {
        "points": words.points(points)
    }


def _in_points(distance: Decimal) -> str:
    number = figures.plain(distance)
    return ngettext("%(n)s point", "%(n)s points", 1 if distance == 1 else 2) % {"n": number}

"""A finding of everybody as one sentence, written from figures: the share, then what it is beside.

Pure: it is given what was decided of a share, a change and a gap, and only puts it into words. What
is not clear is never told with points, and what cannot be compared is left out: a note says why.
"""

from django.utils.translation import gettext as _

from disclosure import words
from disclosure.estimates.changes import Change, Verdict
from disclosure.estimates.gaps import Gap, Side
from disclosure.estimates.saying import Precision

Way = tuple[Verdict | None, Side | None]
STILL: tuple[Way, ...] = ((Verdict.UP, Side.BELOW), (Verdict.DOWN, Side.ABOVE))
"""Moved towards the benchmark, and has not come to it."""


def title(lead: str, *, change: Change | None, gap: Gap | None, whose: str) -> str:
    """ "29% come from lower backgrounds, up 4 points, still 10 points below the UK".

    `lead` is the share in a sentence of its own, `whose` the people of the benchmark.
    """
    moved, placed = _moved(change), _placed(gap, whose)
    lead = lead[:1].upper() + lead[1:]
    if not (moved and placed):
        return ", ".join(filter(None, (lead, moved, placed)))
    verdict, side = change.verdict if change else None, gap.side if gap else None
    told = {"lead": lead, "moved": moved, "placed": placed}
    if (verdict, side) in STILL:
        return _("%(lead)s, %(moved)s, still %(placed)s") % told
    if verdict is Verdict.NOT_CLEAR:
        return _("%(lead)s, %(placed)s; %(moved)s") % told
    return _("%(lead)s, %(moved)s; %(placed)s") % told


def _moved(change: Change | None) -> str:
    if change is None or change.verdict is Verdict.CANNOT_COMPARE:
        return ""
    if change.verdict is not Verdict.NOT_CLEAR and change.points is None:
        up = change.verdict is Verdict.UP
        return _("more than before") if up else _("fewer than before")
    return words.change(change)


def _placed(gap: Gap | None, whose: str) -> str:
    if gap is None:
        return ""
    if gap.side is Side.NOT_CLEAR:
        return _("no clear difference from %(whose)s") % {"whose": whose}
    below, told = gap.side is Side.BELOW, {"whose": whose}
    if gap.points is None:
        return (_("below %(whose)s") if below else _("above %(whose)s")) % told
    told["points"] = roughly(words.points(gap.points), gap.precision)
    return (_("%(points)s below %(whose)s") if below else _("%(points)s above %(whose)s")) % told


def roughly(text: str, precision: Precision) -> str:
    """ "10 points", "about 10 points": as exactly as the share is said."""
    return text if precision is Precision.WHOLE else _("about %(text)s") % {"text": text}

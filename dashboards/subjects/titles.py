"""A finding of everybody as one sentence, written from figures: the share, then what it is beside.

Pure: it is given what was decided of a share, a change and a gap, and only puts it into words. What
is not clear is never told with points, and what cannot be compared is left out: a note says why.
Where both comparisons do not fit into a title, the clear one stays, and the rest is said after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from charts import briefly
from charts.briefly import Told
from disclosure import words
from disclosure.estimates.changes import Change, Verdict
from disclosure.estimates.gaps import Gap, Side
from disclosure.estimates.saying import Precision

Way = tuple[Verdict | None, Side | None]
STILL: tuple[Way, ...] = ((Verdict.UP, Side.BELOW), (Verdict.DOWN, Side.ABOVE))
"""Moved towards the benchmark, and has not come to it."""


def told(lead: str, *, change: Change | None, gap: Gap | None, whose: str) -> Told:
    """ "29% come from lower backgrounds, up 4 points, still 10 points below the UK".

    `lead` is the share in a sentence of its own, `whose` the people of the benchmark.
    """
    alike = change is None or change.verdict is Verdict.CANNOT_COMPARE
    found = _Pair(capfirst(lead), None if alike else change, gap, whose)
    return next((one for one in found.offers() if briefly.fits(one.title)), found.shortest)


@dataclass(frozen=True)
class _Pair:
    """A share with what it may stand beside, and the titles that can be made of them."""

    lead: str
    change: Change | None
    gap: Gap | None
    whose: str

    def offers(self) -> Iterator[Told]:
        """The fullest first, each with what it leaves out."""
        moved, placed = self.moved, self.placed
        if moved and placed:
            yield from self._of_both()
        if self._gap_first:
            yield self._alone(placed, moved)
            yield self._alone(self._side, placed, moved)
        yield self._alone(moved, placed)

    @property
    def shortest(self) -> Told:
        """The share alone: what writes it keeps it short."""
        return self._alone("", self.moved, self.placed)

    def _of_both(self) -> Iterator[Told]:
        """Then with "points" said once, without "still", and with the side of a gap alone."""
        near, side = self._near, self._side
        for placed in (self.placed, near):
            yield Told(title=self._joined(placed, is_still=True))
        yield Told(title=self._joined(near, is_still=False))
        if self._neither:
            told = {"lead": self.lead, "whose": self.whose}
            yield Told(title=_("%(lead)s; no clear change or gap to %(whose)s") % told)
        for is_still in (True, False):
            yield Told(title=self._joined(side, is_still=is_still), rest=_sentence(self.placed))

    def _alone(self, said: str, *left: str) -> Told:
        """With one comparison or none. Of one that is said without its points, these are left."""
        title = f"{self.lead}, {said}" if said else self.lead
        return Told(title=title, rest=briefly.sentences(*map(_sentence, left)))

    def _joined(self, placed: str, *, is_still: bool) -> str:
        told = {"lead": self.lead, "moved": self.moved, "placed": placed}
        if self._way in STILL and is_still:
            return _("%(lead)s, %(moved)s, still %(placed)s") % told
        if self._way[0] is Verdict.NOT_CLEAR:
            return _("%(lead)s, %(placed)s; %(moved)s") % told
        return _("%(lead)s, %(moved)s; %(placed)s") % told

    @property
    def _way(self) -> Way:
        return self.change.verdict if self.change else None, self.gap.side if self.gap else None

    @property
    def _gap_first(self) -> bool:
        """Whether the gap is what stays: it is clear and the change is not, or there is none."""
        moved, placed = self._way
        return placed is not None and (
            moved is None or (moved is Verdict.NOT_CLEAR and placed is not Side.NOT_CLEAR)
        )

    @property
    def _neither(self) -> bool:
        return self._way == (Verdict.NOT_CLEAR, Side.NOT_CLEAR)

    @property
    def moved(self) -> str:
        if self.change is None:
            return ""
        if self.change.verdict is not Verdict.NOT_CLEAR and self.change.points is None:
            up = self.change.verdict is Verdict.UP
            return _("more than before") if up else _("fewer than before")
        return words.change(self.change)

    @property
    def placed(self) -> str:
        """ "10 points below the UK"."""
        if self.gap is None or self.gap.points is None:
            return self._side
        return self._apart(words.points(self.gap.points))

    @property
    def _near(self) -> str:
        """ "10 below the UK": where points of a change stand right before it."""
        if self.gap is None or self.gap.points is None:
            return self._side
        change = self.change
        if change is None or change.verdict is Verdict.NOT_CLEAR or change.points is None:
            return self.placed
        return self._apart(str(abs(self.gap.points)))

    def _apart(self, far: str) -> str:
        """This far below or above; nothing of how far where that is not clear."""
        if self.gap is None or self.gap.side is Side.NOT_CLEAR:
            return self._side
        told = {"points": roughly(far, self.gap.precision), "whose": self.whose}
        if self.gap.side is Side.BELOW:
            return _("%(points)s below %(whose)s") % told
        return _("%(points)s above %(whose)s") % told

    @property
    def _side(self) -> str:
        """ "below the UK"."""
        if self.gap is None:
            return ""
        sides = {
            Side.NOT_CLEAR: _("no clear difference from %(whose)s"),
            Side.BELOW: _("below %(whose)s"),
            Side.ABOVE: _("above %(whose)s"),
        }
        return sides[self.gap.side] % {"whose": self.whose}


def _sentence(said: str) -> str:
    return f"{capfirst(said)}." if said else ""


def roughly(text: str, precision: Precision) -> str:
    """ "10 points", "about 10 points": as exactly as the share is said."""
    return text if precision is Precision.WHOLE else _("about %(text)s") % {"text": text}

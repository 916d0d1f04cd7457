"""What a reading that came from published tables rests on: kept with it, and said beside it.

It is the figure as everybody was shown it, rounded as it was there, and holds nothing finer. A
reading that is hidden has none.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from disclosure import words
from disclosure.estimates.changes import Change, Reason, Verdict
from disclosure.estimates.saying import Precision
from okrs.figures import signed
from okrs.models import CheckIn
from okrs.rules import groups

HALF = Decimal(50)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """`figure` is the code of what is followed; `about` how many answers it rests on; `coverage`
    the four populations of everybody; `terms` what another wave must share to stand in its line.

    `low` and `high` are None where the figure is said in words.
    """

    figure: str
    wave: str
    title: str
    version: int
    said: str
    about: int
    low: int | None
    high: int | None
    coverage: Mapping[str, int | None]
    terms: Mapping[str, str]
    change: Mapping[str, Any] | None = None

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def source(self) -> str:
        """ "Survey, autumn (w1), about 410 answers"."""
        return _("%(title)s (%(wave)s), about %(about)s answers") % {
            "title": self.title,
            "wave": self.wave,
            "about": f"{self.about:,}",
        }

    @property
    def likely(self) -> tuple[Decimal, Decimal] | None:
        if self.low is None or self.high is None:
            return None
        return Decimal(self.low), Decimal(self.high)

    @property
    def changed(self) -> str:
        """ "no clear change since Survey, spring"; "" where nothing came before it."""
        if not self.change:
            return ""
        told = dict(self.change)
        found = Change(
            Verdict(told["verdict"]),
            Precision(told["precision"]),
            told["points"],
            Reason(told["reason"]) if told["reason"] else None,
        )
        if found.reason:
            return words.change(found)
        return _("%(change)s since %(wave)s") % {
            "change": words.change(found),
            "wave": told["since"],
        }


def is_clear(before: Evidence, after: Evidence) -> bool | None:
    """Whether a published figure moved by more than chance and noise; None where nobody can tell.

    A wave was tested against the one before it. Of waves further apart it is a change where their
    ranges lie apart, and their middles by more than chance moves two samples of these sizes
    anywhere: ranges alone are narrow where nearly everybody answered.
    """
    told = after.change or {}
    if told.get("since") == before.title:
        return None if told["reason"] else told["verdict"] != Verdict.NOT_CLEAR.value
    was, now = before.likely, after.likely
    if was is None or now is None or before.terms != after.terms:
        return None
    apart = was[1] < now[0] or now[1] < was[0]
    moved = abs(now[0] + now[1] - was[0] - was[1]) / 2
    return apart and moved > _widest(before.about, after.about)


def _widest(before: int, after: int) -> Decimal:
    """By how many points chance moves a share of a half: nowhere does it move one further."""
    return groups.points_to_beat(before=HALF, before_n=before, after=HALF, after_n=after)


def change_data(found: Change, *, since: str) -> dict[str, Any]:
    """A change as evidence keeps it."""
    return {
        "since": since,
        "verdict": found.verdict.value,
        "precision": found.precision.value,
        "points": found.points,
        "reason": found.reason.value if found.reason else "",
    }


def of(check_in: CheckIn) -> Evidence | None:
    """What a reading rests on; None where it came from no published table, or is hidden."""
    return Evidence(**check_in.evidence) if check_in.evidence else None


def points(low: Decimal, high: Decimal) -> str:
    """ "−24 to −15": the ends of a gap."""
    return _("%(low)s to %(high)s") % {"low": signed(int(low)), "high": signed(int(high))}


def is_taken_back(check_in: CheckIn) -> bool:
    """Whether a correction of its wave took the figure back: then it is shown to nobody here."""
    newer = check_in.replaced_by
    return check_in.source == CheckIn.SURVEY and newer is not None and newer.suppressed

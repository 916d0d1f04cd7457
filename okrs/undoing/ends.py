"""A baseline that was set, or set anew, put back: as a change of the baseline of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from okrs.baselines import ENDS, FOLLOW, set_baseline
from okrs.baselines_at_once import Why
from okrs.closed_periods import refuse_day
from okrs.models import BaselineChange, KeyResult
from okrs.refusals import CannotPlan
from okrs.undoing.kept import before
from okrs.undoing.since import name_and_day, standing_since
from okrs.undoing.ways import Act

READINGS = ("checked in", "corrected")


@dataclass(frozen=True, kw_only=True)
class Before:
    """The ends as they were, what else stood with them, and the day their line began."""

    ends: dict[str, Any]
    along: dict[str, Any]
    began: date

    def on(self, at: datetime) -> date:
        """From which day readings belong to them again."""
        return min(self.began, timezone.localdate(at))


def put_back(event: AuditEvent, row: KeyResult) -> Act:
    """Refuses where somebody read against the new ends since: those readings rest on them."""
    refuse_if_read_since(standing_since(event))
    breaks = row.baseline_changes.that_break_the_line().latest_first()
    first = row.check_ins.aggregate(first=Min("as_of"))["first"]
    was = as_before(event, row, began=line_before(event, row, breaks=breaks, first=first))
    refuse_day(row, was.began)

    def act(by: User, at: datetime) -> BaselineChange:
        why = said_by(by)
        return set_baseline(
            key_result=row,
            by=by,
            at=at,
            reason=why.reason,
            approved_by=why.approved_by,
            on=was.on(at),
            along=was.along,
            **was.ends,
        )

    return act


def refuse_if_read_since(later: Iterable[AuditEvent]) -> None:
    """`later` are what was done to it after and stands, newest first."""
    read = next((one for one in later if one.verb in READINGS), None)
    if read:
        raise CannotPlan(
            _("%(name_and_day)s checked in against it since. Set a new baseline instead.")
            % {"name_and_day": name_and_day(read)}
        )


def as_before(event: AuditEvent, row: KeyResult, *, began: date) -> Before:
    was = before(event, row)
    ends = {name: getattr(row, name) for name in ENDS} | was
    return Before(
        ends={name: ends[name] for name in ENDS},
        along={name: was[name] for name in FOLLOW if name in was},
        began=began,
    )


def said_by(by: User) -> Why:
    """What such a change of the baseline says for itself."""
    return Why(reason=_("Undone"), approved_by=by.name)


def line_before(
    event: AuditEvent, row: KeyResult, *, breaks: Iterable[BaselineChange], first: date | None
) -> date:
    """The day the line began that this entry broke: its readings count again from there.

    `breaks` are the changes that broke its line, newest first; `first` is the day of its first
    reading.
    """
    if change := next((one for one in breaks if one.at < event.at), None):
        return change.on
    days = (first, row.from_as_of, row.starts_on, timezone.localdate(event.at))
    return min(day for day in days if day)

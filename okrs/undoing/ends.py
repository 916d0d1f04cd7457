"""A baseline that was set, or set anew, put back: as a change of the baseline of its own."""

from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from okrs.baselines import ENDS, FOLLOW, set_baseline
from okrs.closed_periods import refuse_day
from okrs.models import BaselineChange, KeyResult
from okrs.refusals import CannotPlan
from okrs.undoing.kept import before
from okrs.undoing.since import name_and_day, standing_since
from okrs.undoing.ways import Act

READINGS = ("checked in", "corrected")


def put_back(event: AuditEvent, row: KeyResult) -> Act:
    """Refuses where somebody read against the new ends since: those readings rest on them."""
    later = next((one for one in standing_since(event) if one.verb in READINGS), None)
    if later:
        raise CannotPlan(
            _("%(name_and_day)s checked in against it since. Set a new baseline instead.")
            % {"name_and_day": name_and_day(later)}
        )
    began = _line_before(event, row)
    refuse_day(row, began)
    was = before(event, row)
    ends = {name: getattr(row, name) for name in ENDS} | was
    along = {name: was[name] for name in FOLLOW if name in was}

    def act(by: User, at: datetime) -> BaselineChange:
        return set_baseline(
            key_result=row,
            by=by,
            at=at,
            reason=_("Undone"),
            approved_by=by.name,
            on=min(began, timezone.localdate(at)),
            along=along,
            **{name: ends[name] for name in ENDS},
        )

    return act


def _line_before(event: AuditEvent, row: KeyResult) -> date:
    """The day the line began that this entry broke: its readings count again from there."""
    earlier = row.baseline_changes.filter(at__lt=event.at).that_break_the_line().latest_first()
    if change := earlier.first():
        return change.on
    first = row.check_ins.aggregate(first=Min("as_of"))["first"]
    days = (first, row.from_as_of, row.starts_on, timezone.localdate(event.at))
    return min(day for day in days if day)

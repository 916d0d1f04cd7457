"""What of a history stays as it is: of a thing out of the plan, and of a day in a closed period.

Said only so that no button is shown in vain: okrs.undoing looks again before it does anything.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import AuditEvent
from okrs.closed_periods import last_closed
from okrs.models import KeyResult, Objective
from okrs.undoing.since import verb_of
from okrs.undoing.ways import STAY_OPEN

ENDS = ("set the baseline of", "re-baselined")


@dataclass(frozen=True, kw_only=True)
class Fixed:
    """`until` is the last day that a closed period holds; `whole` where nothing moves at all."""

    whole: bool = False
    is_out: bool = False
    until: date | None = None

    def why(self, event: AuditEvent) -> str:
        """Why this entry stays as it is, in a few words; "" where it need not."""
        verb = verb_of(event)
        if self.whole:
            return _("Its period is closed.")
        if self.is_out and verb not in STAY_OPEN:
            return _("It is out of the plan: restore it first.")
        if self.until is not None and (verb in ENDS or _is_of_a_day(event, self.until)):
            return _("A closed period holds that day.")
        return ""


def fixed_of(thing: KeyResult | Objective) -> Fixed:
    """One query for a key result, none for an objective."""
    if isinstance(thing, Objective):
        return Fixed(is_out=thing.retired_at is not None)
    period = last_closed(thing)
    return Fixed(
        whole=thing.retired_as == KeyResult.CLOSED,
        is_out=bool(thing.retired_as),
        until=period.ends_on if period else None,
    )


def _is_of_a_day(event: AuditEvent, until: date) -> bool:
    """Whether a step was marked, or unmarked, as done on a day up to then."""
    days = (day for day in event.changes.get("done_on", []) if day)
    return any(date.fromisoformat(day) <= until for day in days)

"""All that one person did to the plan at one moment, such as a hand-over, undone: all or nothing.

Verbs that a page runs together are recorded with one time, so the record knows what belongs
together without being told.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from okrs.refusals import CannotPlan
from okrs.undoing import may_ever, undo
from okrs.undoing.since import is_undone


def act_of(event: AuditEvent) -> Sequence[AuditEvent]:
    """The entries that belong to it, newest first: undone in this order, each finds its state."""
    return list(AuditEvent.objects.filter(at=event.at, by_id=event.by_id).order_by("-pk"))


@transaction.atomic
def undo_act(*, event: AuditEvent, by: User, at: datetime) -> tuple[list[AuditEvent], int]:
    """Undo all of it that can be undone at all; gives the entries made, and how many steps stay.

    Raises CannotPlan, with nothing undone, where one of them was changed again since.
    """
    act = act_of(event)
    ours = [one for one in act if may_ever(one)]
    made = [_undone(one, by=by, at=at) for one in ours if not is_undone(one)]
    if not made:
        raise CannotPlan(_("This is undone already."))
    return made, len(act) - len(ours)


def _undone(event: AuditEvent, *, by: User, at: datetime) -> AuditEvent:
    try:
        return undo(event=event, by=by, at=at)
    except CannotPlan as refusal:
        told = {"title": event.title, "why": str(refusal)}
        raise CannotPlan(_("Nothing was undone. “%(title)s”: %(why)s") % told) from refusal

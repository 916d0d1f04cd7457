"""How a move among its neighbours is undone: back to the place it had, while nobody moved it on."""

from django.utils.translation import gettext as _

from accounts.models import AuditEvent
from okrs import ordering
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan
from okrs.undoing.ways import Act


def moved(event: AuditEvent, row: Objective | KeyResult | Milestone) -> Act:
    before, after = event.changes["place"]
    stands = [one.pk for one in ordering.beside(row)]
    if row.pk not in stands or stands.index(row.pk) + 1 != after or before > len(stands):
        raise CannotPlan(_("The order is another since: move it by hand."))
    return lambda by, at: ordering.move(thing=row, to=before - 1, seen=stands, by=by, at=at)

"""How a move is undone: back to the place it had, while nobody moved it on."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import AuditEvent
from okrs import ordering
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan
from okrs.undoing.ways import Act


def moved(event: AuditEvent, row: Objective | KeyResult | Milestone) -> Act:
    """Among its neighbours."""
    before, after = event.changes["place"]
    stands = [one.pk for one in ordering.beside(row)]
    if row.pk not in stands or stands.index(row.pk) + 1 != after or before > len(stands):
        raise CannotPlan(_("The order has changed since: move it by hand."))
    return lambda by, at: ordering.move(thing=row, to=before - 1, seen=stands, by=by, at=at)


def moved_back_under(event: AuditEvent, row: KeyResult, was: Mapping[str, Any]) -> Act:
    """Under the objective it had, at its place there; last, where the record knows no place."""
    stands = [one.pk for one in ordering.under(was["objective"].pk)]
    ordering.refuse_to_move_there(row, was["objective"])
    place = event.changes.get("place", [len(stands) + 1])[0]
    return lambda by, at: ordering.move_under(
        key_result=row,
        objective=was["objective"],
        to=place - 1,
        seen=stands,
        supports=was.get("also_supports"),
        by=by,
        at=at,
    )

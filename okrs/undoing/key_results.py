"""How what was done to a key result is undone: its terms, its place in the plan, what it shows."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent
from okrs import links, milestones, overrides, planning
from okrs.closed_periods import refuse_day
from okrs.ends import NO_FIGURES
from okrs.models import KeyResult, Milestone
from okrs.refusals import CannotPlan
from okrs.undoing import ends, places
from okrs.undoing.kept import (
    NOBODY,
    Known,
    before,
    columns_of,
    refuse_if_done_since,
    refuse_if_moved_since,
)
from okrs.undoing.since import name_and_day, standing_since
from okrs.undoing.ways import LIKE_A_CHANGE, OUT_AND_IN, Act, Way

OF_ITS_KIND = (*NO_FIGURES, "source", "pace", "curve")
RETIREMENT = ("retired_as", "retired_why")


def changed(event: AuditEvent, row: KeyResult) -> Act:
    edits = terms_before(event, row)
    return lambda by, at: planning.edit_key_result(key_result=row, by=by, at=at, **edits)


def terms_before(event: AuditEvent, row: KeyResult, known: Known = NOBODY) -> Any:
    """Its terms as they were before the entry. Raises CannotPlan where they moved on since."""
    refuse_if_moved_since(event, row)
    edits = before(event, row, known)
    if "kind" in edits:  # what stayed alike in both kinds is no change, and must stay all the same
        edits = {name: getattr(row, name) for name in OF_ITS_KIND} | edits
    if "curve" in edits:
        edits["curve"] = [(date.fromisoformat(on), Decimal(at)) for on, at in edits["curve"]]
    return edits


def moved(event: AuditEvent, row: KeyResult) -> Act:
    """Among its neighbours, or under another objective."""
    if "objective" not in event.changes:
        return places.moved(event, row)
    refuse_if_moved_since(event, row)
    return places.moved_back_under(event, row, before(event, row))


def added(event: AuditEvent, row: KeyResult) -> Act:
    """Archived, while nothing was done to it."""
    steps = [audit.subject_of(step) for step in row.milestones.all()]
    if later := standing_since(event, also=steps):
        raise CannotPlan(
            _("%(name_and_day)s worked on it since. Retire it instead.")
            % {"name_and_day": name_and_day(later[0])}
        )
    if row.retired_as:
        raise CannotPlan(_("It is out of the plan already."))
    why = _("Undone: it was added by mistake.")
    return lambda by, at: planning.retire_key_result(
        key_result=row, retired_as=KeyResult.ARCHIVED, why=why, by=by, at=at
    )


def retired(event: AuditEvent, row: KeyResult) -> Act:
    refuse_if_done_since(event, OUT_AND_IN)
    refuse_if_moved_since(event, row, RETIREMENT)
    return lambda by, at: planning.restore_key_result(key_result=row, by=by, at=at)


def restored(event: AuditEvent, row: KeyResult) -> Act:
    """Out of the plan again, as it was and for the reason it was."""
    refuse_if_done_since(event, OUT_AND_IN)
    refuse_if_moved_since(event, row, RETIREMENT)
    was = before(event, row)
    if was["retired_as"] == KeyResult.CLOSED:
        raise CannotPlan(_("Its period was opened again: close the period once more instead."))
    return lambda by, at: planning.retire_key_result(
        key_result=row, retired_as=was["retired_as"], why=was["retired_why"], by=by, at=at
    )


def overruled(event: AuditEvent, row: KeyResult) -> Act:
    """The calculated status stands alone again, or the word that stood before this one."""
    status, until = (event.changes[name][1] for name in ("status", "until"))
    said = row.overrides.filter(withdrawn_at=None).first()
    if said is None or said.status != status or said.until.isoformat() != until:
        raise CannotPlan(_("That word no longer stands."))
    replaced = row.overrides.filter(withdrawn_at=event.at).order_by("-pk").first()
    if replaced and replaced.until >= timezone.localdate():
        return lambda by, at: overrides.let_stand_again(said=replaced, by=by, at=at)
    return lambda by, at: overrides.withdraw(key_result=row, by=by, at=at)


def withdrew(event: AuditEvent, row: KeyResult) -> Act:
    """The owner's word stands again, until the day it was given for."""
    said = row.overrides.filter(withdrawn_at=event.at).order_by("-pk").first()
    if said is None or row.overrides.filter(withdrawn_at=None).exists():
        raise CannotPlan(_("Another word has replaced it since."))
    if said.until < timezone.localdate():
        day = date_format(said.until, "j F Y")
        raise CannotPlan(_("It was said until %(day)s, which has passed.") % {"day": day})
    return lambda by, at: overrides.let_stand_again(said=said, by=by, at=at)


def linked(event: AuditEvent, row: KeyResult) -> Act:
    found = row.links.filter(title=event.note, **_link(event, side=1)).order_by("-pk").first()
    if found is None:
        raise CannotPlan(_("That link is gone already."))
    return lambda by, at: links.remove_link(link=found, by=by, at=at)


def unlinked(event: AuditEvent, row: KeyResult) -> Act:
    columns = _link(event, side=0)
    if "kind" not in columns:
        raise CannotPlan(_("The record of then keeps its title alone: add the link again."))
    return lambda by, at: links.add_link(key_result=row, title=event.note, by=by, at=at, **columns)


def _link(event: AuditEvent, *, side: int) -> dict[str, str]:
    kept = event.changes.items()
    return {name.removeprefix("link_"): pair[side] for name, pair in kept if "link_" in name}


def removed_a_milestone(event: AuditEvent, row: KeyResult) -> Act:
    """The step as it was, under its old number."""
    if "id" not in event.changes:
        raise CannotPlan(_("The record of then keeps its words alone: add the milestone again."))
    number = event.changes["id"][0]
    if Milestone.objects.filter(pk=number).exists():
        raise CannotPlan(_("That milestone is there again already."))
    columns: dict[str, Any] = before(event, Milestone(pk=number)) | {"id": number}
    refuse_day(row, columns.get("done_on"))
    return lambda by, at: milestones.put_back_milestone(
        key_result=row, columns=columns, by=by, at=at
    )


def baseline(event: AuditEvent, row: KeyResult) -> Act:
    refuse_if_moved_since(event, row, columns_of(event, row))
    return ends.put_back(event, row)


WAYS: dict[str, Way] = {
    **dict.fromkeys(LIKE_A_CHANGE, changed),
    "moved": moved,
    **dict.fromkeys(("added", "took up", "imported", "copied"), added),
    "retired": retired,
    "restored": restored,
    "overruled": overruled,
    "withdrew the word on": withdrew,
    "linked": linked,
    "unlinked": unlinked,
    "removed a milestone of": removed_a_milestone,
    "set the baseline of": baseline,
    "re-baselined": baseline,
}

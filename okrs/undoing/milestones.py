"""How what was done to a milestone is undone. One that was removed: okrs/undoing/key_results.py."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs import milestones, planning
from okrs.closed_periods import refuse_day
from okrs.models import KeyResult, Milestone
from okrs.refusals import CannotPlan
from okrs.undoing import places
from okrs.undoing.kept import before, refuse_if_moved_since
from okrs.undoing.since import name_and_day, standing_since
from okrs.undoing.ways import LIKE_A_CHANGE, Act, Way


def changed(event: AuditEvent, row: Milestone) -> Act:
    refuse_if_moved_since(event, row)
    columns: dict[str, Any] = {"text": row.text, "kind": row.kind} | before(event, row)
    columns = {"target_value": row.target_value, "target_unit": row.target_unit} | columns
    return lambda by, at: milestones.edit_milestone(
        milestone=row, by=by, at=at, version=row.version, **columns
    )


def added(event: AuditEvent, row: Milestone) -> Act:
    """Taken away again, while nothing was done to it: the record keeps what it said."""
    refuse_day(row.key_result, row.done_on)
    later = [one for one in standing_since(event) if one.subject == event.subject]
    if later:
        raise CannotPlan(
            _("%(name_and_day)s worked on it since. Remove it instead.")
            % {"name_and_day": name_and_day(later[0])}
        )
    return lambda by, at: milestones.remove_milestone(
        milestone=row, by=by, at=at, version=row.version
    )


def ticked(event: AuditEvent, row: Milestone) -> Act:
    refuse_if_moved_since(event, row)
    refuse_day(row.key_result, row.done_on)

    def act(by: User, at: datetime) -> None:
        milestones.untick(milestone=row, by=by, at=at)
        if "ever_achieved" in event.changes:
            milestones.forget_achieved(row.key_result_id, timezone.localdate(at))

    return act


def unticked(event: AuditEvent, row: Milestone) -> Act:
    """Done again, on the day it was done."""
    refuse_if_moved_since(event, row)
    day = before(event, row)["done_on"]
    refuse_day(row.key_result, day)
    return lambda by, at: milestones.tick(milestone=row, by=by, at=at, today=day)


def promoted(event: AuditEvent, row: Milestone) -> Act:
    """The key result made of it is archived, while nobody worked on it: it counts here again."""
    made = row.promoted_to
    if made is None:
        raise CannotPlan(_("It is no longer a key result of its own."))
    _refuse_worked_on(made, event)
    why = _("Undone: it is a milestone again.")
    return lambda by, at: planning.retire_key_result(
        key_result=made, retired_as=KeyResult.ARCHIVED, why=why, by=by, at=at
    )


def _refuse_worked_on(made: KeyResult, event: AuditEvent) -> None:
    mine = [audit.subject_of(made), *(audit.subject_of(step) for step in made.milestones.all())]
    later = [one for one in standing_since(event, also=mine) if one.subject in mine]
    if later:
        raise CannotPlan(
            _("%(name_and_day)s worked on “%(title)s” since. Retire it instead.")
            % {"name_and_day": name_and_day(later[0]), "title": made.title}
        )


WAYS: dict[str, Way] = {
    **dict.fromkeys(LIKE_A_CHANGE, changed),
    "moved": places.moved,
    "added": added,
    "ticked": ticked,
    "unticked": unticked,
    "promoted": promoted,
}

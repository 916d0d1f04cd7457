"""How what was done to an objective is undone."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from okrs import objectives
from okrs.models import Objective
from okrs.refusals import CannotPlan
from okrs.undoing import places
from okrs.undoing.kept import before, refuse_if_done_since, refuse_if_moved_since
from okrs.undoing.since import name_and_day, standing_since
from okrs.undoing.ways import LIKE_A_CHANGE, OUT_AND_IN, Act, Way
from okrs.writing import save

ON_ITS_FORM = ("pillar", "title", "weight")


def changed(event: AuditEvent, row: Objective) -> Act:
    refuse_if_moved_since(event, row)
    columns = before(event, row)
    if not set(columns) <= set(ON_ITS_FORM):  # such as its place among the others
        return lambda by, at: save(row, columns, by=by, at=at)
    whole = {name: getattr(row, name) for name in ON_ITS_FORM} | columns
    return lambda by, at: objectives.edit_objective(objective=row, by=by, at=at, **whole)


def added(event: AuditEvent, row: Objective) -> Act:
    """Put aside, while nothing is under it and nothing was done to it."""
    if row.key_results.filter(retired_as="").exists():
        raise CannotPlan(_("Key results stand under it. Move them, or retire them first."))
    if later := standing_since(event):
        raise CannotPlan(
            _("%(name_and_day)s worked on it since. Retire it instead.")
            % {"name_and_day": name_and_day(later[0])}
        )
    return lambda by, at: objectives.retire_objective(objective=row, by=by, at=at)


def retired(event: AuditEvent, row: Objective) -> Act:
    refuse_if_done_since(event, OUT_AND_IN)
    return lambda by, at: objectives.restore_objective(objective=row, by=by, at=at)


def restored(event: AuditEvent, row: Objective) -> Act:
    refuse_if_done_since(event, OUT_AND_IN)

    def act(by: User, at: datetime) -> Objective:
        return objectives.retire_objective(objective=row, by=by, at=at)

    return act


WAYS: dict[str, Way] = {
    **dict.fromkeys(LIKE_A_CHANGE, changed),
    "moved": places.moved,
    **dict.fromkeys(("added", "took up", "imported"), added),
    "retired": retired,
    "restored": restored,
}

"""Objectives: added, changed, retired with all that is under them, and restored.

Each verb leaves one line in the record of changes and refuses with a sentence (`CannotPlan`).
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.meanwhile import refuse_if_changed
from okrs.models import Objective
from okrs.refusals import CannotPlan
from okrs.writing import next_order, save
from strategy.models import Strategy
from strategy.pillars import Pillar

ONE = Decimal(1)


@transaction.atomic
def add_objective(
    *,
    strategy: Strategy,
    pillar: str,
    title: str,
    by: User | None,
    at: datetime,
    weight: Decimal = ONE,
    playbook_id: str = "",
    note: str = "",
) -> Objective:
    """A new objective, last of its pillar's. `note`: where it came from, for the record."""
    objective = Objective.objects.create(
        strategy=strategy,
        order=next_order(Objective.objects.filter(strategy=strategy)),
        playbook_id=playbook_id,
        **objective_columns(pillar=pillar, title=title, weight=weight),
    )
    audit.record(by=by, verb="added", about=objective, at=at, note=note)
    return objective


@transaction.atomic
def edit_objective(
    *,
    objective: Objective,
    pillar: str,
    title: str,
    weight: Decimal,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Objective:
    """Change an objective. `version` is the one the form was opened on."""
    stored = Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    refuse_if_changed(stored, stored=stored.version, seen=version)
    columns = objective_columns(pillar=pillar, title=title, weight=weight)
    return save(stored, columns, by=by, at=at)


@transaction.atomic
def retire_objective(*, objective: Objective, by: User, at: datetime, why: str = "") -> Objective:
    """Put an objective aside. Its key results stop counting with it; nothing is deleted.

    `why` stands in the record of changes: an objective has no column for it.
    """
    stored = Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    if stored.retired_at:
        return stored
    note = why.strip()
    return save(stored, {"retired_at": at}, by=by, at=at, verb="retired", note=note)


@transaction.atomic
def restore_objective(*, objective: Objective, by: User, at: datetime) -> Objective:
    stored = Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    if not stored.retired_at:
        return stored
    taken = Objective.objects.active().filter(strategy_id=stored.strategy_id)
    if stored.playbook_id and taken.filter(playbook_id=stored.playbook_id).exists():
        raise CannotPlan(
            _("The playbook’s objective has been taken up again in the meantime: use that one.")
        )
    return save(stored, {"retired_at": None}, by=by, at=at, verb="restored")


def objective_columns(*, pillar: str, title: str, weight: Decimal) -> dict[str, Any]:
    """What an objective is stored with, checked. Raises CannotPlan."""
    title = " ".join(title.split())
    if not title:
        raise CannotPlan(_("Write what the objective is called."), field="title")
    if pillar not in Pillar.values:
        raise CannotPlan(_("Choose the pillar it belongs to."), field="pillar")
    if weight <= 0:
        raise CannotPlan(_("Weight must be above 0; 1 is usual."), field="weight")
    return {"pillar": pillar, "title": title, "weight": weight}

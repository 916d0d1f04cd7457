"""Writing the plan: objectives and key results are added, changed, retired and restored here.

Every verb takes who does it and when, writes one line in the record of changes, and refuses with a
sentence (`CannotPlan`). A From or To that is set moves only by okrs.baselines: never from here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, Unpack

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs.ends import NO_FIGURES, is_set
from okrs.meanwhile import ChangedMeanwhile, refuse_if_changed
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan, CannotStandStill
from okrs.terms import Edits, Terms, settled
from strategy.models import Strategy
from strategy.pillars import Pillar

__all__ = [
    "CannotPlan",
    "CannotStandStill",
    "ChangedMeanwhile",
    "add_key_result",
    "add_objective",
    "baseline_is_set",
    "edit_key_result",
    "edit_objective",
    "restore_key_result",
    "restore_objective",
    "retire_key_result",
    "retire_objective",
]

ONE = Decimal(1)
Row = TypeVar("Row", Objective, KeyResult)
ALWAYS = ("title", "kind", "starts_on", "due_on", "cadence", "direction", "set_by", "also_supports")
KEPT = ("playbook_id", "origin", "from_label", "to_label")


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
) -> Objective:
    """A new objective, last of its pillar's."""
    objective = Objective.objects.create(
        strategy=strategy,
        order=_next(Objective.objects.filter(strategy=strategy)),
        playbook_id=playbook_id,
        **_objective_columns(pillar=pillar, title=title, weight=weight),
    )
    audit.record(by=by, verb="added", about=objective, at=at)
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
    columns = _objective_columns(pillar=pillar, title=title, weight=weight)
    return _save(stored, columns, by=by, at=at)


@transaction.atomic
def retire_objective(*, objective: Objective, by: User, at: datetime) -> Objective:
    """Put an objective aside. Its key results stop counting with it; nothing is deleted."""
    stored = Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    if stored.retired_at:
        return stored
    return _save(stored, {"retired_at": at}, by=by, at=at, verb="retired")


@transaction.atomic
def restore_objective(*, objective: Objective, by: User, at: datetime) -> Objective:
    stored = Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    if not stored.retired_at:
        return stored
    taken = Objective.objects.active().filter(strategy_id=stored.strategy_id)
    if stored.playbook_id and taken.filter(playbook_id=stored.playbook_id).exists():
        raise CannotPlan(_("The playbook's objective was taken up again meanwhile: use that one."))
    return _save(stored, {"retired_at": None}, by=by, at=at, verb="restored")


@transaction.atomic
def add_key_result(
    *,
    objective: Objective,
    by: User | None,
    at: datetime,
    milestones: Sequence[tuple[str, str]] = (),
    verb: str = "added",
    **terms: Unpack[Terms],
) -> KeyResult:
    """A new key result with its milestones, each a (text, kind); last of its objective's.

    What is not known yet is left out: it is then to be set within ninety days of the start.
    """
    if objective.retired_at:
        raise CannotPlan(
            _("“%(title)s” is retired: restore it first.") % {"title": objective.title}
        )
    key_result = KeyResult.objects.create(
        objective=objective,
        order=_next(objective.key_results.all()),
        added_at=at,
        **settled(terms, pillar=objective.pillar),
    )
    Milestone.objects.bulk_create(
        Milestone(key_result=key_result, text=text, kind=kind, order=order)
        for order, (text, kind) in enumerate(milestones)
    )
    audit.record(by=by, verb=verb, about=key_result, at=at)
    return key_result


@transaction.atomic
def edit_key_result(
    *,
    key_result: KeyResult,
    by: User,
    at: datetime,
    version: int | None = None,
    objective: Objective | None = None,
    **edits: Unpack[Edits],
) -> KeyResult:
    """Change a key result. Ends that are set stay as they are: they move by a re-baseline.

    Its kind may change until the first check-in: readings of one kind say nothing in another.
    """
    stored = _locked(key_result)
    refuse_if_changed(stored, stored=stored.version, seen=version)
    if stored.retired_as:
        raise CannotPlan(_("It is retired: restore it first, then change it."))
    if edits.get("kind", stored.kind) != stored.kind and stored.check_ins.exists():
        raise CannotPlan(
            _("It has check-ins, so how it is measured stays. Archive it, and add another."),
            field="kind",
        )
    under = objective or stored.objective
    columns = settled(_completed(stored, edits), pillar=under.pillar)
    return _save(stored, columns | {"objective": under}, by=by, at=at)


@transaction.atomic
def retire_key_result(
    *, key_result: KeyResult, retired_as: str, why: str, by: User, at: datetime
) -> KeyResult:
    """Archive it, or say that it does not apply, and why. It leaves every count, and stays.

    Milestones that it had been made from count in their own key result again.
    """
    stored = _locked(key_result)
    if stored.retired_as:
        return stored
    if retired_as not in dict(KeyResult.RETIRED):
        raise CannotPlan(_("Choose whether it is archived or does not apply."), field="retired_as")
    if not why.strip():
        raise CannotPlan(_("Say why, in a sentence: others will ask."), field="why")
    columns = {"retired_as": retired_as, "retired_at": at, "retired_why": why.strip()}
    released = list(Milestone.objects.filter(promoted_to=stored).values_list("pk", flat=True))
    Milestone.objects.filter(pk__in=released).update(promoted_to=None)
    also = {"milestones": [released, []]} if released else {}
    return _save(stored, columns, by=by, at=at, verb="retired", note=why.strip(), also=also)


@transaction.atomic
def restore_key_result(*, key_result: KeyResult, by: User, at: datetime) -> KeyResult:
    """Bring a retired key result back as it was, counted once where it was counted once."""
    stored = _locked(key_result)
    if not stored.retired_as:
        return stored
    if _taken_up_again(stored):
        raise CannotPlan(_("This row of the playbook was taken up again meanwhile: use that one."))
    Milestone.objects.filter(pk__in=_released_by(stored), promoted_to=None).update(
        promoted_to=stored
    )
    columns = {"retired_as": "", "retired_at": None, "retired_why": ""}
    return _save(stored, columns, by=by, at=at, verb="restored")


def baseline_is_set(key_result: KeyResult) -> bool:
    """Whether both its ends are known, so that they move only by a re-baseline."""
    return is_set({name: getattr(key_result, name) for name in (*NO_FIGURES, "kind")})


def _completed(stored: KeyResult, edits: Mapping[str, Any]) -> dict[str, Any]:
    """What was edited, completed from the row; ends of the same kind always come from the row."""
    terms: dict[str, Any] = {name: getattr(stored, name) for name in ALWAYS}
    if edits.get("kind", stored.kind) == stored.kind:
        ends = {name: getattr(stored, name) for name in (*NO_FIGURES, "source")}
        points = [(date.fromisoformat(on), Decimal(share)) for on, share in stored.curve]
        terms |= {"pace": stored.pace, "curve": points}
    else:
        ends = {}
    return terms | dict(edits) | ends | {name: getattr(stored, name) for name in KEPT}


def _taken_up_again(stored: KeyResult) -> bool:
    others = KeyResult.objects.filter(objective_id=stored.objective_id, retired_as="")
    return bool(stored.playbook_id) and others.filter(playbook_id=stored.playbook_id).exists()


def _released_by(stored: KeyResult) -> list[int]:
    """Milestones that its retirement set free, as the record of changes holds them."""
    told = AuditEvent.objects.about(audit.subject_of(stored)).filter(verb="retired").first()
    released: list[int] = told.changes.get("milestones", [[]])[0] if told else []
    return released


def _locked(key_result: KeyResult) -> KeyResult:
    return (
        KeyResult.objects.select_for_update(of=("self",))
        .select_related("objective", "owner")
        .get(pk=key_result.pk)
    )


def _objective_columns(*, pillar: str, title: str, weight: Decimal) -> dict[str, Any]:
    title = " ".join(title.split())
    if not title:
        raise CannotPlan(_("Write what the objective is called."), field="title")
    if pillar not in Pillar.values:
        raise CannotPlan(_("Choose the pillar it belongs to."), field="pillar")
    if weight <= 0:
        raise CannotPlan(_("Weight must be above 0; 1 is usual."), field="weight")
    return {"pillar": pillar, "title": title, "weight": weight}


def _next(rows: "models.QuerySet[Any]") -> int:
    last: int | None = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _save(
    stored: Row,
    columns: Mapping[str, Any],
    *,
    by: User,
    at: datetime,
    verb: str = "changed",
    note: str = "",
    also: Mapping[str, list[Any]] | None = None,
) -> Row:
    """Write what differs, as the next version, with one line in the record; nothing if nothing."""
    changes: dict[str, list[Any]] = {
        name: [getattr(stored, name), value]
        for name, value in columns.items()
        if getattr(stored, name) != value
    }
    if not changes:
        return stored
    for name, (_before, after) in changes.items():
        setattr(stored, name, after)
    stored.version += 1
    stored.save(update_fields=[*changes, "version"])
    audit.record(
        by=by, verb=verb, about=stored, at=at, changes=changes | dict(also or {}), note=note
    )
    return stored

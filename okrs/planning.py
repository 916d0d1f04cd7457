"""Writing the plan: key results are added, changed, retired and restored here, objectives beside.

Every verb takes who does it and when, writes one line in the record of changes, and refuses with a
sentence (`CannotPlan`). A From or To that is set moves only by okrs.baselines: never from here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Unpack

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs.closed_periods import refuse_closed
from okrs.ends import NO_FIGURES, is_set
from okrs.guarding import refuse_if_it_guards, refuse_of_another_strategy
from okrs.meanwhile import ChangedMeanwhile, refuse_if_changed
from okrs.models import KeyResult, Milestone, Objective
from okrs.objectives import add_objective, edit_objective, restore_objective, retire_objective
from okrs.refusals import CannotPlan, CannotStandStill
from okrs.survey_words import refuse_another_figure
from okrs.terms import Edits, Terms, settled
from okrs.writing import Columns, next_order, save

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

ALWAYS = Columns(
    "title",
    "kind",
    "starts_on",
    "due_on",
    "cadence",
    "direction",
    "set_by",
    "also_supports",
    "follows",
    "followed",
    "guardrail",
)
KEPT = Columns("playbook_id", "origin", "from_label", "to_label")
OF_ITS_KIND = Columns(*NO_FIGURES, "source")
ENDS = Columns(*NO_FIGURES, "kind")


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
    key_result = drafted(
        objective=objective, order=next_order(objective.key_results.all()), at=at, terms=terms
    )
    key_result.save(force_insert=True)
    Milestone.objects.bulk_create(steps_of(key_result, milestones))
    audit.record(by=by, verb=verb, about=key_result, at=at)
    return key_result


def drafted(*, objective: Objective, order: int, at: datetime, terms: Terms) -> KeyResult:
    """What these terms come to, checked and not written yet. Raises CannotPlan."""
    columns = agreed(objective=objective, terms=terms)
    return KeyResult(objective=objective, order=order, added_at=at, **columns)


def agreed(*, objective: Objective, terms: Terms) -> dict[str, Any]:
    """The columns that these terms come to, checked; nothing is written. Raises CannotPlan."""
    _refuse_retired(objective)
    refuse_of_another_strategy(terms.get("guardrail"), objective)
    return settled(terms, pillar=objective.pillar)


def steps_of(key_result: KeyResult, texts: Sequence[tuple[str, str]]) -> list[Milestone]:
    """Its first milestones, each a (text, kind), not written yet."""
    return [
        Milestone(key_result=key_result, text=text, kind=kind, order=order)
        for order, (text, kind) in enumerate(texts)
    ]


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
    under = objective or stored.objective
    return save(stored, edited(stored, edits, under=under), by=by, at=at)


def edited(stored: KeyResult, edits: Edits, *, under: Objective) -> dict[str, Any]:
    """The columns of a key result once it is changed so, under this objective. Raises CannotPlan.

    Writes nothing; asks for its check-ins only where they could stand in the way.
    """
    refuse_closed(stored)
    if stored.retired_as:
        raise CannotPlan(_("It is retired: restore it first, then change it."))
    if edits.get("kind", stored.kind) != stored.kind and stored.check_ins.exists():
        raise CannotPlan(
            _("It has check-ins, so how it is measured stays. Archive it, and add another."),
            field="kind",
        )
    if under.pk != stored.objective_id:
        _refuse_retired(under)
    columns = settled(_completed(stored, edits), pillar=under.pillar)
    refuse_of_another_strategy(columns["guardrail"], under)
    refuse_if_it_guards(stored, columns["kind"])
    refuse_another_figure(stored, columns)
    return columns | {"objective": under}


@transaction.atomic
def retire_key_result(
    *, key_result: KeyResult, retired_as: str, why: str, by: User, at: datetime
) -> KeyResult:
    """Archive it, or say that it does not apply, and why. It leaves every count, and stays.

    Milestones that it had been made from count in their own key result again.
    """
    stored = _locked(key_result)
    columns = retirement(stored, retired_as=retired_as, why=why, at=at)
    if columns is None:
        return stored
    released = list(steps_made_into([stored.pk]).order_by("pk").values_list("pk", flat=True))
    Milestone.objects.filter(pk__in=released).update(promoted_to=None)
    also = {"milestones": [released, []]} if released else {}
    return save(stored, columns, by=by, at=at, verb="retired", note=why.strip(), also=also)


def retirement(
    stored: KeyResult, *, retired_as: str, why: str, at: datetime
) -> dict[str, Any] | None:
    """The columns of what goes out of the plan, checked; None if it is out. Raises CannotPlan."""
    refuse_closed(stored)
    if stored.retired_as:
        return None
    if retired_as not in (KeyResult.ARCHIVED, KeyResult.NOT_APPLICABLE):
        raise CannotPlan(_("Choose whether it is archived or does not apply."), field="retired_as")
    if not why.strip():
        raise CannotPlan(_("Say why, in a sentence: others will ask."), field="why")
    return {"retired_as": retired_as, "retired_at": at, "retired_why": why.strip()}


def steps_made_into(pks: Sequence[int]) -> "QuerySet[Milestone]":
    """Milestones of which these key results were made; those of closed ones stay as they stood."""
    steps = Milestone.objects.filter(promoted_to__in=pks)
    return steps.exclude(key_result__retired_as=KeyResult.CLOSED)


@transaction.atomic
def restore_key_result(*, key_result: KeyResult, by: User, at: datetime) -> KeyResult:
    """Bring a retired key result back as it was, counted once where it was counted once."""
    stored = _locked(key_result)
    refuse_closed(stored)
    if not stored.retired_as:
        return stored
    if _carried_over_anew(stored):
        raise CannotPlan(
            _(
                "What it came from has been carried over again in the meantime: use the newer "
                "key result."
            )
        )
    if _taken_up_again(stored):
        raise CannotPlan(
            _("This row of the playbook has been taken up again in the meantime: use that one.")
        )
    Milestone.objects.filter(pk__in=_released_by(stored), promoted_to=None).update(
        promoted_to=stored
    )
    columns = {"retired_as": "", "retired_at": None, "retired_why": ""}
    return save(stored, columns, by=by, at=at, verb="restored")


def _refuse_retired(objective: Objective) -> None:
    """Under an objective that was retired, nobody would see it."""
    if objective.retired_at:
        raise CannotPlan(
            _("“%(title)s” is retired: restore it first.") % {"title": objective.title},
        )


def baseline_is_set(key_result: KeyResult) -> bool:
    """Whether both its ends are known, so that they move only by a re-baseline."""
    return is_set(ENDS.of(key_result))


def _completed(stored: KeyResult, edits: Mapping[str, Any]) -> dict[str, Any]:
    """What was edited, completed from the row; ends of the same kind always come from the row."""
    terms = ALWAYS.of(stored)
    ends: dict[str, Any] = {}
    if edits.get("kind", stored.kind) == stored.kind:
        ends = OF_ITS_KIND.of(stored)
        points = [(date.fromisoformat(on), Decimal(share)) for on, share in stored.curve]
        terms |= {"pace": stored.pace, "curve": points}
    return {**terms, **edits, **ends, **KEPT.of(stored)}


def _taken_up_again(stored: KeyResult) -> bool:
    others = KeyResult.objects.filter(objective_id=stored.objective_id, retired_as="")
    return bool(stored.playbook_id) and others.filter(playbook_id=stored.playbook_id).exists()


def _carried_over_anew(stored: KeyResult) -> bool:
    """Whether another successor has its place: its period was opened and closed again."""
    if stored.predecessor_id is None:
        return False
    others = KeyResult.objects.filter(predecessor_id=stored.predecessor_id).exclude(pk=stored.pk)
    return others.filter(retired_as__in=("", KeyResult.CLOSED)).exists()


def _released_by(stored: KeyResult) -> list[int]:
    """Milestones that its retirement set free, as the record of changes holds them."""
    told = AuditEvent.objects.about(audit.subject_of(stored))
    retirements = (one for one in told if "retired" in (one.verb, _verb_of_undoing(one)))
    last = next(retirements, None)
    released: list[int] = last.changes.get("milestones", [[]])[0] if last else []
    return released


def _verb_of_undoing(event: AuditEvent) -> str:
    """What an undoing did: a key result that was added by mistake is retired, too."""
    return str(event.changes.get(audit.UNDONE, ["", ""])[1])


def _locked(key_result: KeyResult) -> KeyResult:
    return (
        KeyResult.objects.select_for_update(of=("self",))
        .select_related("objective", "owner")
        .get(pk=key_result.pk)
    )

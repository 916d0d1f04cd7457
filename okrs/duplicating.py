"""A copy of a key result, or of an objective with its key results, to go on from.

What was agreed is copied; what was read, ticked or said is not. A From is what one thing was on
one day, so of a copy it is to be set. Nothing follows the survey twice by being copied.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from accounts.roles import Capability
from okrs.models import KeyResult, Milestone, Objective
from okrs.objectives import add_objective
from okrs.ordering import under
from okrs.planning import add_key_result
from okrs.rules.words import Pace

TERMS = (
    *("kind", "source", "unit", "definition", "direction", "to_value", "to_label"),
    *("low", "high", "tolerance", "cadence", "pace", "weight", "intent"),
    *("reviewer", "guardrail", "also_supports"),
)
STEP = ("kind", "text", "weight", "target_value", "target_unit", "order")


@transaction.atomic
def duplicate_key_result(
    *, key_result: KeyResult, newest: int, by: User, at: datetime
) -> KeyResult:
    """A copy beside it, last of its objective's. `newest` is the newest key the page knew of: a
    copy that is newer was made by sending the same page before, and is given again.
    """
    Objective.objects.select_for_update(of=("self",)).get(pk=key_result.objective_id)
    # By where it came from: another tab may have given it another title since.
    here = under(key_result.objective_id).filter(pk__gt=newest, origin=_origin(key_result))
    if made := here.first():
        found: KeyResult = made
        return found
    title = copied(key_result.title, most=240)
    return _copy(key_result, key_result.objective, title=title, by=by, at=at)


@transaction.atomic
def duplicate_objective(*, objective: Objective, newest: int, by: User, at: datetime) -> Objective:
    """A copy of the objective with copies of all that counts under it; `newest` as above."""
    Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    if made := _made_before(objective, newest):
        return made
    made = add_objective(
        strategy=objective.strategy,
        pillar=objective.pillar,
        title=copied(objective.title, most=200),
        weight=objective.weight,
        by=by,
        at=at,
        note=_origin(objective),
    )
    every = list(under(objective.pk).select_related("owner", "reviewer", "guardrail"))
    copies: dict[int, KeyResult] = {}
    for one in sorted(every, key=lambda one: one.guardrail_id is not None):
        guardrail = copies.get(one.guardrail_id or 0, one.guardrail)
        copies[one.pk] = _copy(one, made, title=one.title, guardrail=guardrail, by=by, at=at)
    _as_they_stood([copies[one.pk] for one in every])
    return made


def _made_before(objective: Objective, newest: int) -> Objective | None:
    """The copy that another sending of the same page made, whatever it is called by now."""
    since = Objective.objects.active().filter(strategy_id=objective.strategy_id, pk__gt=newest)
    by_subject = {audit.subject_of(one): one for one in since.order_by("pk")}
    told = AuditEvent.objects.filter(
        subject__in=by_subject, verb="added", note=_origin(objective)
    ).order_by("at", "pk")
    first = told.first()
    return by_subject[first.subject] if first else None


def _as_they_stood(copies: list[KeyResult]) -> None:
    """Keep-ats were copied first, so that the others find them; they stand where they stood."""
    for place, one in enumerate(copies):
        one.order = place
    KeyResult.objects.bulk_update(copies, ["order"])


def newest_of(model: type[KeyResult] | type[Objective]) -> int:
    """What a page sends along, so that a copy asked for twice is made once."""
    found: int | None = model._default_manager.aggregate(newest=Max("pk"))["newest"]
    return found or 0


def copied(title: str, *, most: int) -> str:
    """The title with "(copy)" behind it, cut where both would be too long."""
    behind = " " + _("(copy)")
    return title[: most - len(behind)].rstrip() + behind


def _copy(
    key_result: KeyResult, objective: Objective, *, by: User, at: datetime, **given: Any
) -> KeyResult:
    terms: Any = {name: getattr(key_result, name) for name in TERMS}
    reviewer = key_result.reviewer
    terms |= {
        "owner": _who_still_can(key_result.owner),
        "reviewer": reviewer if reviewer and reviewer.is_active else None,
        "origin": _origin(key_result),
    }
    terms |= _days(key_result, timezone.localdate(at)) | given
    made = add_key_result(objective=objective, by=by, at=at, verb="copied", **terms)
    steps = key_result.milestones.filter(promoted_to=None).order_by("order", "pk")
    Milestone.objects.bulk_create(copy_of_step(step, made) for step in steps)
    return made


def copy_of_step(step: Milestone, made: KeyResult, **instead: Any) -> Milestone:
    """The same step of another key result, not done; not written yet. Days and people are given
    where they go along."""
    return Milestone(key_result=made, **({name: getattr(step, name) for name in STEP} | instead))


def _origin(thing: KeyResult | Objective) -> str:
    return _("Copied from “%(title)s”") % {"title": thing.title[:140]}


def _who_still_can(owner: User | None) -> User | None:
    """Nobody, where its owner cannot check in any more."""
    return owner if owner and owner.may(Capability.CHECK_IN) else None


def _days(key_result: KeyResult, today: date) -> dict[str, Any]:
    """As the original where it is to come; else from today, for as long or until the same day.

    Points of one's own are of the old days, so a copy with others goes by the usual pace.
    """
    starts_on = max(key_result.starts_on, today)
    due_on = key_result.due_on
    if due_on <= starts_on:
        due_on = starts_on + (key_result.due_on - key_result.starts_on)
    days = {"starts_on": starts_on, "due_on": due_on}
    if key_result.pace != Pace.curve.value:
        return days
    if starts_on != key_result.starts_on:
        return days | {"pace": None}
    points = [(date.fromisoformat(on), Decimal(share)) for on, share in key_result.curve]
    return days | {"curve": points}

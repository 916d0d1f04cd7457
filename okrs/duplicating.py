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

from accounts.models import User
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
    title = copied(key_result.title, most=240)
    here = under(key_result.objective_id).filter(pk__gt=newest, title=title)
    if made := here.first():
        found: KeyResult = made
        return found
    return _copy(key_result, key_result.objective, title=title, by=by, at=at)


@transaction.atomic
def duplicate_objective(*, objective: Objective, newest: int, by: User, at: datetime) -> Objective:
    """A copy of the objective with copies of all that counts under it; `newest` as above."""
    Objective.objects.select_for_update(of=("self",)).get(pk=objective.pk)
    title = copied(objective.title, most=200)
    ours = Objective.objects.active().filter(strategy_id=objective.strategy_id, title=title)
    if made := ours.filter(pk__gt=newest).order_by("pk").first():
        return made
    made = add_objective(
        strategy=objective.strategy,
        pillar=objective.pillar,
        title=title,
        weight=objective.weight,
        by=by,
        at=at,
    )
    for key_result in under(objective.pk).select_related("owner", "reviewer", "guardrail"):
        _copy(key_result, made, title=key_result.title, by=by, at=at)
    return made


def newest_of(model: type[KeyResult] | type[Objective]) -> int:
    """What a page sends along, so that a copy asked for twice is made once."""
    found: int | None = model._default_manager.aggregate(newest=Max("pk"))["newest"]
    return found or 0


def copied(title: str, *, most: int) -> str:
    """The title with "(copy)" behind it, cut where both would be too long."""
    behind = " " + _("(copy)")
    return title[: most - len(behind)].rstrip() + behind


def _copy(
    key_result: KeyResult, objective: Objective, *, title: str, by: User, at: datetime
) -> KeyResult:
    terms: Any = {name: getattr(key_result, name) for name in TERMS}
    terms |= {"title": title, "owner": _who_still_can(key_result.owner)}
    terms |= _days(key_result, timezone.localdate(at))
    terms["origin"] = _("Copied from “%(title)s”") % {"title": key_result.title[:140]}
    made = add_key_result(objective=objective, by=by, at=at, verb="copied", **terms)
    Milestone.objects.bulk_create(
        Milestone(key_result=made, **{name: getattr(step, name) for name in STEP})
        for step in key_result.milestones.filter(promoted_to=None).order_by("order", "pk")
    )
    return made


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

"""What pages that write have in common: run the verb, and put a refusal where it belongs."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.utils import timezone

from accounts.doors import PageRequest
from accounts.models import User
from okrs import survey_choices, survey_targets, weighing
from okrs.forms.key_result import KeyResultForm
from okrs.guarding import keeps_of
from okrs.models import KeyResult, Objective
from okrs.planning import CannotPlan, CannotStandStill, ChangedMeanwhile
from strategy.models import Strategy

Saved = TypeVar("Saved")


def saved(form: Any, verb: Callable[[], Saved]) -> Saved | None:
    """What the verb gives; None where the form was refused, which then says why."""
    if not form.is_valid():
        return None
    try:
        return verb()
    except CannotPlan as refusal:
        refuse(form, refusal)
        return None


def refuse(form: Any, refusal: CannotPlan) -> None:
    """Put a refusal beside its field.

    A From that equals To also offers to keep it. A form that is told of somebody else's change can
    be sent again: it now knows the version it was told of.
    """
    if isinstance(refusal, CannotStandStill):
        form.keep_at = refusal
    if isinstance(refusal, ChangedMeanwhile):
        form.changed_meanwhile = True
        form.data = form.data.copy()
        form.data["version"] = str(refusal.version)
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def say_beside_to(form: Any, key_result: KeyResult) -> None:
    """Beside To, how small a move the survey can tell, where it follows a figure of it."""
    asked = form.fields.get("to_value")
    if asked and (said := survey_targets.hint(key_result)):
        asked.help_text = f"{asked.help_text} {said}".strip()


def say_weight(form: KeyResultForm, key_result: KeyResult) -> None:
    """Beside the weight, what it comes to among the others that can be measured today."""
    strategy_id, today = key_result.objective.strategy_id, timezone.localdate()
    form.say_weight(weighing.beside(strategy_id, today=today, without=key_result))


def warn_of_chance(request: PageRequest, *key_results: KeyResult) -> None:
    """Say of each, as it is stored by now, that its ends are closer than the survey can tell."""
    for stored in KeyResult.objects.filter(pk__in=[one.pk for one in key_results]):
        if said := survey_targets.warning(stored):
            messages.warning(request, said)


def choices(strategy: Strategy) -> dict[str, Any]:
    """What a key result can be put under, follow, be guarded by, and given to: eight queries."""
    objectives = Objective.objects.active().filter(strategy=strategy).in_page_order()
    return {
        "objectives": list(objectives),
        "menu": survey_choices.menu(),
        "owners": list(User.objects.owners().order_by("name", "pk")),
        "reviewers": list(User.objects.active().exclude(role="").order_by("name", "pk")),
        "keeps": keeps_of(strategy.pk),
    }

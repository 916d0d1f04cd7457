"""What the record is told of the things of the plan: names, pages, columns and values."""

from collections.abc import Collection, Mapping
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import record_things, record_undoing
from accounts.record_things import Thing
from accounts.roles import Capability

FIELDS = {
    "base_count": _("Count it starts from"),
    "cadence": _("How often it is read"),
    "confidence": _("Confidence"),
    "curve": _("Points along the way"),
    "definition": _("What exactly is counted"),
    "direction": _("Which way is better"),
    "followed": _("Which figure it follows"),
    "follows": _("Readings come from"),
    "from_denominator": _("From: out of"),
    "from_numerator": _("From: how many"),
    "guardrail": _("Guarded by"),
    "intent": _("Intent"),
    "key_result": _("Key result"),
    "kind": _("How it is measured"),
    "link_kind": _("Kind of link"),
    "link_note": _("Note"),
    "link_url": _("Address"),
    "outcome": _("What became of it"),
    "pace": _("Pace"),
    "predecessor": _("Carried over from"),
    "reading": _("Reading"),
    "retired_as": _("Out of the plan"),
    "retired_why": _("Why"),
    "reflection": _("What it taught"),
    "reviewer": _("Reviewer"),
    "source": _("Progress comes from"),
    "status": _("Status"),
    "target_unit": _("Unit of its target"),
    "target_value": _("Target"),
    "text": _("Words"),
    "until": _("Until"),
}


def tell_the_record() -> None:
    """Register every kind of thing that the plan has. Called once, when the program starts."""
    # models are there only when all apps are loaded
    from okrs.histories.offers import offers
    from okrs.kept_words import in_words

    of_plan = partial(Thing, fields=FIELDS, say=in_words)
    for kind, thing in {
        "keyresult": of_plan(
            called=_("Key result"), addresses=record_things.by_number("okrs:key_result")
        ),
        "milestone": of_plan(called=pgettext_lazy("one", "Milestone"), addresses=_of_milestones),
        "objective": of_plan(
            called=_("Objective"),
            addresses=record_things.by_number("okrs:objective_edit"),
            opened_by=Capability.EDIT_PLAN,
        ),
        "sheetimport": Thing(
            called=_("Import of a sheet"), addresses=_of_imports, opened_by=Capability.EDIT_PLAN
        ),
        "playbookdecision": Thing(
            called=_("Row of the playbook"), addresses=record_things.always("okrs:playbook")
        ),
        "ownerlink": Thing(
            called=_("Check-in link"),
            addresses=record_things.always("okrs:owner_links"),
            opened_by=Capability.EDIT_PLAN,
        ),
        "period": Thing(called=_("Period"), addresses=_of_periods),
    }.items():
        record_things.register(f"okrs.{kind}", thing)
    record_undoing.register("okrs", offers)


def _of_milestones(numbers: Collection[str]) -> Mapping[str, str]:
    """In the page of its key result; one that was removed has none."""
    from okrs.models import Milestone

    found = Milestone.objects.filter(pk__in=numbers).values_list("pk", "key_result_id")
    return {str(pk): f"{reverse('okrs:key_result', args=[of])}#milestone-{pk}" for pk, of in found}


def _of_imports(numbers: Collection[str]) -> Mapping[str, str]:
    """An import stands under its key; one that was thrown away has no page."""
    from okrs.models import SheetImport

    found = SheetImport.objects.filter(pk__in=numbers).values_list("pk", "key")
    return {str(pk): reverse("okrs:import_check", args=[key]) for pk, key in found}


def _of_periods(numbers: Collection[str]) -> Mapping[str, str]:
    """A period that was taken away has no page."""
    from okrs.models import Period

    found = Period.objects.filter(pk__in=numbers).values_list("pk", flat=True)
    return {str(pk): reverse("okrs:period", args=[pk]) for pk in found}

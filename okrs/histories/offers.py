"""Undoing from the record: of entries of many things, which can be undone, and why others cannot.

Seven queries however many entries are asked about; okrs.undoing looks again before it does
anything.
"""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEvent, User
from accounts.record_undoing import Offer
from accounts.roles import Capability
from okrs.histories.fixed import Fixed
from okrs.histories.spent import reasons_among
from okrs.models import KeyResult, Milestone, Objective, Period, PeriodResult
from okrs.undoing.since import OF_KEY_RESULTS, OF_MILESTONES, OF_OBJECTIVES

KINDS = (OF_KEY_RESULTS, OF_MILESTONES, OF_OBJECTIVES)


def offers(events: Sequence[AuditEvent], reader: User) -> Mapping[int, Offer]:
    """For each entry of the plan a form, or a few words; nothing for who may not change it."""
    ours = [event for event in events if event.subject.startswith(KINDS)]
    if not ours or not reader.may(Capability.EDIT_PLAN):
        return {}
    fixed = _fixed({event.subject for event in ours})
    reasons = reasons_among(_with_what_came_after(ours), fixed)
    return {event.pk: _offer(event, reasons[event.pk]) for event in ours if event.pk in reasons}


def _offer(event: AuditEvent, why: str) -> Offer:
    if why:
        return Offer(why=why)
    address = reverse("okrs:undo", args=[event.pk])
    return Offer(address=address, again=event.verb == audit.UNDID)


def _with_what_came_after(events: Sequence[AuditEvent]) -> list[AuditEvent]:
    """Them and all that was done to the same things since, and every undoing: newest first."""
    subjects = {event.subject for event in events}
    later = AuditEvent.objects.filter(pk__gt=min(event.pk for event in events)).filter(
        Q(subject__in=subjects) | Q(verb=audit.UNDID)
    )
    whole = {event.pk: event for event in (*events, *later)}
    return sorted(whole.values(), key=lambda one: (one.at, one.pk), reverse=True)


def _numbers(subjects: Collection[str], kind: str) -> set[int]:
    return {int(one.removeprefix(kind)) for one in subjects if one.startswith(kind)}


def _fixed(subjects: Collection[str]) -> dict[str, Fixed]:
    """What stays as it is of each subject; none for what is not there any more."""
    steps = Milestone.objects.filter(pk__in=_numbers(subjects, OF_MILESTONES)).order_by("pk")
    of_step = dict(steps.values_list("pk", "key_result_id"))
    wanted = {*_numbers(subjects, OF_KEY_RESULTS), *of_step.values()}
    of_key_result = _fixed_key_results(wanted)
    objectives = Objective.objects.filter(pk__in=_numbers(subjects, OF_OBJECTIVES)).order_by("pk")
    retired = objectives.values_list("pk", "retired_at")
    return {
        **{f"{OF_KEY_RESULTS}{pk}": found for pk, found in of_key_result.items()},
        **{f"{OF_MILESTONES}{pk}": of_key_result[of] for pk, of in of_step.items()},
        **{f"{OF_OBJECTIVES}{pk}": Fixed(is_out=at is not None) for pk, at in retired},
    }


def _fixed_key_results(keys: Collection[int]) -> dict[int, Fixed]:
    closed = Period.objects.filter(
        closed_at__isnull=False,
        results__key_result_id__in=keys,
        results__outcome=PeriodResult.GOES_ON,
    )
    ends = closed.order_by("ends_on", "pk").values_list("results__key_result_id", "ends_on")
    until = dict(ends)  # of several the last
    found = KeyResult.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "retired_as")
    return {
        pk: Fixed(whole=out == KeyResult.CLOSED, is_out=bool(out), until=until.get(pk))
        for pk, out in found
    }

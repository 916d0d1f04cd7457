"""What came after an entry of the record, and whether it is undone: read from the record alone."""

from collections.abc import Iterable

from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent
from okrs.models import Milestone

OF_KEY_RESULTS, OF_MILESTONES = "okrs.keyresult:", "okrs.milestone:"
OF_OBJECTIVES = "okrs.objective:"
REMOVED = "removed a milestone of"


def verb_of(event: AuditEvent) -> str:
    """What was done, also by an undoing: the verb it used."""
    return str(event.changes[audit.UNDONE][1]) if event.verb == audit.UNDID else event.verb


def undone_among(events: Iterable[AuditEvent]) -> set[int]:
    """Numbers of the entries that are undone as things stand.

    An undoing that was undone itself undoes nothing: newest first, each is settled before the one
    it points at.
    """
    undone: set[int] = set()
    for event in sorted(events, key=lambda one: -one.pk):
        if event.verb == audit.UNDID and event.pk not in undone:
            undone.add(event.changes[audit.UNDONE][0])
    return undone


def is_undone(event: AuditEvent) -> bool:
    later = AuditEvent.objects.filter(
        subject__in=_places_of(event), verb=audit.UNDID, pk__gt=event.pk
    )
    return event.pk in undone_among(later.by_day())


def standing_since(event: AuditEvent, *, also: Iterable[str] = ()) -> list[AuditEvent]:
    """What was done to the same thing after, and was not undone: newest first.

    `also` are subjects that belong to it.
    """
    subjects = [*_places_of(event), *also]
    return standing_among(
        AuditEvent.objects.filter(subject__in=subjects, pk__gt=event.pk).by_day(), event
    )


def standing_among(told: Iterable[AuditEvent], event: AuditEvent) -> list[AuditEvent]:
    """Those of them that came after `event` and were not undone; in their order."""
    later = [one for one in told if one.pk > event.pk]
    undone = undone_among(later)
    return [one for one in later if one.verb != audit.UNDID and one.pk not in undone]


def name_and_day(event: AuditEvent) -> str:
    """ "Tom Reed, on 3 March 2027,": who came after."""
    return _("%(name)s, on %(day)s,") % {
        "name": event.by_name or _("Mobility"),
        "day": date_format(localtime(event.at), "j F Y"),
    }


def key_result_of(event: AuditEvent) -> int | None:
    """Whose step an entry of a milestone is about: of one that is gone, as the record tells it."""
    number = int(event.subject.removeprefix(OF_MILESTONES))
    of = Milestone.objects.filter(pk=number).values_list("key_result_id", flat=True).first()
    if of is not None:
        return of
    told = AuditEvent.objects.filter(verb__in=(REMOVED, audit.UNDID), changes__id__0=number)
    gone = told.filter(subject__startswith=OF_KEY_RESULTS).by_day().first()
    return int(gone.subject.removeprefix(OF_KEY_RESULTS)) if gone else None


def made_by(events: Iterable[AuditEvent]) -> list[str]:
    """The key results that were made of milestones: what undoes that is told of them."""
    made = (event.changes.get("key_result_id") for event in events if verb_of(event) == "promoted")
    return [f"{OF_KEY_RESULTS}{pair[1]}" for pair in made if pair]


def _places_of(event: AuditEvent) -> list[str]:
    """Where its undoing may stand: a milestone that goes or comes is told of its key result."""
    if event.subject.startswith(OF_MILESTONES):
        of = key_result_of(event)
        also = [f"{OF_KEY_RESULTS}{of}"] if of else []
        return [event.subject, *also, *made_by([event])]
    if verb_of(event) == REMOVED and "id" in event.changes:
        return [event.subject, f"okrs.milestone:{event.changes['id'][0]}"]
    return [event.subject]

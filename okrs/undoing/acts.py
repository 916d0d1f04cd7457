"""All that one person did to the plan at one moment, such as a hand-over, undone in one press.

Verbs that a page runs together are recorded with one time, so the record knows what belongs
together without being told. Each key result, milestone and objective goes back as a whole or
stays as it is: what was changed again since holds back itself alone, and says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs.refusals import CannotPlan
from okrs.undoing import NEVER, at_once, may_ever, undo
from okrs.undoing.since import OF_KEY_RESULTS, OF_MILESTONES, OF_OBJECTIVES, is_undone

Held = tuple[str, str]
Moment = tuple[datetime, int | None]
"""When, and who: what is recorded with one of these was done in one press."""


@dataclass(frozen=True, kw_only=True)
class Undone:
    """The entries that undoing made, how many steps nothing takes back, and what is held back, each
    by its title with a sentence why."""

    made: Sequence[AuditEvent]
    stay: int = 0
    held: Sequence[Held] = ()


def moment_of(event: AuditEvent) -> Moment:
    return event.at, event.by_id


def act_of(event: AuditEvent) -> Sequence[AuditEvent]:
    """The entries that belong to it, newest first: undone in this order, each finds its state."""
    return list(AuditEvent.objects.filter(at=event.at, by_id=event.by_id).order_by("-pk"))


def sizes_of(events: Iterable[AuditEvent]) -> Mapping[Moment, int]:
    """Of how many steps each act is that these belong to, where it is of several: one query.

    What is never undone is not counted. What an import did is undone on the page of the import.
    """
    ours = Q(subject__startswith=OF_KEY_RESULTS) | Q(subject__startswith=OF_MILESTONES)
    told = AuditEvent.objects.filter(
        ours | Q(subject__startswith=OF_OBJECTIVES), at__in={one.at for one in events}
    )
    told = told.exclude(verb__in=NEVER).order_by()
    by_import = Count("pk", filter=Q(via=audit.Way.IMPORT))
    acts = told.values_list("at", "by_id").annotate(n=Count("pk"), imported=by_import)
    return {(at, by): n for at, by, n, imported in acts if n > 1 and not imported}


@transaction.atomic
def undo_act(*, event: AuditEvent, by: User, at: datetime) -> Undone:
    """Undo all of it that can be undone; raises CannotPlan where that is nothing.

    Terms and ends of many key results go together, in as many queries for many as for few.
    """
    act = act_of(event)
    ours = [one for one in act if may_ever(one)]
    together = at_once.can_go_together(ours)
    held: list[Held] = []
    with audit.heard() as made:
        if together:
            taken = at_once.undo_changes(events=together, by=by, at=at)
            held += [(one.title, taken.why[one.pk]) for one in taken.kept]
        for thing in _things({one.pk for one in together}, ours):
            held += _undo_thing(thing, by=by, at=at)
    if not made:
        raise CannotPlan(_why_nothing(held))
    return Undone(made=made, stay=len(act) - len(ours), held=held)


def _things(gone: set[int], events: Sequence[AuditEvent]) -> list[list[AuditEvent]]:
    """Those that go one by one, by what they are about."""
    things: dict[str, list[AuditEvent]] = {}
    for event in events:
        if event.pk not in gone:
            things.setdefault(event.subject, []).append(event)
    return list(things.values())


def _undo_thing(events: Sequence[AuditEvent], *, by: User, at: datetime) -> list[Held]:
    """All that was done to one thing, or nothing of it; gives what held it back."""
    try:
        with transaction.atomic():
            for event in events:
                title = event.title
                if not is_undone(event):
                    undo(event=event, by=by, at=at)
    except CannotPlan as refusal:
        return [(title, str(refusal))]
    return []


def _why_nothing(held: Sequence[Held]) -> str:
    if not held:
        return _("This has already been undone.")
    title, why = held[0]
    return _("Nothing was undone. “%(title)s”: %(why)s") % {"title": title, "why": why}

"""The history of a key result or an objective, line by line: found, in words, undone or not."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.audit import subject_of
from accounts.models import AuditEvent, User
from okrs.histories.fixed import Fixed
from okrs.histories.sentences import quotes_its_note, sentence
from okrs.histories.spent import undoable_among
from okrs.histories.together import Ticks, Told, put_together
from okrs.models import KeyResult, Objective
from okrs.undoing.acts import Moment, moment_of
from okrs.undoing.since import OF_MILESTONES, made_by, undone_among, verb_of
from okrs.undoing.who import is_own

READ = frozenset({"checked in", "corrected"})
NOT_WHOLE: Mapping[Moment, int] = {}
SHOWN: dict[str, str | Promise] = {
    "": _("Everything"),
    "read": _("Check-ins"),
    "steps": _("Milestones"),
    "plan": _("Changes of the plan"),
}
"""What the page can be narrowed to."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sentence of a history. `offer`: it can be undone, or done again, from here; `whole`: with
    all that was done in the same press, of so many steps, and 0 where that was all.

    `event` is the entry that is undone: of a check-in, the first of `ticks` that can be.
    """

    event: AuditEvent
    ticks: Ticks = ()
    at: datetime
    text: str
    note: str
    is_undone: bool
    offer: bool
    whole: int = 0

    @property
    def again(self) -> bool:
        """Whether undoing this one does again what was undone."""
        return self.event.verb == audit.UNDID


def events_of(key_result: KeyResult) -> QuerySet[AuditEvent]:
    """All of a key result and its milestones, those too that were removed: three queries."""
    subject = subject_of(key_result)
    gone = AuditEvent.objects.about(subject).filter(
        verb__in=["removed a milestone of", audit.UNDID]
    )
    numbers = {one.changes["id"][0] for one in gone if "id" in one.changes}
    numbers |= set(key_result.milestones.values_list("pk", flat=True))
    subjects = [subject, *(f"{OF_MILESTONES}{number}" for number in sorted(numbers))]
    return AuditEvent.objects.filter(subject__in=subjects).by_day()


def events_of_objective(objective: Objective) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.about(subject_of(objective))


def with_what_undid(events: Sequence[AuditEvent]) -> list[AuditEvent]:
    """And undoings told of a key result that was made of a step: one query where there is one."""
    made = made_by(events)
    if not made:
        return list(events)
    there = {event.pk for event in events}
    also = AuditEvent.objects.filter(subject__in=made, verb=audit.UNDID).exclude(pk__in=there)
    return sorted([*events, *also], key=lambda one: (one.at, one.pk), reverse=True)


def shown_of(
    events: Sequence[AuditEvent], shown: str, *, undone: Collection[int] = ()
) -> list[Told]:
    """Those that the reader asked for; all, where nothing known was asked."""
    if shown == "steps":
        return [Told(event=event) for event in events if _sort_of(event) == shown]
    told = put_together(events, undone)
    if shown not in SHOWN or not shown:
        return told
    return [one for one in told if _sort_of(one.event) == shown]


def _sort_of(event: AuditEvent) -> str:
    if verb_of(event) in READ:
        return "read"
    of_step = event.subject.startswith(OF_MILESTONES) or verb_of(event) == "removed a milestone of"
    return "steps" if of_step else "plan"


def lines_of(
    page: Iterable[Told],
    *,
    among: Sequence[AuditEvent],
    kind: str,
    fixed: Fixed | None,
    owner: User | None = None,
    acts: Mapping[Moment, int] = NOT_WHOLE,
) -> list[Line]:
    """The entries of one page as lines. `among` is the whole history, newest first.

    `fixed` is what stays as it is; None for a reader who may undo nothing. `owner` is one who may
    undo only what they did themselves. `acts`: of how many steps each act is; it is offered once,
    beside the newest of them.
    """
    undone = undone_among(among)
    offered = set() if fixed is None else undoable_among(among, fixed)
    if owner is not None:
        own = {one.pk for told in page for one in (told.event, *told.ticks) if is_own(owner, one)}
        offered &= own
    whole = dict(acts)
    return [_line(one, kind=kind, undone=undone, offered=offered, whole=whole) for one in page]


def _line(
    told: Told,
    *,
    kind: str,
    undone: Collection[int],
    offered: Collection[int],
    whole: dict[Moment, int],
) -> Line:
    """`whole` is told once of each moment: it is taken out of there."""
    event, can = told.event, [one for one in (told.event, *told.ticks) if one.pk in offered]
    steps = len(can) if told.ticks else whole.pop(moment_of(event), 0) if can else 0
    return Line(
        event=can[0] if can else event,
        ticks=told.ticks,
        at=event.at,
        text=sentence(event, kind=kind, ticks=told.ticks),
        note="" if quotes_its_note(event) else event.note,
        is_undone=event.pk in undone,
        offer=bool(can),
        whole=steps if steps > 1 else 0,
    )

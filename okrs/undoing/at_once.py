"""Changes of many key results undone at once, as an import of thousands of rows needs it.

Only what changed terms and ends of their own: what changed how they are measured, what stands
beside them or where they stand is undone one by one, in the order that leaves each as it was.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from okrs import kin, many, planning
from okrs.baselines import VERBS
from okrs.baselines_at_once import Desk, Setting
from okrs.closed_periods import refuse_day_within
from okrs.models import KeyResult
from okrs.past_at_once import Past
from okrs.refusals import CannotPlan
from okrs.undoing import ends, refuse_out_of_the_plan
from okrs.undoing.kept import PEOPLE, Known, columns_of, refuse_if_moved_since
from okrs.undoing.key_results import terms_before
from okrs.undoing.since import OF_KEY_RESULTS, standing_among, undone_among
from okrs.writing import changed

REACH_FURTHER = frozenset({"kind", "guardrail", "objective", "follows", "followed", "retired_as"})
OF_ENDS = frozenset(VERBS.values())


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """Which entries were undone, and which stay; `why`, a sentence by the number of each that
    stays."""

    undone: Sequence[AuditEvent]
    why: Mapping[int, str]
    kept: Sequence[AuditEvent]


def can_go_together(events: Sequence[AuditEvent]) -> list[AuditEvent]:
    """Those of them that change terms or ends, of key results of which no other does more."""
    further = {event.subject for event in events if not _stays_within(event)}
    return [event for event in events if event.subject not in further]


def _stays_within(event: AuditEvent) -> bool:
    ours = event.subject.startswith(OF_KEY_RESULTS) and event.verb in {"changed", *OF_ENDS}
    return ours and not REACH_FURTHER & event.changes.keys()


@transaction.atomic
def undo_changes(*, events: Sequence[AuditEvent], by: User, at: datetime) -> TakenBack:
    """Each as undoing.undo would; one that is undone already is neither undone nor kept.

    They come newest first. Where several are about one key result, each finds what the one after
    it left: so they go in rounds, in each of which no key result comes twice.
    """
    undone: list[AuditEvent] = []
    kept: list[AuditEvent] = []
    why: dict[int, str] = {}
    for one in _rounds(events):
        taken = _Round(events=one, by=by, at=at).take_back()
        undone += taken.undone
        kept += taken.kept
        why |= taken.why
    return TakenBack(undone=undone, kept=kept, why=why)


def _rounds(events: Sequence[AuditEvent]) -> list[list[AuditEvent]]:
    rounds: list[list[AuditEvent]] = []
    come: Counter[str] = Counter()
    for event in events:
        if come[event.subject] == len(rounds):
            rounds.append([])
        rounds[come[event.subject]].append(event)
        come[event.subject] += 1
    return rounds


@dataclass(kw_only=True)
class _Round:
    """Entries of as many key results, with all that is read once for all of them."""

    events: Sequence[AuditEvent]
    by: User
    at: datetime
    terms: list[audit.Entry] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = many.locked(map(_number, self.events))
        self.later, self.people = _later(self.events), _people_of(self.events)
        self.desk = Desk(by=self.by, at=self.at, why=ends.said_by(self.by))

    def take_back(self) -> TakenBack:
        before = undone_among(one for told in self.later.values() for one in told)
        events = [event for event in self.events if event.pk not in before]
        for event in events:
            try:
                self._lay(event)
            except CannotPlan as refusal:
                self.why[event.pk] = str(refusal)
        many.write(self.terms)
        self.desk.write()
        kept = [event for event in events if event.pk in self.why]
        undone = [event for event in events if event.pk not in self.why]
        return TakenBack(undone=undone, kept=kept, why=self.why)

    def _lay(self, event: AuditEvent) -> None:
        """What undoes it, laid into its row. Raises CannotPlan."""
        row = self.rows.get(_number(event))
        if row is None:
            raise CannotPlan(_("“%(title)s” has since been removed.") % {"title": event.title})
        refuse_out_of_the_plan(event.verb, row)
        if event.verb not in OF_ENDS:
            self._lay_terms(event, row)
        else:
            self._lay_ends(event, row)

    def _lay_terms(self, event: AuditEvent, row: KeyResult) -> None:
        columns = planning.edited(row, terms_before(event, row, self.people), under=row.objective)
        changes = changed(row, columns)
        if not changes:
            raise CannotPlan(_("There is nothing to undo: it stands as it was before."))
        entry = audit.Entry(verb="changed", about=row, changes=changes, undoes=event)
        self.terms.append(entry)
        self.desk.entries.append(entry)

    def _lay_ends(self, event: AuditEvent, row: KeyResult) -> None:
        """As undoing.ends would put them back."""
        past = self.pasts[row.pk]
        refuse_if_moved_since(event, row, columns_of(event, row))
        ends.refuse_if_read_since(standing_among(self.later.get(event.subject, ()), event))
        began = ends.line_before(event, row, breaks=past.breaks, first=past.first)
        was = ends.as_before(event, row, began=began)
        refuse_day_within(past.closed, was.began)
        self.desk.lay(
            Setting(
                pk=row.pk, ends=was.ends, along=was.along, on=was.on(self.at), undoes=event
            ),
            row,
        )  # fmt: skip

    @cached_property
    def pasts(self) -> Mapping[int, Past]:
        """What was told of those whose ends go together; their milestones are read."""
        ours = [_number(event) for event in self.events if event.verb in OF_ENDS]
        rows = [self.rows[pk] for pk in ours if pk in self.rows]
        self.desk.read_steps(rows)
        self.desk.read_pasts(rows)
        kin.lay_by_guards(self.rows)
        return self.desk.pasts


def _later(events: Sequence[AuditEvent]) -> dict[str, list[AuditEvent]]:
    """What the record tells of the same key results after the first of these, newest first."""
    subjects, first = [event.subject for event in events], min(event.pk for event in events)
    later: dict[str, list[AuditEvent]] = {}
    for start in range(0, len(subjects), audit.BATCH):
        batch = subjects[start : start + audit.BATCH]
        found = AuditEvent.objects.filter(subject__in=batch, pk__gt=first)
        for one in found.by_day():
            later.setdefault(one.subject, []).append(one)
    return later


def _people_of(events: Sequence[AuditEvent]) -> Known:
    """Who owned or reviewed before: read once each."""
    pairs = [event.changes.get(f"{name}_id") for event in events for name in PEOPLE]
    return User.objects.in_bulk({pair[0] for pair in pairs if pair and pair[0]})


def _number(event: AuditEvent) -> int:
    return int(event.subject.removeprefix(OF_KEY_RESULTS))

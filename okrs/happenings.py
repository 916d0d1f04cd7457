"""The history of one key result, read from the record of changes and told in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.kept_words import in_words
from okrs.models import KeyResult, Milestone

SHOWN = 40

SAID: dict[str, str | Promise] = {
    "added": gettext_lazy("Added"),
    "took up": gettext_lazy("Taken up from the playbook"),
    "imported": gettext_lazy("Imported"),
    "changed": gettext_lazy("Changed"),
    "checked in": gettext_lazy("Check-in"),
    "confirmed": gettext_lazy("Confirmed"),
    "corrected": gettext_lazy("Reading corrected"),
    "set the baseline of": gettext_lazy("Baseline set"),
    "re-baselined": gettext_lazy("New baseline"),
    "carried over": gettext_lazy("Carried over from an earlier period"),
    "closed": gettext_lazy("Closed with its period"),
    "reviewed": gettext_lazy("Reviewed"),
    "copied": gettext_lazy("Made as a copy"),
    "moved": gettext_lazy("Moved"),
    "retired": gettext_lazy("Retired"),
    "restored": gettext_lazy("Restored"),
    "linked": gettext_lazy("Linked"),
    "unlinked": gettext_lazy("Unlinked"),
    "overruled": gettext_lazy("Owner sees it differently"),
    "withdrew the word on": gettext_lazy("Calculated status stands again"),
    "removed a milestone of": gettext_lazy("Milestone removed"),
    "undid": gettext_lazy("Undone"),
}
SAID_OF_MILESTONES: dict[str, str | Promise] = {
    "added": gettext_lazy("Milestone added"),
    "changed": gettext_lazy("Milestone changed"),
    "ticked": gettext_lazy("Milestone done"),
    "unticked": gettext_lazy("Milestone not done after all"),
    "promoted": gettext_lazy("Milestone made a key result"),
    "moved": gettext_lazy("Milestone moved"),
    "undid": gettext_lazy("Milestone: undone"),
}
FIELDS: dict[str, str | Promise] = {
    "value": gettext_lazy("Reading"),
    "word": gettext_lazy("Reading"),
    "reading": gettext_lazy("Reading"),
    "as_of": gettext_lazy("As of"),
    "from_value": gettext_lazy("From"),
    "from_as_of": gettext_lazy("Baseline date"),
    "to_value": gettext_lazy("To"),
    "base_count": gettext_lazy("Count it starts from"),
    "low": gettext_lazy("Not below"),
    "high": gettext_lazy("Not above"),
    "due_on": gettext_lazy("Due"),
    "done_on": gettext_lazy("Done"),
    "starts_on": gettext_lazy("Starts"),
    "set_by": gettext_lazy("To set by"),
    "until": gettext_lazy("Until"),
    "status": gettext_lazy("Status"),
    "owner": gettext_lazy("Owner"),
    "reviewer": gettext_lazy("Reviewer"),
    "guardrail": gettext_lazy("Must hold beside it"),
    "objective": gettext_lazy("Objective"),
    "title": gettext_lazy("Title"),
    "text": gettext_lazy("Words"),
    "confidence": gettext_lazy("Confidence"),
    "cadence": gettext_lazy("How often"),
    "intent": gettext_lazy("Intent"),
    "kind": gettext_lazy("Kind"),
    "pace": gettext_lazy("Pace"),
    "weight": gettext_lazy("Weight"),
    "unit": gettext_lazy("Unit"),
    "definition": gettext_lazy("Definition"),
    "key_result": gettext_lazy("Key result"),
}
IN_ITS_NOTE = frozenset({"linked", "unlinked", "removed a milestone of"})
"""What is told whole by the words beside it."""


@dataclass(frozen=True)
class Happening:
    """One line of the history: when, what in a word, who, and what changed."""

    at: datetime
    what: str
    by: str
    details: tuple[str, ...]
    is_first: bool


def events_about(key_result: KeyResult, milestones: Iterable[Milestone]) -> QuerySet[AuditEvent]:
    """What was recorded of a key result and its milestones, newest first. Served by the index."""
    subjects = [subject_of(key_result), *map(subject_of, milestones)]
    return AuditEvent.objects.filter(subject__in=subjects).by_day()


def told(events: Iterable[AuditEvent], *, kind: str) -> list[Happening]:
    """Events as lines of the history."""
    return [_happening(event, kind) for event in events]


def _happening(event: AuditEvent, kind: str) -> Happening:
    of_milestone = event.subject.startswith("okrs.milestone:")
    said = (SAID_OF_MILESTONES if of_milestone else SAID).get(event.verb)
    details = [event.title] if of_milestone and event.verb != "changed" else []
    # In our order: PostgreSQL keeps the names of a JSON object in an order of its own.
    names = () if event.verb in IN_ITS_NOTE else FIELDS
    known = [(name, event.changes[name]) for name in names if name in event.changes]
    details += [_change(name, pair, kind) for name, pair in known]
    if event.note:
        details.append(_("“%(words)s”") % {"words": event.note})
    return Happening(
        at=event.at,
        what=str(said) if said else event.verb[:1].upper() + event.verb[1:],
        by=event.by_name or _("the program itself"),
        details=tuple(details),
        is_first=not of_milestone and event.verb in ("added", "took up", "imported"),
    )


def _change(name: str, pair: list[Any], kind: str) -> str:
    """ "Due: 31 March 2027, was 31 December 2026"; only the new one where nothing was before."""
    before, after = (_value(name, value, kind) for value in pair)
    words = {"field": FIELDS[name], "before": before, "after": after or _("nothing")}
    if not before:
        return _("%(field)s: %(after)s") % words
    return _("%(field)s: %(after)s, was %(before)s") % words


def _value(name: str, value: Any, kind: str) -> str:
    """A kept value as people read it; what cannot be read is shown as it was kept."""
    if value is None or value == "":
        return ""
    said = in_words(name, value, kind=kind)
    return str(value) if said is None else said

"""Which entries of a history can still be undone, told from the entries alone, with no query.

What is said here is only which buttons to show: okrs.undoing looks again before it does anything.
"""

from collections.abc import Iterable

from accounts import audit
from accounts.models import AuditEvent
from okrs.baselines import ENDS
from okrs.histories.fixed import Fixed
from okrs.undoing import may_ever
from okrs.undoing.ends import READINGS
from okrs.undoing.since import undone_among, verb_of

ALL = "*"  # touches whatever stands there
PARTS = {"linked": "link", "unlinked": "link", "withdrew the word on": "status"}
REMOVED = "removed a milestone of"
NOTHING_FIXED = Fixed()
MADE = ("added", "took up", "imported", "copied", "promoted")


def undoable_among(events: Iterable[AuditEvent], fixed: Fixed = NOTHING_FIXED) -> set[int]:
    """Numbers of the entries to offer an undoing for. Takes all of a history, newest first.

    An entry is offered while it stands, and nothing that stands touched the same after it.
    """
    listed = list(events)
    undone = undone_among(listed)
    touched: set[tuple[str, str]] = set()
    gone: set[str] = set()
    offered = set()
    for event in listed:
        if event.pk in undone:
            continue
        places = _places(event)
        if _may(event, fixed) and event.subject not in gone and not _clash(places, touched):
            offered.add(event.pk)
        if verb_of(event) == REMOVED and "id" in event.changes:
            gone.add(f"okrs.milestone:{event.changes['id'][0]}")
        if event.verb != audit.UNDID:
            touched |= places | _rest_on(event)
    return offered


def _may(event: AuditEvent, fixed: Fixed) -> bool:
    return may_ever(event) and not fixed.holds(event)


def _places(event: AuditEvent) -> set[tuple[str, str]]:
    """What an entry touches: columns of its subject, or a part that has no column."""
    verb = verb_of(event)
    if verb in MADE:
        return {(event.subject, ALL)}
    if part := PARTS.get(verb):
        return {(event.subject, f"{part} {event.note}" if part == "link" else part)}
    if verb == REMOVED:
        return {(event.subject, f"milestone {event.changes.get('id', [0])[0]}")}
    return {(event.subject, name) for name in event.changes if name != audit.UNDONE} or {
        (event.subject, verb)
    }


def _rest_on(event: AuditEvent) -> set[tuple[str, str]]:
    """A reading rests on From and To: those that it was read against are not put back."""
    return {(event.subject, name) for name in ENDS} if event.verb in READINGS else set()


def _clash(places: set[tuple[str, str]], touched: set[tuple[str, str]]) -> bool:
    if any(name == ALL for _subject, name in places):
        subjects = {subject for subject, _name in places}
        return any(subject in subjects for subject, _name in touched)
    return bool(places & touched)

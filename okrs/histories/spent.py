"""Which entries of a history can still be undone, told from the entries alone, with no query.

What is said here is only which buttons to show, and in a few words why others are not there:
okrs.undoing looks again before it does anything.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

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
    """Numbers of the entries to offer an undoing for. Takes all of a history, newest first."""
    listed = list(events)
    reasons = reasons_among(listed, dict.fromkeys({one.subject for one in listed}, fixed))
    return {number for number, why in reasons.items() if not why}


def reasons_among(events: Iterable[AuditEvent], fixed: Mapping[str, Fixed]) -> dict[int, str]:
    """Of each entry that is ever undone "" where it can be now, else why not, in a few words.

    Takes them newest first. An entry can be undone while it stands, and nothing that stands touched
    the same after it. `fixed` says by subject what stays as it is; a subject that it does not name
    is not there any more.
    """
    listed = list(events)
    undone = undone_among(listed)
    touched: set[tuple[str, str]] = set()
    gone: set[str] = set()
    reasons = {}
    for event in listed:
        if event.pk in undone:
            reasons[event.pk] = _("Undone since.")
            continue
        places = _places(event)
        if may_ever(event):
            is_gone = event.subject in gone or event.subject not in fixed
            held = "" if is_gone else fixed[event.subject].why(event)
            since = _("Changed again since.") if _clash(places, touched) else ""
            reasons[event.pk] = _("Removed since.") if is_gone else held or since
        elif event.verb in READINGS:
            reasons[event.pk] = _("A reading is corrected or taken back on its page.")
        if verb_of(event) == REMOVED and "id" in event.changes:
            gone.add(f"okrs.milestone:{event.changes['id'][0]}")
        if event.verb != audit.UNDID:
            touched |= places | _rest_on(event)
    return reasons


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

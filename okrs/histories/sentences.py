"""One entry of the record as a sentence: "Priya Nair moved the due date from … to …, in the grid".

The entry of a milestone names the milestone; of a key result or an objective, "it" is that one.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts import audit, record_words
from accounts.audit import Way
from accounts.models import AuditEvent
from okrs.histories.clauses import clauses, named, reading
from okrs.kept_words import in_words
from okrs.undoing.since import verb_of

QUOTING = frozenset({"linked", "unlinked", "removed a milestone of", "closed", "reviewed"})
Saying = Callable[[AuditEvent, str], str]


def sentence(event: AuditEvent, *, kind: str = "", ticks: Sequence[AuditEvent] = ()) -> str:
    """Who did what and from where, without a full stop. `kind` is the key result's; `ticks` are
    those of the form of a check-in."""
    who = event.by_name or _("Mobility")
    did = what(event, kind=kind)
    if ticks:
        titles = ", ".join(_("“%(words)s”") % {"words": one.title} for one in ticks)
        did = _("%(did)s, and marked %(titles)s as done") % {"did": did, "titles": titles}
    words = {"who": who, "did": did, "where": _where(event)}
    if event.verb == audit.UNDID:
        return _("%(who)s undid an earlier step and %(did)s%(where)s") % words
    return _("%(who)s %(did)s%(where)s") % words


def what(event: AuditEvent, *, kind: str = "") -> str:
    """ "moved the due date from … to …": without who and where."""
    of_milestone = event.subject.startswith("okrs.milestone:")
    say = (OF_MILESTONES if of_milestone else OF_OTHERS).get(verb_of(event))
    return say(event, kind) if say else record_words.done(verb_of(event), event.title)


def quotes_its_note(event: AuditEvent) -> bool:
    """Whether the note is part of the sentence already."""
    verb, read = verb_of(event), event.changes.get("reading", [None, None])
    return verb in QUOTING or (verb == "corrected" and bool(read[0]) and not read[1])


def _where(event: AuditEvent) -> str:
    """Nothing for a page, which is where things are done, nor for the program."""
    if event.via in ("", Way.PAGE, Way.PROGRAM):
        return ""
    return _(", %(where)s") % {"where": Way(event.via).label}


def _always(words: Callable[[], str]) -> Saying:
    return lambda event, kind: words()


def _with(words: Callable[[], str], **parts: Callable[[AuditEvent], Any]) -> Saying:
    return lambda event, kind: words() % {name: part(event) for name, part in parts.items()}


def _title(event: AuditEvent) -> str:
    return event.title


def _note(event: AuditEvent) -> str:
    return event.note


def _checked_in(event: AuditEvent, kind: str) -> str:
    before, after = reading(event.changes, kind=kind)
    words = {"day": _day(event, "as_of"), "before": before, "after": after}
    if event.by_id is None:  # a published figure stands in its reading alone, not in the record
        figure = _("brought the survey’s figure of %(day)s: %(after)s") if after else ""
        return (figure or _("brought the survey’s figure of %(day)s")) % words
    if not after:
        return _("checked in without a new reading, as of %(day)s") % words
    if not before:
        return _("checked in with %(after)s, as of %(day)s") % words
    return _("checked in with %(after)s, as of %(day)s (%(before)s before)") % words


def _corrected(event: AuditEvent, kind: str) -> str:
    before, after = reading(event.changes, kind=kind)
    words = {"day": _day(event, "as_of"), "before": before or "–", "after": after or "–"}
    if before and not after:
        return _("took back the reading %(before)s of %(day)s") % words
    return _("corrected a reading from %(before)s to %(after)s, as of %(day)s") % words


def _day(event: AuditEvent, name: str) -> str:
    kept = event.changes.get(name, [None, None])[1]
    return in_words(name, kept) or "" if kept else "–"


def _first_baseline(event: AuditEvent, kind: str) -> str:
    ends = named(event.changes, kind=kind)
    if not ends:  # such as only the day it is of
        return clauses(event.changes, kind=kind) or _("set the baseline")
    if set(event.changes) & {"low", "high"}:
        return _("set the limits: %(ends)s") % {"ends": ends}
    return _("set the baseline: %(ends)s") % {"ends": ends}


def _new_baseline(event: AuditEvent, kind: str) -> str:
    return _("set a new baseline: %(ends)s") % {"ends": named(event.changes, kind=kind)}


def _overruled(event: AuditEvent, kind: str) -> str:
    calculated, said = event.changes.get("status", [None, None])
    words = {
        "said": in_words("status", said) or "",
        "calculated": in_words("status", calculated) or "–",
        "day": _day(event, "until"),
    }
    if not calculated:
        return _("let the owner’s word stand again: %(said)s, until %(day)s") % words
    return _("said “%(said)s” instead of the calculated “%(calculated)s”, until %(day)s") % words


def _retired(event: AuditEvent, kind: str) -> str:
    how = event.changes.get("retired_as", ["", ""])[1]
    if not how:
        return _("took it out of the plan")
    return _("took it out of the plan (%(how)s)") % {"how": in_words("retired_as", how)}


def _changed(event: AuditEvent, kind: str) -> str:
    return clauses(event.changes, kind=kind)


def _reviewed(event: AuditEvent, kind: str) -> str:
    """What became of it, as it was said in the review of a period; its note is the period."""
    words = {"period": event.note}
    if "outcome" not in event.changes:
        return _("wrote what “%(period)s” taught about it") % words
    outcome = event.changes["outcome"][1]
    if not outcome:
        return _("left open what became of it in “%(period)s”") % words
    words["outcome"] = in_words("outcome", outcome) or outcome
    return _("said what became of it in “%(period)s”: “%(outcome)s”") % words


def _moved(event: AuditEvent, kind: str) -> str:
    if "objective" in event.changes:  # its place there is the program's own
        kept = {name: pair for name, pair in event.changes.items() if name != "place"}
        return clauses(kept, kind=kind)
    if "place" not in event.changes:
        return _changed(event, kind)
    before, after = event.changes["place"]
    words = {"before": before, "after": after}
    return _("moved it from place %(before)s to place %(after)s") % words


def _changed_milestone(event: AuditEvent, kind: str) -> str:
    words = {"title": event.title, "clauses": clauses(event.changes, kind="")}
    return _("changed the milestone “%(title)s”: %(clauses)s") % words


OF_OTHERS: dict[str, Saying] = {
    "added": _always(lambda: _("added it")),
    "took up": _always(lambda: _("took it up from the playbook")),
    "imported": _always(lambda: _("brought it in with a sheet")),
    "copied": _always(lambda: _("made it as a copy of another")),
    "changed": _changed,
    "moved": _moved,
    "carried over": _always(lambda: _("carried it over from the period before")),
    "reviewed": _reviewed,
    "closed": _with(lambda: _("closed it with the period “%(note)s”"), note=_note),
    "checked in": _checked_in,
    "corrected": _corrected,
    "set the baseline of": _first_baseline,
    "re-baselined": _new_baseline,
    "retired": _retired,
    "restored": _always(lambda: _("brought it back into the plan")),
    "linked": _with(lambda: _("linked “%(note)s”"), note=_note),
    "unlinked": _with(lambda: _("removed the link “%(note)s”"), note=_note),
    "overruled": _overruled,
    "withdrew the word on": _always(lambda: _("let the calculated status stand again")),
    "removed a milestone of": _with(lambda: _("removed the milestone “%(note)s”"), note=_note),
}
OF_MILESTONES: dict[str, Saying] = {
    "added": _with(lambda: _("added the milestone “%(title)s”"), title=_title),
    "changed": _changed_milestone,
    "ticked": _with(lambda: _("marked the milestone “%(title)s” as done"), title=_title),
    "unticked": _with(
        lambda: _("marked the milestone “%(title)s” as not done after all"), title=_title
    ),
    "moved": _with(lambda: _("gave the milestone “%(title)s” another place"), title=_title),
    "promoted": _with(lambda: _("made a key result of the milestone “%(title)s”"), title=_title),
}

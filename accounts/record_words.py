"""The record in words: what was done, to which field, and what stood there before and after.

The record keeps verbs and names of columns of every room above: they are written here once, and
one that is not here is shown as it was kept, so that nothing is ever hidden.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.dateformat import format as date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOTHING = "–"
PLACE = "\0"  # where a title goes: no title holds it, PostgreSQL keeps none
DONE: dict[str, str | Promise] = {
    "abandoned": gettext_lazy("abandoned “%(title)s” and destroyed its ballots"),
    "added": gettext_lazy("added “%(title)s”"),
    "began to import": gettext_lazy("began to import “%(title)s”"),
    "began to send": gettext_lazy("began to send messages of “%(title)s”"),
    "brought the count of": gettext_lazy("brought the guardian’s count of “%(title)s”"),
    "carried over": gettext_lazy("carried over “%(title)s” into the next period"),
    "changed": gettext_lazy("changed “%(title)s”"),
    "checked in": gettext_lazy("checked in on “%(title)s”"),
    "closed": gettext_lazy("closed “%(title)s”"),
    "closed the period": gettext_lazy("closed the period “%(title)s” and kept it as it stood"),
    "chose the questions of": gettext_lazy("chose the questions of “%(title)s”"),
    "corrected": gettext_lazy("corrected a reading of “%(title)s”"),
    "corrected an address of": gettext_lazy("corrected an address on the list of “%(title)s”"),
    "corrected the tables of": gettext_lazy("corrected what was published of “%(title)s”"),
    "counted": gettext_lazy("counted “%(title)s” and destroyed its ballots"),
    "declined": gettext_lazy("left out of the plan: “%(title)s”"),
    "extended": gettext_lazy("gave people more time to answer “%(title)s”"),
    "imported": gettext_lazy("imported “%(title)s”"),
    "invited": gettext_lazy("invited “%(title)s”"),
    "issued": gettext_lazy("issued “%(title)s”"),
    "linked": gettext_lazy("added a link to “%(title)s”"),
    "listed people for": gettext_lazy("brought in the list of people for “%(title)s”"),
    "made a read-only link for": gettext_lazy("made a read-only link for “%(title)s”"),
    "made cards for": gettext_lazy("made cards for “%(title)s”"),
    "named the period": gettext_lazy("named the period “%(title)s”"),
    "noted what came back to": gettext_lazy("noted addresses that came back to “%(title)s”"),
    "opened a check-in link for": gettext_lazy("opened the link to the check-ins of “%(title)s”"),
    "copied": gettext_lazy("made the copy “%(title)s”"),
    "moved": gettext_lazy("moved “%(title)s”"),
    "opened": gettext_lazy("opened “%(title)s”"),
    "overruled": gettext_lazy("gave another status for “%(title)s”"),
    "promoted": gettext_lazy("made a key result of the milestone “%(title)s”"),
    "published": gettext_lazy("published the results of “%(title)s”"),
    "re-baselined": gettext_lazy("gave “%(title)s” a new baseline"),
    "re-opened the period": gettext_lazy("opened the closed period “%(title)s” again"),
    "reconsidered": gettext_lazy("put back among what is still to be decided: “%(title)s”"),
    "refused to sign in": gettext_lazy("refused sign-in to “%(title)s”"),
    "removed a milestone of": gettext_lazy("removed a milestone of “%(title)s”"),
    "restored": gettext_lazy("restored “%(title)s”"),
    "retired": gettext_lazy("retired “%(title)s”"),
    "reviewed": gettext_lazy("said what became of “%(title)s”"),
    "sent a check-in link to": gettext_lazy("sent a link to check in to “%(title)s”"),
    "set the baseline of": gettext_lazy("set the baseline of “%(title)s”"),
    "set the password of": gettext_lazy("set the password of “%(title)s”"),
    "signed in": gettext_lazy("signed in"),
    "took away the period": gettext_lazy("took away the period “%(title)s”"),
    "switched off the weekly letter of": gettext_lazy(
        "switched off the letter of the week for “%(title)s”"
    ),
    "switched on the weekly letter of": gettext_lazy(
        "switched on the letter of the week for “%(title)s”"
    ),
    "threw away": gettext_lazy("threw away “%(title)s”"),
    "ticked": gettext_lazy("marked the milestone “%(title)s” as done"),
    "took the sealed box of": gettext_lazy("took the sealed box of “%(title)s”"),
    "took up": gettext_lazy("took up “%(title)s” from the playbook"),
    "undid": gettext_lazy("undid a change of “%(title)s”"),
    "undid the import of": gettext_lazy("undid the import of “%(title)s”"),
    "unlinked": gettext_lazy("removed a link from “%(title)s”"),
    "unticked": gettext_lazy("marked the milestone “%(title)s” as not done after all"),
    "was given the key of": gettext_lazy("was given the guardian’s key for “%(title)s”"),
    "withdrew a check-in link for": gettext_lazy("withdrew the check-in link of “%(title)s”"),
    "withdrew a read-only link for": gettext_lazy("withdrew the read-only link for “%(title)s”"),
    "withdrew the word on": gettext_lazy("let the calculated status of “%(title)s” stand again"),
}
FIELDS: dict[str, str | Promise] = {
    "as_of": gettext_lazy("As of"),
    "ask_again_on": gettext_lazy("Ask again on"),
    "base_count": gettext_lazy("Count it starts from"),
    "closes_on": gettext_lazy("Last day to answer"),
    "done_last_time": gettext_lazy("What was done last time"),
    "done_on": gettext_lazy("Done"),
    "due_on": gettext_lazy("Due"),
    "ends_on": gettext_lazy("Ends on"),
    "expires_on": gettext_lazy("Opens until"),
    "follows": gettext_lazy("Readings come from"),
    "from_as_of": gettext_lazy("From is of"),
    "from_denominator": gettext_lazy("From: out of"),
    "from_numerator": gettext_lazy("From: how many"),
    "from_value": gettext_lazy("From"),
    "high": gettext_lazy("Not above"),
    "is_active": gettext_lazy("May sign in"),
    "low": gettext_lazy("Not below"),
    "opens_on": gettext_lazy("Opens on"),
    "results_on": gettext_lazy("Results on"),
    "place": gettext_lazy("Place in its list"),
    "retired_at": gettext_lazy("Retired"),
    "set_by": gettext_lazy("To set by"),
    "starts_on": gettext_lazy("Starts"),
    "taken_back": gettext_lazy("Tables taken back"),
    "to_value": gettext_lazy("To"),
}
GROUPS: dict[str, tuple[str | Promise, frozenset[str]]] = {
    "added": (
        gettext_lazy("Added or taken up"),
        frozenset(
            {"added", "took up", "linked", "promoted", "listed people for", "copied"}
            | {"carried over"}
        ),
    ),
    "changed": (gettext_lazy("Changed"), frozenset({"changed", "moved", "ticked", "unticked"})),
    "retired": (
        gettext_lazy("Retired, removed or restored"),
        frozenset(
            {"retired", "restored", "removed a milestone of", "unlinked", "declined"}
            | {"reconsidered", "abandoned"}
        ),
    ),
    "read": (gettext_lazy("Checked in or corrected"), frozenset({"checked in", "corrected"})),
    "ends": (
        gettext_lazy("Baseline or target set"),
        frozenset({"set the baseline of", "re-baselined"}),
    ),
    "said": (
        gettext_lazy("Status said by its owner"),
        frozenset({"overruled", "withdrew the word on"}),
    ),
    "imported": (
        gettext_lazy("Imported"),
        frozenset({"began to import", "imported", "threw away"}),
    ),
    "undone": (gettext_lazy("Undone"), frozenset({"undid", "undid the import of"})),
    "periods": (
        gettext_lazy("Periods"),
        frozenset(
            {"named the period", "took away the period", "closed the period", "reviewed"}
            | {"re-opened the period"}
        ),
    ),
    "signed": (
        gettext_lazy("Signed in, or let in"),
        frozenset(
            {"signed in", "refused to sign in", "set the password of", "invited"}
            | {"made a read-only link for", "withdrew a read-only link for"}
            | {"sent a check-in link to", "opened a check-in link for"}
            | {"withdrew a check-in link for"}
            | {"sent a check-in link to", "opened a check-in link for"}
            | {"withdrew a check-in link for"}
        ),
    ),
}
ELSE = "else"
BESIDE = frozenset(  # for the program alone: numbers, and what it works out by itself
    {"undone", "id", "version", "milestones", "ever_achieved", "confirmed_on"}
)
A_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?")
A_DECIMAL = re.compile(r"-?\d+\.\d+")
A_CODE = re.compile(r"[a-z]+(_[a-z]+)+")  # on_track, in_progress


def done(verb: str, title: str) -> str:
    """ "checked in on “Listen”": what stands after the name of whoever did it."""
    said = DONE.get(verb)
    return f"{verb} “{title}”" if said is None else str(said) % {"title": title}


def around(verb: str, title: str) -> tuple[str, str, str]:
    """The same in three: what stands before the title, the title, and what stands after it."""
    opens, found, closes = done(verb, PLACE).partition(PLACE)
    return opens, title if found else "", closes


def verbs_that_say(words: str) -> list[str]:
    """The verbs in whose words these stand, however they are kept: for finding."""
    said = ((verb, str(words_of) % {"title": ""}) for verb, words_of in DONE.items())
    return [verb for verb, text in said if words.casefold() in text.casefold()]


def groups() -> list[tuple[str, str]]:
    """What was done, in a few words to choose from; the last takes in every other verb."""
    named = [(name, str(words)) for name, (words, _verbs) in GROUPS.items()]
    return [*named, (ELSE, _("Anything else"))]


def of_group(name: str) -> Q:
    """The condition that an entry's verb is of this group."""
    if name == ELSE:
        return ~Q(verb__in=sorted(set().union(*(verbs for _words, verbs in GROUPS.values()))))
    return Q(verb__in=sorted(GROUPS[name][1]))


def told(changes: Mapping[str, Any]) -> list[str]:
    """The columns to show: without numbers that stand beside a name, or are the program's own."""
    return [
        name
        for name in changes
        if name not in BESIDE and not (name.endswith("_id") and name[: -len("_id")] in changes)
    ]


def field(column: str) -> str:
    """The name of a column as words."""
    return str(FIELDS.get(column) or capfirst(column.removesuffix("_id").replace("_", " ")))


def value(kept: Any) -> str:
    """A value as JSON keeps it: an empty one is a dash, true and false are yes and no."""
    if isinstance(kept, bool):
        return _("yes") if kept else _("no")
    if kept in (None, "", []):
        return NOTHING
    if isinstance(kept, list):
        return ", ".join(value(part) for part in kept)
    return _written(kept) if isinstance(kept, str) else str(kept)


def _written(kept: str) -> str:
    """Days, decimals and codes as people write them; everything else as it was kept."""
    if A_DAY.fullmatch(kept):
        return _day(kept)
    if A_DECIMAL.fullmatch(kept):
        return f"{Decimal(kept).normalize():f}"
    return kept.replace("_", " ") if A_CODE.fullmatch(kept) else kept


def _day(kept: str) -> str:
    try:
        if len(kept) == len("2027-03-03"):
            return date_format(date.fromisoformat(kept), "j F Y")
        moment = datetime.fromisoformat(kept)
        return date_format(localtime(moment) if is_aware(moment) else moment, "j F Y")
    except ValueError:  # a title that only looks like a day
        return kept

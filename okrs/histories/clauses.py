"""What a change did, column by column, as clauses: "moved the due date from … to …"."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import record_words
from okrs.kept_words import in_words
from okrs.rules.words import Word

THE: dict[str, str | Promise] = {
    "also_supports": gettext_lazy("which other pillars it supports"),
    "base_count": gettext_lazy("the count it starts from"),
    "cadence": gettext_lazy("how often it is read"),
    "curve": gettext_lazy("the points along its way"),
    "definition": gettext_lazy("what exactly is counted"),
    "direction": gettext_lazy("which way is better"),
    "done_on": gettext_lazy("the day it was done"),
    "due_on": gettext_lazy("the due date"),
    "followed": gettext_lazy("which figure it follows"),
    "follows": gettext_lazy("where its readings come from"),
    "from_as_of": gettext_lazy("the day that From describes"),
    "from_denominator": gettext_lazy("the whole that From is out of"),
    "from_numerator": gettext_lazy("how many From counts"),
    "from_value": gettext_lazy("From"),
    "guardrail": gettext_lazy("what it is guarded by"),
    "high": gettext_lazy("the highest it may be"),
    "intent": gettext_lazy("whether it is committed or aspirational"),
    "kind": gettext_lazy("how it is measured"),
    "low": gettext_lazy("the lowest it may be"),
    "objective": gettext_lazy("its objective"),
    "order": gettext_lazy("its place among the others"),
    "owner": gettext_lazy("its owner"),
    "pace": gettext_lazy("how progress is expected to grow"),
    "pillar": gettext_lazy("its pillar"),
    "reviewer": gettext_lazy("its reviewer"),
    "set_by": gettext_lazy("the day by which it is to be set"),
    "source": gettext_lazy("what progress comes from"),
    "starts_on": gettext_lazy("the day it starts"),
    "target_unit": gettext_lazy("the unit of its target"),
    "target_value": gettext_lazy("its target"),
    "text": gettext_lazy("its words"),
    "title": gettext_lazy("its title"),
    "to_value": gettext_lazy("To"),
    "tolerance": gettext_lazy("its tolerance"),
    "unit": gettext_lazy("its unit"),
    "weight": gettext_lazy("its weight"),
}
MOVED = frozenset({"due_on", "starts_on", "set_by", "from_value", "to_value"})
CHANGED = {
    "owner": lambda: _("handed it over from %(before)s to %(after)s"),
    "objective": lambda: _("moved it from the objective %(before)s to %(after)s"),
    **dict.fromkeys(MOVED, lambda: _("moved %(the)s from %(before)s to %(after)s")),
}
FILLED = {
    "definition": lambda: _("said what exactly is counted: %(after)s"),
    "from_as_of": lambda: _("said that From describes %(after)s"),
    "guardrail": lambda: _("let it be guarded by %(after)s"),
    "owner": lambda: _("made %(after)s its owner"),
    "reviewer": lambda: _("made %(after)s its reviewer"),
}
EMPTIED = {
    "also_supports": lambda: _("said that it supports no other pillar (before, %(before)s)"),
    "owner": lambda: _("left it without an owner (before, %(before)s)"),
    "reviewer": lambda: _("left it without a reviewer (before, %(before)s)"),
    "guardrail": lambda: _("took away what it was guarded by, %(before)s"),
}
QUOTED = frozenset({"title", "text", "definition", "objective", "guardrail"})
IN_A_LIST = {  # of ends: these follow a comma
    "base_count": gettext_lazy("from a count of"),
    "low": gettext_lazy("not below"),
    "high": gettext_lazy("not above"),
}
ENDS = ("from_value", "to_value", "base_count", "low", "high")


def clauses(changes: Mapping[str, Any], *, kind: str) -> str:
    """ "moved the due date from A to B; changed its weight from 1 to 2": in our own order."""
    known = [name for name in THE if name in changes]
    others = sorted(name for name in record_words.told(changes) if name not in THE)
    return "; ".join(_clause(name, changes[name], kind=kind) for name in [*known, *others])


def _clause(name: str, pair: list[Any], *, kind: str) -> str:
    before, after = (_value(name, kept, kind=kind) for kept in pair)
    words = {"the": THE.get(name) or f"“{record_words.field(name)}”"}
    words |= {"before": before, "after": after}
    return _saying(name, before, after) % words


def _saying(name: str, before: str, after: str) -> str:
    """The clause with places for its words."""
    if before == after:  # told in the same words, such as another figure of the survey
        return _("changed %(the)s")
    if not before:
        return FILLED.get(name, lambda: _("set %(the)s to %(after)s"))()
    if after:
        return CHANGED.get(name, lambda: _("changed %(the)s from %(before)s to %(after)s"))()
    return EMPTIED.get(name, lambda: _("emptied %(the)s, which was %(before)s"))()


def _value(name: str, kept: Any, *, kind: str) -> str:
    if kept in (None, "", [], {}):
        return ""
    said = in_words(name, kept, kind=kind)
    text = record_words.value(kept) if said is None else said
    return _("“%(words)s”") % {"words": text} if name in QUOTED else text


def named(changes: Mapping[str, Any], *, kind: str) -> str:
    """ "From 10% (was 0%), To 70%": ends by their names."""
    return ", ".join(_named(name, changes[name], kind=kind) for name in ENDS if name in changes)


def _named(name: str, pair: list[Any], *, kind: str) -> str:
    before, after = (_value(name, kept, kind=kind) for kept in pair)
    field = str(IN_A_LIST.get(name) or record_words.field(name))
    words = {"field": field, "after": after or _("not set"), "before": before}
    if not before:
        return _("%(field)s %(after)s") % words
    return _("%(field)s %(after)s (was %(before)s)") % words


def reading(changes: Mapping[str, Any], *, kind: str) -> tuple[str, str]:
    """A reading and the one before it; "" where the check-in gave none."""
    before, after = (_read(kept, kind) for kept in changes.get("reading") or [None, None])
    return before, after


def _read(kept: Any, kind: str) -> str:
    """A figure as it is; a word in quotes, so that it stands apart from the sentence."""
    said = _value("reading", kept, kind=kind)
    return _("“%(words)s”") % {"words": said} if kept in Word.__members__ else said

"""What changed, as a title: how many figures clearly did, and which where two fit into it."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import briefly
from dashboards.comparing import CLEAR, NOT_CLEAR
from dashboards.plan_moves import Movement
from dashboards.survey_moves import Move
from dashboards.todo_line import in_words

NAMED = 2  # as many changes as a title names


def clear(found: Iterable[Move]) -> list[Move]:
    return [move for move in found if move.verdict == CLEAR]


def tested(found: Iterable[Move]) -> int:
    """How many figures are compared with what chance may do."""
    return sum(move.verdict in (CLEAR, NOT_CLEAR) for move in found)


def of(found: Sequence[Move], since: str) -> str:
    """ "Two clear changes since October 2025: survey response and lower background". Where their
    names are too long for a title they are left to a note."""
    told, changes = {"since": briefly.name(since)}, clear(found)
    if not tested(found):
        return _("No figure can be tested for a change since %(since)s") % told
    if not changes:
        return _("No tested figure clearly changed since %(since)s") % told
    said = ngettext(
        "%(n)s clear change since %(since)s", "%(n)s clear changes since %(since)s", len(changes)
    ) % {**told, "n": capfirst(in_words(len(changes)))}
    if len(changes) > NAMED:
        return said
    named = _("%(said)s: %(names)s") % {"said": said, "names": _names(changes)}
    return briefly.first(named, said)


def _names(changes: Iterable[Move]) -> str:
    return _(" and ").join(move.short for move in changes)


def named(found: Iterable[Move], title: str) -> Iterator[str]:
    """ "Clear changes: survey response and lower background.": where a title had no room."""
    changes = clear(found)
    if 0 < len(changes) <= NAMED and _names(changes) not in title:
        yield ngettext("Clear change: %(names)s.", "Clear changes: %(names)s.", len(changes)) % {
            "names": _names(changes)
        }


def of_a_month(moved: Sequence[Movement]) -> str:
    if not moved:
        return _("No key result moved in a month")
    return ngettext(
        "%(n)s key result is not as it was a month ago",
        "%(n)s key results are not as they were a month ago",
        len(moved),
    ) % {"n": len(moved)}

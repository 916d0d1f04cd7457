"""How many key results are off track, and how many of them moved backwards, in one sentence.

Where chance could explain the move of each that did, it says only that they may have.
"""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.todo_line import in_words
from okrs.standings import Row


def headline(red: Sequence[Row]) -> str:
    """ "Three key results are off track; one of them has moved backwards"."""
    back = [row for row in red if (row.standing.progress or 0) < 0]
    sure = [row for row in back if not row.standing.may_be_chance]
    if not red:
        return _("Nothing is off track")
    if len(red) == 1 and back:
        return _only(is_sure=bool(sure))
    off = ngettext("%(n)s key result is off track", "%(n)s key results are off track", len(red)) % {
        "n": capfirst(in_words(len(red)))
    }
    if not back:
        return off
    some = len(sure or back)
    return _backwards(some, is_sure=bool(sure)) % {"off": off, "back": in_words(some)}


def _only(*, is_sure: bool) -> str:
    if is_sure:
        return _("One key result is off track, and has moved backwards")
    return _("One key result is off track, and may have moved backwards")


def _backwards(some: int, *, is_sure: bool) -> str:
    """With a place for what comes before it, and one for how many they are."""
    if is_sure:
        return ngettext(
            "%(off)s; %(back)s of them has moved backwards",
            "%(off)s; %(back)s of them have moved backwards",
            some,
        )
    return _("%(off)s; %(back)s of them may have moved backwards")

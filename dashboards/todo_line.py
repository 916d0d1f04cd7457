"""One thing to do: what, why, by when, and where to do it. And the words such lines are made of."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from okrs.standings import Row

NAMED = 2  # how many key results a line names before it says how many more


@dataclass(frozen=True)
class Todo:
    title: str
    why: str
    by: date | None
    action: str
    url: str


def named(rows: list[Row]) -> str:
    """ "“Listen” and “Provide action”", or two of them "and 3 more"."""
    return listed([row.key_result.title for row in rows])


def listed(titles: list[str]) -> str:
    """The same of any titles."""
    titles = [f"“{title}”" for title in titles]
    if len(titles) > NAMED:
        more = len(titles) - NAMED
        return _("%(first)s and %(more)s more") % {"first": ", ".join(titles[:NAMED]), "more": more}
    return _(" and ").join(titles)


def in_words(number: int) -> str:
    """Numbers up to nine in words, as a letter would have them."""
    words = [
        _("no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
    ]
    return words[number] if number < len(words) else str(number)

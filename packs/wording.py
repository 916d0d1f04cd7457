"""The words that stand around the contents of a pack, the same in every document."""

from datetime import date

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.finding import Finding
from packs.contents import Contents

BEHIND_SAID = ("response", "background", "pillars")  # findings that the first sentences are from


def day_of(day: date) -> str:
    """ "3 March 2027"."""
    return date_format(day, "j F Y")


def around(told: Contents) -> dict[str, str]:
    """Names of parts and of columns, and what the first page says of the pack."""
    return {
        "audience": _("For: %(audience)s") % {"audience": told.audience},
        "as_at": _("As at %(day)s") % {"day": day_of(told.as_of)},
        "issued": _issued(told),
        "demo": _("Demo data: every person and figure is made up") if told.is_demo else "",
        "said": _("What to take away"),
        "said_rests": said_rests(told),
        "plan_rests": plan_rests(told),
        "inside": _("In this pack"),
        "strategy": _("Every key result"),
        "map": _("The strategy on a page"),
        "changes": changes_of(told),
        "commitments": _("Commitments and challenges"),
        "definitions": _("What words mean"),
        "more": _("Further tables"),
        "more_at": _("More of it in tables: page"),
        "part": _("Rows that stand here:"),
        "method": _("How this was counted"),
        "key_result": _("Key result"),
        "from": _("From"),
        "now": _("Now"),
        "to": _("To"),
        "status": _("Status"),
        "owner": _("Owner"),
        "page": _("Page"),
        "of": _("of"),
    }


def said_rests(told: Contents) -> str:
    """On whom the sentences to take away rest, and from where they are."""
    some = [one for one in told.findings if one.key in BEHIND_SAID and one.source]
    people = [f"{one.heading}: {one.people}" for one in some if one.people]
    sources = dict.fromkeys(one.source for one in some)
    apart = [one for one in sources if not any(one != wider and one in wider for wider in sources)]
    parts = [_rests(people), _("Source: %(source)s") % {"source": " ".join(apart)} if apart else ""]
    return " · ".join((*filter(None, parts), _("As at %(day)s") % {"day": day_of(told.as_of)}))


def _rests(people: list[str]) -> str:
    return _("Rests on: %(people)s") % {"people": "; ".join(people)} if people else ""


def plan_rests(told: Contents) -> str:
    """The same of the map and of the table of every key result."""
    many = len(told.strategy)
    return ngettext(
        "Rests on: %(n)s key result · Source: key results and their check-ins · As at %(day)s",
        "Rests on: %(n)s key results · Source: key results and their check-ins · As at %(day)s",
        many,
    ) % {"n": many, "day": day_of(told.as_of)}


def changes_of(told: Contents) -> str:
    if told.since is None:
        return _("Changes")
    return _("Changes since the pack of %(day)s") % {"day": day_of(told.since)}


def _issued(told: Contents) -> str:
    """When and by whom; that it was not issued yet, while it is looked at before."""
    if told.issued_on is None:
        return _("Not issued yet: figures can still change")
    words = {"number": told.number, "day": day_of(told.issued_on), "name": told.issued_by}
    if not told.issued_by:
        return _("Pack %(number)s, issued on %(day)s") % words
    return _("Pack %(number)s, issued on %(day)s by %(name)s") % words


def verdict_of(one: Finding) -> str:
    """Whether a change beats chance, in words; nothing where nothing is compared."""
    return {"clear": _("Clear change"), "not_clear": _("No clear change")}.get(one.verdict, "")


def day_beside(one: Finding) -> str:
    """The last day it tells of; nothing where its source has said that already."""
    day = day_of(one.as_of) if one.as_of else ""
    return "" if day and day in one.source else day

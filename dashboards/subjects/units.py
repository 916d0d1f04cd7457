"""By unit: every unit, the largest share first; the one that a reader chose is marked, and has a
finding of its own."""

from django.utils.translation import gettext_lazy

from dashboards.choosing import Chosen
from dashboards.choosing_refused import UNIT
from dashboards.finding import Finding
from dashboards.subjects import by_group, own_unit
from dashboards.subjects.by_group import ByGroup
from dashboards.subjects.grouped import grouped
from disclosure.control.plan import Cut

CUT: Cut = (UNIT,)
TERMS = ByGroup(
    key="units",
    heading=gettext_lazy("Every unit"),
    cut=CUT,
    by=gettext_lazy("by unit"),
    differ=gettext_lazy("%(category)s: %(one)s in %(first)s, %(two)s in %(second)s"),
    unnamed=gettext_lazy("%(category)s: %(one)s in one unit, %(two)s in another"),
)


def cuts(chosen: Chosen) -> tuple[Cut, ...]:
    return (CUT,)


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    """The marked unit first: it is what its reader came for."""
    if not chosen.group:
        return (by_group.finding(chosen, TERMS),)
    own, found = (chosen.group,), grouped(chosen, CUT, chosen.measure, by_size=True)
    marked = own_unit.finding(found, own) if found else None
    every = by_group.finding(chosen, TERMS, own=own)
    return (marked, every) if marked else (every,)

"""By grade and seniority: every level beside the next, because the shortfall is often in the
middle. Never one average of them."""

from django.utils.translation import gettext_lazy as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import by_group
from dashboards.subjects.by_group import ByGroup
from disclosure.control.plan import Cut

CUT: Cut = ("GRADE",)
TERMS = ByGroup(
    key="grades",
    heading=_("Every level"),
    cut=CUT,
    by=_("by level"),
    differ=_("%(category)s: %(one)s at %(first)s, %(two)s at %(second)s"),
    unnamed=_("%(category)s: %(one)s at one level, %(two)s at another"),
    steps=True,
)


def cuts(chosen: Chosen) -> tuple[Cut, ...]:
    return (CUT,)


def since(chosen: Chosen) -> tuple[tuple[str, ...], str] | None:
    return by_group.since(chosen, TERMS)


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    return (by_group.finding(chosen, TERMS),)

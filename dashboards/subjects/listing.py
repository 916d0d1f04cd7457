"""Every subject that has a page of its own: its place in addresses, its name, and what it asks."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import (
    grades,
    intersections,
    meals,
    parents,
    pay,
    representation,
    response_goal,
    school,
    units,
)
from disclosure.control.plan import TOTAL, Cut


def _everybody(chosen: Chosen) -> tuple[Cut, ...]:
    return (TOTAL,)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A page: `cuts` are the tables it needs, `make` its findings, the most important first.

    `filters` are those that mean something on it, by their names in addresses; `measures` the
    question it is about, by the codes a wave may have asked it under.
    """

    slug: str
    name: str | Promise
    question: str | Promise  # what a leader comes to it to know
    make: Callable[[Chosen], tuple[Finding, ...]]
    cuts: Callable[[Chosen], tuple[Cut, ...]] = _everybody
    filters: tuple[str, ...] = ("wave", "against")
    measures: tuple[str, ...] = ()


BESIDE_BENCHMARKS = ("wave", "against", "benchmark")

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        slug="response",
        name=_("Response and coverage"),
        question=_("How many of us took part, and of how many can we say something?"),
        make=response_goal.findings,
    ),
    Subject(
        slug="representation",
        name=_("Representation"),
        question=_("Who works here, and how does that compare?"),
        make=representation.findings,
        filters=BESIDE_BENCHMARKS,
        measures=representation.QUESTION.measures,
    ),
    Subject(
        slug="grades",
        name=_("By grade"),
        question=_("Who is at which level, and where does it change on the way up?"),
        make=grades.findings,
        cuts=grades.cuts,
        filters=("wave", "against", "question"),
    ),
    Subject(
        slug="units",
        name=_("By unit"),
        question=_("Where in the organisation do people of each background work?"),
        make=units.findings,
        cuts=units.cuts,
        filters=("wave", "against", "question", "group"),
    ),
    Subject(
        slug="intersections",
        name=_("Intersections"),
        question=_("What do two groups at once show that each by itself does not?"),
        make=intersections.findings,
        cuts=intersections.cuts,
        filters=("wave", "against", "question", "groups", "category"),
    ),
    Subject(
        slug="school",
        name=_("School type"),
        question=_("How many of us went to a school that charges fees?"),
        make=school.findings,
        filters=BESIDE_BENCHMARKS,
        measures=school.QUESTION.measures,
    ),
    Subject(
        slug="meals",
        name=_("Free school meals"),
        question=_("How many of us were eligible for free school meals?"),
        make=meals.findings,
        filters=BESIDE_BENCHMARKS,
        measures=meals.QUESTION.measures,
    ),
    Subject(
        slug="education",
        name=_("Parents’ education"),
        question=_("How many of us have a parent with a degree?"),
        make=parents.findings,
        filters=BESIDE_BENCHMARKS,
        measures=parents.QUESTION.measures,
    ),
    Subject(
        slug="pay",
        name=_("Pay"),
        question=_("Are people from different backgrounds paid differently?"),
        make=pay.findings,
        filters=("wave",),
    ),
)
BY_SLUG = {subject.slug: subject for subject in SUBJECTS}

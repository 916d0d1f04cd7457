"""Every subject that has a page of its own: its place in addresses, its name, and what it asks."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import meals, parents, representation, school
from disclosure.control.plan import TOTAL, Cut


def _everybody(chosen: Chosen) -> tuple[Cut, ...]:
    return (TOTAL,)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A page: `cuts` are the tables it needs, `make` its findings, the most important first.

    `filters` are those that mean something on it, by their names in addresses.
    """

    slug: str
    name: str | Promise
    question: str | Promise  # what a leader comes to it to know
    make: Callable[[Chosen], tuple[Finding, ...]]
    cuts: Callable[[Chosen], tuple[Cut, ...]] = _everybody
    filters: tuple[str, ...] = ("wave", "against")


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        slug="representation",
        name=_("Representation"),
        question=_("Who works here, and how does that compare?"),
        make=representation.findings,
    ),
    Subject(
        slug="school",
        name=_("School type"),
        question=_("How many of us went to a school that takes fees?"),
        make=school.findings,
    ),
    Subject(
        slug="meals",
        name=_("Free school meals"),
        question=_("How many of us were eligible for free school meals?"),
        make=meals.findings,
    ),
    Subject(
        slug="education",
        name=_("Parents’ education"),
        question=_("How many of us have a parent with a degree?"),
        make=parents.findings,
    ),
)
BY_SLUG = {subject.slug: subject for subject in SUBJECTS}

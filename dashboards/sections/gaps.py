"""One thing that cannot be said yet: why not, what it would take, and when."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dashboards.sections.placing import DAY
from okrs.standings import Row
from surveys.models import Wave
from surveys.states import State


@dataclass(frozen=True, kw_only=True)
class Gap:
    """`rows` are the key results it is about, where it is about some; all are at `address`."""

    question: str
    why: str
    takes: str
    when: str
    rows: tuple[Row, ...] = field(default=())
    address: str = ""


def next_wave(coming: Wave | None) -> str:
    """When the next survey will tell, as far as its days are set."""
    if coming is None:
        return _("No survey of the whole workforce is planned yet.")
    told = {"survey": _named(coming), "when": _days(coming)}
    return _("%(survey)s: %(when)s.") % told


def _named(coming: Wave) -> str:
    """By its title, once people were asked: it may ask only some."""
    if coming.state == State.DRAFT or not coming.title:
        return _("Next survey")
    return _("Next survey, “%(title)s”") % {"title": coming.title}


def _days(coming: Wave) -> str:
    if coming.results_on:
        return _("results %(day)s") % {"day": date_format(coming.results_on, DAY)}
    if coming.closes_on and coming.state in (State.DRAFT, State.OPEN):
        return _("closes %(day)s") % {"day": date_format(coming.closes_on, DAY)}
    if coming.state == State.DRAFT:
        return _("begun; its days are still to be set")
    return _("when it is counted and published")


def if_asked(coming: Wave | None, codes: Iterable[str]) -> str:
    """The same of a question: one that the next survey does not ask comes after it."""
    if coming is None or coming.state == State.DRAFT:
        return next_wave(coming)
    asked = coming.plan.get("measures", ())
    return next_wave(coming) if set(codes) & set(asked) else _("The survey after the next.")


def listed(parts: Iterable[str]) -> str:
    """ "one; two and three": what stands in a sentence one after the other."""
    every = list(parts)
    if len(every) < 2:
        return "".join(every)
    return _("%(first)s and %(last)s") % {"first": ", ".join(every[:-1]), "last": every[-1]}

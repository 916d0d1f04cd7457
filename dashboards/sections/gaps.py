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
    """`rows` are the key results it is about, where it is about some."""

    question: str
    why: str
    takes: str
    when: str
    rows: tuple[Row, ...] = field(default=())


def next_wave(coming: Wave | None) -> str:
    """When the next survey will tell, as far as its days are set."""
    if coming is None:
        return _("No survey is planned yet.")
    if coming.results_on:
        told = {"title": coming.title, "day": date_format(coming.results_on, DAY)}
        return _("%(title)s: results on %(day)s.") % told
    if coming.closes_on and coming.state in (State.DRAFT, State.OPEN):
        told = {"title": coming.title, "day": date_format(coming.closes_on, DAY)}
        return _("%(title)s: last day to answer %(day)s.") % told
    if coming.state == State.DRAFT:
        return _("%(title)s: begun, and its days are to be set.") % {"title": coming.title}
    return _("%(title)s: when it is counted and published.") % {"title": coming.title}


def listed(parts: Iterable[str]) -> str:
    """ "one; two and three": what stands in a sentence one after the other."""
    every = list(parts)
    if len(every) < 2:
        return "".join(every)
    return _("%(first)s and %(last)s") % {"first": ", ".join(every[:-1]), "last": every[-1]}

"""Published waves as key results read them: their closing days, and the tables asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from disclosure import series
from disclosure.benchmarks.catalogue import Benchmark
from disclosure.benchmarks.models import OwnBenchmark
from disclosure.control.plan import TOTAL
from disclosure.models import Publication
from disclosure.series import Tables
from okrs.followed import Followed
from surveys.models import Wave
from surveys.states import State

OWN = "own-"
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class PublishedWave:
    """A wave everybody may read, with the tables that were asked for; `day` is its closing day."""

    label: str
    day: date | None
    found: Tables

    @property
    def publication(self) -> Publication:
        return self.found.publication


def published(every: Iterable[Followed]) -> tuple[PublishedWave, ...]:
    """All published waves, the oldest first, with what these figures need. Three queries.

    One whose day nobody knows, such as an old survey that was brought in, comes first.
    Raises sealing.Altered.
    """
    days = published_days()
    cuts = {TOTAL, *(followed.cut for followed in every)}
    found = series.through(days, cuts)
    waves = (PublishedWave(label, _day(days[label], found[label]), found[label]) for label in found)
    return tuple(sorted(waves, key=lambda wave: wave.day or date.min))


def published_days() -> dict[str, date | None]:
    """The closing days of published waves, by label, in the order they were begun. One query."""
    waves = Wave.objects.filter(state=State.PUBLISHED).order_by("pk")
    return dict(waves.values_list("label", "closed_on"))


def _day(closed_on: date | None, found: Tables) -> date | None:
    return found.publication.ends_on or closed_on


def own_benchmarks(every: Iterable[Followed]) -> dict[str, Benchmark]:
    """Those of the organisation's that these figures name, by key. One query, or none."""
    named = {one.benchmark.removeprefix(OWN) for one in every if one.benchmark.startswith(OWN)}
    numbers = [int(n) for n in named if n.isdecimal() and len(n) <= LONGEST_NUMBER]
    if not numbers:
        return {}
    rows = OwnBenchmark.objects.current().filter(pk__in=numbers)
    return {one.key: one for one in (row.as_benchmark() for row in rows)}

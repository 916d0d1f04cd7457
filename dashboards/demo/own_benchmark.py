"""A benchmark of the demo's own, to stand beside its shares. The group of employers is invented."""

from decimal import Decimal

from accounts.models import User
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import FIRST_SURVEY
from disclosure.benchmarks import adding
from disclosure.benchmarks.adding import Told
from disclosure.benchmarks.models import OwnBenchmark


def add(*, by: User, days: Calendar) -> OwnBenchmark:
    """What six neighbours who compare notes found, in the year of the first survey."""
    today = days.month(FIRST_SURVEY)
    told = Told(
        label="Our neighbours: lower background",
        group="lower",
        value=Decimal(34),
        year=str(days.as_of(FIRST_SURVEY).year),
        population="Six invented employers of the region who compare notes",
        source="Invented for the demo: minutes of the employers’ breakfast",
        counted_alike=True,
    )
    return adding.add_benchmark(told=told, by=by, at=days.at(FIRST_SURVEY), today=today)

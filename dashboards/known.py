"""All that the headline page is made of: the plan on its days, and the waves published by then.

Read once, in a number of queries that is always the same. For a day before today everything is as
it was known at the end of that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dashboards import plan_reading, waves
from dashboards.choosing import Chosen, chosen
from dashboards.plan_report import PlanReport
from dashboards.subjects.listing import BY_SLUG, Subject
from disclosure.control.plan import Cut
from okrs import called_then
from okrs.standings import Plan, plan_of
from strategy.models import Organisation, Strategy
from surveys.models import Participation, Wave
from surveys.states import State

ON_THE_WAY = (State.DRAFT, State.OPEN, State.CLOSING, State.CLOSED)
SURVEY_FIRST = ("response", "representation", "grades")
"""What the headline page takes from the survey, in this order: the first finding of each page."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """Without `report` there is no strategy, without `chosen` no published wave.

    `coming` is the next wave that can tell of everybody: begun, asked or counted, and not
    published. `names`: whether owners and their own words may be shown.
    """

    day: date
    strategy: Strategy | None = None
    report: PlanReport | None = None
    chosen: Chosen | None = None
    coming: Wave | None = None
    names: bool = True

    @property
    def plan(self) -> Plan:
        """Without a strategy a plan with nothing in it."""
        return self.report.now if self.report else plan_of((), (), today=self.day)


def read(*, day: date, today: date, names: bool = True) -> Known:
    """Fifteen queries, and two more for a day before today. Raises sealing.Altered."""
    found, strategy = _survey(day=day, today=today), Strategy.current()
    since = found.last.day if found and found.last else None
    report = plan_reading.report(strategy, day=day, today=today, since=since) if strategy else None
    if report and day < today:
        called_then.call_as_on(report.now, day=day)
    return Known(
        day=day,
        strategy=strategy,
        report=report,
        chosen=found,
        coming=_coming(day, today),
        names=names,
    )


def subjects() -> Iterator[Subject]:
    """The pages whose first finding the headline page shows."""
    return (BY_SLUG[slug] for slug in SURVEY_FIRST)


def _survey(*, day: date, today: date) -> Chosen | None:
    """The newest wave beside those before it, with every table that is shown or counted here."""
    evidence = waves.published(day=day, today=today)
    if not evidence.waves:
        return None
    plain = chosen({}, evidence)
    cuts: set[Cut] = {cut for subject in subjects() for cut in subject.cuts(plain)}
    singles = {cut for cut in plain.wave.cuts if len(cut) == 1}
    return chosen({}, evidence.read(cuts | singles))


def _coming(day: date, today: date) -> Wave | None:
    """Of an earlier day only what was open then is known: no draft keeps the day it was begun.

    A pilot that asks fewer than half of those employed says nothing of them all: it is no answer
    to what leaders ask. Of how many nobody can tell yet, as of most drafts, is not held against it.
    """
    found = Wave.objects.filter(state__in=ON_THE_WAY).exclude(pk__in=_of_few())
    if day < today:
        opened = Wave.objects.filter(opened_on__lte=day).exclude(state=State.ABANDONED)
        found = opened.exclude(closed_on__lte=day)
    return found.order_by(F("closes_on").asc(nulls_last=True), "pk").first()


def _of_few() -> QuerySet[Wave]:
    """Waves that ask fewer than half of the people employed; no query of its own."""
    noted = Participation.objects.filter(wave=OuterRef("pk")).order_by("-day")
    return Wave.objects.annotate(
        asked=Coalesce("count__invited", Subquery(noted.values("invited")[:1])),
        employed=Subquery(Organisation.objects.values("headcount")[:1]),
    ).filter(employed__gt=2 * F("asked"))

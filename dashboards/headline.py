"""The headline page: three sentences, and what they rest on, finding by finding.

Made for a day from what was known by its end: for the page today, and for a pack of any day.
Everything comes from published tables and from the plan; nothing is worked out by an outlet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dashboards import known
from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.known import Known
from dashboards.sections import changed, pillars, red, says, unsaid
from dashboards.sections.says import Say
from dashboards.subject_page import placed
from dashboards.subjects import grades
from dashboards.subjects.listing import Subject
from dashboards.survey_moves import Move
from okrs.standings import Plan

NOW_ONLY = {"grades": grades.since}


@dataclass(frozen=True, kw_only=True)
class Headline:
    """- `said`: the sentences that a reader should leave with, each with its numbers beneath.
    - `findings`: in the order of the page; each stands by itself. Before any wave is published
      those of the survey are not among them, and before there is a plan not those of the plan.
    - `unsaid`: what cannot be said yet. `plan`: every key result as it stood that day.
    - `moves`: what became of every figure since the wave before.
    - `chosen`: the newest wave beside those before it; None before one is published.
    """

    said: tuple[Say, ...]
    findings: tuple[Finding, ...]
    unsaid: Finding
    moves: tuple[Move, ...]
    plan: Plan
    chosen: Chosen | None
    known: Known

    @property
    def says(self) -> tuple[str, ...]:
        return tuple(say.text for say in self.said)


def made(*, day: date, today: date, names: bool = True) -> Headline:
    """The headline of a day. Without `names` nothing that an owner said, and no owner, is in it.

    A number of queries that is always the same. Raises sealing.Altered.
    """
    return of(known.read(day=day, today=today, names=names))


def of(what: Known) -> Headline:
    """Three queries: the response rate stands beside the goal that the plan has for it."""
    moves = changed.moves(what)
    return Headline(
        said=says.of(what),
        findings=(*_of_the_survey(what), *_of_the_plan(what, moves)),
        unsaid=unsaid.finding(what),
        moves=moves,
        plan=what.plan,
        chosen=what.chosen,
        known=what,
    )


def _of_the_survey(what: Known) -> Iterator[Finding]:
    """The first finding of each page that the headline is made of."""
    if what.chosen is None:
        return
    for subject in known.subjects():
        for finding in _first(subject, what.chosen):
            yield placed(finding, subject, what.chosen)


def _first(subject: Subject, chosen: Chosen) -> tuple[Finding, ...]:
    """Of many groups only how they are now is drawn: what became of each is on its own page, and
    what became of them all is said beside it."""
    if subject.slug not in NOW_ONLY or not chosen.earlier:
        return subject.make(chosen)[:1]
    now = subject.make(replace(chosen, earlier=()))[0]
    if since := NOW_ONLY[subject.slug](chosen):
        now = replace(now, notes=since[0], verdict=since[1])
    return (now,)


def _of_the_plan(what: Known, moves: tuple[Move, ...]) -> Iterator[Finding]:
    if what.report and what.plan.counts.total:
        yield pillars.finding(what)
    if (what.chosen and what.chosen.last) or what.plan.counts.total:
        yield changed.finding(what, moves)
    if what.report and what.plan.counts.total:
        yield red.finding(what)

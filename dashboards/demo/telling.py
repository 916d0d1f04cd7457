"""One key result of the demo: taken up, given its ends, and checked in on month by month."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.utils.text import slugify

from accounts.models import User
from dashboards.demo import following
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import NOW, Said, Tale
from okrs import baselines, checkins, links, milestones, planning
from okrs.checkins import Reading, Story
from okrs.models import CheckIn, KeyResult, Milestone
from okrs.playbook import catalogue, taking_up
from okrs.rules.words import Cadence
from strategy.models import Strategy

NAMESPACE = UUID("6f1d1c5e-1c67-4b39-9d5b-6f7e6a6e2a10")
MONTHS_BETWEEN = {Cadence.monthly: 1, Cadence.quarterly: 3}  # what is asked less often has figures


def tell(tale: Tale, strategy: Strategy, everyone: dict[str, User], days: Calendar) -> KeyResult:
    """Take a key result up, set its ends, and check in on it month by month."""
    lead = everyone["lead"]
    key_result = _taken_up(tale, strategy, everyone, days)
    if tale.ends:
        ends = dict(tale.ends)
        ends.setdefault(
            "from_as_of", days.start if {"from_value", "from_numerator"} & set(ends) else None
        )
        baselines.set_baseline(key_result=key_result, by=lead, at=days.at(0), **_decimals(ends))
    if tale.figure:
        waits = tale.set_by is not None
        following.follow(key_result, tale.figure, waits=waits, by=lead, days=days)
    speaker = key_result.owner or lead
    told(key_result, tale.said, by=speaker, days=days)
    steps = key_result.milestones.order_by("order", "pk")
    for found, month in zip(steps, tale.steps_done, strict=False):
        step = _with_a_figure(found, lead, days)
        milestones.tick(milestone=step, by=speaker, at=days.at(month), today=days.month(month))
    for title in tale.evidence:
        links.add_link(
            key_result=key_result,
            title=title,
            url=f"https://example.org/{slugify(title)}",
            by=speaker,
            at=days.at(NOW - 1),
        )
    return key_result


def told(
    key_result: KeyResult, said: Iterable[Said], *, by: User, days: Calendar, first: int = 0
) -> None:
    """Check in on it, and confirm it in between. `first`: how many check-ins its title has had."""
    for place, one in enumerate(_with_confirmations(said, Cadence[key_result.cadence]), first):
        _check_in(key_result, one, by, days, place)


def _taken_up(
    tale: Tale, strategy: Strategy, everyone: dict[str, User], days: Calendar
) -> KeyResult:
    lead = everyone["lead"]
    terms = (
        dict(tale.terms)
        | _followed(tale)
        | {
            "owner": everyone[tale.owner] if tale.owner else None,
            "starts_on": days.month(tale.starts),
            "due_on": days.month(tale.due) - timedelta(days=1),
        }
    )
    if tale.set_by is not None:
        terms["set_by"] = days.month(tale.set_by)
    if tale.row:
        done = taking_up.take_up(
            row=catalogue.row(tale.row),
            strategy=strategy,
            by=lead,
            at=days.at(tale.taken_up),
            today=days.start,
            **terms,
        )
        return done.new[0]
    objective = strategy.objectives.get(playbook_id=catalogue.row(tale.beside).objective)
    return planning.add_key_result(
        objective=objective,
        by=lead,
        at=days.at(0),
        origin="Our own",
        **terms,
    )


def _followed(tale: Tale) -> dict[str, Any]:
    return {"follows": tale.figure.word, "followed": tale.figure.to_data()} if tale.figure else {}


def _with_confirmations(said: Iterable[Said], cadence: Cadence) -> Iterator[Said]:
    """As told, and between two figures a plain "no change" as often as this one is asked for.

    After the last told one nothing is added: who fell silent becomes stale.
    """
    before: Said | None = None
    for one in said:
        if before and (step := MONTHS_BETWEEN.get(cadence)):
            yield from (Said(month=month) for month in range(before.month + step, one.month, step))
        yield one
        before = one


def _with_a_figure(step: Milestone, by: User, days: Calendar) -> Milestone:
    """The playbook leaves the figure of an outcome open: here it is ten."""
    if step.kind != Milestone.OUTCOME or step.target_value is not None:
        return step
    return milestones.edit_milestone(
        milestone=step,
        text=step.text.replace("X%", "10%"),
        kind=step.kind,
        target_value=Decimal(10),
        by=by,
        at=days.at(1),
        version=step.version,
    )


def _decimals(ends: dict[str, Any]) -> dict[str, Any]:
    return {n: Decimal(v) if isinstance(v, int) else v for n, v in ends.items()}


def _check_in(key_result: KeyResult, said: Said, by: User, days: Calendar, place: int) -> CheckIn:
    of = said.of_month if said.of_month is not None else said.month
    return checkins.record_checkin(
        key_result=key_result,
        reading=Reading(
            value=said.figure,
            numerator=None if said.part is None else Decimal(said.part),
            denominator=None if said.whole is None else Decimal(said.whole),
            word=said.word,
        ),
        story=Story(
            changed=said.changed,
            next=said.next,
            blockers=said.blockers,
            blocked=said.blocked,
            confidence=said.sure,
        ),
        as_of=days.as_of(of),
        by=by,
        at=days.at(said.month) + timedelta(minutes=place),
        key=uuid5(NAMESPACE, f"{key_result.title}/{place}"),
    )

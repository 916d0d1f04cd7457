"""What the keep-at beside a key result said on earlier days, for the readings of those days."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from okrs.guarding import carried_from, partner_of
from okrs.models import CheckIn, KeyResult
from okrs.rules import guards
from okrs.rules.facts import Facts, Guard
from okrs.standings import facts_of
from okrs.told_order import places

GuardOn = Callable[[date], Guard | None]
Told = tuple[date, CheckIn]  # the day it was told, as readings are judged


def nobody(_day: date) -> Guard | None:
    """Nothing stands beside it."""
    return None


def guard_of(key_result: KeyResult, *, told_on: Callable[[CheckIn, Facts], date]) -> GuardOn:
    """What its keep-at said on a day; two queries at most, and none without one.

    The pair is as it is now, and so are the limits; readings from before the keep-at was carried
    over are those of what it was carried over from.
    """
    partner = partner_of(key_result)
    if partner is None:
        return nobody
    facts = facts_of(partner, steps=())
    said = list(CheckIn.objects.filter(key_result__in=_line_of(partner)))
    place = places(said)
    standing = [one for one in said if one.replaced_by_id is None]
    standing.sort(key=lambda one: (one.as_of, place[one.pk]))
    told = [(told_on(one, facts), one) for one in standing]

    def on(day: date) -> Guard | None:
        return guards.guard(_facts_on(day, facts, told), title=partner.title, today=day)

    return on


def _line_of(partner: KeyResult) -> list[int]:
    """The keep-at and what it was carried over from, the newest first."""
    line = [partner.pk]
    if partner.predecessor_id is None:
        return line
    ours = KeyResult.objects.filter(objective__strategy_id=partner.objective.strategy_id)
    before = carried_from(ours.exclude(predecessor=None).only("predecessor").order_by("pk"))
    while line[-1] in before:
        line.append(before[line[-1]])
    return line


def _facts_on(day: date, facts: Facts, told: Sequence[Told]) -> Facts:
    """What was known of it by a day: its latest reading, and who vouched for it last."""
    known = [(on, one) for on, one in told if on <= day]
    latest = next((one for _on, one in reversed(known) if one.gives_a_reading), None)
    spoke = max(known, key=lambda pair: (pair[1].recorded_at, pair[1].pk), default=None)
    return replace(
        facts,
        value=latest.value if latest else None,
        value_as_of=latest.as_of if latest else None,
        suppressed=bool(latest and latest.suppressed),
        blocked=bool(spoke and spoke[1].blocked),
        confirmed_on=max((on for on, _one in known), default=None),
        starts_on=min([facts.starts_on, *(one.as_of for _on, one in known)]),
        counted=True,
        ever_achieved=False,
        override=None,
    )

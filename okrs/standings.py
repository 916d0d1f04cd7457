"""The one place where rows of the plan meet the rules of progress.

Every page, export and report reads how a key result stands from here; nothing else computes it.
Nothing here touches the database beyond the rows it is given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from okrs import doubt
from okrs.figures import is_share
from okrs.guarding import lay_by_partners, partner_of
from okrs.models import KeyResult, Milestone, Objective, StatusOverride
from okrs.rules import guards, rollup
from okrs.rules.facts import Facts, MilestoneFacts, Override
from okrs.rules.rollup import Counts, Item, Rollup
from okrs.rules.standing import Standing, standing
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Cadence, Direction, Kind, Pace, Source, Status, Word
from strategy.pillars import Pillar


@dataclass(frozen=True)
class Row:
    """A key result and how it stands on a day."""

    key_result: KeyResult
    standing: Standing


@dataclass(frozen=True)
class ObjectiveRows:
    """An objective with its rows and what they come to."""

    objective: Objective
    rows: tuple[Row, ...]

    @cached_property
    def rollup(self) -> Rollup:
        return rollup.objective([item_of(row) for row in self.rows])


@dataclass(frozen=True)
class PillarRows:
    """A pillar with its objectives; also the rows that count elsewhere and support it."""

    pillar: Pillar
    objectives: tuple[ObjectiveRows, ...]
    supporting: tuple[Row, ...] = ()

    @cached_property
    def rollup(self) -> Rollup:
        """The weighted mean of the objectives, level by level (docs/progress.md, section 7)."""
        return rollup.pillar([(o.objective.weight, o.rollup) for o in self.objectives])

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for objective in self.objectives for row in objective.rows)


@dataclass(frozen=True)
class Plan:
    """The whole strategy as it stands on a day: five pillars, even those with nothing yet."""

    pillars: tuple[PillarRows, ...]
    today: date

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for pillar in self.pillars for row in pillar.rows)

    @property
    def said(self) -> tuple[Row, ...]:
        """Those of which somebody says another status than the calculated one."""
        return tuple(row for row in self.rows if row.standing.override)

    @cached_property
    def rollup(self) -> Rollup:
        """The five pillars as one, each counting the same; an empty one counts nothing."""
        return rollup.pillar([(None, pillar.rollup) for pillar in self.pillars])

    @property
    def counts(self) -> Counts:
        return self.rollup.counts


def facts_of(
    key_result: KeyResult,
    *,
    override: StatusOverride | None = None,
    steps: tuple[MilestoneFacts, ...] | None = None,
) -> Facts:
    """What the rules need to know of a key result; reads what goes with it as loaded.

    `steps` are its counted milestones where a list has read them already.
    """
    latest = key_result.latest
    said: StatusOverride | None = override or key_result.said
    return Facts(
        kind=Kind[key_result.kind],
        source=Source[key_result.source],
        direction=Direction[key_result.direction],
        baseline=key_result.from_value,
        baseline_on=key_result.from_as_of,
        target=key_result.to_value,
        low=key_result.low,
        high=key_result.high,
        tolerance=key_result.tolerance,
        value=latest.value if latest else None,
        value_as_of=latest.as_of if latest else None,
        word=Word[latest.word] if latest and latest.word else None,
        blocked=key_result.blocked,
        suppressed=bool(latest and latest.suppressed),
        milestones=steps_of(key_result) if steps is None else steps,
        starts_on=key_result.starts_on,
        due_on=key_result.due_on,
        cadence=Cadence[key_result.cadence],
        pace=Pace[key_result.pace],
        curve=tuple((date.fromisoformat(on), Decimal(x)) for on, x in key_result.curve),
        set_by=key_result.set_by,
        confirmed_on=key_result.confirmed_on,
        counted=not key_result.retired_as,
        override=override_facts(said) if said else None,
        ever_achieved=key_result.ever_achieved,
        in_percent=is_share(key_result.kind, key_result.unit),
    )


def counted_milestones(key_result: KeyResult) -> list[Milestone]:
    """Those that count here: one made a key result of its own counts there instead."""
    return [m for m in key_result.milestones.all() if m.promoted_to_id is None]


def steps_of(key_result: KeyResult) -> tuple[MilestoneFacts, ...]:
    return tuple(map(milestone_facts, counted_milestones(key_result)))


def milestone_facts(milestone: Milestone) -> MilestoneFacts:
    return MilestoneFacts(
        weight=milestone.weight, due_on=milestone.due_on, done_on=milestone.done_on
    )


def override_facts(override: StatusOverride) -> Override:
    return Override(
        status=Status[override.status],
        reason=override.reason,
        until=override.until,
        by=override.by.short_name,
    )


def row_of(
    key_result: KeyResult,
    *,
    today: date,
    override: StatusOverride | None = None,
    steps: tuple[MilestoneFacts, ...] | None = None,
) -> Row:
    """How one stands. The keep-at that guards it is read here unless it was laid by."""
    facts = facts_of(key_result, override=override, steps=steps)
    if partner := partner_of(key_result):
        said = guards.guard(facts_of(partner, steps=()), title=partner.title, today=today)
        facts = replace(facts, guard=said)
    found = standing(facts, today=today)
    if (found.progress or 0) < 0 and doubt.alone(key_result):
        found = replace(found, may_be_chance=True)
    return Row(key_result, found)


def rows_of(
    key_results: Iterable[KeyResult], *, today: date, carried: Mapping[int, int] | None = None
) -> list[Row]:
    """How a whole plan stands: a keep-at that is not among these is not in it, and guards none.

    `carried`: see `okrs.guarding`; for a plan of an earlier day.
    """
    whole = list(key_results)
    lay_by_partners(whole, carried=carried)
    return [row_of(key_result, today=today) for key_result in whole]


def item_of(row: Row) -> Item:
    """What a row brings to its objective's mean."""
    return Item(
        weight=row.key_result.weight,
        progress=row.standing.progress,
        counted=row.standing.counted,
        status=row.standing.status,
        expected=row.standing.expected,
        held_back=row.standing.verdict is Verdict.held_back,
    )


def plan_of(rows: Iterable[Row], objectives: Iterable[Objective], *, today: date) -> Plan:
    """Arrange rows under their objectives and pillars. Both come in page order, already loaded."""
    by_objective: dict[int, list[Row]] = {}
    for row in rows:
        by_objective.setdefault(row.key_result.objective_id, []).append(row)
    whole = [
        ObjectiveRows(objective, tuple(by_objective.get(objective.pk, ())))
        for objective in objectives
    ]
    return Plan(tuple(_pillar(pillar, whole) for pillar in Pillar), today)


def _pillar(pillar: Pillar, whole: list[ObjectiveRows]) -> PillarRows:
    return PillarRows(
        pillar,
        tuple(o for o in whole if o.objective.pillar == pillar.value),
        tuple(
            row
            for o in whole
            if o.objective.pillar != pillar.value
            for row in o.rows
            if pillar.value in row.key_result.also_supports
        ),
    )


def current_plan(strategy_id: int, *, today: date) -> Plan:
    """The plan of a strategy today: three queries (key results, milestones, objectives)."""
    key_results = (
        KeyResult.objects.active()
        .filter(objective__strategy_id=strategy_id)
        .with_all_that_a_row_shows()
        .in_page_order()
    )
    objectives = Objective.objects.active().filter(strategy_id=strategy_id).in_page_order()
    return plan_of(rows_of(key_results, today=today), objectives, today=today)

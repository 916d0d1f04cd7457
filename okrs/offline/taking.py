"""The plan as it is taken away: every table with its rows, in the order of the pages.

Costs thirteen queries at most, however many rows there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import AuditEvent
from okrs import instances, kin
from okrs.models import KeyResult, Milestone, Objective
from okrs.offline import following
from okrs.offline.fields import KEY_RESULTS, MILESTONES, OBJECTIVES
from okrs.offline.ids import Ticket
from okrs.offline.tables import Table
from strategy.models import Strategy


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One table with the rows of the plan that go into it, as of an entry of the record."""

    table: Table
    rows: Sequence[Any]
    entry: int

    def lines(self) -> Iterable[list[Any]]:
        """Each row's cells: Id, Version and its fields. Empty where a field is not of its kind."""
        for row in self.rows:
            yield [*self.ticket(row), *cells_of(self.table, row)]

    def ticket(self, row: Any) -> tuple[str, str]:
        ticket = Ticket(table=self.table.letter, pk=row.pk, version=row.version, entry=self.entry)
        return ticket.id, ticket.stamp


def cells_of(table: Table, row: Any) -> list[Any]:
    kind = getattr(row, "kind", "")
    return [
        field.value.cell(field.now(row), kind) if field.has(kind) else None
        for field in table.fields
    ]


def everything(strategy: Strategy) -> list[Taken]:
    """Key results, objectives and milestones. The record's last entry is read first, so that what
    is written meanwhile counts as changed since, and never the other way round."""
    last = AuditEvent.objects.last_written()
    entry = last.pk if last else 0
    return [
        Taken(table=KEY_RESULTS, rows=key_results(strategy), entry=entry),
        Taken(table=OBJECTIVES, rows=objectives(strategy), entry=entry),
        Taken(table=MILESTONES, rows=milestones(strategy), entry=entry),
    ]


def key_results(strategy: Strategy) -> list[KeyResult]:
    found = KeyResult.objects.active().filter(objective__strategy=strategy)
    rows = kin.lay_by(instances.whole(found.in_page_order()))
    following.say_what_they_follow(rows)
    return rows


def objectives(strategy: Strategy) -> list[Objective]:
    return list(Objective.objects.active().filter(strategy=strategy).in_page_order())


def milestones(strategy: Strategy) -> list[Milestone]:
    """Those of key results that count; one made a key result of its own is counted there."""
    found = Milestone.objects.filter(
        key_result__objective__strategy=strategy,
        key_result__objective__retired_at=None,
        key_result__retired_as="",
        promoted_to=None,
    )
    return list(
        found.prefetch_related("owner", "key_result").order_by(
            "key_result__objective__order",
            "key_result__objective_id",
            "key_result__order",
            "key_result_id",
            "order",
            "pk",
        )
    )

"""The list of key results: the rows that answer what is asked for, in the order asked for.

Reading takes two queries (`okrs.list_read`). Status is worked out by the rules, so filters and
sorts are applied to rows, not in SQL.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any

from accounts.models import User
from okrs.asking import ME, NOBODY, Question
from okrs.list_read import rows_of
from okrs.models import KeyResult
from okrs.models.key_results import KeyResultQuerySet
from okrs.rules.rollup import Counts
from okrs.rules.words import Status
from okrs.standings import Row
from strategy.models import Strategy
from strategy.pillars import Pillar

WORST_FIRST = [
    Status.off_track,
    Status.stale,
    Status.behind,
    Status.unset,
    Status.no_reading,
    Status.too_few,
    Status.too_early,
    Status.on_track,
    Status.achieved,
    Status.not_counted,
]


@dataclass(frozen=True)
class Listing:
    """Every row there is, and those that were asked for, in the order asked for."""

    everything: list[Row]
    question: Question
    reader: User
    shown: list[Row] = field(init=False)

    def __post_init__(self) -> None:
        rows = [row for row in self.everything if self._answers(row)]
        if self.question.sort in ORDERS:
            rows.sort(key=ORDERS[self.question.sort])
        else:
            places = {pillar.value: place for place, pillar in enumerate(Pillar)}
            rows.sort(key=lambda row: places[row.key_result.objective.pillar])
        object.__setattr__(self, "shown", rows)

    @classmethod
    def asked(cls, asked: Mapping[str, str], *, of: Iterable[Row], reader: User) -> "Listing":
        """What an address asks of these rows."""
        rows = list(of)
        owners = {str(row.key_result.owner_id) for row in rows if row.key_result.owner_id}
        return cls(rows, Question.of(asked, owners=owners), reader)

    @cached_property
    def counts(self) -> Counts:
        return Counts.of(row.standing.status for row in self.shown)

    @property
    def measurable(self) -> int:
        return sum(row.standing.measurable for row in self.shown)

    @cached_property
    def groups(self) -> list[tuple[Pillar | None, list[Row]]]:
        """By pillar when sorted so; otherwise one group without a name."""
        if self.question.sort != "pillar":
            return [(None, self.shown)] if self.shown else []
        by_pillar = groupby(self.shown, key=lambda row: row.key_result.objective.pillar)
        return [(Pillar(slug), list(rows)) for slug, rows in by_pillar]

    @cached_property
    def owners(self) -> list[tuple[str, str]]:
        """Whoever owns something here, by name: what the filter offers."""
        found = {row.key_result.owner for row in self.everything if row.key_result.owner}
        return [(str(user.pk), user.name) for user in sorted(found, key=lambda user: user.name)]

    @cached_property
    def mine_due(self) -> list[Row]:
        """The reader's own whose check-in is late."""
        return [row for row in self.everything if is_mine(row, self.reader) and wants_reading(row)]

    def _answers(self, row: Row) -> bool:
        asked, key_result = self.question, row.key_result
        return (
            self._is_in_pillar_as_asked(key_result)
            and (not asked.status or row.standing.status.value == asked.status)
            and self._is_owned_as_asked(key_result)
            and (not asked.q or _mentions(key_result, asked.q))
        )

    def _is_in_pillar_as_asked(self, key_result: KeyResult) -> bool:
        asked = self.question
        own = key_result.objective.pillar
        if asked.supports:
            return own == asked.supports or asked.supports in key_result.also_supports
        return not asked.pillar or own == asked.pillar

    def _is_owned_as_asked(self, key_result: KeyResult) -> bool:
        asked = self.question.owner
        if not asked:
            return True
        if asked == NOBODY:
            return key_result.owner_id is None
        wanted = str(self.reader.pk) if asked == ME else asked
        return str(key_result.owner_id) == wanted


def rows_for(*, today: date) -> list[Row]:
    """Every active key result of the current strategy as it stands: two queries."""
    return rows_of(in_force(), today=today)


def in_force() -> KeyResultQuerySet:
    """The active key results of the current strategy, in the order of the page."""
    current = Strategy.objects.order_by("-starts_on", "-pk").values("pk")[:1]
    return KeyResult.objects.active().filter(objective__strategy__in=current).in_page_order()


def is_mine(row: Row, reader: User) -> bool:
    return row.key_result.owner_id == reader.pk


def wants_reading(row: Row) -> bool:
    """Late by a day or more. One without From or To waits for its baseline, not for a check-in."""
    standing = row.standing
    return standing.counted and standing.status is not Status.unset and standing.days_late > 0


def _mentions(key_result: KeyResult, words: str) -> bool:
    """Whether every word stands somewhere in its title, definition, unit, objective or owner."""
    owner = key_result.owner.name if key_result.owner else ""
    text = " ".join(
        (
            key_result.title,
            key_result.definition,
            key_result.unit,
            key_result.objective.title,
            owner,
        )
    ).casefold()
    return all(word in text for word in words.casefold().split())


def _attention(row: Row) -> tuple[int, int]:
    return (WORST_FIRST.index(row.standing.status), -row.standing.days_late)


def _behind(row: Row) -> tuple[bool, Decimal]:
    gap = row.standing.gap
    return (gap is None, gap or Decimal(0))


ORDERS: dict[str, Callable[[Row], Any]] = {  # what each sort puts first
    "attention": _attention,
    "due": lambda row: row.standing.next_due,
    "behind": _behind,
    "title": lambda row: row.key_result.title.casefold(),
}

"""What the page of the strategy map shows around its drawing: the key to statuses, and a list."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from okrs.rules.words import Status
from okrs.standings import ObjectiveRows, PillarRows, Plan, Row
from strategy.pillars import Pillar

OTHERS = "others"
STATUSES = {
    "achieved": Status.achieved,
    "ontrack": Status.on_track,
    "behind": Status.behind,
    "offtrack": Status.off_track,
    "unset": Status.unset,
    "stale": Status.stale,
}
_NAMES = {status: name for name, status in STATUSES.items()}
CHOICES = (*STATUSES, OTHERS)


@dataclass(frozen=True, kw_only=True)
class Key:
    """One status in the key of the map: how many have it, and whether it is the one asked for."""

    status: str
    word: str
    many: int
    chosen: bool

    @property
    def tone(self) -> str:
        """Its colour and its shape."""
        return "unset" if self.status == OTHERS else self.status


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An objective of the list, with those of its key results that were asked for."""

    objective: ObjectiveRows
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class ListedPillar:
    """A pillar of the list. `opened` where a phone shows it unfolded."""

    part: PillarRows
    objectives: tuple[Listed, ...]
    opened: bool

    @property
    def pillar(self) -> Pillar:
        return self.part.pillar


def status_of(row: Row) -> str:
    """As what a key result is counted, everywhere: a baseline past its date is one to set."""
    status = row.standing.status
    return _NAMES.get(status, OTHERS) if status else OTHERS


def keys(plan: Plan, chosen: str) -> tuple[Key, ...]:
    """Every status in the order of the key, those that nobody has among them.

    What cannot be said yet for another reason, such as "too early", is one more where it occurs.
    """
    many = Counter(map(status_of, plan.rows))
    words = {name: str(status.label) for name, status in STATUSES.items()}
    words |= {OTHERS: _("No status yet")} if many[OTHERS] else {}
    return tuple(
        Key(status=name, word=word, many=many[name], chosen=name == chosen)
        for name, word in words.items()
    )


def listed(plan: Plan, *, chosen: str, whole: bool) -> tuple[ListedPillar, ...]:
    """The plan as a list; of one status only, where one was chosen. `whole`: all of it unfolded."""
    return tuple(
        ListedPillar(
            part=part,
            objectives=tuple(_objectives(part, chosen)),
            opened=whole or bool(chosen) or number == 0,
        )
        for number, part in enumerate(plan.pillars)
    )


def _objectives(part: PillarRows, chosen: str) -> Iterator[Listed]:
    for found in part.objectives:
        rows = tuple(row for row in found.rows if chosen in ("", status_of(row)))
        if rows or not chosen:
            yield Listed(objective=found, rows=rows)

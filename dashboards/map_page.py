"""What the page of the strategy map shows around its drawing: the key to statuses, and a list."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from okrs.rules.words import Status
from okrs.standings import ObjectiveRows, PillarRows, Plan, Row
from strategy.pillars import Pillar

STATUSES = {
    "achieved": Status.achieved,
    "ontrack": Status.on_track,
    "behind": Status.behind,
    "offtrack": Status.off_track,
    "unset": Status.unset,
    "stale": Status.stale,
}


@dataclass(frozen=True, kw_only=True)
class Key:
    """One status in the key of the map: how many have it, and whether it is the one asked for."""

    status: str
    word: str
    many: int
    chosen: bool


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


def keys(plan: Plan, chosen: str) -> tuple[Key, ...]:
    """Every status in the order of the key, those that nobody has among them."""
    tones = Counter(row.standing.tone for row in plan.rows)
    return tuple(
        Key(
            status=tone,
            word=_word(tone, status, plan),
            many=tones[tone],
            chosen=tone == chosen,
        )
        for tone, status in STATUSES.items()
    )


def _word(tone: str, status: Status, plan: Plan) -> str:
    """Grey is more than one thing; where it is only one of them, it has the word of that."""
    others = (row for row in plan.rows if row.standing.tone == tone)
    if tone == "unset" and any(row.standing.status is not status for row in others):
        return _("No status yet")
    return str(status.label)


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
        rows = tuple(row for row in found.rows if chosen in ("", row.standing.tone))
        if rows or not chosen:
            yield Listed(objective=found, rows=rows)

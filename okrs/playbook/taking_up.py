"""Taking up rows of the playbook: they become objectives, key results, milestones and resources.

Taking up twice is taking up once. What counts one thing twice is linked, so that it counts once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Unpack

from django.db import transaction

from accounts.models import User
from okrs import planning
from okrs.models import KeyResult, Milestone, Objective, PlaybookDecision
from okrs.playbook import becoming, catalogue, offers
from okrs.playbook.shapes import PlaybookRow
from okrs.terms import Edits
from strategy.models import Strategy


@dataclass(frozen=True)
class TakenUp:
    """What came of it: made now, there before, and left out because it would count twice."""

    new: tuple[KeyResult, ...] = ()
    already: tuple[KeyResult, ...] = ()
    left_out: tuple[PlaybookRow, ...] = ()


@transaction.atomic
def take_up(
    *,
    row: PlaybookRow,
    strategy: Strategy,
    by: User,
    at: datetime,
    today: date,
    **adjusted: Unpack[Edits],
) -> TakenUp:
    """Take up one row, as it stands or with what was adjusted first."""
    _one_at_a_time(strategy)
    return _take_up([row], strategy=strategy, by=by, at=at, today=today, adjusted=adjusted)


@transaction.atomic
def take_up_all(
    *,
    rows: Sequence[PlaybookRow],
    strategy: Strategy,
    by: User,
    at: datetime,
    today: date,
    owner: User | None = None,
) -> TakenUp:
    """Take up the undecided among these rows: an objective's, a pillar's, or the whole playbook's.

    All of them go to one owner, if there is one: to be parted among more people afterwards.

    What was declined stays declined. What would count one thing twice is left out, and named.
    """
    _one_at_a_time(strategy)
    wanted = {row.id for row in rows}
    found = [
        offer
        for offer in offers.offers_for(strategy, today=today).offers
        if offer.row.id in wanted and offer.state is offers.State.undecided
    ]
    done = _take_up(
        [offer.row for offer in found if offers.would_take_up(offer)],
        strategy=strategy,
        by=by,
        at=at,
        today=today,
        adjusted={"owner": owner} if owner else {},
    )
    left_out = tuple(offer.row for offer in found if not offers.would_take_up(offer))
    return TakenUp(done.new, done.already, left_out)


def _take_up(
    rows: Iterable[PlaybookRow],
    *,
    strategy: Strategy,
    by: User,
    at: datetime,
    today: date,
    adjusted: Edits,
) -> TakenUp:
    new: list[KeyResult] = []
    already: list[KeyResult] = []
    for row in rows:
        if taken := _taken(row, strategy=strategy):
            already.append(taken)
            continue
        terms = becoming.terms_of(row, strategy=strategy, today=today)
        new.append(_made(row, strategy=strategy, by=by, at=at, terms={**terms, **adjusted}))
    _count_once(strategy)
    return TakenUp(tuple(new), tuple(already))


def _made(
    row: PlaybookRow, *, strategy: Strategy, by: User, at: datetime, terms: dict[str, Any]
) -> KeyResult:
    """Restored where it was retired, otherwise made; either way the row is decided now."""
    PlaybookDecision.objects.filter(strategy=strategy, playbook_id=row.id).delete()
    if retired := _retired(row, strategy=strategy):
        return planning.restore_key_result(key_result=retired, by=by, at=at)
    key_result = planning.add_key_result(
        objective=_objective(row, strategy=strategy, by=by, at=at),
        by=by,
        at=at,
        verb="took up",
        **terms,
    )
    becoming.add_steps(row, key_result)
    becoming.add_resources(row, key_result, by=by, at=at)
    return key_result


def _objective(row: PlaybookRow, *, strategy: Strategy, by: User, at: datetime) -> Objective:
    found = Objective.objects.active().filter(strategy=strategy, playbook_id=row.objective).first()
    if found:
        return found
    told = catalogue.objective(row.objective)
    return planning.add_objective(
        strategy=strategy,
        pillar=told.pillar.value,
        title=str(told.title),
        playbook_id=told.id,
        by=by,
        at=at,
    )


def _count_once(strategy: Strategy) -> None:
    """Of a milestone and the key result made from it, only the key result counts."""
    for row in catalogue.ROWS:
        if row.twice_with and (promoted := _taken(row, strategy=strategy)):
            Milestone.objects.filter(
                playbook_id=row.twice_with,
                key_result__objective__strategy=strategy,
                promoted_to=None,
            ).exclude(key_result__retired_as=KeyResult.CLOSED).update(promoted_to=promoted)


def _taken(row: PlaybookRow, *, strategy: Strategy) -> KeyResult | None:
    ours = KeyResult.objects.active().filter(objective__strategy=strategy)
    return ours.filter(playbook_id=row.id).order_by("pk").first()


def _retired(row: PlaybookRow, *, strategy: Strategy) -> KeyResult | None:
    ours = KeyResult.objects.exclude(retired_as__in=["", KeyResult.CLOSED]).filter(
        objective__strategy=strategy, objective__retired_at=None
    )
    return ours.filter(playbook_id=row.id).order_by("-retired_at").first()


def _one_at_a_time(strategy: Strategy) -> None:
    """Two people who take up the same row wait for each other, and the second finds it there."""
    Strategy.objects.select_for_update(of=("self",)).get(pk=strategy.pk)

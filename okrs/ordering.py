"""Putting things in order: objectives in a pillar, key results under an objective, milestones.

One verb moves one thing. Whoever moves it sends the order they saw: where somebody else changed
that meanwhile, nothing is written and they are told. Sent twice it is done once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.closed_periods import refuse_closed
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan
from okrs.writing import save
from strategy.models import Strategy

Thing = Objective | KeyResult | Milestone


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What was moved, its place counted from 1, and of how many."""

    thing: Thing
    place: int
    of: int


def place_in_words(title: str, place: int, of: int) -> str:
    """ "“Listen” is now 2 of 5.": for the page, and for who hears it read out."""
    return _("“%(title)s” is now %(place)s of %(of)s.") % {"title": title, "place": place, "of": of}


def beside(thing: Thing) -> "models.QuerySet[Any]":
    """The list it stands in, as pages show it."""
    if isinstance(thing, Objective):
        return in_pillar(thing.strategy_id, thing.pillar)
    if isinstance(thing, KeyResult):
        return under(thing.objective_id)
    return Milestone.objects.filter(key_result_id=thing.key_result_id).order_by("order", "pk")


def in_pillar(strategy_id: int, pillar: str) -> "models.QuerySet[Any]":
    ours = Objective.objects.active().filter(strategy_id=strategy_id, pillar=pillar)
    return ours.in_page_order()


def under(objective_id: int) -> "models.QuerySet[Any]":
    here = KeyResult.objects.filter(objective_id=objective_id, retired_as="")
    return here.order_by("order", "pk")


@transaction.atomic
def move(*, thing: Thing, to: int, seen: Sequence[int], by: User, at: datetime) -> Moved:
    """Put it at a place of its own list, 0 being the first. `seen`: the keys as they were shown."""
    _hold(thing)
    if not isinstance(thing, Objective):
        refuse_closed(thing.key_result if isinstance(thing, Milestone) else thing)
    now = list(beside(thing))
    stands = [one.pk for one in now]
    wanted = _with(seen, thing.pk, to)
    if stands == wanted:
        return Moved(thing=thing, place=stands.index(thing.pk) + 1, of=len(stands))
    if thing.pk not in stands or stands != list(seen):
        raise _changed()
    before = stands.index(thing.pk) + 1
    after = _number(now, wanted, thing.pk)
    places = {"place": [before, after]}
    audit.record(by=by, verb="moved", about=thing, at=at, changes=places)
    return Moved(thing=thing, place=after, of=len(stands))


@transaction.atomic
def move_under(
    *,
    key_result: KeyResult,
    objective: Objective,
    to: int,
    seen: Sequence[int],
    by: User,
    at: datetime,
    supports: Sequence[str] | None = None,
) -> Moved:
    """Put a key result under another objective, at a place among those there (`seen`).

    It supports the pillars it did, without the new one; or `supports`, where those are known.
    """
    stored = _held_with_both_lists(key_result, objective)
    if stored.objective_id == objective.pk:
        return move(thing=stored, to=to, seen=seen, by=by, at=at)
    refuse_to_move_there(stored, objective)
    now = list(under(objective.pk))
    if [one.pk for one in now] != list(seen):
        raise _changed()
    supported = stored.also_supports if supports is None else supports
    columns = {
        "objective": objective,
        "also_supports": [slug for slug in supported if slug != objective.pillar],
    }
    wanted = _with(seen, stored.pk, to)
    place = wanted.index(stored.pk) + 1
    stood = [one.pk for one in beside(stored)].index(stored.pk) + 1
    moved = save(stored, columns, by=by, at=at, verb="moved", also={"place": [stood, place]})
    _number([*now, moved], wanted, moved.pk)
    return Moved(thing=moved, place=place, of=len(now) + 1)


def refuse_to_move_there(key_result: KeyResult, objective: Objective) -> None:
    """A key result stays in its strategy, and goes under nothing that was retired."""
    refuse_closed(key_result)
    if key_result.retired_as:
        raise CannotPlan(_("It is retired: restore it first, then change it."))
    if objective.retired_at:
        raise CannotPlan(
            _("“%(title)s” is retired: restore it first.") % {"title": objective.title}
        )
    if objective.strategy_id != key_result.objective.strategy_id:
        raise CannotPlan(_("“%(title)s” belongs to another strategy.") % {"title": objective.title})


def _with(seen: Sequence[int], pk: int, to: int) -> list[int]:
    """These keys with one of them, or one more, at a place; a place beyond the end is the end."""
    others = [one for one in seen if one != pk]
    place = max(0, min(to, len(others)))
    return [*others[:place], pk, *others[place:]]


def _number(rows: list[Any], wanted: list[int], moved: int) -> int:
    """Write the order, of those whose number is another now. Gives the place of what was moved."""
    places = {pk: place for place, pk in enumerate(wanted)}
    changed = [row for row in rows if row.order != places[row.pk]]
    for row in changed:
        row.order = places[row.pk]
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, ["order"])
    return places[moved] + 1


def _hold(thing: Thing) -> None:
    """One writer of a list at a time: whoever comes second waits, and then sees what was done."""
    if isinstance(thing, Objective):
        _hold_list(Strategy, thing.strategy_id)
    elif isinstance(thing, KeyResult):
        _hold_list(Objective, thing.objective_id)
    else:
        _hold_list(KeyResult, thing.key_result_id)


def _hold_list(model: type[models.Model], pk: int) -> None:
    """Without its key, which whoever writes a row under it holds a little: none waits for all."""
    model._default_manager.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _held_with_both_lists(key_result: KeyResult, objective: Objective) -> KeyResult:
    """Lists before rows, and each in the order of its keys, as whoever writes many rows has it:
    two who move things past each other would else wait for one another.
    """
    for pk in sorted({key_result.objective_id, objective.pk}):
        _hold_list(Objective, pk)
    rows = KeyResult.objects.select_for_update(of=("self",)).select_related("objective")
    whole = rows.filter(Q(pk=key_result.pk) | Q(objective=objective)).order_by("pk")
    return next(row for row in whole if row.pk == key_result.pk)


def _changed() -> CannotPlan:
    return CannotPlan(
        _(
            "Somebody changed this list while you were looking at it. It is shown as it is "
            "now; try again."
        )
    )

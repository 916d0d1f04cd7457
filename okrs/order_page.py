"""What the page shows on which things are put in order: lists, and lists inside lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from okrs import ordering
from okrs.models import KeyResult, Milestone, Objective
from okrs.ordering import Thing

KINDS: dict[str, type[Thing]] = {
    "objective": Objective,
    "key_result": KeyResult,
    "milestone": Milestone,
}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing in its list. `inner` are the things under it; None where nothing can be."""

    key: str
    title: str
    url: str
    is_first: bool
    is_last: bool
    inner: "OrderList | None" = None


@dataclass(frozen=True, kw_only=True)
class OrderList:
    """Things of one kind in their order; `seen` is that order as it goes back with a move."""

    kind: str
    items: Sequence[Item]
    seen: str
    into: int | None = None


def of_pillar(strategy_id: int, pillar: str) -> OrderList:
    """A pillar's objectives with their key results: two queries."""
    objectives = list(ordering.in_pillar(strategy_id, pillar))
    rows = KeyResult.objects.filter(objective__in=objectives, retired_as="")
    found: dict[int, list[KeyResult]] = {}
    for one in rows.order_by("order", "pk"):
        found.setdefault(one.objective_id, []).append(one)
    inner = {one.pk: _list("key_result", found.get(one.pk, []), into=one.pk) for one in objectives}
    return _list("objective", objectives, inner=inner)


def of_milestones(key_result: KeyResult) -> OrderList:
    return _list("milestone", key_result.milestones.order_by("order", "pk"))


def key_of(thing: Thing) -> str:
    """ "key_result-12": how the page names a thing."""
    kind = next(name for name, model in KINDS.items() if isinstance(thing, model))
    return f"{kind}-{thing.pk}"


def _list(
    kind: str,
    rows: Iterable[Any],
    *,
    into: int | None = None,
    inner: dict[int, OrderList] | None = None,
) -> OrderList:
    every = list(rows)
    items = [
        Item(
            key=f"{kind}-{one.pk}",
            title=str(one),
            url=_url(one),
            is_first=place == 0,
            is_last=place == len(every) - 1,
            inner=(inner or {}).get(one.pk),
        )
        for place, one in enumerate(every)
    ]
    return OrderList(kind=kind, items=items, seen=",".join(str(one.pk) for one in every), into=into)


def _url(thing: Thing) -> str:
    if isinstance(thing, KeyResult):
        return reverse("okrs:key_result", args=[thing.pk])
    return ""

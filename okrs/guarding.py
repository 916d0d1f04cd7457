"""Which keep-at stands beside a key result, so that it may only be green while that one holds.

A partner that was retired, or whose objective was, guards nothing any more. What cannot be a pair
is refused with a sentence (`CannotPlan`).
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from okrs.models import KeyResult, Objective
from okrs.refusals import CannotPlan
from okrs.rules.words import Kind


def partner_of(key_result: KeyResult) -> KeyResult | None:
    """The keep-at that counts beside it; read unless it was laid by, and None without one."""
    if key_result.guardrail_id is None:
        return None
    laid_by: KeyResult | bool | None = key_result.beside
    if not isinstance(laid_by, bool):
        return laid_by
    partner = key_result.guardrail
    return partner if partner and is_in_the_plan(partner) else None


def is_in_the_plan(partner: KeyResult) -> bool:
    """Whether it counts today, so that it can vouch for another."""
    return not partner.retired_as and partner.objective.retired_at is None


def lay_by_partners(
    whole: Sequence[KeyResult], *, carried: Mapping[int, int] | None = None
) -> None:
    """Give each its partner out of the same plan, as it is there; no query, and none later.

    `carried`: what each was carried over from, for a plan of the days before it was.
    """
    guarded = [one for one in whole if one.guardrail_id is not None]
    if not guarded:
        return
    among, known = {one.pk: one for one in whole}, carried or {}
    for one in guarded:
        partner = one.guardrail_id
        while partner is not None and partner not in among:
            partner = known.get(partner)
        one.beside = None if partner is None else among[partner]


def carried_from(key_results: Iterable[KeyResult]) -> dict[int, int]:
    """What each was carried over from: the partner of a day before is found through it."""
    return {one.pk: one.predecessor_id for one in key_results if one.predecessor_id is not None}


def keeps_of(strategy_id: int) -> list[KeyResult]:
    """The keep-ats that a key result can be given: those in the plan, and those given already."""
    ours = KeyResult.objects.filter(objective__strategy_id=strategy_id, kind=Kind.keep_at.value)
    there = Q(retired_as="", objective__retired_at=None) | Q(
        pk__in=ours.filter(guards__isnull=False).values("pk")
    )
    return list(ours.filter(there).select_related("objective").in_page_order())


def refuse_of_another_strategy(keep: KeyResult | None, under: Objective) -> None:
    """Two of one strategy make a pair: another year's quality says nothing about this one."""
    if keep is not None and keep.objective.strategy_id != under.strategy_id:
        raise CannotPlan(
            _("“%(title)s” belongs to another strategy.") % {"title": keep.title},
            field="guardrail",
        )


def refuse_if_it_guards(stored: KeyResult, kind: str) -> None:
    """What others are held back by stays a keep-at until they are given another."""
    if stored.kind != Kind.keep_at.value or kind == stored.kind:
        return
    guarded = stored.guards.in_page_order().first()
    if guarded is not None:
        raise CannotPlan(
            _("“%(title)s” has it as its guardrail: choose another there first.")
            % {"title": guarded.title},
            field="kind",
        )

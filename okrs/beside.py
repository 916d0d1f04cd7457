"""What a key result is weighed with, what must hold beside it, and what it holds back itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from okrs import list_read, weighing
from okrs.guarding import is_in_the_plan
from okrs.models import KeyResult
from okrs.rules.words import Kind
from okrs.standings import Row, row_of
from strategy.pillars import Pillar


@dataclass(frozen=True, kw_only=True)
class Beside:
    """`keep`: the keep-at that guards it, with how that stands; `guarded`: what it guards."""

    weight: str
    keep: Row | None
    keep_is_gone: bool
    guarded: Sequence[KeyResult]
    supports: Sequence[Pillar]


def beside(row: Row, *, today: date) -> Beside:
    """Five queries at most, however many key results stand beside it."""
    key_result = row.key_result
    keep = _keep(key_result)
    return Beside(
        weight=_weight(row, today) if row.standing.counted else "",
        keep=row_of(keep, today=today, steps=()) if keep else None,
        keep_is_gone=keep is not None and not is_in_the_plan(keep),
        guarded=_guarded(key_result),
        supports=[Pillar(slug) for slug in key_result.also_supports],
    )


def _keep(key_result: KeyResult) -> KeyResult | None:
    return key_result.guardrail if key_result.guardrail_id else None


def _guarded(key_result: KeyResult) -> list[KeyResult]:
    """Only a keep-at holds anything back: of the others nobody needs to ask."""
    if key_result.kind != Kind.keep_at.value:
        return []
    return list(key_result.guards.active().in_page_order())


def _weight(row: Row, today: date) -> str:
    """Its part among those of its objective that can be measured today."""
    siblings = KeyResult.objects.active().filter(objective_id=row.key_result.objective_id)
    shares = weighing.of_key_results(list_read.rows_of(siblings.in_page_order(), today=today))
    return weighing.in_words(row, shares.get(row.key_result.pk))

"""What the weight of a key result comes to in its objective, and an objective's in its pillar.

A mean is taken over what can be measured, so only that has a share of it; the shares add up to 100.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs import list_read
from okrs.figures import plain
from okrs.models import KeyResult, Objective
from okrs.rules.rollup import Rollup
from okrs.rules.weights import shares
from okrs.rules.words import Kind
from okrs.standings import ObjectiveRows, Plan, Row

Shares = dict[int, int]
Beside = dict[int, list[Decimal]]


def of_key_results(rows: Iterable[Row]) -> Shares:
    """By key result, its percent of the objective that these rows make up."""
    measured = [row.key_result for row in rows if row.standing.measurable]
    found = shares([one.weight for one in measured])
    return {one.pk: share for one, share in zip(measured, found, strict=True)}


def of_objectives(objectives: Iterable[ObjectiveRows]) -> Shares:
    """By objective, its percent of the pillar that these make up."""
    measured = [one.objective for one in objectives if _has_a_mean(one.rollup)]
    found = shares([one.weight for one in measured])
    return {one.pk: share for one, share in zip(measured, found, strict=True)}


def _has_a_mean(rollup: Rollup) -> bool:
    return bool(rollup.active) and rollup.progress is not None


def in_words(row: Row, percent: int | None) -> str:
    """ "Weight 2: 40% of its objective.": or why it has no part in the mean."""
    words = {"weight": plain(row.key_result.weight), "percent": percent}
    if percent is not None:
        return _("Weight %(weight)s: %(percent)s%% of its objective.") % words
    if row.key_result.kind == Kind.keep_at.value:
        return _("Weight %(weight)s. A keep-at has no progress, so it is in no mean.") % words
    return _("Weight %(weight)s. It counts once it can be measured.") % words


def beside(strategy_id: int, *, today: date, without: KeyResult | None = None) -> Beside:
    """By objective, the weights that a key result of it is weighed against. Two queries."""
    plan = KeyResult.objects.active().filter(objective__strategy_id=strategy_id).in_page_order()
    found: Beside = {}
    for row in list_read.rows_of(plan, today=today):
        if row.standing.measurable and row.key_result != without:
            found.setdefault(row.key_result.objective_id, []).append(row.key_result.weight)
    return found


def beside_objectives(plan: Plan, *, without: Objective | None = None) -> dict[str, list[Decimal]]:
    """By pillar, the weights that an objective of it is weighed against."""
    return {
        pillar.pillar.value: [
            one.objective.weight
            for one in pillar.objectives
            if _has_a_mean(one.rollup) and one.objective != without
        ]
        for pillar in plan.pillars
    }


def would_be_of_pillar(weight: Decimal, others: Sequence[Decimal]) -> str:
    """ "Weight 2 comes to 40% of its pillar…": what it is beside these, for a form."""
    words = {"weight": plain(weight), "percent": shares([weight, *others])[0], "n": len(others)}
    if not others:
        return _("No other objective of its pillar can be measured yet, so it is all of it.")
    said = ngettext(
        "Weight %(weight)s comes to %(percent)s%% of its pillar, beside %(n)s other objective "
        "that can be measured.",
        "Weight %(weight)s comes to %(percent)s%% of its pillar, beside %(n)s other objectives "
        "that can be measured.",
        len(others),
    )
    return said % words


def would_be(weight: Decimal, others: Sequence[Decimal]) -> str:
    """ "Weight 2 comes to 40% of its objective…": what it is beside these, for a form."""
    words = {"weight": plain(weight), "percent": shares([weight, *others])[0], "n": len(others)}
    if not others:
        return _("Nothing else in its objective can be measured yet, so it is all of it.")
    said = ngettext(
        "Weight %(weight)s comes to %(percent)s%% of its objective, beside %(n)s other that can "
        "be measured.",
        "Weight %(weight)s comes to %(percent)s%% of its objective, beside %(n)s others that can "
        "be measured.",
        len(others),
    )
    return said % words

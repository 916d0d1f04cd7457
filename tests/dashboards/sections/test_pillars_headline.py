"""Which pillar is furthest along: named only as far as the figures tell the pillars apart."""

from decimal import Decimal
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from dashboards.plan_report import PlanReport
from strategy.pillars import Pillar

NOTHING = "How far each pillar has come from its baseline"


def report(*progress: str | None) -> PlanReport:
    """Pillars in their order, each with its progress or nothing that can be measured."""
    rows = [SimpleNamespace(key_result=SimpleNamespace(confirmed_on=1), standing=None)]
    parts = [
        SimpleNamespace(pillar=pillar, rollup=SimpleNamespace(progress=one and Decimal(one)))
        for pillar, one in zip(Pillar, progress, strict=False)
    ]
    plan: Any = SimpleNamespace(pillars=parts, rows=rows)
    return PlanReport(now=plan, then=plan, told_last={})


@pytest.mark.parametrize(
    ("progress", "said"),
    [
        ((), NOTHING),
        (("0.5", None), NOTHING),
        (("0.5", "0.2", "0.4"), "Data is furthest along; Progression has furthest to go"),
        (("0.5", "0.2", "0.5"), "Data and Hiring are furthest along; Progression has furthest"),
        (("0.501", "0.2", "0.499"), "Data and Hiring are furthest along; Progression has"),
        (
            ("0.9", "0.2", "0.2", "0.2"),
            "Data is furthest along; Progression, Hiring and Culture & leadership have furthest",
        ),
        (("0.4", None, "0.4"), "All pillars that can be measured have come equally far"),
        (("-0.1", None, "0.4"), "Hiring is furthest along; Data has furthest to go"),
    ],
)
def test_pillars_are_named_as_far_as_their_figures_differ(progress, said):
    assert report(*progress).headline.startswith(said)


def test_all_five_are_named_in_fewer_words():
    assert report("0.9", "0.9", "0.2", "0.2", "0.2").headline == (
        "Furthest along: Data and Progression; furthest to go: Hiring, Culture & leadership and "
        "Collaboration"
    )


def test_however_they_stand_the_title_has_at_most_fifteen_words():
    """Names of pillars are counted as the words they are, and "&" as one of them."""
    for progress in product(("0.9", "0.5", "0.2", None), repeat=len(Pillar)):
        assert len(report(*progress).headline.split()) <= 15

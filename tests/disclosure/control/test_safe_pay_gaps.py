"""A pay gap that tells too much cannot be built, from Python or from what was stored."""

import json
from dataclasses import replace

import pytest

from disclosure.control.safe_pay_gaps import PayGap, PayGaps, step_of
from disclosure.control.safe_tables import Unsafe

GAP = PayGap(median=15, mean=None, step=5, smaller_side_about=35)
GAPS = PayGaps(
    gaps={
        (): {(): PayGap(median=11, mean=-3, step=1, smaller_side_about=240)},
        ("UNIT",): {("north",): GAP, ("south",): None, ("west",): replace(GAP, median=None)},
    },
    floors=(0, 20_000, 25_000),
    smallest=20,
)


def test_what_is_stored_is_read_again():
    assert PayGaps.from_data(json.loads(json.dumps(GAPS.to_data()))) == GAPS


@pytest.mark.parametrize(
    ("size", "step"), [(20, 5), (49, 5), (50, 2), (199, 2), (200, 1), (9_000, 1)]
)
def test_the_step_becomes_finer_with_more_people(size, step):
    assert step_of(size) == step


@pytest.mark.parametrize(
    "changes",
    [
        {"smaller_side_about": 5},
        {"smaller_side_about": 33},
        {"step": 2, "median": 16},
        {"median": 14},
        {"mean": 3},
        {"step": 1, "median": 15},
    ],
    ids=str,
)
def test_a_gap_of_too_few_or_too_exact_is_refused(changes):
    with pytest.raises(Unsafe):
        replace(GAP, **changes)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"gaps": {"": [[[], {"median": 3}]]}, "floors": [], "smallest": 20},
        {"gaps": {"": [[[], {**vars(GAP), "median": 14}]]}, "floors": [], "smallest": 20},
        {"gaps": {"": 3}, "floors": [], "smallest": 20},
        {"gaps": [], "floors": [], "smallest": 20},
    ],
)
def test_what_is_not_ours_is_refused(stored):
    with pytest.raises(Unsafe):
        PayGaps.from_data(stored)

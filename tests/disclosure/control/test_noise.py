"""The noise: unbiased, bounded, never below zero, and drawn by who is in the cell alone."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.control import noise as module
from disclosure.control.noise import perturbed, table
from disclosure.control.plan import NotAPlan, Plan

NOISE, VARIANCE = 3, 2
MANY = 200_000
SLOWLY = settings(deadline=None, max_examples=40)
bounds = st.integers(2, 40).flatmap(lambda most: st.tuples(st.just(most), st.integers(1, most - 1)))


def keys_of(many: int, *, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 2**64, many, dtype=np.uint64)


def moved(count: int, keys: np.ndarray, *, noise: int = NOISE, variance: int = VARIANCE):
    exact = np.full(len(keys), count)
    return perturbed(exact, keys, noise=noise, variance=variance) - exact


@SLOWLY
@given(bounds)
def test_every_row_has_mean_0_the_variance_and_steps_that_are_allowed(bounds):
    noise, variance = bounds

    for count, (steps, chances) in enumerate(table(noise, variance)[1:], start=1):
        assert (steps[0], steps[-1]) == (-min(count, noise), noise)
        assert (chances >= 0).all()
        assert chances.sum() == pytest.approx(1, abs=1e-9)
        assert chances @ steps == pytest.approx(0, abs=1e-8 * noise)
        assert chances @ steps**2 == pytest.approx(variance, rel=1e-8)


def test_the_rows_of_the_usual_plan_use_every_step():
    """Of greatest entropy: from a step to the next the logarithms bend evenly."""
    for _steps, chances in table(NOISE, VARIANCE)[1:]:
        assert (chances > 0.03).all()
        bends = np.diff(np.log(chances), n=2)
        assert bends == pytest.approx(bends[0])


def test_a_count_of_nobody_stays():
    steps, chances = table(NOISE, VARIANCE)[0]

    assert (steps.tolist(), chances.tolist()) == ([0], [1.0])
    assert not moved(0, keys_of(1_000)).any()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 17, 40_000])
def test_over_many_keys_the_noise_is_unbiased_and_as_large_as_planned(count):
    steps = moved(count, keys_of(MANY))

    assert (steps.min(), steps.max()) == (-min(count, NOISE), NOISE)
    assert steps.mean() == pytest.approx(0, abs=5 * (VARIANCE / MANY) ** 0.5)
    assert steps.var() == pytest.approx(VARIANCE, rel=0.02)


@SLOWLY
@given(
    counts=st.lists(st.integers(0, 30), min_size=1, max_size=30), bounds=bounds, seed=st.integers(0)
)
def test_nothing_goes_below_zero_or_further_than_the_noise(counts, bounds, seed):
    noise, variance = bounds
    exact = np.array(counts)

    shown = perturbed(exact, keys_of(len(exact), seed=seed), noise=noise, variance=variance)

    assert (shown >= 0).all()
    assert (np.abs(shown - exact) <= noise).all()
    assert shown[exact == 0].sum() == 0


@SLOWLY
@given(seed=st.integers(0), people=st.sets(st.integers(0, 49), min_size=1))
def test_the_same_people_give_the_same_number_in_whatever_order_and_beside_whatever_else(
    seed, people
):
    keys = keys_of(50, seed=seed)
    ours, theirs = (keys[list(order)].sum() for order in (people, sorted(people, reverse=True)))

    alone = perturbed(np.array([len(people)]), np.array([ours]), noise=3, variance=2)
    among = perturbed(
        np.array([[4, len(people)], [0, 9]]),
        np.array([[keys[0], theirs], [0, keys[1]]], np.uint64),
        noise=3,
        variance=2,
    )
    assert alone[0] == among[0, 1]


def test_fresh_keys_draw_anew():
    first, second = (moved(20, keys_of(MANY, seed=seed)) for seed in (1, 2))

    assert abs(np.corrcoef(first, second)[0, 1]) < 5 / MANY**0.5


def test_cells_that_share_all_but_one_of_their_people_draw_apart():
    keys = keys_of(MANY)
    whole, without = (moved(20, np.uint64(2**63 + 11) + key) for key in (keys, keys - keys[0]))

    assert abs(np.corrcoef(whole, without)[0, 1]) < 5 / MANY**0.5


@pytest.mark.parametrize("together", [1, 2, 3])
@pytest.mark.parametrize("keys", [keys_of(400), np.arange(400, dtype=np.uint64)], ids=["", "poor"])
def test_chances_are_even_also_for_sums_of_few_keys_and_of_poor_ones(keys, together):
    """Chi-squared over 64 equal parts: 63 degrees of freedom, so above 130 once in 10 ** 6."""
    groups = list(combinations(range(0, 400, (1, 4, 9)[together - 1]), together))
    sums = np.unique(keys[np.array(groups)].sum(axis=1))

    parts = np.bincount((module._uniform(sums) * 64).astype(int), minlength=64)

    even = len(sums) / 64
    assert ((parts - even) ** 2 / even).sum() < 130


def test_one_bit_of_the_sum_turns_half_of_the_bits_of_the_chance():
    keys = keys_of(2_000)
    before = (module._uniform(keys) * 2**53).astype(np.uint64)
    for bit in range(64):
        after = (module._uniform(keys ^ np.uint64(1 << bit)) * 2**53).astype(np.uint64)
        turned = np.bitwise_count(before ^ after).mean()
        assert 25.5 < turned < 27.5  # of 53


@pytest.mark.parametrize(("noise", "variance"), [(3, 3), (3, 8), (3, 0), (1, 1), (0, 0)])
def test_noise_that_cannot_be_is_refused_with_a_sentence(noise, variance):
    with pytest.raises(ValueError, match="takes no count below zero"):
        perturbed(np.array([5]), keys_of(1), noise=max(noise, 1), variance=variance)
    with pytest.raises(NotAPlan):
        Plan((), (), ((),), noise=noise, variance=variance)


def test_chances_that_are_not_found_are_said_not_to_be(monkeypatch):
    monkeypatch.setattr(module, "MOST_STEPS", 1)

    with pytest.raises(ValueError, match="were found"):
        module._chances(np.arange(-3.0, 4), 2)

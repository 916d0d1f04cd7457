"""How often a change is called where there is none, and seen where there is one: counted.

Nothing has changed but who happened to answer, and the noise, which is fresh in each wave.
"""

import numpy as np
import pytest

from disclosure.control.noise import perturbed
from disclosure.estimates import changes
from disclosure.estimates.changes import End, Verdict, change
from disclosure.estimates.shares import Share, share

TIMES = 1000


def waves(n: int, p: float, *, seed: int) -> list[Share]:
    """1,000 waves in which n people answer, each with chance p in the part."""
    rng = np.random.default_rng([n, round(1000 * p), seed])
    found = rng.binomial(n, p, size=TIMES)
    rest = rng.binomial(n - found, 0.4)
    rows = np.stack([rest, n - found - rest, found], axis=1)
    keys = rng.integers(0, 2**63, size=rows.shape, dtype=np.uint64)
    about = max(10, (n + 2) // 5 * 5)
    terms = {"part": (2,), "whole": (0, 1, 2), "about": about, "variance": 2}
    published = perturbed(rows, keys, noise=3, variance=2).tolist()
    made = {row: share(row, **terms) for row in set(map(tuple, published))}
    return [one for row in published if (one := made[tuple(row)])]


def called(before: list[Share], after: list[Share]) -> list[Verdict]:
    pairs = zip(before, after, strict=True)
    return [change(End(p, "q", "m", "d"), End(q, "q", "m", "d")).verdict for p, q in pairs]


@pytest.mark.parametrize(
    ("before", "after"), [(12, 12), (12, 60), (30, 30), (100, 400), (2000, 2000)]
)
@pytest.mark.parametrize("p", [0.05, 0.39, 0.75])
def test_where_nothing_changed_a_change_is_seldom_called(before, after, p):
    verdicts = called(waves(before, p, seed=1), waves(after, p, seed=2))

    false = sum(verdict in (Verdict.UP, Verdict.DOWN) for verdict in verdicts) / TIMES
    assert false <= 0.06


@pytest.mark.parametrize("n", [60, 100, 400, 2000])
@pytest.mark.parametrize("p", [0.1, 0.39])
def test_a_change_of_the_size_that_is_said_to_show_does_show(n, p):
    before = waves(n, p, seed=3)
    by = sorted(map(changes.detectable, before))[len(before) // 2] / 100

    verdicts = called(before, waves(n, p + by, seed=4))

    seen = sum(verdict is Verdict.UP for verdict in verdicts) / TIMES
    assert seen >= 0.75  # four times in five, but for the rounding of the normal curve
    assert Verdict.DOWN not in verdicts

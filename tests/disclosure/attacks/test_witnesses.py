"""Tables that would have been published just so: only real ones answer for a count."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.attacks.ranges import Ranges, carried_on, told
from disclosure.attacks.witnesses import Seen
from tests.disclosure.attacks.plainly import counted, differing, noisy, possible
from tests.disclosure.control.tables import square, team_table

GROUPS = team_table(t0=12, t1=30, t3=50)
HIDDEN = np.ones(len(GROUPS.n), bool)
EXACT = counted(GROUPS, [[6, 6], [10, 20], [30, 20]]).counts["M"]


def seen_from(exact, ranges: Ranges) -> Seen:
    return Seen(GROUPS, exact, ranges, differing(GROUPS, HIDDEN, exact))


@pytest.mark.parametrize(
    ("down", "up", "open_counts"), [(0, 0, 12), (1, 0, 12), (0, 1, 12), (1, 1, 0)]
)
def test_who_changes_an_answer_leaves_one_count_for_another(down, up, open_counts):
    seen = seen_from(EXACT, Ranges(EXACT - down, EXACT + up))
    assert seen.open.sum() == open_counts


def test_half_a_person_is_nobody():
    seen = seen_from(EXACT, Ranges(EXACT - 1, EXACT))
    seen.see(EXACT - 0.5)
    assert seen.open.all()
    seen.see(EXACT - 1.0)
    assert not seen.open.any()


@given(
    rows=st.lists(st.lists(st.integers(1, 11), min_size=2, max_size=2), min_size=2, max_size=2),
    seed=st.integers(0, 2**32),
)
@settings(max_examples=60, deadline=None)
def test_no_count_is_seen_where_no_table_has_it(rows, seed):
    groups = square(rows)
    rng = np.random.default_rng(seed)
    yes = rng.binomial(groups.people, rng.choice([0.0, 0.2, 1.0], len(groups.people)))
    said = np.stack([yes, groups.people - yes], axis=1)
    exact, moved = counted(groups, said.tolist()).counts["M"], noisy(groups, said, rng)
    hidden = groups.n < groups.plan.minimum
    ranges = carried_on(groups, told(groups, hidden, moved))
    seen = Seen(groups, exact, ranges, differing(groups, hidden, moved))
    tables = possible(groups, hidden, moved)
    assert (tables.min(axis=0) <= seen.low[:, 0]).all()
    assert (seen.high[:, 0] <= tables.max(axis=0)).all()

"""The tables kept in files are those that the gate's own code makes of the same people, and stand
the attacks: which groups are hidden was solved when they were made, every number is made anew here.
"""

import numpy as np
import pytest

from bench import outsider
from disclosure.attacks import stacked
from disclosure.control.cells import cells_of
from disclosure.control.drawing import drawn
from disclosure.control.earlier_counts import Before
from disclosure.control.primary import primary
from disclosure.control.recoding import recoded
from disclosure.control.safe_tables import Protected
from disclosure.control.stacking import comparable
from disclosure.control.system import System, system
from tests.disclosure import stored


def groups_of(name: str) -> System:
    asked, plan, _joined = recoded(*stored.people()[name])
    return system(asked, plan)


def hidden_in(kept: Protected, groups: System) -> np.ndarray:
    cuts = groups.plan.cuts
    pairs = zip(groups.cut_of, groups.keys, strict=True)
    return np.array([kept.cells[cuts[cut]][key] is None for cut, key in pairs])


@pytest.mark.parametrize("name", stored.ALL)
def test_every_number_in_them_is_made_again_to_the_bit(name: str) -> None:
    asked, plan, joined = recoded(*stored.people()[name])
    groups, kept = system(asked, plan), stored.tables(name)
    before = Before(groups, tuple(stored.waves_before(name)))

    again = cells_of(groups, drawn(asked, groups, before), hidden_in(kept, groups))

    assert again == kept.cells
    assert joined == kept.recoded


@pytest.mark.parametrize("name", stored.ALL)
def test_the_small_are_hidden_and_others_for_their_sake(name: str) -> None:
    groups = groups_of(name)
    hidden = hidden_in(stored.tables(name), groups)

    assert not (primary(groups) & ~hidden).any()
    assert (groups.n[hidden] >= groups.plan.minimum).any()
    assert stored.tables(name).certificate.passed


@pytest.mark.parametrize("name", stored.ALL)
def test_they_stand_the_attacks_of_an_outsider(name: str) -> None:
    asked, plan = stored.people()[name]
    seen = outsider.view(asked, plan, stored.tables(name))

    assert min(outsider.left_over(seen), default=10) >= 10
    assert outsider.read_off(seen) == []
    for person in range(0, len(asked), len(asked) // 8):
        assert outsider.crowd(seen, person) >= 10 - 1e-6


def test_a_wave_gives_away_nothing_of_those_before_it() -> None:
    for name in stored.WAVES:
        groups, kept = groups_of(name), stored.tables(name)
        before = [comparable(one, kept.recoded) for one in stored.waves_before(name)]
        assert not stacked.attack(groups, hidden_in(kept, groups), before).hits

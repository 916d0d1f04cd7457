"""The whole pattern: what the rules promise together, on workforces and on tables of any people."""

import numpy as np

from bench import workforce
from disclosure.control.pattern import pattern
from disclosure.control.system import system
from tests.disclosure.control.tables import recoverable


def test_of_a_thousand_no_small_group_can_be_recovered_and_few_safe_ones_are_lost():
    groups = system(*workforce.wave(1_000))

    hidden = pattern(groups)

    assert len(groups.small) == 159
    assert not recoverable(groups, hidden) & set(groups.small)
    assert (hidden & (groups.n >= 10)).sum() <= 66
    assert np.all(hidden[groups.small])

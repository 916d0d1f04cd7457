"""Attack: the counts of this wave beside those of earlier ones, by somebody who knows who left.

They know who answered in each wave and in which groups, that everybody who stayed answered as
before, and how far noise goes: so by how much each count of a group may have changed where one or
two people left it or came to it. The gate cannot know who did, so a group is to stand whoever it
was. Of this wave they know what follows from all its tables, and not only from a group's own row.
"""

from collections.abc import Mapping

import numpy as np

from disclosure.attacks.found import Found
from disclosure.attacks.ranges import carried_on, told
from disclosure.control import leaving
from disclosure.control.earlier_counts import Before
from disclosure.control.plan import TOTAL
from disclosure.control.system import Bools, Ints, System


def attack(
    system: System, hidden: Bools, moved: Mapping[str, Ints], about: Ints, before: Before
) -> Found:
    """Try it on every group that is shown and was shown. `moved` has each measure's published
    counts, shape (groups, categories), and `about` how many were said to be in each group."""
    hits: list[frozenset[int]] = []
    some = np.flatnonzero(~hidden)
    for code in before.measures:
        row = leaving.told(moved[code], about, noise=system.plan.noise, minimum=system.plan.minimum)
        alone = before.proved(code, row.of(some), some)
        follows = carried_on(system, told(system, hidden, moved[code], about))
        tight = leaving.Told(follows.low, follows.high, row.never, row.fewest, row.most)
        more = before.proved(code, tight.of(some), some)
        hits += [_used(system, hidden, int(group)) for group in some[alone | more]]
    return Found("leavers", tried=before.tried(hidden), hits=tuple(hits))


def _used(system: System, hidden: Bools, group: int) -> frozenset[int]:
    """The group. Everybody cannot be hidden: the groups that everybody is made of go for them, and
    where there are none left, nothing can be done."""
    if group != system.number[TOTAL, ()]:
        return frozenset({group})
    parts = [one.children for one in system.equations if one.parent == group]
    return frozenset(part for each in ((group,), *parts) for part in each if not hidden[part])

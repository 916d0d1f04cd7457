"""An outsider against our tables: `python -m bench.outside`, with `--small` for 1,000 staff only.

The attacks O1 to O4, O9 and O14 of bench/README.md on synthetic staff of 1,000 and of 20,000,
beside what the same attacks make of the threshold alone: every group of ten or more shown, as most
survey products do. Two waves, four in a hundred having left. ./test runs the same at 1,000; the
joint program of O4 is left out above, where it does not come to an end in minutes.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from bench import outsider, outsider_twice
from bench.outsider_waves import asked_again, first_wave
from disclosure.control.system import Bools

SIZES = (1_000, 20_000)
DIFFERING_UP_TO = 1_000
PEOPLE = {1_000: 60, 20_000: 20}
"""How many people in small groups O3 and O14 are tried on, at each size."""
FEW, SURE = 10, 0.99


def main(arguments: Sequence[str] | None = None, sizes: Sequence[int] = SIZES) -> int:
    """Print what was found at each size; 0 unless anything was found in our tables."""
    parser = argparse.ArgumentParser(description="What an outsider makes of our tables.")
    parser.add_argument("--small", action="store_true", help="1,000 staff only")
    small = parser.parse_args(arguments).small
    failed = False
    for size in sizes[:1] if small else sizes:
        print(f"{size:,} staff: what was found, threshold alone and ours")
        for name, threshold, ours, bad in attacks(size):
            print(f"  {name:62} {threshold:>10} {ours:>10}")
            failed |= bad
    return int(failed)


def attacks(size: int) -> Iterator[tuple[str, str, str, bool]]:
    """Each attack: its name, what it found of the threshold alone and of ours, and whether that is
    more than there may be."""
    first = first_wave(size)
    seen = first.seen
    naive = replace(seen, hidden=seen.system.n < FEW)
    left = [min(outsider.left_over(view), default=FEW) for view in (naive, seen)]
    yield "O1 fewest people left of a shown group", str(left[0]), str(left[1]), left[1] < FEW
    read = [len(outsider.read_off(view)) for view in (naive, seen)]
    yield "O2 small groups read off", str(read[0]), str(read[1]), read[1] > 0
    some = at_risk(seen, PEOPLE[size])
    crowds = [min(outsider.crowd(view, person) for person in some) for view in (naive, seen)]
    told = [f"{one:.1f}" for one in crowds]
    yield "O3 smallest crowd of a person", told[0], told[1], crowds[1] < FEW - 1e-6
    room = outsider.leeway(seen, "PARENT", differing=size <= DIFFERING_UP_TO)
    yield "O4 room for everybody's answer at once", "", f"{room:.4f}", room <= 0
    after = asked_again(first, seed=21, leave=0.04, come=0, earlier=[first])
    chances = outsider_twice.leavers(seen, after.seen, "PARENT")
    sure = sum(bool(row.max() > SURE) for row in chances.values())
    yield f"O9 of {len(chances)} who left alone, answers known", "all", str(sure), sure > 0
    found = outsider_twice.profiles(seen, after.seen, "PARENT")
    proved = sum(int((low == high).sum()) for low, high in found.values())
    yield (
        f"O9 of {len(found)} sets of people who left, counts proved",
        "all",
        str(proved),
        proved > 0,
    )
    opened = len(outsider.read_off(seen, also=_known(seen, after.seen)))
    yield "O9 small groups opened by the next wave", "", str(opened), opened > 0
    least = min(_coalition(seen, person) for person in some[:10])
    yield "O14 smallest crowd beside three who tell each other", "", f"{least:.1f}", least < FEW - 3


def at_risk(view: outsider.View, many: int) -> list[int]:
    """People in small groups, spread over all of them."""
    small = np.asarray(np.isin(view.system.members, view.system.small).any(axis=1))
    people = np.flatnonzero(small[view.system.pattern_of])
    return [int(person) for person in people[:: max(1, len(people) // many)]]


def _coalition(seen: outsider.View, person: int) -> float:
    """The crowd of a person when the three with most groups in common tell their answers."""
    members = seen.system.members[seen.system.pattern_of]
    near = np.argsort(-(members == members[person]).sum(axis=1), kind="stable")
    others = [int(one) for one in near if one != person]
    return outsider.crowd(seen, person, known=others[:3])


def _known(earlier: outsider.View, later: outsider.View) -> Bools:
    """Of what the earlier wave hid, what the later one shows and is not small itself."""
    known = np.zeros(len(earlier.hidden), bool)
    for group, here in earlier.system.number.items():
        there = later.system.number.get(group)
        known[here] = earlier.hidden[here] and there is not None and not later.hidden[there]
    return known


if __name__ == "__main__":
    raise SystemExit(main())

"""Pay gaps of several waves laid on each other: what is proved of who stayed, left or came.

Somebody has the gaps of all waves, knows who answered in each, what everybody is paid and in which
group they are, and that nobody answered otherwise than before. To them a gap of the one wave and
the same group's in the other are gaps of two groups, which have most of their people in common. So
the gate's own attack is tried on all of them at once, which no gate can: it keeps no answers.

    python -m bench.pay_waves [seed]
"""

import argparse
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from bench.outsider_waves import Asked, asked_again, first_wave
from bench.pay_told import FLOORS, Told, bands_of, told_of
from disclosure.attacks import pay
from disclosure.attacks.found import Found
from disclosure.attacks.pay import NONE, Gaps
from disclosure.control.system import Ints


def attack(waves: Sequence[Asked]) -> tuple[Found, Found]:
    """Of everybody who told their pay and is in a gap of any wave: on which side they are, and what
    they are paid. A hit is where no other answers were found that keep all gaps of all waves."""
    who = np.unique(np.concatenate([wave.who for wave in waves]))
    band, side = np.full(len(who), NONE), np.full(len(who), pay.NEITHER)
    told, columns = [], []
    for wave in waves:
        place = np.searchsorted(who, wave.who)
        new = band[place] == NONE
        band[place[new]] = bands_of(wave.rows)[new]
        told.append(told_of(wave, band[place]))
        side[place] = told[-1].people.side[told[-1].people.answer]
        columns.append(_laid(told[-1].people.inside, place, len(who)))
    known = band < len(FLOORS)  # the others did not say
    return pay.attack(_together(told), _numbered(told, columns)[known], band[known], side[known])


def _laid(inside: Ints, place: Ints, people: int) -> Ints:
    """The gaps of one wave that everybody of all waves is in."""
    found = np.full((people, inside.shape[1]), NONE)
    found[place] = inside
    return found


def _numbered(told: Sequence[Told], columns: Sequence[Ints]) -> Ints:
    """Beside each other, the gaps of later waves numbered after those of earlier ones."""
    before = accumulate((len(one.gaps.reads) for one in told), initial=0)
    pairs = zip(columns, before, strict=False)
    return np.column_stack([np.where(gaps == NONE, NONE, gaps + many) for gaps, many in pairs])


def _together(told: Sequence[Told]) -> Gaps:
    return Gaps(
        reads=tuple(read for one in told for read in one.gaps.reads),
        bands=tuple(sides for one in told for sides in one.gaps.bands),
        noise=told[0].gaps.noise,
        smallest=told[0].gaps.smallest,
    )


def main() -> None:
    """Two waves of 1,000 staff, four in a hundred having left and nobody come; then a third."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int, nargs="?", default=1)
    seed = parser.parse_args().seed
    first = first_wave(1_000, seed)
    second = asked_again(first, seed=seed + 20, leave=0.04, come=0, earlier=[first])
    third = asked_again(second, seed=seed + 30, leave=0.05, come=30, earlier=[second, first])
    for waves in ([first, second], [first, second, third]):
        for found in attack(waves):
            print(f"{len(waves)} waves, {found.name}: {len(found.hits)} of {found.tried}")


if __name__ == "__main__":
    main()

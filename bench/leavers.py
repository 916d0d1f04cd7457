"""Who left between two waves, attacked from outside: `python -m bench.leavers`, with `--small`.

Many pairs of waves of 1,000 invented staff, four in a hundred of whom left; noise is drawn anew for
each pair. The outsider knows who answered in each wave and solves one program over everybody
(bench/outsider_between.py): which answers of those who left are ruled out? Beside each other: noise
of the second wave that knows nothing of the first, and noise as the gate draws it. Of the gate it
is the noise alone: what it would hide besides is shown.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bench.outsider import View
from bench.outsider_between import ruled_out
from bench.outsider_waves import Asked, asked_again, first_wave
from disclosure.control.cells import Measured, cells_of, measured
from disclosure.control.drawing import drawn
from disclosure.control.earlier import Earlier
from disclosure.control.earlier_counts import Before
from disclosure.control.pattern import pattern
from disclosure.control.people import People
from disclosure.control.recoding import recoded
from disclosure.control.system import Bools, Ints, System, system

FIRMS, DRAWS = 10, 4
MEASURES = ("PARENT", "MEALS")
ALONE, BESIDE = "drawn by itself", "drawn beside the first"


@dataclass(frozen=True)
class Tables:
    """A wave without its numbers: who answered, and which groups are hidden."""

    people: People
    groups: System
    hidden: Bools
    who: Ints

    def with_keys(self, rng: np.random.Generator) -> "Tables":
        keys = rng.integers(0, 2**64, len(self.people), dtype=np.uint64)
        return replace(self, people=replace(self.people, keys=keys))

    def remembered(self, told: Measured) -> Earlier:
        names = {measure.code: measure.categories for measure in self.groups.plan.measures}
        cells = cells_of(self.groups, told, self.hidden)
        return Earlier.of(cells, {}, names, len(self.people))

    def seen(self, told: Measured) -> View:
        hidden = self.hidden[:, None]
        shown = {code: np.where(hidden, -1, rows) for code, rows in told.moved.items()}
        return View(self.groups, self.hidden, shown, self.who, self.groups.plan.noise)


def main(arguments: Sequence[str] | None = None, firms: int = FIRMS) -> int:
    """Print how many answers were ruled out of how many; 0 if fewer were where it knows."""
    parser = argparse.ArgumentParser(description="What two waves tell of those who left.")
    parser.add_argument("--small", action="store_true", help="one firm only")
    firms = 1 if parser.parse_args(arguments).small else firms
    asked, found = 0, Counter({ALONE: 0, BESIDE: 0})
    for many, how, ruled in (one for firm in range(firms) for one in pairs(firm)):
        asked, found[how] = asked + many * (how == ALONE), found[how] + ruled
    print(f"{firms * DRAWS} pairs of waves, {asked:,} answers of people who left; ruled out:")
    for how, ruled in found.items():
        print(f"  {how:<24}{ruled:>6,}")
    return int(found[BESIDE] > found[ALONE])


def pairs(firm: int) -> Iterator[tuple[int, str, int]]:
    """Of each pair of waves and each measure: of how many answers it was asked, how the second
    wave's noise was drawn, and how many are ruled out."""
    asked = first_wave(seed=1 + 10 * firm)
    again = asked_again(asked, seed=21 + firm, leave=0.04, come=0, earlier=())
    first = _tables(asked, None)
    second = _tables(again, first.remembered(measured(first.people, first.groups)).pattern)
    for draw in range(DRAWS):
        rng = np.random.default_rng(1_000 * firm + draw)
        first, second = first.with_keys(rng), second.with_keys(rng)
        then = measured(first.people, first.groups)
        before = Before(second.groups, (first.remembered(then),))
        for how, earlier in ((ALONE, Before(second.groups, ())), (BESIDE, before)):
            now = drawn(second.people, second.groups, earlier)
            for measure in MEASURES:
                many, ruled = ruled_out(first.seen(then), second.seen(now), measure)
                yield many, how, ruled


def _tables(asked: Asked, earlier: Earlier | None) -> Tables:
    people, plan, _joined = recoded(asked.people, asked.plan)
    groups = system(people, plan)
    hidden = pattern(groups, earlier=[earlier] if earlier else ())
    return Tables(people, groups, hidden, asked.who)


if __name__ == "__main__":
    raise SystemExit(main())

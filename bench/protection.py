"""Protecting tables: `python -m bench.protection`, with `--small` without the largest workforce.
With `--again` it is a second wave, beside a first one that is protected by itself and not timed.

The whole gate on synthetic staff of 1,000, 20,000 and 200,000 of whom six in ten answered: hiding
groups, then each attack, again until nothing is found. Seconds of CPU, of one run each: nothing is
promised, because solvers and machines differ. Beside each stands how it grew from the size before,
and how the groups did that it works on.
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench import workforce
from bench.outsider_waves import asked_again, first_wave
from bench.timing import Clock, clock
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect

SIZES = (1_000, 20_000, 200_000)
LARGEST = 200_000
COUNTING, CHANGED = "count", 0.04
Numbers = Mapping[str, float]


@dataclass
class Stopwatch:
    """Seconds of CPU by what the gate says it is doing: it is told as each thing begins."""

    now: Clock
    spent: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    doing: str = COUNTING
    since: float = 0.0

    def __post_init__(self) -> None:
        self.since = self.now()

    def __call__(self, what: str, _done: int = 0, _of: int = 0) -> None:
        now = self.now()
        self.spent[self.doing] += now - self.since
        self.doing, self.since = what, now


def main(arguments: Sequence[str] | None = None, sizes: Sequence[int] = SIZES) -> int:
    """Run the gate at each size and print what it took; 0 unless something was still found."""
    parser = argparse.ArgumentParser(description="How long protection takes.")
    parser.add_argument("--small", action="store_true", help="leave out 200,000")
    parser.add_argument("--again", action="store_true", help="a second wave beside a first")
    chosen = parser.parse_args(arguments)
    before: Numbers = {}
    for size in sizes:
        if not (chosen.small and size == LARGEST):
            made, spent = protected_again(size) if chosen.again else protected(size)
            told = made.certificate
            groups = {"groups": told.shown + told.hidden, "  of them hidden": told.hidden}
            print(f"{size:,} staff, {told.repairs} repairs:")
            before = say({**groups, "seconds": sum(spent.values()), **spent}, before)
            if not told.passed:
                return 1
    return 0


def protected(size: int) -> tuple[Protected, Numbers]:
    """What left the gate, and the seconds by what it did."""
    people, plan = workforce.wave(size)
    watch = Stopwatch(clock())
    made = protect(people, plan, progress=watch)
    watch("")
    return made, {f"  {what}": seconds for what, seconds in watch.spent.items()}


def protected_again(size: int) -> tuple[Protected, Numbers]:
    """The same of a second wave, four in a hundred having left and as many come."""
    first = first_wave(size)
    many = round(len(first.people) * CHANGED)
    second = asked_again(first, seed=21, leave=CHANGED, come=many, earlier=())
    earlier, watch = [first.pattern], Stopwatch(clock())
    made = protect(second.people, second.plan, earlier=earlier, progress=watch)
    watch("")
    return made, {f"  {what}": seconds for what, seconds in watch.spent.items()}


def say(found: Numbers, before: Numbers) -> Numbers:
    """Print one size, beside it how it grew; gives what the next is compared with."""
    for name, number in found.items():
        grown = f"{number / before[name]:>9.1f} x" if before.get(name) else ""
        print(f"  {name:<24}{number:>10,.{0 if isinstance(number, int) else 2}f}{grown}")
    return found


if __name__ == "__main__":
    raise SystemExit(main())

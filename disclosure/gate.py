"""The gate: from people in memory to tables that passed every attack we know, or the total alone.

Order of the rounds: docs/adr/0008-disclosure-control.md. A hit hides what the attack used and all
is tried again, five times at most; then only the total is published, and if even that gives
somebody away, nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from disclosure.attacks import bounds, crowds, leavers, persons, recovery, residuals, stacked
from disclosure.attacks.found import Found
from disclosure.attacks.same_people import with_same_people
from disclosure.control.cells import Measured, abouts, cells_of, costs
from disclosure.control.certificate import Certificate, Check
from disclosure.control.drawing import drawn
from disclosure.control.earlier import Earlier
from disclosure.control.earlier_counts import Before
from disclosure.control.pattern import pattern
from disclosure.control.people import People
from disclosure.control.plan import TOTAL, Cut, Joined, Key, Plan
from disclosure.control.recoding import recoded
from disclosure.control.safe_tables import Cell, Protected, digest
from disclosure.control.solving import NotSolved
from disclosure.control.stacking import comparable
from disclosure.control.system import Bools, System, system

Progress = Callable[[str, int, int], None]
"""What is being done (a code: "hide", or an attack's name), how much is done, of how much."""
MOST_REPAIRS = 5
ALL_UP_TO, SAMPLE = 5_000, 500
"""Everybody is tried in person up to so many; above, so many of those in small groups."""


def protect(
    people: People,
    plan: Plan,
    *,
    earlier: Sequence[Earlier] = (),
    progress: Progress = lambda what, done, total: None,
) -> Protected:
    """The tables of these people that may be shown. The same people and keys give the same bits.

    `earlier` is what earlier waves of the same people showed, newest first. Raises ValueError for
    fewer people than the plan's minimum.
    """
    if len(people) < plan.minimum:
        raise ValueError("Too few people answered for anything to be shown.")
    people, plan, joined = recoded(people, plan)
    groups = system(people, plan)
    before = Before(groups, tuple(comparable(wave, joined) for wave in earlier))
    trial = _Trial(people, groups, drawn(people, groups, before), joined, before, progress)
    also = np.zeros(len(groups.n), dtype=bool)
    for repairs in range(MOST_REPAIRS + 1):
        try:
            hidden = pattern(groups, earlier=before.waves, also=also, progress=trial.hiding)
        except NotSolved:
            break
        found = trial.attacked(hidden)
        if not any(one.hits for one in found):
            return trial.passed(hidden, found, repairs=repairs)
        also = hidden | to_hide(groups, hidden, found)
    return _total_only(trial)


def _total_only(trial: "_Trial") -> Protected:
    """Everybody together and no group; nothing at all where one answer could still be proved."""
    total = trial.groups.number[TOTAL, ()]
    hidden = np.ones(len(trial.groups.n), dtype=bool)
    hidden[total] = False
    found = trial.attacked(hidden)
    if any(one.hits for one in found):
        hidden[total] = True
        found = [Found(name, tried=0) for name in ATTACKS]  # nothing is left to attack
    return trial.passed(hidden, found, repairs=MOST_REPAIRS, total_only=True)


def to_hide(groups: System, hidden: Bools, found: Sequence[Found]) -> Bools:
    """The fewest and smallest groups that break every attack: greedily, best first.

    A hit that names nothing that could be hidden is one that hiding more cannot mend.
    """
    more = np.zeros_like(hidden)
    total = groups.number[TOTAL, ()]
    hits = [set(hit) - {total} for one in found for hit in one.hits]
    while hits := [hit for hit in hits if hit]:
        used = Counter(group for hit in hits for group in hit)
        best = max(used, key=lambda group: (used[group] / groups.n[group], -group))
        more[best] = True
        hits = [hit for hit in hits if best not in hit]
    return with_same_people(groups, more)


def _tried(name: str, attack: Callable[[], Found], hidden: Bools) -> Found:
    """What the attack finds. One whose solver comes to no end might have found anything."""
    try:
        return attack()
    except NotSolved:
        return Found(name, tried=1, hits=(frozenset(map(int, np.flatnonzero(~hidden))),))


@dataclass(frozen=True)
class _Trial:
    """What stays the same through the rounds."""

    people: People
    groups: System
    measured: Measured
    joined: Joined
    earlier: Before
    progress: Progress

    def hiding(self, done: int, total: int) -> None:
        self.progress("hide", done, total)

    def attacked(self, hidden: Bools) -> list[Found]:
        """Every attack on this pattern, each told of as it begins."""
        found: list[Found] = []
        for name, attack in self._attacks(hidden):
            self.progress(name, len(found), len(ATTACKS))
            found.append(_tried(name, attack, hidden))
        return found

    def _attacks(self, hidden: Bools) -> Iterator[tuple[str, Callable[[], Found]]]:
        groups = self.groups
        most = None if groups.people.sum() <= ALL_UP_TO else SAMPLE
        yield "residuals", lambda: residuals.attack(groups, hidden)
        yield "recovery", lambda: recovery.attack(groups, hidden)
        yield "crowds", lambda: crowds.attack(groups, hidden)
        yield "persons", lambda: persons.attack(groups, hidden, most=most)
        yield "bounds", lambda: self._bounds(hidden)
        yield "stacked", lambda: stacked.attack(groups, hidden, self.earlier.waves)
        yield "leavers", lambda: self._leavers(hidden)

    def _leavers(self, hidden: Bools) -> Found:
        about = abouts(self.measured.sizes, self.groups.plan.minimum)
        return leavers.attack(self.groups, hidden, self.measured.moved, about, self.earlier)

    def _bounds(self, hidden: Bools) -> Found:
        """Of groups with somebody in: that others are empty is taken to be known."""
        somebody = np.flatnonzero(self.groups.n > 0)
        found = bounds.attack(
            self.listed,
            hidden[somebody],
            self.measured.counts.of(somebody),
            {code: rows[somebody] for code, rows in self.measured.moved.items()},
            about=abouts(self.measured.sizes[somebody], self.groups.plan.minimum),
        )
        hits = (frozenset(int(somebody[group]) for group in hit) for hit in found.hits)
        return replace(found, hits=tuple(hits))

    @cached_property
    def listed(self) -> System:
        """The groups as they are for somebody who knows which are empty."""
        known = tuple(replace(one, listed=True) for one in self.groups.plan.attributes)
        return system(self.people, replace(self.groups.plan, attributes=known))

    def passed(
        self, hidden: Bools, found: Sequence[Found], *, repairs: int, total_only: bool = False
    ) -> Protected:
        """The tables under this pattern with their certificate. Raises Unsafe if it has hits."""
        cells = cells_of(self.groups, self.measured, hidden)
        checks = [Check(one.name, one.tried, len(one.hits)) for one in found]
        safe_hidden, error = costs(self.groups, self.measured, hidden)
        crowd = min(
            (one.crowd for one in found if one.crowd is not None), default=self.groups.plan.minimum
        )
        certificate = Certificate(
            checks=(*checks, self._made_again(cells, hidden)),
            repairs=repairs,
            total_only=total_only,
            shown=int((~hidden).sum()),
            hidden=sum(cell is None for table in cells.values() for cell in table.values()),
            safe_hidden=safe_hidden,
            smallest_crowd=crowd,
            error=error,
            minimum=self.groups.plan.minimum,
            noise=self.groups.plan.noise,
            variance=self.groups.plan.variance,
            digest=digest(cells, self.joined),
        )
        return Protected(cells=cells, recoded=self.joined, certificate=certificate)

    def _made_again(self, cells: Mapping[Cut, Mapping[Key, Cell | None]], hidden: Bools) -> Check:
        """Whether the same tables come out, to the bit, when people stand in another order."""
        turned = self.people.turned()
        groups = system(turned, self.groups.plan)
        again = cells_of(groups, drawn(turned, groups, Before(groups, self.earlier.waves)), hidden)
        differ = sum(again[cut][key] != cell for cut in cells for key, cell in cells[cut].items())
        return Check("repeated", tried=int((~hidden).sum()), found=differ)


ATTACKS = ("residuals", "recovery", "crowds", "persons", "bounds", "stacked", "leavers")

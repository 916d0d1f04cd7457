"""The published counts of earlier waves in the order of this one's groups, and how they are laid on
its own: every run of waves before somebody left or came, beside every run since."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from disclosure.control.earlier import Earlier
from disclosure.control.leaving import Told, proved, told
from disclosure.control.plan import TOTAL, Cut, Key, Measure
from disclosure.control.safe_tables import Cell
from disclosure.control.system import Bools, Ints, System

NOT_SHOWN = -1


@dataclass(frozen=True)
class Before:
    """Earlier waves, newest first, beside the groups of this one."""

    system: System
    waves: tuple[Earlier, ...]

    @cached_property
    def measures(self) -> Mapping[str, list[Told]]:
        """What each wave that told of it tells, newest first, by measure."""
        plan, found = self.system.plan, {}
        cells = [self._cells(wave) for wave in self.waves]
        for measure in plan.measures:
            rows = [
                self._told(measure, each, wave.answered)
                for wave, each in zip(self.waves, cells, strict=True)
                if wave.measures.get(measure.code) == measure.categories and any(each)
            ]
            if rows and len(measure.categories) > 1:
                found[measure.code] = rows
        return found

    def _cells(self, wave: Earlier) -> list[Cell | None]:
        """Each of this wave's groups as that one showed it: of the same name, in whatever order its
        cut names attributes. Who was joined to whom may be another: they are few who are."""
        named = {frozenset(cut): cut for cut in wave.published}
        cuts = self.system.plan.cuts
        return [
            _found(wave.published, named.get(frozenset(cuts[cut])), cuts[cut], key)
            for cut, key in zip(self.system.cut_of, self.system.keys, strict=True)
        ]

    def _told(self, measure: Measure, cells: Sequence[Cell | None], answered: int) -> Told:
        """`answered` is how many did; of every other group that was shown it is known about."""
        plan, none = self.system.plan, (NOT_SHOWN,) * len(measure.categories)
        rows = [none if cell is None else cell.counts[measure.code] for cell in cells]
        about = [NOT_SHOWN if cell is None else cell.about for cell in cells]
        found = told(
            np.array(rows, np.int64), np.array(about), noise=plan.noise, minimum=plan.minimum
        )
        total = self.system.number[TOTAL, ()]
        if answered and cells[total] is not None:
            found.fewest[total] = found.most[total] = answered
        return found

    def proved(self, measure: str, now: Told, some: Ints) -> Bools:
        """Of which of some groups this wave beside those proves something, by what `now` tells of
        each. Shape as `some`."""
        found, n = np.zeros(len(some), bool), self.system.n[some]
        waves = [wave.of(some) for wave in self.measures.get(measure, [])]
        for since, before in _runs(waves):
            found |= proved(now, since, before, n) & _shown(before)
        return found

    def tried(self, hidden: Bools) -> int:
        """How many counts of groups that are shown now were shown before, too."""
        return sum(
            int((_shown([wave]) & ~hidden).sum()) * wave.low.shape[1]
            for waves in self.measures.values()
            for wave in waves
        )


def _runs(waves: Sequence[Told]) -> Iterator[tuple[Sequence[Told], Sequence[Told]]]:
    """The waves since somebody left or came, all or none, and those before, as far back as the same
    people answered."""
    for last in range(len(waves)):
        for first in range(last, len(waves)):
            yield waves[:last], waves[last : first + 1]
            if last:
                yield [], waves[last : first + 1]


def _shown(waves: Sequence[Told]) -> Bools:
    return np.asarray(np.any([wave.fewest > 0 for wave in waves], axis=0))


def _found(
    published: Mapping[Cut, Mapping[Key, Cell]], theirs: Cut | None, ours: Cut, key: Key
) -> Cell | None:
    if theirs is None:
        return None
    named = dict(zip(ours, key, strict=True))
    return published[theirs].get(tuple(named[code] for code in theirs))

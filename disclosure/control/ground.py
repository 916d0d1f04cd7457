"""The groups of waves laid on each other, before anything is known of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod

import numpy as np

from disclosure.control.earlier import Earlier
from disclosure.control.finest import NOW, Finest, finest
from disclosure.control.plan import Cut, Key
from disclosure.control.system import Bools, Ints, System


@dataclass(frozen=True)
class Ground:
    """The columns of this wave's and earlier waves' groups: those of each cut's finest groups, one
    cut after the other, then `sums`: groups that are several of those together, by which."""

    system: System
    waves: tuple[Earlier, ...]
    sums: dict[tuple[int, ...], int] = field(default_factory=dict)

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """Of all the waves, this one's first: each once, in whatever order it names attributes."""
        return tuple(dict.fromkeys(self._once.values()))

    @cached_property
    def _once(self) -> dict[frozenset[str], Cut]:
        every = [*self.system.plan.cuts, *(cut for wave in self.waves for cut in wave.shown)]
        once: dict[frozenset[str], Cut] = {}
        for cut in every:
            once.setdefault(frozenset(cut), cut)
        return once

    def ours(self, cut: Cut) -> Cut:
        """The same cut as it is called here."""
        return self._once[frozenset(cut)]

    @cached_property
    def finest(self) -> dict[str, Finest]:
        """The categories of each attribute."""
        here = self.system.plan.by_code
        codes = {*here, *(code for cut in self.cuts for code in cut)}
        return {code: finest(code, here.get(code), self.waves) for code in sorted(codes)}

    @cached_property
    def starts(self) -> dict[Cut, int]:
        """The first column of each cut."""
        ends = np.cumsum([self.many(cut) for cut in self.cuts]).tolist()
        return dict(zip(self.cuts, [0, *ends[:-1]], strict=True))

    @cached_property
    def plain(self) -> int:
        """How many columns there are without sums."""
        return sum(map(self.many, self.cuts))

    def many(self, cut: Cut) -> int:
        """How many finest groups the cut could have."""
        return prod(len(self.finest[code].names) for code in cut)

    def keys(self, wave: int, cut: Cut) -> Iterator[Key]:
        """Every group that a wave could have, as it calls them."""
        return product(*(self.finest[code].categories(wave) for code in cut))

    def column(self, wave: int, cut: Cut, key: Key) -> int:
        """The column of a wave's group; that of a sum is made when it is first asked for."""
        named, ours = dict(zip(cut, key, strict=True)), self.ours(cut)
        places = [0]
        for code in ours:
            more, size = self.finest[code].places(wave, named[code]), len(self.finest[code].names)
            places = [place * size + one for place in places for one in more]
        columns = tuple(self.starts[ours] + place for place in places)
        if len(columns) == 1:
            return columns[0]
        return self.sums.setdefault(columns, self.plain + len(self.sums))

    def parts(self, column: int) -> tuple[int, ...]:
        """Of a sum, the columns it is made of."""
        return self._parts.get(column, ())

    @cached_property
    def _parts(self) -> dict[int, tuple[int, ...]]:
        return {place: together for together, place in self.sums.items()}

    def empty(self, cut: Cut) -> Bools:
        """In which finest groups of a cut nobody is now: False where it cannot be told, because
        this wave does not ask for an attribute. Shape (many,)."""
        if not {*cut} <= self.answers.keys():
            return np.zeros(self.many(cut), bool)
        there: Ints = np.zeros(1, np.int64)
        here: Ints = np.zeros(len(self.system.people), np.int64)
        for code in cut:
            names = [name[NOW] for name in self.finest[code].names]
            number = {name: place for place, name in enumerate(dict.fromkeys(names))}
            each = np.array([number[name] for name in names], np.int64)
            there = (there[:, None] * len(number) + each).ravel()
            known = [number[name] for name in self.system.plan.by_code[code].categories]
            here = here * len(number) + np.array(known, np.int64)[self.answers[code]]
        return ~np.isin(there, here)

    @cached_property
    def answers(self) -> dict[str, Ints]:
        """Of each attribute that this wave has in a cut: each pattern's category, by place."""
        plan = self.system.plan
        found: dict[str, Ints] = {}
        for at, cut in enumerate(plan.cuts):
            keys = self.system.keys[slice(*self.system.starts[at : at + 2])]
            member = self.system.members[:, at] - self.system.starts[at]
            for turn, code in enumerate(cut):
                if code not in found:
                    places = {name: i for i, name in enumerate(plan.by_code[code].categories)}
                    place = [places[key[turn]] for key in keys]
                    found[code] = np.array(place, np.int64)[member]
        return found

"""The equations of waves laid on each other: of each cut and those next coarser, and of each sum.

They have every group that a cut could have, so they hold whoever is there. Left out is only what
this plan cannot place any more: a category that is gone, of an attribute that lies in another.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy import sparse

from disclosure.control.finest import NOW
from disclosure.control.ground import Ground
from disclosure.control.nesting import coarser, coarser_than
from disclosure.control.plan import Attribute, Cut, Plan
from disclosure.control.system import Ints

Matrix = sparse.csr_array
NOWHERE = -1
"""The place of a category of which nobody can say any more what it was inside."""


def equations(ground: Ground) -> Matrix:
    """As `System.matrix`: what is added up has 1, what it adds up to -1; shape (rows, columns)."""
    rows, columns, values, start = [], [], [], 0
    for children, parents in _bound(ground):
        once, row = np.unique(parents, return_inverse=True)
        rows += [start + row, start + np.arange(len(once))]
        columns += [children, once]
        values += [np.ones(len(children)), -np.ones(len(once))]
        start += len(once)
    shape = (start, ground.plain + len(ground.sums))
    if not rows:
        return sparse.csr_array(shape)
    entries = (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns)))
    return sparse.csr_array(entries, shape=shape)


def _bound(ground: Ground) -> Iterator[tuple[Ints, Ints]]:
    """Columns, and for each the column of which it is a part."""
    plan = _plan(ground)
    for cut in plan.cuts:
        for onto in coarser(plan, cut):
            yield _lies_in(ground, plan, cut, plan.cuts[onto])
    for together, place in ground.sums.items():
        yield np.array(together), np.full(len(together), place)


def _plan(ground: Ground) -> Plan:
    """This wave's, with all cuts."""
    plan, codes = ground.system.plan, ground.finest.keys()
    lacking = (Attribute(code, ()) for code in sorted(codes - plan.by_code.keys()))
    return replace(plan, attributes=(*plan.attributes, *lacking), cuts=ground.cuts)


def _lies_in(ground: Ground, plan: Plan, cut: Cut, onto: Cut) -> tuple[Ints, Ints]:
    """Of each of a cut's columns, in order, the column in a coarser cut; without those of which
    it is not known."""
    places = _places(ground, cut)
    parents = np.zeros(ground.many(cut), np.int64)
    known = np.ones(len(parents), bool)
    for code in onto:
        place = _place(ground, plan, places, code)
        parents = parents * len(ground.finest[code].names) + place
        known &= place != NOWHERE
    children = ground.starts[cut] + np.flatnonzero(known)
    return children, ground.starts[onto] + parents[known]


def _places(ground: Ground, cut: Cut) -> dict[str, Ints]:
    """Of each of a cut's columns the category of each attribute, by place."""
    sizes = [len(ground.finest[code].names) for code in cut]
    places = np.unravel_index(np.arange(ground.many(cut)), sizes) if cut else ()
    return dict(zip(cut, places, strict=True))


def _place(ground: Ground, plan: Plan, places: dict[str, Ints], code: str) -> Ints:
    """The same for an attribute that is in the cut, or that one of the cut's lies in."""
    if code in places:
        return places[code]
    within = {onto for fine in places for onto in (fine, *coarser_than(plan, fine))}
    finer = next(fine for fine in sorted(within) if plan.by_code[fine].coarser == code)
    inside: Ints = np.append(_inside(ground, plan, finer), NOWHERE)
    return inside[_place(ground, plan, places, finer)]


def _inside(ground: Ground, plan: Plan, fine: str) -> Ints:
    """For each finest category of an attribute the place of the one it lies in."""
    attribute, coarse = plan.by_code[fine], plan.by_code[plan.by_code[fine].coarser]
    inside = np.full(len(ground.finest[fine].names), NOWHERE)
    for at, onto in enumerate(attribute.inside):
        (place,) = ground.finest[coarse.code].places(NOW, coarse.categories[onto])
        inside[list(ground.finest[fine].places(NOW, attribute.categories[at]))] = place
    return inside

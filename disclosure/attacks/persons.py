"""The crowd of a person: the fewest people that any sum of published groups mixes them with.

Take all sums of published groups in which a person has weight 1. The smallest total weight of all
people, theirs included, is their crowd: 1 if they can be read off, 2 if somebody is subtracted from
them. By duality it is 1 + the furthest they can move while nobody else moves by more than 1 and no
published number changes. It is about people and not about tables, so it covers nested cuts and
chains of differences of any length. Those for whom mixing.py has no proof get a programme.
"""

from dataclasses import dataclass

import numpy as np

from disclosure.attacks.found import Found
from disclosure.attacks.mixing import in_a_crowd
from disclosure.attacks.programs import ZERO, Floats, least
from disclosure.attacks.visible import Visible, visible
from disclosure.control.solving import NotSolved
from disclosure.control.system import Bools, Ints, System

EVERYBODY_UP_TO, AT_RANDOM = 5_000, 500
"""All people are tried up to the first number; above it the second, and as many in small groups."""
COLUMNS = 600
"""With how many patterns a programme starts, and how many at most join in one go."""
ALMOST = 1e-5
"""How much of a person a crowd may lack: more than the two sides of a programme differ by."""


@dataclass(frozen=True)
class _Sum:
    """A sum of published groups: the `groups` in it, the weight of one person of each pattern, and
    the `total` weight of all people."""

    groups: frozenset[int]
    weights: Floats
    total: float


def attack(system: System, hidden: Bools, *, most: int | None = None, seed: int = 0) -> Found:
    """Try it on everybody, or on `most` people in small groups and as many others.

    Without `most` it is everybody up to 5,000 people, and 500 and 500 above; the same `seed` picks
    the same people. `crowd` is the smallest that any sum used leaves anybody in: once there are
    hits, other sums may leave them in less.
    """
    seen = visible(system, hidden)
    tried = _targets(system, most, np.random.default_rng(seed))
    targets = np.unique(seen.pattern_of[tried])
    doubtful = targets[~in_a_crowd(seen, targets, system.plan.minimum)]
    hits, crowds = _programmes(seen, doubtful, system.plan.minimum)
    smallest = int(min([system.plan.minimum, *crowds]) + ZERO)
    return Found("persons", tried=len(targets), hits=tuple(hits), crowd=smallest)


def _targets(system: System, most: int | None, rng: np.random.Generator) -> Ints:
    """The patterns to try: those with somebody in a small group first."""
    if most is None:
        most = len(system.people) if system.people.sum() <= EVERYBODY_UP_TO else AT_RANDOM
    small = (system.n < system.plan.minimum)[system.members].any(axis=1)
    parts = (np.flatnonzero(small), np.flatnonzero(~small))
    return np.concatenate([rng.permutation(part)[:most] for part in parts])


def _programmes(
    seen: Visible, doubtful: Ints, minimum: int
) -> tuple[list[frozenset[int]], list[float]]:
    """The groups used against each pattern whose crowd is too small, and the sizes of the crowds.
    What opens one person often opens others: those get no programme of their own."""
    hits: list[frozenset[int]] = []
    crowds: list[float] = []
    left = doubtful
    while len(left):
        found = _against(seen, int(left[0]), minimum)
        opened = np.zeros(len(left), dtype=bool)
        if found:
            crowd = found.total / np.maximum(np.abs(found.weights[left]), ZERO)
            opened = crowd < minimum - ZERO
            hits += [found.groups] * int(opened.sum())
            crowds += list(crowd[opened])
        opened[0] = True
        left = left[~opened]
    return hits, crowds


def _against(seen: Visible, target: int, minimum: int) -> _Sum | None:
    """A sum that mixes somebody of this pattern with too few, or None if there is none.

    Few patterns matter, so the programme has few at first; those that its sum has forgotten join.
    """
    columns = _nearest(seen, target)
    while True:
        gain, prices = _furthest(seen, target, columns, minimum)
        if seen.people[target] + gain >= minimum - ALMOST:
            return None
        weights = np.asarray(seen.matrix.T @ prices)
        each = np.abs(weights) * seen.people
        if each.sum() < (minimum - ZERO) * abs(weights[target]):
            groups = seen.shown[np.abs(prices) > ZERO]
            return _Sum(frozenset(map(int, groups)), weights, float(each.sum()))
        columns = _joined(columns, each)


def _joined(columns: Ints, each: Floats) -> Ints:
    """The columns with those of most weight that were not among them. Raises NotSolved if there
    are none, as a programme over all of them and its dual cannot differ."""
    forgotten = each.copy()
    forgotten[columns] = 0
    more = np.flatnonzero(forgotten > ZERO)
    if not len(more):
        raise NotSolved("The two sides of a programme differ.")
    most = np.argsort(-forgotten[more], kind="stable")[: max(COLUMNS, len(columns))]
    return np.union1d(columns, more[most])


def _nearest(seen: Visible, target: int) -> Ints:
    """The patterns that share most groups with this one, small groups before large ones."""
    sizes = seen.matrix @ seen.people
    own = np.asarray(seen.matrix[:, [target]].todense()).ravel() / np.log2(1 + sizes)
    order = np.argsort(-(seen.matrix.T @ own), kind="stable")
    return np.union1d(order[:COLUMNS], [target])


def _furthest(seen: Visible, target: int, columns: Ints, minimum: int) -> tuple[float, Floats]:
    """How far the pattern can move, up to what it needs, and the weight of each group in the sum
    that holds it there."""
    people = seen.people[columns]
    at = int(np.searchsorted(columns, target))
    bounds = np.stack([-people, people], axis=1)
    bounds[at, 1] = max(0, minimum - people[at])
    none = np.zeros(len(seen.shown))
    gain = -np.eye(1, len(columns), at)[0]
    best = least(gain, matrix=seen.matrix[:, columns], right=none, bounds=bounds)
    return -best.cost, best.equations

"""An outsider with two waves: what the difference between them tells of those who left.

For the rest of what they know, see bench/outsider.py.
"""

from collections.abc import Iterator

import numpy as np

from bench.outsider import Floats, View
from disclosure.control.noise import table as noise_table
from disclosure.control.system import Ints


def leavers(before: View, after: View, measure: str) -> dict[int, Floats]:
    """O9: of each who left and was the only change of some group shown twice, how likely each
    category is, by Bayes' rule with every category equally likely before. The noise is known."""
    chances: dict[int, Floats] = {}
    plan = before.system.plan
    for who, here, there in left_alone(before, after):
        pair = (before.shown[measure][here], after.shown[measure][there])
        told = _likelihood(*pair, noise=plan.noise, variance=plan.variance)
        chances[who] = chances.get(who, np.ones(len(told))) * told
    return {who: row / row.sum() for who, row in chances.items()}


def left_alone(before: View, after: View) -> list[tuple[int, int, int]]:
    """Who left a group shown twice with nothing else changed in it; and its number in each."""
    alone = []
    for here, there in _shown_twice(before, after):
        stood, stands = _in(before, here), _in(after, there)
        gone = np.setdiff1d(stood, stands)
        if len(gone) == 1 and len(stands) == len(stood) - 1:
            alone.append((int(gone[0]), here, there))
    return alone


def left_together(before: View, after: View) -> dict[tuple[int, ...], list[tuple[int, int]]]:
    """Those who left a group shown twice to which nobody came, and its numbers, by who they are."""
    found: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for here, there in _shown_twice(before, after):
        stood, stands = _in(before, here), _in(after, there)
        gone = np.setdiff1d(stood, stands)
        if len(gone) and len(stands) == len(stood) - len(gone):
            found.setdefault(tuple(gone.tolist()), []).append((here, there))
    return found


def profiles(before: View, after: View, measure: str) -> dict[tuple[int, ...], tuple[Ints, Ints]]:
    """The least and the most that gave each answer among those who left, from all groups that they
    alone left: what is proved, whatever the noise was."""
    found = {}
    for gone, groups in left_together(before, after).items():
        low, high = np.zeros(before.shown[measure].shape[1], int), np.full(1, len(gone))
        for here, there in groups:
            first, second = before.shown[measure][here], after.shown[measure][there]
            most, least = first + before.noise, np.maximum(first - before.noise, 0)
            low = np.maximum(low, least - second - after.noise)
            high = np.minimum(high, most - np.maximum(second - after.noise, 0))
        low, high = (
            np.maximum(low, len(gone) - (high.sum() - high)),
            np.minimum(high, len(gone) - (low.sum() - low)),
        )
        found[gone] = low, high
    return found


def _shown_twice(before: View, after: View) -> Iterator[tuple[int, int]]:
    for group, here in before.system.number.items():
        there = after.system.number.get(group)
        if there is not None and not before.hidden[here] and not after.hidden[there]:
            yield here, there


def _in(seen: View, group: int) -> Ints:
    """Who is in a group, by their place on the staff list."""
    cut = seen.system.cut_of[group]
    inside: Ints = seen.who[seen.system.members[seen.system.pattern_of, cut] == group]
    return inside


def _likelihood(first: Ints, second: Ints, *, noise: int, variance: int) -> Floats:
    """How likely two shown rows are, for each category in which the one who left may have been."""
    stayed = [_pair(a, b, 0, noise, variance) for a, b in zip(first, second, strict=True)]
    left = [_pair(a, b, 1, noise, variance) for a, b in zip(first, second, strict=True)]
    return np.array([left[c] * np.prod(stayed[:c] + stayed[c + 1 :]) for c in range(len(first))])


def _pair(first: int, second: int, fewer: int, noise: int, variance: int) -> float:
    """How likely two shown counts are if the second is of so many fewer; any first is as likely."""
    exact = range(max(0, first - noise), first + noise + 1)
    return sum(
        _chance(first, x, noise, variance) * _chance(second, x - fewer, noise, variance)
        for x in exact
        if x >= fewer
    )


def _chance(shown: int, exact: int, noise: int, variance: int) -> float:
    steps, chances = noise_table(noise, variance)[min(exact, noise)]
    found = chances[steps == shown - exact]
    return float(found[0]) if len(found) else 0.0

"""Which cuts lie in which: departments in divisions, and crossed groups in those of each alone."""

from collections.abc import Iterator
from itertools import pairwise

from disclosure.control.plan import Cut, Key, Plan


def coarser_than(plan: Plan, code: str) -> Iterator[str]:
    """The attributes of the plan that one lies in, the next coarser first."""
    while (code := plan.by_code[code].coarser) in plan.by_code:
        yield code


def key_within(plan: Plan, cut: Cut, key: Key, onto: Cut) -> Key:
    """The key of the coarser group that a group lies in, by their categories alone."""
    places = {
        code: plan.by_code[code].categories.index(name) for code, name in zip(cut, key, strict=True)
    }
    for code in cut:
        for fine, onto_code in pairwise((code, *coarser_than(plan, code))):
            places.setdefault(onto_code, plan.by_code[fine].inside[places[fine]])
    return tuple(plan.by_code[code].categories[places[code]] for code in onto)


def coarser(plan: Plan, cut: Cut) -> list[int]:
    """The planned cuts next coarser than this: none that another planned cut stands between."""
    above = _above(plan, cut)
    further = {onto for other in above for onto in _above(plan, other)}
    return [plan.cuts.index(onto) for onto in above if onto not in further]


def _above(plan: Plan, cut: Cut) -> list[Cut]:
    """The planned cuts of whose groups those of this are parts; of two that are the same, the one
    that is planned first stands above the other."""
    later = plan.cuts[plan.cuts.index(cut) :]
    return [
        other
        for other in plan.cuts
        if _lies_in(plan, cut, other) and not (other in later and _lies_in(plan, other, cut))
    ]


def _lies_in(plan: Plan, cut: Cut, onto: Cut) -> bool:
    """Whether each group of `cut` is a part of one group of `onto`, or the same."""
    return set(onto) <= {*cut, *(above for code in cut for above in coarser_than(plan, code))}

"""Which cuts lie in which: departments in divisions, and crossed groups in those of each alone."""

from disclosure.control.plan import Cut, Key, Plan


def key_within(plan: Plan, cut: Cut, key: Key, onto: Cut) -> Key:
    """The key of the coarser group that a group lies in, by their categories alone."""
    places = {
        code: plan.by_code[code].categories.index(name) for code, name in zip(cut, key, strict=True)
    }
    for code in cut:
        attribute = plan.by_code[code]
        while attribute.coarser in plan.by_code and attribute.coarser not in places:
            places[attribute.coarser] = attribute.inside[places[attribute.code]]
            attribute = plan.by_code[attribute.coarser]
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
    known = set(cut)
    for code in cut:
        coarser = plan.by_code[code].coarser
        while coarser in plan.by_code and coarser not in known:
            known.add(coarser)
            coarser = plan.by_code[coarser].coarser
    return set(onto) <= known

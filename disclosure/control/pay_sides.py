"""Who is set side by side in a class pay gap: two sides, everywhere and within each group.

They are a small linked system of their own, beside that of the tables. It begins with what the
tables hide: what stands there as hidden is hidden here, whatever anybody is paid.
"""

from dataclasses import replace

import numpy as np

from disclosure.control.people import Codes, People
from disclosure.control.plan import TOTAL, Attribute, Cut, Measure, Plan
from disclosure.control.safe_tables import Protected
from disclosure.control.system import Bools, Ints, System

PAY = "PAY"
SIDES = ("professional", "lower")
SIDE = "SIDE"
"""The code of an attribute that only this system has: which of the two sides somebody is on. No
staff list has it: that nobody of a unit is on a side must not come out."""


def sides(people: People, plan: Plan, origin: str) -> Codes:
    """On which side everybody is; the number of sides for those who are on none."""
    categories = plan.measure(origin).categories
    side = np.full(len(categories), len(SIDES), np.uint16)
    for place, name in enumerate(SIDES):
        side[categories.index(name)] = place
    return np.asarray(side[people.measures[origin]])


def placed(people: People, plan: Plan, *, origin: str, bands: int) -> People:
    """Those who said what they are paid and are on one of the two sides."""
    side, pay = sides(people, plan, origin), people.measures[PAY]
    here = (side < len(SIDES)) & (pay < bands)
    attributes = {**people.attributes, SIDE: side}
    return People(
        attributes={code: column[here] for code, column in attributes.items()},
        measures={PAY: pay[here]},
        keys=people.keys[here],
    )


def linked(plan: Plan, cuts: tuple[Cut, ...], *, bands: int) -> Plan:
    """The plan of the two sides, everywhere and within each group."""
    return Plan(
        attributes=(*plan.attributes, Attribute(SIDE, SIDES, listed=False)),
        measures=(Measure(PAY, tuple(map(str, range(bands))), tuple(range(bands))),),
        cuts=(TOTAL, *((*cut, SIDE) for cut in cuts)),
        minimum=plan.minimum,
        noise=plan.noise,
        variance=plan.variance,
    )


def of_somebody(people: People, plan: Plan) -> tuple[People, Plan]:
    """The same people, in a plan of those categories that anybody could take for empty of a side.

    A unit of the staff list in which nobody is, or that nobody left something unsaid, may be known.
    That nobody of a unit is on a side may not: for that no category is on a list any more.
    """
    kept = {
        attribute.code: _kept(attribute, people.attributes[attribute.code].astype(np.int64))
        for attribute in plan.attributes
    }
    columns = {
        code: np.searchsorted(kept[code], column).astype(np.uint16) if code in kept else column
        for code, column in people.attributes.items()
    }
    attributes = tuple(_only(attribute, kept) for attribute in plan.attributes)
    return replace(people, attributes=columns), replace(plan, attributes=attributes)


def _kept(attribute: Attribute, column: Ints) -> Ints:
    """The places of the categories that somebody is in, or of which that is a secret."""
    secret = () if attribute.listed else range(len(attribute.categories))
    kept: Ints = np.union1d(column, [place for place in secret if place != attribute.not_said])
    return kept.astype(np.int64)


def _only(attribute: Attribute, kept: dict[str, Ints]) -> Attribute:
    """The attribute with these of its categories."""
    here = kept[attribute.code].tolist()
    inside = tuple(attribute.inside[place] for place in here) if attribute.inside else ()
    if attribute.coarser in kept:
        inside = tuple(np.searchsorted(kept[attribute.coarser], inside).tolist())
    categories = tuple(attribute.categories[place] for place in here)
    return replace(attribute, categories=categories, inside=inside, not_said=None, listed=False)


def hidden_in(tables: Protected, groups: System) -> Bools:
    """Which of these groups are of people whom the tables hide. Shape (groups,)."""
    hidden = np.zeros(len(groups.n), dtype=bool)
    for (cut, key), group in groups.number.items():
        if cut != TOTAL:
            hidden[group] = tables.cells.get(cut[:-1], {}).get(key[:-1]) is None
    return hidden

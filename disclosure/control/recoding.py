"""Categories that are tiny in the whole organisation stand with those who did not say.

It is the first thing that is done, because every tiny category hides larger ones beside it. The
rule belongs to the plan and looks at one figure only: how many answered so, everybody together.
Source: Handbook on Statistical Disclosure Control, 2nd edition, chapter 5 (recode before you hide).
"""

from dataclasses import replace

import numpy as np

from disclosure.control.people import Codes, People
from disclosure.control.plan import Attribute, Joined, Plan


def recoded(people: People, plan: Plan) -> tuple[People, Plan, Joined]:
    """The same people under a plan without its tiny categories, and what was joined to what.

    Left as they are: attributes in which everybody said something, and those that lie inside
    others or have others inside.
    """
    nested = {a.coarser for a in plan.attributes} | {a.code for a in plan.attributes if a.coarser}
    columns, attributes, joined = dict(people.attributes), [], {}
    for attribute in plan.attributes:
        tiny = _tiny(attribute, columns[attribute.code], plan.minimum)
        if attribute.not_said is None or attribute.code in nested or not tiny:
            attributes.append(attribute)
            continue
        columns[attribute.code] = _moved(attribute, columns[attribute.code], tiny)
        attributes.append(_without(attribute, tiny))
        into = attribute.categories[attribute.not_said]
        joined[attribute.code] = {attribute.categories[place]: into for place in sorted(tiny)}
    plan = replace(plan, attributes=tuple(attributes))
    return replace(people, attributes=columns), plan, joined


def _tiny(attribute: Attribute, column: Codes, minimum: int) -> set[int]:
    """The categories, other than "not said", in which fewer than the minimum are: nobody counts."""
    many = np.bincount(column, minlength=len(attribute.categories))
    return {int(place) for place in np.flatnonzero(many < minimum)} - {attribute.not_said}


def _kept(attribute: Attribute, tiny: set[int]) -> list[int]:
    return [place for place in range(len(attribute.categories)) if place not in tiny]


def _without(attribute: Attribute, tiny: set[int]) -> Attribute:
    kept = _kept(attribute, tiny)
    assert attribute.not_said is not None
    categories = tuple(attribute.categories[place] for place in kept)
    return replace(attribute, categories=categories, not_said=kept.index(attribute.not_said))


def _moved(attribute: Attribute, column: Codes, tiny: set[int]) -> Codes:
    """Everyone's place among the categories that are left."""
    kept = _kept(attribute, tiny)
    assert attribute.not_said is not None
    new = np.full(len(attribute.categories), kept.index(attribute.not_said), dtype=np.uint16)
    new[kept] = np.arange(len(kept))
    moved: Codes = new[column]
    return moved

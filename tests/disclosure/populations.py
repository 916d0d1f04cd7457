"""Small populations and plans of every shape, for rules that must hold for all of them."""

from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from disclosure.control.people import People
from disclosure.control.plan import Attribute, Cut, Measure, Plan

DIVISION = Attribute("DIVISION", ("d0", "d1"))
DEPARTMENT = Attribute("DEPARTMENT", ("p0", "p1", "p2"), None, "DIVISION", (0, 0, 1))
TEAM = Attribute("TEAM", ("t0", "t1", "t2", "t3"), None, "DEPARTMENT", (0, 1, 1, 2))
GENDER = Attribute("GENDER", ("woman", "man", "not_said"), 2)
PLACE = Attribute("PLACE", ("north", "south"))
ATTRIBUTES = (TEAM, DEPARTMENT, DIVISION, GENDER, PLACE)
PARENT = Measure("PARENT", ("professional", "lower", "not_said"), (0, 1), 2)
MEALS = Measure("MEALS", ("yes", "no"), (0, 1))
CODES = tuple(attribute.code for attribute in ATTRIBUTES)


class Population(NamedTuple):
    people: People
    plan: Plan


def plan(*cuts: Cut, measures: tuple[Measure, ...] = (PARENT, MEALS)) -> Plan:
    """Everybody and these cuts."""
    return Plan(attributes=ATTRIBUTES, measures=measures, cuts=((), *cuts))


def people(rows: list[tuple[int, int, int, int, int, int]]) -> People:
    """Of each person the team, the gender, the place, both answers, and the record key."""
    team, gender, place, parent, meals, key = map(list, zip(*rows, strict=True))
    department = np.array(TEAM.inside)[team]
    columns = {
        "TEAM": team,
        "DEPARTMENT": department,
        "DIVISION": np.array(DEPARTMENT.inside)[department],
        "GENDER": gender,
        "PLACE": place,
        "PARENT": parent,
        "MEALS": meals,
    }
    codes = {code: np.array(column, np.uint16) for code, column in columns.items()}
    return People(
        attributes={code: codes[code] for code in CODES},
        measures={code: codes[code] for code in ("PARENT", "MEALS")},
        keys=np.array(key, np.uint64),
    )


def rows(most: int = 60) -> st.SearchStrategy[list[tuple[int, ...]]]:
    """People as `people` takes them: some keys are so large that sums pass 2 to the 64."""
    places = (st.integers(0, many - 1) for many in (4, 3, 2, 3, 2))
    return st.lists(st.tuples(*places, st.integers(0, 2**64 - 1)), min_size=1, max_size=most)


def cuts() -> st.SearchStrategy[list[Cut]]:
    """Up to six cuts of one or two attributes, each once."""
    pairs = st.lists(st.sampled_from(CODES), min_size=1, max_size=2, unique=True).map(tuple)
    return st.lists(pairs, max_size=6, unique_by=frozenset)


def populations() -> st.SearchStrategy[Population]:
    """Any people under any plan, also one that measures nothing."""
    measures = st.sampled_from(((), (PARENT,), (PARENT, MEALS)))
    return st.builds(
        lambda rows, cuts, measures: Population(people(rows), plan(*cuts, measures=measures)),
        rows(),
        cuts(),
        measures,
    )

"""Small tables to try the rules on, and what a reader can work out from them, done plainly."""

from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import strategies as st

from disclosure.control.people import People
from disclosure.control.plan import Attribute, Cut, Key, Plan
from disclosure.control.system import Bools, System, system
from tests.disclosure import populations
from tests.disclosure.populations import Population

SEX = Attribute("SEX", ("woman", "man"))
GRADE = Attribute("GRADE", ("low", "middle", "high"))
PLACE = Attribute("PLACE", ("north", "south", "west"))
UNIT = Attribute("UNIT", ("u0", "u1"))
TEAM = Attribute("TEAM", ("t0", "t1", "t2", "t3", "t4", "t5"), None, "UNIT", (0, 0, 0, 1, 1, 1))


def enough_people() -> st.SearchStrategy[Population]:
    """Twenty people or more, any plan: some of each sort, so that groups are small and large."""

    def made(rows: list[tuple[int, ...]], times: int, cuts: list[Cut]) -> Population:
        everybody = populations.people(rows * max(times, 20 // len(rows) + 1))
        return Population(everybody, populations.plan(*cuts))

    return st.builds(made, populations.rows(30), st.integers(1, 6), populations.cuts())


def recoverable(groups: System, hidden: Bools) -> set[int]:
    """The hidden groups that follow from the shown ones: those that lie wholly in the space that
    the equations span, which the projection onto it leaves as they are."""
    unknown = np.flatnonzero(hidden)
    equations = groups.matrix.toarray()[:, unknown]
    onto = np.linalg.pinv(equations, rcond=1e-9) @ equations
    return set(unknown[np.isclose(np.diagonal(onto), 1, atol=1e-7)].tolist())


def table(
    attributes: Sequence[Attribute], cuts: Sequence[Cut], people: Mapping[Key, int]
) -> System:
    """The groups of so many people of each combination of categories, in attributes' order."""
    rows = [key for key, many in people.items() for _each in range(many)]
    columns = {
        attribute.code: np.array(
            [attribute.categories.index(row[at]) for row in rows], dtype=np.uint16
        )
        for at, attribute in enumerate(attributes)
    }
    keys = np.arange(len(rows), dtype=np.uint64)
    plan = Plan(attributes=tuple(attributes), measures=(), cuts=tuple(cuts))
    return system(People(attributes=columns, measures={}, keys=keys), plan)


def team_table(**teams: int) -> System:
    """So many people in each team: t0 to t2 are unit u0, t3 to t5 are u1."""
    people = {(f"u{int(team[1]) // 3}", team): many for team, many in teams.items()}
    return table([UNIT, TEAM], [(), ("UNIT",), ("TEAM",)], people)


def square(rows: Sequence[Sequence[int]]) -> System:
    """Grades down, places across, all margins: so many people in each cell."""
    people = {
        (grade, place): many
        for grade, row in zip(GRADE.categories, rows, strict=False)
        for place, many in zip(PLACE.categories, row, strict=False)
    }
    return table([GRADE, PLACE], [(), ("GRADE",), ("PLACE",), ("GRADE", "PLACE")], people)


def hide(groups: System, *keys: Key) -> Bools:
    """These groups, and no others, hidden."""
    return np.array([key in keys for key in groups.keys])


def named(groups: System, some: Bools) -> set[Key]:
    """These groups by key."""
    return {groups.keys[group] for group in np.flatnonzero(some)}

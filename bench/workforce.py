"""A synthetic workforce for tests and benches: nobody in it is or was anybody.

Sizes of units fall off as in real organisations, teams lie in departments and mostly in one place,
and where people started depends a little on level and unit, so that full and empty cells occur.
"""

from collections.abc import Set

import numpy as np
from numpy.typing import NDArray

from disclosure.control.people import People
from disclosure.control.plan import Attribute, Cut, Measure, Plan

Ints = NDArray[np.int64]

UNITS = {1_000: (4, 12, 40), 20_000: (6, 40, 400), 200_000: (10, 120, 4_000)}
"""How many divisions, departments and teams a workforce of this size has."""
LEVELS_AND_PLACES = {1_000: (6, 5), 20_000: (7, 10), 200_000: (8, 20)}
MEASURES = (
    Measure("PARENT", ("professional", "intermediate", "lower", "other", "not_said"), (0, 1, 2), 4),
    Measure("SCHOOL", ("state", "independent", "abroad", "unknown", "not_said"), (0, 1), 4),
    Measure("MEALS", ("yes", "no", "na", "not_said"), (0, 1), 3),
    Measure("DEGREE", ("none", "some", "not_said"), (0, 1), 2),
)
CODES = tuple(measure.code for measure in MEASURES)
CUTS: tuple[Cut, ...] = (
    (),
    ("DIVISION",),
    ("DEPARTMENT",),
    ("TEAM",),
    ("LEVEL",),
    ("PLACE",),
    ("GENDER",),
    ("ETHNICITY",),
    ("AGE",),
    ("DIVISION", "LEVEL"),
    ("DEPARTMENT", "LEVEL"),
    ("DIVISION", "GENDER"),
    ("DEPARTMENT", "GENDER"),
    ("LEVEL", "GENDER"),
    ("LEVEL", "ETHNICITY"),
    ("GENDER", "ETHNICITY"),
    ("PLACE", "LEVEL"),
    ("GENDER", "AGE"),
    ("DIVISION", "ETHNICITY"),
    ("DIVISION", "AGE"),
)
"""The twenty cuts of the measurements in docs/adr/0008-disclosure-control.md."""


def _falling(rng: np.random.Generator, many: int, power: float = 0.7) -> NDArray[np.float64]:
    weight = 1 / np.arange(1, many + 1) ** power * rng.lognormal(0, 0.4, many)
    return np.asarray(weight / weight.sum())


def staff(
    size: int = 1_000, seed: int = 1, *, like: int | None = None
) -> tuple[dict[str, Ints], tuple[Attribute, ...]]:
    """Everybody's attributes and answers by code, and the attributes: employed, not yet asked.

    Of any size, where `like` names the size whose units, levels and places they have.
    """
    rng = np.random.default_rng(seed)
    divisions, departments, teams = UNITS[like or size]
    levels, places = LEVELS_AND_PLACES[like or size]
    in_division = np.r_[
        np.arange(divisions),
        rng.choice(divisions, departments - divisions, p=_falling(rng, divisions)),
    ]
    in_department = np.r_[
        np.arange(departments),
        rng.choice(departments, teams - departments, p=_falling(rng, departments, 0.5)),
    ]
    team = rng.choice(teams, size, p=_falling(rng, teams, 0.35 if teams > 100 else 0.6))
    department = in_department[team]
    division = in_division[department]
    home = rng.choice(places, teams, p=_falling(rng, places))
    place = np.where(
        rng.random(size) < 0.7, home[team], rng.choice(places, size, p=_falling(rng, places))
    )
    level = np.minimum(rng.geometric(0.33, size) - 1, levels - 1)
    level = np.where(rng.random(size) < 0.15, rng.integers(0, levels, size), level)
    people: dict[str, Ints] = {
        "DIVISION": division,
        "DEPARTMENT": department,
        "TEAM": team,
        "LEVEL": level,
        "PLACE": place,
        "GENDER": rng.choice(4, size, p=[0.47, 0.49, 0.015, 0.025]),
        "ETHNICITY": rng.choice(6, size, p=[0.74, 0.10, 0.06, 0.04, 0.02, 0.04]),
        "AGE": rng.choice(6, size, p=[0.08, 0.26, 0.27, 0.22, 0.14, 0.03]),
        **_answers(rng, level, division, size),
    }
    attributes = (
        Attribute("DIVISION", _names("division", divisions)),
        Attribute(
            "DEPARTMENT",
            _names("department", departments),
            None,
            "DIVISION",
            tuple(map(int, in_division)),
        ),
        Attribute(
            "TEAM", _names("team", teams), None, "DEPARTMENT", tuple(map(int, in_department))
        ),
        Attribute("LEVEL", _names("level", levels)),
        Attribute("PLACE", _names("place", places)),
        Attribute("GENDER", ("woman", "man", "other", "not_said"), 3),
        Attribute("ETHNICITY", (*_names("ethnicity", 5), "not_said"), 5),
        Attribute("AGE", (*_names("age", 5), "not_said"), 5),
    )
    return people, attributes


def _names(what: str, many: int) -> tuple[str, ...]:
    return tuple(f"{what}-{place}" for place in range(many))


def _answers(rng: np.random.Generator, level: Ints, division: Ints, size: int) -> dict[str, Ints]:
    lean = 0.30 - 0.03 * level + 0.05 * (division % 3 - 1) + rng.normal(0, 0.02, size)
    top = np.clip(0.62 - lean, 0.1, 0.9)
    drawn = rng.random(size)
    parent = np.select(
        [drawn < top, drawn < top + 0.12, drawn < 0.93, drawn < 0.96], [0, 1, 2, 3], 4
    )
    lower = parent == 2
    drawn = rng.random(size)
    school = np.select(
        [
            drawn < np.where(lower, 0.90, 0.72),
            drawn < np.where(lower, 0.93, 0.90),
            drawn < 0.94,
            drawn < 0.96,
        ],
        [0, 1, 2, 3],
        4,
    )
    drawn = rng.random(size)
    meals = np.select(
        [drawn < np.where(lower, 0.35, 0.07), drawn < 0.85, drawn < 0.93], [0, 1, 2], 3
    )
    drawn = rng.random(size)
    degree = np.select([drawn < np.where(lower, 0.75, 0.30), drawn < 0.95], [0, 1], 2)
    return {"PARENT": parent, "SCHOOL": school, "MEALS": meals, "DEGREE": degree}


def answered(everybody: dict[str, Ints], *, seed: int = 2, rate: float = 0.6) -> dict[str, Ints]:
    """Those who take part: more in some teams than in others."""
    rng = np.random.default_rng(seed)
    by_team = np.clip(rate + rng.normal(0, 0.12, everybody["TEAM"].max() + 1), 0.15, 0.95)
    took_part = rng.random(len(everybody["TEAM"])) < by_team[everybody["TEAM"]]
    return {code: column[took_part] for code, column in everybody.items()}


def people_of(
    rows: dict[str, Ints], *, seed: int = 3, measured: Set[str] = frozenset(CODES)
) -> People:
    """These rows as people, with fresh record keys; `measured` are the codes of their answers."""
    codes = {code: column.astype(np.uint16) for code, column in rows.items()}
    many = len(next(iter(rows.values())))
    keys = np.random.default_rng(seed).integers(0, 2**64, many, dtype=np.uint64, endpoint=False)
    return People(
        attributes={code: column for code, column in codes.items() if code not in measured},
        measures={code: column for code, column in codes.items() if code in measured},
        keys=keys,
    )


def wave(
    size: int = 1_000, *, seed: int = 1, cuts: tuple[Cut, ...] = CUTS, like: int | None = None
) -> tuple[People, Plan]:
    """A workforce of this size of which six in ten answered, and the plan for it."""
    everybody, attributes = staff(size, seed, like=like)
    plan = Plan(attributes=attributes, measures=MEASURES, cuts=cuts)
    return people_of(answered(everybody, seed=seed + 1), seed=seed + 2), plan

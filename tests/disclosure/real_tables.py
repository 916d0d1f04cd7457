"""Tables that real surveys made, as people under a plan: none is a picture of any real employer.

Sources: tests/data/README.md. In each, own status or kind of work stands for the level people are
in, and their fathers' for where they started.
"""

import csv
from pathlib import Path

import numpy as np

from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan

DATA = Path(__file__).parents[1] / "data"
STATUS = tuple(map(str, range(1, 9)))
KINDS = ("Professional", "Managerial", "Supervisory", "Skilled", "Unskilled")
TABLES = {
    "british_father_son_status.csv": ("destination", STATUS, "origin", STATUS, "Freq"),
    "british_mobility_glass_1954.csv": ("son", KINDS, "father", KINDS, "Freq"),
}


def people_of(name: str, *, one_in: int = 1) -> tuple[People, Plan]:
    """One person for each the table counts, or one in so many, with two attributes invented."""
    level, levels, start, starts, many = TABLES[name]
    with (DATA / name).open(newline="") as file:
        rows = list(csv.DictReader(file))
    here = np.repeat([levels.index(row[level]) for row in rows], [int(row[many]) for row in rows])
    there = np.repeat([starts.index(row[start]) for row in rows], [int(row[many]) for row in rows])
    rng = np.random.default_rng(11)
    some = rng.permutation(len(here))[: len(here) // one_in]
    place, age = rng.integers(0, 4, len(some)), rng.integers(0, 3, len(some))
    attributes = (
        Attribute("LEVEL", levels),
        Attribute("PLACE", ("n", "s", "e", "w")),
        Attribute("AGE", ("young", "middle", "old")),
    )
    measures = (Measure("START", starts, tuple(range(len(starts)))),)
    cuts = ((), ("LEVEL",), ("PLACE",), ("AGE",), ("LEVEL", "PLACE"), ("LEVEL", "AGE"))
    columns = {"LEVEL": here[some], "PLACE": place, "AGE": age}
    people = People(
        {code: column.astype(np.uint16) for code, column in columns.items()},
        {"START": there[some].astype(np.uint16)},
        rng.integers(0, 2**64, len(some), dtype=np.uint64, endpoint=False),
    )
    return people, Plan(attributes, measures, cuts)


def applicants() -> tuple[People, Plan]:
    """Those who applied to law firms: the class of their CV is what is asked."""
    with (DATA / "law_firm_interviews.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    many = [int(row["Freq"]) for row in rows]

    def column(name: str, of: tuple[str, ...]) -> np.ndarray:
        return np.repeat([of.index(row[name]) for row in rows], many).astype(np.uint16)

    classes, genders, outcomes = ("high", "low"), ("female", "male"), ("interview", "no_interview")
    people = People(
        {"GENDER": column("gender", genders), "OUTCOME": column("outcome", outcomes)},
        {"START": column("class", classes)},
        np.random.default_rng(11).integers(0, 2**64, sum(many), dtype=np.uint64, endpoint=False),
    )
    attributes = (Attribute("GENDER", genders), Attribute("OUTCOME", outcomes))
    cuts = ((), ("GENDER",), ("OUTCOME",), ("GENDER", "OUTCOME"))
    return people, Plan(attributes, (Measure("START", classes, (0, 1)),), cuts)

"""Tables that the gate published, kept in files: of three waves of 1,000 invented staff, some of
whom left and came between them, in twenty cuts of four questions; of two tables of real surveys.

The gate takes half a minute for them, and pages are tried on them on two databases: so they are
made once, by `python -m tests.disclosure.stored`, and tests/disclosure/outsider/test_stored.py
holds them to what is counted of the same people today, and attacks them.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from bench.outsider_waves import earlier_of, first_wave, three_waves
from disclosure.control.earlier import Earlier
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect
from tests.disclosure.real_tables import people_of

FOLDER = Path(__file__).parents[1] / "data" / "published"
WAVES = {"first": 2025, "second": 2026, "third": 2027}
REAL = {"status": "british_father_son_status.csv", "glass": "british_mobility_glass_1954.csv"}
LARGE, BESIDES = "large", "PUBLISHED_BESIDES"
"""20,000 staff, in a folder that the environment names: for bench/outlets.py."""
ALL = (*WAVES, *REAL, *([LARGE] if os.environ.get(BESIDES) else []))
ONE_IN = 10  # of those whom the real tables count, so that some groups are small
NOT_SAID = "not_disclosed"
CODES = {
    "DIVISION": "UNIT",
    "LEVEL": "GRADE",
    "PARENT": "SEB1",
    "SCHOOL": "SEB2",
    "MEALS": "SEB3",
    "DEGREE": "SEB4",
}
"""The codes of the product's catalogue for those of the invented workforce."""
CATEGORIES = {
    "SEB1": ("professional", "intermediate", "lower", "unclassified", NOT_SAID),
    "SEB2": ("state", "independent", "not_applicable", "unclassified", NOT_SAID),
    "SEB3": ("fsm_yes", "fsm_no", "not_applicable", NOT_SAID),
    "SEB4": ("no_graduate_parent", "graduate_parent", NOT_SAID),
}


@cache
def people() -> dict[str, tuple[People, Plan]]:
    """Who was asked, and by which plan, by the name of the file."""
    waves = zip(WAVES, three_waves(), strict=True)
    real = {name: people_of(table, one_in=ONE_IN) for name, table in REAL.items()}
    asked = {name: in_our_codes(wave.people, wave.plan) for name, wave in waves} | real
    if LARGE in ALL:
        large = first_wave(20_000)
        asked[LARGE] = in_our_codes(large.people, large.plan)
    return asked


def in_our_codes(people: People, plan: Plan) -> tuple[People, Plan]:
    """The same people and the same plan, in the codes that a wave of the product would have."""
    return (
        replace(
            people,
            attributes={_code(code): column for code, column in people.attributes.items()},
            measures={_code(code): column for code, column in people.measures.items()},
        ),
        replace(
            plan,
            attributes=tuple(map(_attribute, plan.attributes)),
            measures=tuple(map(_measure, plan.measures)),
            cuts=tuple(tuple(map(_code, cut)) for cut in plan.cuts),
        ),
    )


def _code(code: str) -> str:
    return CODES.get(code, code)


def _attribute(made: Attribute) -> Attribute:
    named = [name.upper().replace("-", "_") for name in made.categories]
    if made.not_said is not None:
        named[made.not_said] = NOT_SAID
    coarser = _code(made.coarser)
    return replace(made, code=_code(made.code), categories=tuple(named), coarser=coarser)


def _measure(made: Measure) -> Measure:
    code = _code(made.code)
    return replace(made, code=code, categories=CATEGORIES[code])


@cache
def tables(name: str) -> Protected:
    """What was published of them. Raises Unsafe where the file is not as it left the gate."""
    return Protected.from_data(json.loads(path(name).read_text()))


def path(name: str) -> Path:
    return (Path(os.environ[BESIDES]) if name == LARGE else FOLDER) / f"{name}.json"


def waves_before(name: str) -> list[Earlier]:
    """What the waves before one told, the newest first; nothing for what is no wave."""
    names = list(WAVES)
    older = names[: names.index(name)] if name in WAVES else []
    return [earlier_of(tables(one), people()[one][1], len(people()[one][0])) for one in older[::-1]]


def make(names: Sequence[str]) -> None:
    """Pass the gate anew, the waves one after the other, and write all of it down."""
    FOLDER.mkdir(exist_ok=True)
    for name in names:
        asked, plan = people()[name]
        tables.cache_clear()
        protected = protect(asked, plan, earlier=waves_before(name))
        path(name).write_text(json.dumps(protected.to_data(), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    make([LARGE] if LARGE in ALL else ALL)

"""Publishing a wave: `python -m bench.publish`, exit code 1 on a FAIL.

Twelve questions answered by 100,000 and by 1,000,000 people of a synthetic workforce; twenty cuts
by four measures, which are eighty tables, with the sums of keys that noise is drawn from. Held to:
counting takes at most what counting each table with numpy takes; and where no question has more
answers than about a survey can offer, everything from packed answers to the text that is stored
takes at most four times that. With 4,000 teams most of that is text, however many answered: that is
said, and nothing promised of it. Protection is measured apart (protection.py).

Says besides what opening a sealed box costs, and making a record key: of each ballot.
"""

import json
import os
from collections.abc import Callable
from itertools import product
from math import prod

import numpy as np
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from numpy.typing import NDArray

from bench import workforce
from bench.limits import Limit, exit_code
from bench.timing import clock, medians
from disclosure.control.cells import cells_of, measured
from disclosure.control.certificate import Certificate, Check
from disclosure.control.counting import count
from disclosure.control.people import People, RecordKeys
from disclosure.control.plan import Cut, Key, Plan
from disclosure.control.record_keys import SECRET_BYTES, record_keys
from disclosure.control.safe_tables import Cell, SafeTable
from disclosure.control.system import system
from surveys.ballot import sealing

ROUNDS, BALLOTS = 9, 300
SIZES = (100_000, 1_000_000)
ASKED, TEAMS = 1_000, 200_000  # as in an organisation of so many: 40 teams, or 4,000
COUNTING, TO_JSON = 1.0, 4.0
NAIVE, COUNT, ALL = "each table with numpy", "counting", "packed answers to stored JSON"
PARTS = ("  unpacking", "  groups and equations", "  counting and noise", "  tables as text")
Ways = dict[str, Callable[[], object]]
Cells = dict[Cut, dict[Key, Cell | None]]
Packed = NDArray[np.uint16]
"""Whole ballots one after the other, as they come out of their boxes: shape (people, questions)."""


def main() -> int:
    """Measure in turn, print what was found; gives the exit code."""
    limits = []
    for like, size in product((ASKED, TEAMS), SIZES):
        people, plan = answered(size, like)
        found = medians(ways_of(people, plan), rounds=ROUNDS, now=clock())
        named = f"{size:,} responses, {workforce.UNITS[like][-1]:,} teams"
        say(found, named)
        limits += limits_of(found, named, is_asked=like == ASKED)
    say_of_boxes(medians(of_boxes(), rounds=3, now=clock()))
    print(*limits, sep="\n")
    return exit_code(limits)


def answered(size: int, like: int) -> tuple[People, Plan]:
    """So many people who answered, with the units of an organisation like that, and its plan."""
    everybody, attributes = workforce.staff(size, like=like)
    return workforce.people_of(everybody), Plan(attributes, workforce.MEASURES, workforce.CUTS)


def ways_of(people: People, plan: Plan) -> Ways:
    """What is measured: the yardstick, counting, all of it, and what that is made of."""
    columns = {**people.attributes, **people.measures}
    whole = {code: column.astype(np.intp) for code, column in columns.items()}
    packed = np.stack(list(columns.values()), axis=1)
    groups = system(people, plan)
    hidden = groups.n < plan.minimum
    told = measured(people, groups)
    ways: tuple[Callable[[], object], ...] = (
        lambda: unpacked(packed, plan, people.keys),
        lambda: system(people, plan),
        lambda: measured(people, groups),
        lambda: text_of(cells_of(groups, told, hidden), plan),
    )
    return {
        NAIVE: lambda: each_table(whole, plan),
        COUNT: lambda: count(people, groups),
        ALL: lambda: published(packed, plan, people.keys),
        **dict(zip(PARTS, ways, strict=True)),
    }


def each_table(columns: dict[str, NDArray[np.intp]], plan: Plan) -> list[NDArray[np.intp]]:
    """The yardstick: one bincount over all people for each table, keys left out."""
    found = []
    for cut in plan.cuts:
        for measure in plan.measures:
            sizes = [len(plan.by_code[code].categories) for code in cut]
            place = columns[cut[0]] if cut else 0
            for code, many in zip(cut[1:], sizes[1:], strict=True):
                place = place * many + columns[code]
            place = place * len(measure.categories) + columns[measure.code]
            cells = prod(sizes) * len(measure.categories)
            found.append(np.bincount(place, minlength=cells))
    return found


def published(packed: Packed, plan: Plan, keys: RecordKeys) -> list[str]:
    """All of it, with the threshold only: which groups are hidden besides is protection's work."""
    people = unpacked(packed, plan, keys)
    groups = system(people, plan)
    cells = cells_of(groups, measured(people, groups), groups.n < plan.minimum)
    return text_of(cells, plan)


def unpacked(packed: Packed, plan: Plan, keys: RecordKeys) -> People:
    """Ballots as columns, each on its own in memory."""
    codes = [attribute.code for attribute in plan.attributes]
    columns = np.ascontiguousarray(packed.T)
    return People(
        attributes=dict(zip(codes, columns, strict=False)),
        measures={m.code: columns[len(codes) + at] for at, m in enumerate(plan.measures)},
        keys=keys,
    )


def text_of(cells: Cells, plan: Plan) -> list[str]:
    """What a row of each table stores, each cell checked as always. Whether they may be published
    is the gate's to say: the certificate is one for the bench."""
    certificate = Certificate(
        checks=(Check("bench", 0, 0),),
        repairs=0,
        total_only=False,
        shown=0,
        hidden=0,
        safe_hidden=0,
        smallest_crowd=plan.minimum,
        error={},
        minimum=plan.minimum,
        noise=plan.noise,
        variance=plan.variance,
        digest="0" * 64,
    )
    tables = (SafeTable(cut, table, certificate) for cut, table in cells.items())
    return [json.dumps(table.data(), separators=(",", ":")) for table in tables]


def of_boxes() -> Ways:
    """Opening so many sealed boxes, and making so many record keys."""
    key = ec.generate_private_key(sealing.CURVE)
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    ballot = json.dumps({"v": "0" * 16, "l": "en-gb", "a": [1] * 12}).encode()
    boxes = [sealing.seal(public, b"bench", ballot) for _each in range(BALLOTS)]
    secret, numbers = os.urandom(SECRET_BYTES), [os.urandom(32) for _each in range(BALLOTS)]
    return {
        "opening a sealed box": lambda: [
            json.loads(sealing.unseal(key, b"bench", box)) for box in boxes
        ],
        "making a record key": lambda: record_keys(secret, numbers),
    }


def limits_of(found: dict[str, float], named: str, *, is_asked: bool) -> list[Limit]:
    """What is promised, from the milliseconds of each way."""
    promised = [(COUNT, COUNTING), (ALL, TO_JSON)] if is_asked else [(COUNT, COUNTING)]
    return [
        Limit(f"{name}, {named}, times numpy", round(found[name] / found[NAIVE], 2), most)
        for name, most in promised
    ]


def say(found: dict[str, float], named: str) -> None:
    print(f"{named}: milliseconds of CPU, median of {ROUNDS} rounds:")
    for name, milliseconds in found.items():
        print(f"  {name:<34}{milliseconds:>9.1f}{milliseconds / found[NAIVE]:>8.2f} x")


def say_of_boxes(found: dict[str, float]) -> None:
    print("Of each ballot, milliseconds of CPU:")
    for name, milliseconds in found.items():
        print(f"  {name:<34}{milliseconds / BALLOTS:>9.4f}")


if __name__ == "__main__":
    raise SystemExit(main())

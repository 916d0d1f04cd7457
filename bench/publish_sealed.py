"""From sealed boxes to stored tables: `python -m bench.publish_sealed`; a million with `--large`.

What publish.py begins with packed answers, this begins with a closed box: 100,000 ballots, each
sealed by itself (HPKE), in a database of their own, and the keys in a folder. They are read,
opened, turned into columns, counted, protected and stored by the product's own functions, and the
boxes are deleted: the CPU of each part, of one run. The yardstick is that of publish.py, the same
eighty tables counted with numpy from columns that are ready. Nothing is promised of the whole: the
promises are publish.py's, on what can be compared with counting. Holds what it stored to what the
same answers give without a box.
"""

import argparse
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

from bench import publish
from bench.protection import COUNTING, Stopwatch
from bench.scratch import databases
from bench.timing import Clock, clock, medians
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan
from disclosure.control.safe_tables import Protected

if TYPE_CHECKING:
    from surveys.ballot.tabulating import Shape

SIZES, LARGE = (100_000,), 1_000_000
LABEL, VERSION, LANGUAGE = "w1", "0" * 16, "en-gb"
AT_ONCE, ROUNDS = 5_000, 5
READING, OPENING = "reading the boxes", "opening them"
KEYS, COLUMNS = "record keys", "answers as columns"
PROTECTING, STORING, EMPTYING = "protecting", "storing the tables", "deleting the boxes"
PARTS = (READING, OPENING, KEYS, COLUMNS, COUNTING, PROTECTING, STORING, EMPTYING)
Spent = dict[str, float]
"""Seconds of CPU by part."""


def main(arguments: Sequence[str] | None = None, sizes: Sequence[int] = SIZES) -> int:
    """Walk the road at each size, print what it took; 1 if what was stored is not what is there."""
    parser = argparse.ArgumentParser(description="From sealed boxes to stored tables.")
    parser.add_argument("--large", action="store_true", help="a million ballots as well")
    wanted = (*sizes, LARGE) if parser.parse_args(arguments).large else tuple(sizes)
    right = True
    for size in wanted:
        people, plan = publish.answered(size, publish.ASKED)
        spent, counted = road(people, plan)
        say(size, spent, naive(people, plan))
        right &= counted == size
    return int(not right)


def road(people: People, plan: Plan) -> tuple[Spent, int]:
    """Seal these people's answers, then walk; gives what each part took, and how many counted."""
    with databases("sealed") as use, tempfile.TemporaryDirectory(prefix="keys-") as folder:
        use("sealed")
        from django.conf import settings

        settings.BALLOT_KEYS = Path(folder)
        fill(people, plan)
        return walked(shape_of(plan), clock())


def shape_of(plan: Plan) -> "Shape":
    """A question for each attribute and each measure, its options their categories."""
    from surveys.ballot.tabulating import Column, Shape

    asked: list[Attribute | Measure] = [*plan.attributes, *plan.measures]
    return Shape(
        version=VERSION,
        options=tuple(len(one.categories) for one in asked),
        columns={
            one.code: Column(at, (*range(len(one.categories)), one.not_said or 0))
            for at, one in enumerate(asked)
        },
        plan=plan,
        fewest=plan.minimum,
    )


def fill(people: People, plan: Plan) -> None:
    """A closed box with a ballot of everybody, each with a number drawn at random."""
    from surveys.ballot import boxes, counting, labels, sealing
    from surveys.ballot.models import Sealed

    public = boxes.open_box(label=LABEL, plan_hash="0" * 64).box_public
    info = labels.info(LABEL)
    rows = rows_of(people, plan)
    for start in range(0, len(rows), AT_ONCE):
        Sealed.objects.bulk_create(
            Sealed(nullifier=os.urandom(32), box_id=LABEL, sealed=sealing.seal(public, info, said))
            for said in map(ballot, rows[start : start + AT_ONCE])
        )
    counting.close(LABEL)


def rows_of(people: People, plan: Plan) -> list[list[int]]:
    columns = [people.attributes[one.code] for one in plan.attributes]
    columns += [people.measures[one.code] for one in plan.measures]
    rows: list[list[int]] = np.stack(columns, axis=1).tolist()
    return rows


def ballot(answers: list[int]) -> bytes:
    told = {"v": VERSION, "l": LANGUAGE, "a": answers}
    return json.dumps(told, separators=(",", ":")).encode()


def walked(shape: "Shape", now: Clock) -> tuple[Spent, int]:
    """The whole road by the product's own functions, each part timed; and how many it counted."""
    from django.db import transaction

    from surveys.ballot import door

    spent: Spent = defaultdict(float)
    with timed(spent, now):
        started = now()
        count = door.count(label=LABEL, shape=shape)
        spent[READING] = now() - started - sum(spent.values())
    assert count.protected
    with transaction.atomic():
        with taking(spent, STORING, now):
            store(count.protected, count.counted)
        with taking(spent, EMPTYING, now):
            door.empty(LABEL)
    return spent, count.counted


@contextmanager
def taking(spent: Spent, part: str, now: Clock) -> Iterator[None]:
    started = now()
    yield
    spent[part] += now() - started


@contextmanager
def timed(spent: Spent, now: Clock) -> Iterator[None]:
    """While this lasts, the parts of the count say what they took."""
    from disclosure import gate
    from disclosure.control import record_keys
    from surveys.ballot import counting, protecting

    def slowly(place: Any, name: str, part: str) -> Any:
        whole = getattr(place, name)

        def wrapped(*given: Any, **more: Any) -> Any:
            with taking(spent, part, now):
                return whole(*given, **more)

        return patch.object(place, name, wrapped)

    with ExitStack() as all_of_it:
        for place, name, part in (
            (counting, "_read", OPENING),
            (record_keys, "record_keys", KEYS),
            (protecting, "people", COLUMNS),
        ):
            all_of_it.enter_context(slowly(place, name, part))
        all_of_it.enter_context(patch.object(gate, "protect", in_two(gate.protect, spent, now)))
        yield


def in_two(protect: Callable[..., Protected], spent: Spent, now: Clock) -> Callable[..., Protected]:
    """The gate, its counting told apart from hiding and attacking."""

    def wrapped(people: People, plan: Plan, **more: Any) -> Protected:
        watch = Stopwatch(now)
        made = protect(people, plan, **{**more, "progress": watch})
        watch("over")
        spent[COUNTING] += watch.spent.pop(COUNTING)
        spent[PROTECTING] += sum(watch.spent.values())
        return made

    return wrapped


def store(protected: Protected, responded: int) -> None:
    """As a wave's tables are stored, but for the words that a question set gives."""
    from disclosure import storing

    about = storing.About(
        source=LABEL,
        title="Bench",
        population="Nobody",
        starts_on=None,
        ends_on=None,
        asked="Bench",
        plan_hash="0" * 64,
        invited=None,
        responded=responded,
    )
    storing.store(protected=protected, about=about, at=datetime.now(UTC))


def naive(people: People, plan: Plan) -> float:
    """Seconds that counting each table with numpy takes, from columns that are ready."""
    columns = {**people.attributes, **people.measures}
    whole = {code: column.astype(np.intp) for code, column in columns.items()}
    way: publish.Ways = {publish.NAIVE: lambda: publish.each_table(whole, plan)}
    return medians(way, rounds=ROUNDS, now=clock())[publish.NAIVE] / 1000


def say(size: int, spent: Spent, yardstick: float) -> None:
    print(f"{size:,} sealed boxes: seconds of CPU, one run, and times the naive count:")
    without = sum(spent.values()) - spent[PROTECTING]
    lines = {part: spent[part] for part in PARTS}
    lines |= {"all but protecting": without, "all of it": sum(spent.values())}
    lines |= {publish.NAIVE: yardstick}
    for name, seconds in lines.items():
        print(f"  {name:<26}{seconds:>9.3f}{seconds / yardstick:>10.1f} x")


if __name__ == "__main__":
    raise SystemExit(main())

"""Counting by large tables comes to the same as counting one person at a time."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from disclosure.control import counting
from disclosure.control.counting import Counts, count
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan
from disclosure.control.system import System, system
from tests.disclosure.populations import Population, people, plan, populations

Cells = Counter[tuple[int, int]]
SLOWLY = settings(deadline=None, max_examples=40)
ROWS = [(0, 0, 0, 0, 0, 2**64 - 1), (0, 1, 0, 1, 1, 2**64 - 1), (3, 0, 1, 0, 0, 5)]


def one_by_one(people: People, groups: System, measure: str) -> tuple[Cells, Cells]:
    """The people and the sums of keys in each cell that has anybody."""
    many: Cells = Counter()
    keys: Cells = Counter()
    for person, pattern in enumerate(groups.pattern_of):
        for group in groups.members[pattern]:
            cell = (int(group), int(people.measures[measure][person]))
            many[cell] += 1
            keys[cell] += int(people.keys[person])
    return many, keys


def check(people: People, groups: System, counts: Counts) -> None:
    for measure in groups.plan.measures:
        many, keys = one_by_one(people, groups, measure.code)
        for cell in np.ndindex(len(groups.n), len(measure.categories)):
            assert counts.counts[measure.code][cell] == many[cell]
            assert counts.keys[measure.code][cell] == keys[cell] % 2**64


@pytest.mark.parametrize("most", [1, 6, 20, counting.MOST_CELLS])
@settings(SLOWLY, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(population=populations())
def test_every_cell_is_as_counted_one_by_one(monkeypatch, most, population: Population):
    monkeypatch.setattr(counting, "MOST_CELLS", most)
    groups = system(population.people, population.plan)

    check(population.people, groups, count(population.people, groups))


@SLOWLY
@given(population=populations())
def test_the_key_of_a_group_is_the_sum_over_its_people(population: Population):
    groups = system(population.people, population.plan)

    sums = [0] * len(groups.n)
    for person, pattern in enumerate(groups.pattern_of):
        for group in groups.members[pattern]:
            sums[group] += int(population.people.keys[person])
    counts = count(population.people, groups)
    assert counts.group_keys.tolist() == [total % 2**64 for total in sums]


def test_sums_of_keys_wrap_and_stay_exact():
    some = people(ROWS)
    groups = system(some, plan(("TEAM",)))

    counts = count(some, groups)

    assert counts.group_keys.tolist() == [3, 2**64 - 2, 5]
    assert counts.keys["PARENT"].tolist()[1] == [2**64 - 1, 2**64 - 1, 0]
    assert counts.counts["PARENT"].dtype == np.int64


def test_one_table_with_more_cells_than_the_cache_holds_is_counted_too():
    rng = np.random.default_rng(7)
    site, role = (Attribute(code, tuple(map(str, range(300)))) for code in ("SITE", "ROLE"))
    columns = {code: rng.integers(0, 300, 900).astype(np.uint16) for code in ("SITE", "ROLE")}
    some = People(columns, {"M": columns["SITE"] % 3}, np.arange(900, dtype=np.uint64))
    measure = Measure("M", ("a", "b", "c"), (0, 1, 2))
    groups = system(some, Plan((site, role), (measure,), ((), ("SITE",), ("ROLE", "SITE"))))

    check(some, groups, count(some, groups))

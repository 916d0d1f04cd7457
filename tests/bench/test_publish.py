"""The quick half of the bench of publishing: both ways count the same, and it can say FAIL."""

import json

import numpy as np
import pytest

from bench import publish
from bench.limits import exit_code
from disclosure.control.counting import count
from disclosure.control.system import system


@pytest.fixture(scope="module")
def answered():
    return publish.answered(3_000, publish.ASKED)


def test_the_yardstick_counts_the_tables_that_are_published(answered):
    people, plan = answered
    columns = {**people.attributes, **people.measures}
    tables = iter(publish.each_table({c: v.astype(np.intp) for c, v in columns.items()}, plan))

    groups = system(people, plan)
    counts = count(people, groups).counts
    for at in range(len(plan.cuts)):
        for measure in plan.measures:
            theirs = next(tables).reshape(-1, len(measure.categories))
            ours = counts[measure.code][groups.cut_of == at]
            assert np.array_equal(theirs[theirs.any(axis=1)], ours)


def test_what_is_measured_is_a_text_for_each_cut_from_packed_ballots(answered):
    people, plan = answered
    columns = [*people.attributes.values(), *people.measures.values()]

    texts = publish.published(np.stack(columns, axis=1), plan, people.keys)

    assert len(texts) == len(plan.cuts)
    ((key, (about, counts)),) = json.loads(texts[0])
    assert (key, about) == ([], pytest.approx(3_000, abs=5))
    assert set(counts) == {measure.code for measure in plan.measures}


def test_unpacking_gives_the_people_back(answered):
    people, plan = answered
    columns = [*people.attributes.values(), *people.measures.values()]

    back = publish.unpacked(np.stack(columns, axis=1), plan, people.keys)

    for code, column in people.attributes.items():
        assert np.array_equal(back.attributes[code], column)
    for code, column in people.measures.items():
        assert np.array_equal(back.measures[code], column)


def test_what_is_promised_is_a_ratio_to_numpy():
    found = {publish.NAIVE: 10.0, publish.COUNT: 10.0, publish.ALL: 40.0}
    slow = {publish.NAIVE: 10.0, publish.COUNT: 10.2, publish.ALL: 41.0}

    kept = publish.limits_of(found, "", is_asked=True)
    broken = publish.limits_of(slow, "", is_asked=True)

    assert [limit.found for limit in kept] == [1.0, 4.0]
    assert exit_code(kept) == 0
    assert [limit.is_kept for limit in broken] == [False, False]
    assert len(publish.limits_of(slow, "", is_asked=False)) == 1


def test_the_whole_bench_says_what_it_took(monkeypatch, capsys):
    small = {"ROUNDS": 1, "BALLOTS": 3, "SIZES": (2_000,), "TEAMS": 20_000}
    for name, value in {**small, "COUNTING": 1e3, "TO_JSON": 1e4}.items():
        monkeypatch.setattr(publish, name, value)
    monkeypatch.setattr("bench.timing.gc.collect", int)  # nothing here is worth it

    assert publish.main() == 0
    said = capsys.readouterr().out
    assert "2,000 responses, 40 teams" in said
    assert "2,000 responses, 400 teams" in said
    assert "opening a sealed box" in said

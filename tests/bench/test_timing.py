"""What a bench measures does not hang on where it happens to stand in Python's stack."""

import traceback

from bench.timing import clock, medians


def test_every_round_stands_deeper_in_the_stack_and_all_ways_of_a_round_at_the_same_depth():
    depths: dict[str, list[int]] = {"one": [], "other": []}
    ways = {
        name: lambda found=found: found.append(sum(1 for _frame in traceback.walk_stack(None)))
        for name, found in depths.items()
    }
    medians(ways, rounds=7, now=clock())
    assert depths["one"] == depths["other"] == sorted(set(depths["one"]))
    assert depths["one"][-1] - depths["one"][0] > 100

"""The bench of outlets at 20,000 makes tables, then attacks them; it stops where either fails."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import outlets
from tests.disclosure import stored

ROOT = Path(__file__).parents[2]


def asked(codes: Sequence[int]) -> tuple[int, list[Sequence[str]]]:
    """What it gives and what it ran, where the programs end with these codes."""
    left, ran = list(codes), []

    def run(module: Sequence[str], told: dict[str, str]) -> int:
        assert Path(told[stored.BESIDES]).is_dir()
        ran.append(module)
        return left.pop(0)

    return outlets.main(run), ran


@pytest.mark.parametrize(("codes", "gives"), [([0, 0], 0), ([0, 1], 1), ([2], 2)])
def test_it_fails_where_the_tables_cannot_be_made_or_an_attack_finds_something(
    codes: list[int], gives: int
) -> None:
    given, ran = asked(codes)

    assert given == gives
    assert [module[0] for module in ran] == ["tests.disclosure.stored", "pytest"][: len(codes)]


def test_the_attacks_that_it_names_are_there() -> None:
    assert all((ROOT / one).is_file() for one in outlets.TESTS)
    assert stored.LARGE not in stored.ALL or os.environ.get(stored.BESIDES)

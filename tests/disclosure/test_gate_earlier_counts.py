"""The gate and the numbers of an earlier wave: opposite limits of the noise are forced here."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from bench.outsider_waves import earlier_of
from bench.workforce import wave
from disclosure.control.certificate import Check
from disclosure.control.earlier import Earlier
from disclosure.control.people import People
from disclosure.control.plan import TOTAL, Cut, Key, Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect

CUTS: tuple[Cut, ...] = (TOTAL, ("DIVISION",), ("LEVEL",))
Group = tuple[Cut, Key]
EVERYBODY: Group = (TOTAL, ())


@cache
def asked() -> tuple[People, Plan]:
    return wave(1_000, cuts=CUTS)


@cache
def alone() -> Protected:
    """What the wave shows with no earlier one."""
    return protect(*asked())


def group() -> Group:
    """A shown group of a cut."""
    cells = alone().cells["LEVEL",]
    return ("LEVEL",), next(key for key, cell in cells.items() if cell is not None)


def at_the_other_limit(of: Group) -> Earlier:
    """As if the same people had answered before, and the noise of one group's count had been as far
    from what it is now as it can be."""
    people, plan = asked()
    before = earlier_of(alone(), plan, len(people))
    cut, key = of
    cell = before.published[cut][key]
    row = np.array(cell.counts["SCHOOL"])
    second, first = np.argsort(row)[-2:]
    row[first], row[second] = row[first] - 6, row[second] + 6
    moved = replace(cell, counts={**cell.counts, "SCHOOL": tuple(row.tolist())})
    published = {**before.published, cut: {**before.published[cut], key: moved}}
    return replace(before, published=published)


def check(protected: Protected) -> Check:
    return next(one for one in protected.certificate.checks if one.name == "leavers")


@pytest.mark.parametrize("everybody", [False, True])
def test_the_count_is_drawn_again_and_everything_stays_shown(everybody: bool) -> None:
    cut, key = of = EVERYBODY if everybody else group()
    made = protect(*asked(), earlier=[at_the_other_limit(of)])
    was, now = alone().cells[cut][key], made.cells[cut][key]

    assert was is not None
    assert now is not None
    assert now.counts["SCHOOL"] != was.counts["SCHOOL"]
    assert made.certificate.shown == alone().certificate.shown
    assert (check(made).found, made.certificate.repairs) == (0, 0)
    assert check(made).tried > 100


def test_the_same_waves_give_the_same_bits() -> None:
    made = [protect(*asked(), earlier=[at_the_other_limit(group())]) for _twice in range(2)]
    assert made[0].to_data() == made[1].to_data()


def test_what_no_draw_mends_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure.control.drawing.MOST_DRAWS", 0)
    cut, key = group()
    made = protect(*asked(), earlier=[at_the_other_limit(group())])

    assert made.cells[cut][key] is None
    assert made.cells[TOTAL][()] is not None
    assert made.certificate.repairs > 0
    assert made.certificate.passed


def test_where_it_is_everybody_nothing_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure.control.drawing.MOST_DRAWS", 0)
    made = protect(*asked(), earlier=[at_the_other_limit(EVERYBODY)])

    assert made.certificate.shown == 0
    assert made.certificate.total_only


def test_a_pattern_without_numbers_has_nothing_to_try() -> None:
    made = protect(*asked(), earlier=[at_the_other_limit(group()).pattern])

    assert check(made).tried == 0
    assert made.cells == alone().cells


def test_the_first_wave_has_nothing_to_try() -> None:
    assert check(alone()).tried == 0

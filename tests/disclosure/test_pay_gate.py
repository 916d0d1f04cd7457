"""The gate of pay gaps: of nobody do they prove a side or a band, and groups are as safe as tables.

The attacks are tried first on gaps that give somebody away.
"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import outsider
from disclosure import gate, pay_gate
from disclosure.attacks import pay
from disclosure.attacks.found import Found
from disclosure.control.pattern import pattern
from disclosure.control.pay_gap import Read, compared
from disclosure.control.pay_sides import PAY
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Measure, Plan
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.control.safe_tables import Unsafe

FLOORS = (0, *range(20_000, 60_000, 5_000))
BANDS = (*(f"FROM_{floor}" for floor in FLOORS), "not_said")
SIDES = ("professional", "lower", "not_said")
PLAN = Plan(
    (Attribute("UNIT", ("a", "b", "c")), Attribute("GRADE", ("junior", "senior"))),
    (Measure("SEB1", SIDES, (0, 1), 2),),
    ((), ("UNIT",), ("GRADE",)),
)


def staff(seed: int, many: int = 400) -> People:
    """Pay follows the grade, and is a little less for the lower side."""
    rng = np.random.default_rng(seed)
    unit, grade = rng.choice(3, many, p=[0.5, 0.3, 0.2]), rng.integers(0, 2, many)
    side = rng.choice(3, many, p=[0.45, 0.4, 0.15])
    pounds = (26_000 + 8_000 * grade) * rng.lognormal(0, 0.2, many) * np.where(side == 1, 0.9, 1)
    band = np.searchsorted(FLOORS, pounds, side="right") - 1
    band[rng.random(many) < 0.1] = len(FLOORS)
    columns = {"UNIT": unit, "GRADE": grade, "SEB1": side, PAY: band}
    codes = {code: column.astype(np.uint16) for code, column in columns.items()}
    keys = rng.integers(0, 2**64, many, dtype=np.uint64, endpoint=False)
    attributes = {code: codes[code] for code in ("UNIT", "GRADE")}
    return People(attributes, {code: codes[code] for code in ("SEB1", PAY)}, keys)


def published(people: People) -> PayGaps:
    tables = gate.protect(people, PLAN)
    return pay_gate.pay_gaps(people, PLAN, bands=BANDS, shown=tables)


def shown(gaps: PayGaps) -> int:
    return sum(gap is not None for cut in gaps.gaps.values() for gap in cut.values())


def alone(*people: tuple[int, int], step: int, smallest: int = 0) -> tuple[Found, Found]:
    """One gap of these people, each a band and a side."""
    bands, sides = map(np.array, zip(*people, strict=True))
    counts = tuple(
        tuple(np.bincount(bands[sides == side], minlength=len(FLOORS)).tolist()) for side in (0, 1)
    )
    read = Read((0, 1), (sum(counts[0]), sum(counts[1])), step, False, FLOORS)
    gaps = pay.Gaps((read,), (counts,), 3, smallest)
    return pay.attack(gaps, np.zeros((len(people), 1), int), bands, sides)


def test_a_gap_of_a_few_people_said_exactly_gives_their_sides_away() -> None:
    few = [(2, 0), (5, 0), (7, 0), (1, 1), (3, 1), (4, 1)]
    on_sides, _pay = alone(*few, step=1)
    assert on_sides.hits
    assert set(on_sides.hits) == {frozenset({0, 1})}


def test_the_same_of_many_said_roughly_gives_nobody_away() -> None:
    many = [(band, side) for band in range(1, 8) for side in (0, 1, 2) for _each in range(9)]
    assert [found.hits for found in alone(*many, step=5)] == [(), ()]


def test_that_a_side_has_so_many_at_least_gives_away_whoever_must_be_on_it() -> None:
    """Forty people, and twenty at least on either side: so nobody is on neither."""
    forty = [(band, side) for band in (3, 4, 5, 6) for side in (0, 1) for _each in range(5)]
    assert [found.hits for found in alone(*forty, step=5)] == [(), ()]
    on_sides, on_pay = alone(*forty, step=5, smallest=20)
    assert (len(on_sides.hits), on_pay.hits) == (40, ())
    with_others = forty + [(4, 2)] * 10
    assert [found.hits for found in alone(*with_others, step=5, smallest=20)] == [(), ()]


def test_of_two_people_each_in_a_band_of_their_own_pay_is_given_away() -> None:
    _sides, on_pay = alone((2, 0), (5, 1), step=1)
    assert len(on_pay.hits) == 2


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**32))
def test_gaps_that_leave_it_prove_nothing_of_anybody(seed: int) -> None:
    gaps = published(staff(seed))
    assert {check.name for check in gaps.checks} in (
        {"pay_groups", "pay_sides", "pay_bands"},
        set(),
    )
    assert not any(check.found for check in gaps.checks)
    assert bool(shown(gaps)) <= bool(gaps.checks)


def test_most_gaps_of_ordinary_staff_pass_at_once() -> None:
    assert shown(published(staff(1))) == 6


def test_the_sides_of_groups_are_no_sums_and_differences_of_each_other() -> None:
    """The linked system itself, attacked a second time by code that is not the gate's."""
    people = staff(3, many=160)
    told = compared(people, PLAN, bands=BANDS, shown=gate.protect(people, PLAN))
    hidden = pattern(told.linked, also=told.before)
    seen = outsider.View(told.linked, hidden, {}, np.arange(len(told.people)), 0)
    assert min(outsider.left_over(seen), default=10) >= 10
    assert outsider.read_off(seen) == []
    assert all(outsider.crowd(seen, person) >= 10 - 1e-6 for person in range(0, 100, 12))


def test_a_hit_hides_a_gap_and_all_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before, real, rounds = published(staff(1)), pay.attack, []

    def once(gaps, *args):
        rounds.append(len(gaps.reads))
        found = real(gaps, *args)
        hit = replace(found[0], hits=(frozenset(gaps.reads[-1].sides),))
        return (hit, found[1]) if len(rounds) == 1 else found

    monkeypatch.setattr(pay, "attack", once)
    after = published(staff(1))
    assert len(rounds) == 2
    assert 0 < shown(after) < shown(before)


def test_where_hits_do_not_end_no_gap_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    def always(gaps, *_args):
        hits = (frozenset(gaps.reads[0].sides),) if gaps.reads else (frozenset({0}),)
        return Found("pay_sides", 1, hits), Found("pay_bands", 1)

    monkeypatch.setattr(pay, "attack", always)
    gaps = published(staff(1))
    assert (shown(gaps), gaps.checks) == (0, ())


def test_what_was_tried_stays_with_the_gaps_and_tells_of_no_one() -> None:
    gaps = published(staff(1))
    again = PayGaps.from_data(gaps.to_data())
    assert again == gaps
    assert {check.name: check.tried for check in gaps.checks}["pay_sides"] == shown(gaps)
    before = {name: value for name, value in gaps.to_data().items() if name != "checks"}
    assert PayGaps.from_data(before).checks == ()
    with pytest.raises(Unsafe):
        replace(gaps, checks=(replace(gaps.checks[0], found=1),))

"""Taking part: rounded, once a day, and by unit only where nobody can be told apart."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.control.safe_tables import rounded
from surveys import participation
from surveys.ballot import door
from surveys.models import Invitation, Participation, Wave
from surveys.states import State

MONDAY, TUESDAY = date(2027, 3, 1), date(2027, 3, 2)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (998, 1000)]
)
def test_it_rounds_to_the_nearest_five(number: int, shown: int) -> None:
    assert rounded(number) == shown


@given(st.integers(0, 10**6))
def test_rounding_moves_by_two_at_most(number: int) -> None:
    assert abs(rounded(number) - number) <= 2
    assert rounded(number) % 5 == 0


# While open -----------------------------------------------------------------------------------


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A sealed box of which only the numbers matter; counts how often it was asked."""
    box = SimpleNamespace(invited=400, ballots=118, asked=0)

    def ballots(label: str) -> int:
        box.asked += 1
        return int(box.ballots)

    monkeypatch.setattr(door, "ballots", ballots)
    monkeypatch.setattr(door, "invited", lambda label: box.invited)
    return box


@pytest.fixture
def wave(db: None) -> Wave:
    return Wave.objects.create(label="w1", title="Spring", state=State.OPEN, plan_hash="a" * 64)


def test_the_figure_of_the_day_is_stored_rounded(wave: Wave, box: SimpleNamespace) -> None:
    taken = participation.take_note(wave=wave, today=MONDAY)

    assert taken is not None
    assert (taken.day, taken.invited, taken.responded) == (MONDAY, 400, 120)


def test_it_is_taken_once_a_day_and_never_changed(wave: Wave, box: SimpleNamespace) -> None:
    participation.take_note(wave=wave, today=MONDAY)
    box.ballots = 250

    again = participation.take_note(wave=wave, today=MONDAY)

    assert again is not None
    assert again.responded == 120
    assert Participation.objects.count() == 1
    assert box.asked == 1


def test_the_next_day_has_its_own_figure(wave: Wave, box: SimpleNamespace) -> None:
    participation.take_note(wave=wave, today=MONDAY)
    box.ballots = 251
    participation.take_note(wave=wave, today=TUESDAY)

    newest = participation.latest(wave)

    assert newest is not None
    assert (newest.day, newest.responded) == (TUESDAY, 250)


def test_of_two_workers_the_first_is_right(
    wave: Wave, box: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one writes between our look and our own row."""

    def while_we_count(label: str) -> int:
        Participation.objects.get_or_create(
            wave=wave, day=MONDAY, defaults={"invited": 400, "responded": 115}
        )
        return 118

    monkeypatch.setattr(door, "ballots", while_we_count)

    taken = participation.take_note(wave=wave, today=MONDAY)

    assert taken is not None
    assert taken.responded == 115


@pytest.mark.parametrize("state", [State.DRAFT, State.ABANDONED])
def test_nothing_is_noted_of_a_wave_that_is_not_open(
    wave: Wave, box: SimpleNamespace, state: State
) -> None:
    wave.state = state

    assert participation.take_note(wave=wave, today=MONDAY) is None
    assert participation.latest(wave) is None
    assert box.asked == 0


@pytest.mark.parametrize(("invited", "ballots", "shown"), [(13, 13, 10), (15, 15, 15), (8, 8, 5)])
def test_a_figure_never_says_that_all_of_an_odd_number_took_part(
    wave: Wave, box: SimpleNamespace, invited: int, ballots: int, shown: int
) -> None:
    box.invited, box.ballots = invited, ballots

    taken = participation.take_note(wave=wave, today=MONDAY)

    assert taken is not None
    assert taken.responded == shown


def test_the_rate_has_one_decimal_and_needs_ten_people() -> None:
    assert str(participation.rate(responded=120, invited=407)) == "29.5"
    assert str(participation.rate(responded=0, invited=10)) == "0.0"
    assert participation.rate(responded=5, invited=9) is None


def test_taking_part_in_words() -> None:
    said = participation.in_words

    assert said(Participation(day=MONDAY, invited=4070, responded=1200)) == (
        "About 1,200 of 4,070 people have answered, about 29%."
    )
    assert "Fewer than 10" in said(Participation(day=MONDAY, invited=9, responded=5))
    assert "once a day" in said(None)


# By unit, at the count -----------------------------------------------------------------------

Units = dict[str, tuple[int, int]]
pairs = st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
organisations = st.dictionaries(st.sampled_from(["", *"ABCDEFGH"]), pairs, max_size=9)


def shown_of(units: Units) -> tuple[tuple[str, int, int], ...]:
    return tuple((p.unit, p.invited, p.collected) for p in participation.by_unit(units))


def test_a_unit_is_shown_where_ten_did_and_ten_did_not() -> None:
    units = {"People": (30, 17), "Sales": (40, 20), "Small": (25, 15), "Tiny": (6, 1)}

    assert shown_of(units) == (("People", 30, 15), ("Sales", 40, 20))
    assert shown_of(units | {"Tiny": (20, 10)}) == (
        ("People", 30, 15),
        ("Sales", 40, 20),
        ("Small", 25, 15),
        ("Tiny", 20, 10),
    )


def test_a_small_unit_takes_the_next_smallest_along() -> None:
    units = {"Tiny": (6, 6), "Middle": (30, 15), "Large": (200, 100)}

    assert shown_of(units) == (("Large", 200, 100),)


def test_a_large_unit_that_cannot_be_shown_takes_all_smaller_ones_along() -> None:
    assert shown_of({"Small": (30, 15), "All took part": (50, 48), "Large": (200, 100)}) == (
        ("Large", 200, 100),
    )


def test_nothing_is_shown_where_too_little_would_be_left() -> None:
    assert shown_of({"Tiny": (6, 6), "Middle": (30, 20)}) == ()
    assert shown_of({}) == ()


def test_those_without_a_unit_are_never_shown_and_still_count() -> None:
    assert shown_of({"": (100, 50), "People": (30, 15)}) == (("People", 30, 15),)


def test_a_unit_of_nobody_hides_no_other() -> None:
    assert shown_of({"": (0, 0), "Empty": (0, 0), "People": (30, 15)}) == (("People", 30, 15),)


@given(organisations)
def test_what_is_shown_and_what_is_left_are_both_crowds(units: Units) -> None:
    shown = {part.unit for part in participation.by_unit(units)}
    left = [units[unit] for unit in units.keys() - shown if units[unit] != (0, 0)]
    for invited, collected in [units[unit] for unit in shown]:
        assert collected >= 10
        assert invited - collected >= 10
    if shown and left:
        assert sum(c for _n, c in left) >= 10
        assert sum(n - c for n, c in left) >= 10


@given(organisations)
def test_who_is_left_out_does_not_hang_on_the_order_of_units(units: Units) -> None:
    assert shown_of(units) == shown_of(dict(reversed(units.items())))


@pytest.mark.parametrize(
    "invited", [(3, 24, 26), (12, 22, 30), (20, 20, 21), (5, 5, 40), (3, 12, 20, 24)]
)
def test_nobody_is_shown_to_have_taken_part_or_not(invited: tuple[int, ...]) -> None:
    """Every organisation of these sizes there can be, and a reader who knows our rule.

    The total is published. Whoever knows it with the units shown, and asks which organisations
    could look like this, must not find a unit in which all or none took part, unless the total
    alone said so.
    """
    worlds: defaultdict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for collected in product(*(range(n + 1) for n in invited)):
        units = dict(zip("ABCD", zip(invited, collected, strict=True), strict=False))
        worlds[sum(collected), shown_of(units)].append(collected)
        worlds[sum(collected), None].append(collected)
    for (total, _shown), possible in worlds.items():
        assert settled(possible, invited) <= settled(worlds[total, None], invited)


def settled(possible: Iterable[tuple[int, ...]], invited: tuple[int, ...]) -> set[tuple[int, str]]:
    """The units of which it is certain that all, or none, of them took part."""
    ways = [set(counts) for counts in zip(*possible, strict=True)]
    all_of = {(unit, "all") for unit, n in enumerate(invited) if ways[unit] == {n}}
    return all_of | {(unit, "none") for unit in range(len(invited)) if ways[unit] == {0}}


def test_the_test_above_finds_a_rule_that_is_too_weak(monkeypatch: pytest.MonkeyPatch) -> None:
    """Showing each unit that is large enough, and leaving it at that, gives people away."""
    monkeypatch.setattr(participation, "_is_a_crowd", lambda counts: sum(n for n, _c in counts) > 2)

    with pytest.raises(AssertionError):
        test_nobody_is_shown_to_have_taken_part_or_not((3, 24, 26))


def test_units_at_the_close_are_the_top_ones(wave: Wave, monkeypatch: pytest.MonkeyPatch) -> None:
    where = ["People › Hiring", "People › Pay", "People", "Sales", ""]
    Invitation.objects.bulk_create(
        Invitation(
            wave=wave, invitee=number, email=f"p{number}@example.org", unit=where[number % 5]
        )
        for number in range(150)
    )
    collected = set(range(75))
    monkeypatch.setattr(door, "invited", lambda label: 170)  # 20 more hold a card
    monkeypatch.setattr(door, "collected", lambda label: 80)
    monkeypatch.setattr(door, "collected_among", lambda label, those: len(collected & set(those)))

    assert participation.units_at_close(wave) == [
        {"unit": "People", "invited": 90, "collected": 45},
        {"unit": "Sales", "invited": 30, "collected": 15},
    ]

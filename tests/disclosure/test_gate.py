"""The gate: nothing leaves it that an attack opens, whoever answers and whatever the plan.

Hypothesis draws small workforces and plans; what is published of them is attacked a second time, by
code that is not the gate's.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import outsider
from bench.workforce import wave
from disclosure import gate
from disclosure.attacks import bounds, crowds, leavers, persons, recovery, residuals, stacked
from disclosure.attacks.found import Found
from disclosure.control.drawing import drawn as with_noise
from disclosure.control.people import People
from disclosure.control.plan import Attribute, Cut, Measure, Plan
from disclosure.control.safe_tables import Protected, Unsafe
from disclosure.control.solving import NotSolved
from disclosure.gate import protect

ATTRIBUTES = (
    Attribute("UNIT", ("a", "b", "c", "not_said"), 3, listed=False),
    Attribute("LEVEL", ("junior", "senior", "not_said"), 2),
    Attribute("PLACE", ("north", "south", "east", "west", "not_said"), 4, listed=False),
)
MEASURES = (
    Measure("PARENT", ("professional", "lower", "not_said"), (0, 1), 2),
    Measure("MEALS", ("yes", "no", "na", "not_said"), (0, 1), 3),
)
CROSSED: tuple[Cut, ...] = (("UNIT", "LEVEL"), ("UNIT", "PLACE"), ("LEVEL", "PLACE"))
ALONE: tuple[Cut, ...] = ((), ("UNIT",), ("LEVEL",), ("PLACE",))


@st.composite
def workforces(draw: st.DrawFn) -> tuple[People, Plan]:
    """From 10 to 90 people, evenly spread or nearly all alike, and some of the cuts."""
    many = draw(st.integers(10, 90))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    lean = draw(st.sampled_from([0.3, 1.0, 5.0]))
    columns: dict[str, Any] = {
        one.code: rng.choice(
            len(one.categories), many, p=rng.dirichlet(np.full(len(one.categories), lean))
        ).astype(np.uint16)
        for one in (*ATTRIBUTES, *MEASURES)
    }
    crossed = draw(st.lists(st.sampled_from(CROSSED), unique=True))
    plan = Plan(ATTRIBUTES, MEASURES, (*ALONE, *crossed), minimum=draw(st.sampled_from([10, 15])))
    keys = rng.integers(0, 2**64, many, dtype=np.uint64, endpoint=False)
    codes = [attribute.code for attribute in ATTRIBUTES]
    attributes = {code: columns[code] for code in codes}
    measures = {code: column for code, column in columns.items() if code not in codes}
    return People(attributes, measures, keys), plan


def shown(protected: Protected) -> int:
    return sum(cell is not None for cells in protected.cells.values() for cell in cells.values())


@settings(max_examples=40, deadline=None)
@given(workforces())
def test_nothing_that_leaves_it_can_be_opened_from_outside(drawn: tuple[People, Plan]) -> None:
    people, plan = drawn
    if len(people) < plan.minimum:
        with pytest.raises(ValueError, match="Too few"):
            protect(people, plan)
        return
    protected = protect(people, plan)
    seen = outsider.view(people, plan, protected)
    assert protected.certificate.passed
    assert min(outsider.left_over(seen), default=plan.minimum) >= plan.minimum
    assert outsider.read_off(seen) == []
    if not seen.hidden.all():
        few = np.isin(seen.system.members, seen.system.small).any(axis=1)
        at_risk = np.flatnonzero(np.asarray(few)[seen.system.pattern_of])[:5]
        crowds_of = [outsider.crowd(seen, int(person)) for person in at_risk]
        assert min(crowds_of, default=plan.minimum) >= plan.minimum - 1e-6
        for measure in plan.measures:
            assert outsider.leeway(seen, measure.code) > 1e-7


@settings(max_examples=15, deadline=None)
@given(workforces(), st.randoms(use_true_random=False))
def test_the_same_people_give_the_same_bits_in_any_order(
    drawn: tuple[People, Plan], random: Any
) -> None:
    people, plan = drawn
    if len(people) < plan.minimum:
        return
    order = list(range(len(people)))
    random.shuffle(order)
    turned = People(
        {code: column[order] for code, column in people.attributes.items()},
        {code: column[order] for code, column in people.measures.items()},
        people.keys[order],
    )
    assert protect(people, plan).to_data() == protect(turned, plan).to_data()


@pytest.fixture(scope="module")
def small() -> tuple[People, Plan]:
    return wave(1_000, cuts=((), ("DIVISION",), ("LEVEL",), ("DIVISION", "LEVEL")))


def test_only_groups_large_enough_are_shown_and_the_total_is(small: tuple[People, Plan]) -> None:
    protected = protect(*small)
    assert protected.cells[()][()] is not None
    assert shown(protected) > 5
    assert all(
        cell is None or cell.about >= 10
        for cells in protected.cells.values()
        for cell in cells.values()
    )


@pytest.mark.parametrize(
    "attack",
    [residuals, recovery, crowds, persons, bounds, stacked, leavers],
    ids=lambda m: m.__name__,
)
def test_a_hit_hides_what_was_used_and_all_is_tried_again(
    small: tuple[People, Plan], attack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each attack in turn finds something in the first round, and nothing in the second."""
    before = protect(*small)
    real, rounds = attack.attack, []

    def once(system: Any, hidden: Any, *args: Any, **kwargs: Any) -> Found:
        rounds.append(hidden.copy())
        found: Found = real(system, hidden, *args, **kwargs)
        if len(rounds) > 1:
            return found
        victim = int(np.flatnonzero(~hidden)[-1])
        return replace(found, hits=(frozenset({victim}),))

    monkeypatch.setattr(attack, "attack", once)
    protected = protect(*small)
    assert (protected.certificate.repairs, protected.certificate.passed) == (1, True)
    assert len(rounds) == before.certificate.repairs + 2
    assert shown(protected) < shown(before)


def test_after_five_repairs_only_the_total_is_published(
    small: tuple[People, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_content(system: Any, hidden: Any) -> Found:
        visible = np.flatnonzero(~hidden)
        hits = (frozenset({int(visible[-1])}),) if len(visible) > 1 else ()
        return Found("recovery", tried=1, hits=hits)

    monkeypatch.setattr(recovery, "attack", never_content)
    protected = protect(*small)
    assert protected.certificate.total_only
    assert protected.certificate.repairs == gate.MOST_REPAIRS
    assert shown(protected) == 1
    assert protected.cells[()][()] is not None
    assert set(protected.cells) == set(small[1].cuts)  # the rest is there, and hidden


def test_where_even_the_total_gives_somebody_away_nothing_is_published(
    small: tuple[People, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def opens_all(system: Any, hidden: Any) -> Found:
        hits = (frozenset(map(int, np.flatnonzero(~hidden))),) if not hidden.all() else ()
        return Found("recovery", tried=1, hits=hits)

    monkeypatch.setattr(recovery, "attack", opens_all)
    assert shown(protect(*small)) == 0


def test_figures_that_do_not_come_out_again_to_the_bit_never_leave(
    small: tuple[People, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def otherwise(people: People, groups: Any, before: Any) -> Any:
        made.append(with_noise(people, groups, before))
        if len(made) == 1:
            return made[0]
        moved = {code: rows + (rows > 0) for code, rows in made[-1].moved.items()}
        return replace(made[-1], moved=moved)

    monkeypatch.setattr(gate, "drawn", otherwise)
    with pytest.raises(Unsafe):
        protect(*small)


@pytest.mark.parametrize("attack", [recovery, persons], ids=lambda m: m.__name__)
def test_a_solver_that_gives_up_has_found_everything(
    small: tuple[People, Plan], attack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up(*_args: Any, **_kwargs: Any) -> Found:
        raise NotSolved

    monkeypatch.setattr(attack, "attack", gives_up)
    protected = protect(*small)
    assert (protected.certificate.total_only, shown(protected)) == (True, 0)


def test_where_no_pattern_is_found_only_the_total_is_left(
    small: tuple[People, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gives_up(*_args: Any, **_kwargs: Any) -> Any:
        raise NotSolved

    monkeypatch.setattr(gate, "pattern", gives_up)
    protected = protect(*small)
    assert (protected.certificate.total_only, shown(protected)) == (True, 1)


def test_that_nobody_in_a_unit_said_so_does_not_come_out() -> None:
    """Sixty in the unit, none of whom said yes: were only that row hidden, it could be nothing
    else than empty."""
    unit = Attribute("UNIT", ("a", "b"))
    said = Attribute("DISABILITY", ("no", "yes", "not_said"), 2, listed=False)
    sizes = {(0, 0): 40, (0, 2): 20, (1, 0): 50, (1, 1): 14, (1, 2): 15}
    rows = np.repeat(np.array(list(sizes)), list(sizes.values()), axis=0).astype(np.uint16)
    people = People(
        {"UNIT": rows[:, 0], "DISABILITY": rows[:, 1]},
        {"MEALS": (np.arange(len(rows)) % 3).astype(np.uint16)},
        np.random.default_rng(8).integers(0, 2**64, len(rows), dtype=np.uint64, endpoint=False),
    )
    measure = Measure("MEALS", ("yes", "no", "not_said"), (0, 1), 2)
    cuts: tuple[Cut, ...] = ((), ("UNIT",), ("DISABILITY",), ("UNIT", "DISABILITY"))
    table = protect(people, Plan((unit, said), (measure,), cuts)).cells["UNIT", "DISABILITY"]
    hidden = {key for key, cell in table.items() if cell is None}
    assert {("a", "yes")} < hidden
    assert len({key for key in hidden if key[0] == "a"}) > 1
    assert len({key for key in hidden if key[1] == "yes"}) > 1


def test_it_says_what_it_is_doing(small: tuple[People, Plan]) -> None:
    told: list[str] = []
    protect(*small, progress=lambda what, done, total: told.append(what))
    assert next(iter(dict.fromkeys(told))) == "hide"
    assert set(gate.ATTACKS) <= set(told)


def test_the_cost_is_told_and_never_exactly(small: tuple[People, Plan]) -> None:
    certificate = protect(*small).certificate
    assert certificate.safe_hidden % 5 == 0
    assert all(0 < error < 10 for error in certificate.error.values())
    assert certificate.smallest_crowd == 10

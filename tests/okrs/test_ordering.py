"""Putting things in order: one move at a time, recorded once, and never over somebody else's."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from accounts.models import AuditEvent
from okrs import ordering, undoing
from okrs.models import KeyResult, Milestone, Objective
from okrs.refusals import CannotPlan
from tests.factories import (
    NOON,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    StrategyFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective():
    return ObjectiveFactory.create(strategy=StrategyFactory.create())


@pytest.fixture
def three(objective):
    return [KeyResultFactory.create(objective=objective, title=title) for title in "ABC"]


def keys(rows):
    return [row.pk for row in rows]


def titles(rows: Any) -> str:
    return "".join(str(row)[0] for row in rows)


@pytest.mark.parametrize(("which", "to", "after"), [(0, 2, "BCA"), (2, 0, "CAB"), (1, 99, "ACB")])
def test_a_key_result_goes_to_a_place_of_its_objective(lead, three, which, to, after):
    objective = three[0].objective
    moved = ordering.move(thing=three[which], to=to, seen=keys(three), by=lead, at=NOON)

    assert titles(ordering.under(objective.pk)) == after
    assert moved.place == after.index("ABC"[which]) + 1
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes) == ("moved", {"place": [which + 1, moved.place]})


def test_sent_twice_it_is_done_once(lead, objective, three):
    for _n in range(2):
        ordering.move(thing=three[0], to=1, seen=keys(three), by=lead, at=NOON)

    assert titles(ordering.under(objective.pk)) == "BAC"
    assert AuditEvent.objects.count() == 1


def test_who_saw_another_order_is_told_and_nothing_moves(lead, objective, three):
    ordering.move(thing=three[0], to=2, seen=keys(three), by=lead, at=NOON)

    with pytest.raises(CannotPlan, match="Somebody changed this list"):
        ordering.move(
            thing=three[1], to=0, seen=keys([three[0], three[2], three[1]]), by=lead, at=NOON
        )

    assert titles(ordering.under(objective.pk)) == "BCA"


def test_objectives_move_within_their_pillar_only(lead, objective):
    second = ObjectiveFactory.create(strategy=objective.strategy)
    elsewhere = ObjectiveFactory.create(strategy=objective.strategy, pillar="culture")
    retired = ObjectiveFactory.create(strategy=objective.strategy, retired_at=NOON)

    ordering.move(thing=second, to=0, seen=keys([objective, second]), by=lead, at=NOON)

    here = ordering.in_pillar(objective.strategy_id, objective.pillar)
    assert list(here) == [second, objective]
    assert Objective.objects.get(pk=elsewhere.pk).order == elsewhere.order
    with pytest.raises(CannotPlan):
        ordering.move(thing=retired, to=0, seen=keys([second, objective]), by=lead, at=NOON)


def test_milestones_move_too(lead):
    key_result = KeyResultFactory.create()
    steps = [MilestoneFactory.create(key_result=key_result, text=text) for text in "AB"]

    ordering.move(thing=steps[1], to=0, seen=keys(steps), by=lead, at=NOON)

    assert titles(Milestone.objects.order_by("order")) == "BA"


def test_a_key_result_goes_under_another_objective_and_loses_what_it_counts_in(
    lead, objective, three
):
    other = ObjectiveFactory.create(strategy=objective.strategy, pillar="culture")
    there = KeyResultFactory.create(objective=other, title="X")
    KeyResult.objects.filter(pk=three[0].pk).update(also_supports=["hiring", "culture"])

    def under_the_other():
        return ordering.move_under(
            key_result=three[0], objective=other, to=0, seen=[there.pk], by=lead, at=NOON
        )

    under_the_other()
    under_the_other()

    assert titles(ordering.under(other.pk)) == "AX"
    assert titles(ordering.under(objective.pk)) == "BC"
    three[0].refresh_from_db()
    assert three[0].also_supports == ["hiring"]
    event = AuditEvent.objects.get()
    assert (event.verb, event.changes["objective"]) == ("moved", [str(objective), str(other)])


@pytest.mark.parametrize("what", ["retired", "another strategy", "itself retired"])
def test_it_goes_under_no_objective_that_does_not_count_with_it(lead, objective, three, what):
    other = ObjectiveFactory.create(
        strategy=objective.strategy if what != "another strategy" else StrategyFactory.create(),
        retired_at=NOON if what == "retired" else None,
    )
    if what == "itself retired":
        KeyResult.objects.filter(pk=three[0].pk).update(retired_as="archived", retired_at=NOON)

    with pytest.raises(CannotPlan):
        ordering.move_under(key_result=three[0], objective=other, to=0, seen=[], by=lead, at=NOON)

    assert not AuditEvent.objects.exists()


def test_a_move_costs_the_same_in_a_long_list(lead, objective, three, same_queries):
    def to_the_front():
        seen = keys(ordering.under(objective.pk))
        ordering.move(thing=KeyResult.objects.get(pk=seen[-1]), to=0, seen=seen, by=lead, at=NOON)

    same_queries(
        to_the_front, add_rows=lambda: KeyResultFactory.create_batch(20, objective=objective)
    )


@pytest.fixture
def page(lead, signed_in):
    return signed_in(lead)


HERE = "/okrs/order/data/"
UP, DOWN = 'name="move" value="up"', 'name="move" value="down"'


def test_the_page_shows_lists_in_lists_with_buttons_that_lead_somewhere(page, objective, three):
    shown = page.get(HERE).content.decode()

    assert shown.count('name="move" value="up"') == 2
    assert shown.count('name="move" value="down"') == 2
    assert f'id="objective-{objective.pk}"' in shown


def sent(page, thing, seen, **also):
    return page.post(
        HERE,
        {"thing": f"key_result-{thing.pk}", "seen": ",".join(map(str, keys(seen)))} | also,
        follow=True,
    )


def test_a_button_moves_one_step_says_so_and_keeps_the_focus(page, objective, three):
    shown = sent(page, three[0], three, move="down").content.decode()

    assert "“A” is now 2 of 3." in shown
    assert f'id="key_result-{three[0].pk}-down" type="submit" {DOWN} autofocus' in shown
    assert titles(ordering.under(objective.pk)) == "BAC"


def test_at_the_end_the_other_button_has_the_focus(page, objective, three):
    shown = sent(page, three[0], three, to="2", move="down").content.decode()

    assert f'id="key_result-{three[0].pk}-up" type="submit" {UP} autofocus' in shown
    assert shown.count(" autofocus") == 1


def test_dropped_under_another_objective_it_is_there(page, objective, three):
    other = ObjectiveFactory.create(strategy=objective.strategy)

    shown = sent(page, three[0], [], into=str(other.pk), to="0").content.decode()

    assert "“A” is now 1 of 1." in shown
    assert titles(ordering.under(other.pk)) == "A"


def test_chosen_from_the_list_it_comes_last_under_the_other_objective(page, objective, three):
    assert "Move to" not in page.get(HERE).content.decode()
    other = ObjectiveFactory.create(strategy=objective.strategy, title="Reach")
    KeyResultFactory.create(objective=other, title="Z")

    shown = page.get(HERE).content.decode()
    asked = {"thing": f"key_result-{three[0].pk}", "into": str(other.pk)}
    moved = page.post(HERE, asked, follow=True).content.decode()

    assert shown.count(f'<option value="{other.pk}">Reach</option>') == 3
    assert shown.count(f'<option value="{objective.pk}">') == 1
    assert "“A” is now 2 of 2." in moved
    assert titles(ordering.under(other.pk)) == "ZA"


def test_a_refusal_is_a_sentence_beside_the_list_as_it_is(page, objective, three):
    reply = sent(page, three[0], three[:2], move="down")

    assert reply.status_code == 409
    assert "Somebody changed this list" in reply.content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"thing": "user-1"},
        {"thing": "key_result-x"},
        {"thing": "milestone-1"},
        {},
        {"thing": "key_result-999999"},
    ],
)
def test_what_we_never_sent_is_not_found(page, objective, given):
    assert page.post(HERE, given).status_code == 404
    assert page.get("/okrs/order/nothing/").status_code == 404


def test_nonsense_beside_a_real_thing_changes_nothing(page, objective, three):
    nonsense = {"seen": "x,,9,²," + "9" * 5000, "to": "-3", "move": "sideways"}
    reply = page.post(HERE, {"thing": f"key_result-{three[0].pk}"} | nonsense)

    assert reply.status_code == 409
    assert titles(ordering.under(objective.pk)) == "ABC"


def test_milestones_have_a_page_of_their_own(page):
    key_result = KeyResultFactory.create()
    steps = [MilestoneFactory.create(key_result=key_result, text=text) for text in "AB"]
    address = f"/okrs/key-results/{key_result.pk}/order/"
    given = {"thing": f"milestone-{steps[1].pk}", "seen": f"{steps[0].pk},{steps[1].pk}"}

    shown = page.post(address, given | {"move": "up"}, follow=True).content.decode()

    assert "“B” is now 1 of 2." in shown


def test_more_rows_cost_the_page_no_more_queries(page, objective, three, same_queries):
    def add_rows():
        for one in ObjectiveFactory.create_batch(3, strategy=objective.strategy):
            KeyResultFactory.create_batch(3, objective=one)

    same_queries(lambda: page.get(HERE), add_rows=add_rows)


def test_under_its_own_objective_it_only_changes_place(lead, objective, three):
    ordering.move_under(
        key_result=three[2], objective=objective, to=0, seen=keys(three), by=lead, at=NOON
    )

    assert titles(ordering.under(objective.pk)) == "CAB"


def test_a_move_can_be_undone_while_nothing_moved_since(lead, objective, three):
    ordering.move(thing=three[0], to=2, seen=keys(three), by=lead, at=NOON)
    event = AuditEvent.objects.get()

    undoing.undo(event=event, by=lead, at=NOON)

    assert titles(ordering.under(objective.pk)) == "ABC"
    ordering.move(thing=three[0], to=1, seen=keys(three), by=lead, at=NOON)
    assert undoing.can_undo(event)


def test_a_move_under_another_objective_can_be_undone(lead, objective, three):
    other = ObjectiveFactory.create(strategy=objective.strategy)
    ordering.move_under(key_result=three[0], objective=other, to=0, seen=[], by=lead, at=NOON)

    undoing.undo(event=AuditEvent.objects.get(), by=lead, at=NOON)

    assert not ordering.under(other.pk).exists()
    assert titles(ordering.under(objective.pk)) == "ABC"


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_who_move_things_past_each_other_both_end_with_a_word(lead, objective):
    """From here to there and from there to here at one moment: none is lost, nobody waits on."""
    other = ObjectiveFactory.create(strategy=objective.strategy)
    homes = (objective, other)
    came: list[str] = []
    for _round in range(6):
        every = [[KeyResultFactory.create(objective=one) for _n in range(3)] for one in homes]
        gate = Barrier(2)

        def cross(own: int, every: list[list[KeyResult]] = every, gate: Barrier = gate) -> None:
            seen, thing = keys(ordering.under(homes[1 - own].pk)), every[own][0]
            asked = {"objective": homes[1 - own], "to": 0, "seen": seen, "by": lead, "at": NOON}
            gate.wait()
            try:
                ordering.move_under(key_result=thing, **asked)
                came.append("moved")
            except CannotPlan:
                came.append("told")
            finally:
                connection.close()

        threads = [Thread(target=cross, args=(own,)) for own in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert len(came) == 12
    assert came.count("moved") >= 6
    assert KeyResult.objects.filter(retired_as="").count() == 36

"""Rows that are typed into: each is saved by itself, once, or says why not and loses nothing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, User
from okrs import baselines, planning
from okrs.grid.columns import STORED_AS, Column
from okrs.models import KeyResult
from tests.factories import NOON, CheckInFactory, KeyResultFactory, UserFactory
from tests.okrs.grid.hands import row, send, types

pytestmark = pytest.mark.django_db


def stored(key_result):
    return KeyResult.objects.select_related("owner").get(pk=key_result.pk)


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("title", "  Mentors \n trained ", "Mentors trained"),
        ("due", "30/6/28", date(2028, 6, 30)),
        ("due", "30 June 2028", date(2028, 6, 30)),
        ("due", "Q2 2028", date(2028, 6, 30)),
        ("due", "46934", date(2028, 6, 30)),
        ("due", "Jun-28", date(2028, 6, 30)),
        ("cadence", "every month", "monthly"),
        ("cadence", "Once a year", "annual"),
        ("weight", "2.5", Decimal("2.5")),
    ],
)
def test_a_cell_is_saved_as_people_write_it(desk, share, column, typed, value):
    told = types(desk, share, **{column: typed})

    assert (told["state"], getattr(stored(share), STORED_AS[Column(column)])) == ("saved", value)
    assert told["version"] == stored(share).version


@pytest.mark.parametrize("typed", ["Tom Reed", "reed, tom", "T. Reed", "tom@example.org"])
def test_an_owner_is_typed_by_name(desk, share, typed):
    tom = UserFactory.create(name="Tom Reed", email="tom@example.org", contributor=True)

    told = types(desk, share, owner=typed)

    assert stored(share).owner == tom
    assert told["cells"]["owner"] == ["T. Reed", "Tom Reed"]


def test_an_owner_who_may_be_several_is_asked_for_by_what_tells_them_apart(desk, share):
    for name, email in (("Tom Reed", "reed"), ("Tom Hall", "hall"), ("Tom Hall", "hall2")):
        UserFactory.create(name=name, email=f"{email}@example.org", contributor=True)

    told = types(desk, share, owner="Tom Hall")["strong"]

    assert told.endswith("Write an address: hall@example.org, hall2@example.org.")
    assert types(desk, share, owner="T. Reed")["state"] == "saved"
    User.objects.filter(email="hall2@example.org").delete()
    assert "Write one of: Tom Hall, Tom Reed." in types(desk, share, owner="Tom")["strong"]


def test_now_is_told_with_what_was_typed(desk, lead, objective):
    """Before the first reading it is a dated From; after it, what was read; steps stay as drawn."""
    dated = KeyResultFactory.create(objective=objective, from_as_of=date(2025, 1, 1))
    why = {"reason": "Counted again", "approved_by": "Ada"}
    read = KeyResultFactory.create(objective=objective)
    read.latest = CheckInFactory.create(key_result=read, recorded_by=lead, value=41)
    read.save()
    steps = KeyResultFactory.create(objective=objective, milestones=True)

    assert types(desk, dated, from_="17%", **why)["read"] == {"kind": "Percentage", "now": "17%"}
    assert types(desk, read, due="30 June 2028")["read"]["now"] == "41%"
    assert types(desk, steps, due="30 June 2028")["read"] == {"kind": "Milestones"}


def test_an_emptied_owner_is_nobody_yet(desk, objective, lead):
    theirs = KeyResultFactory.create(objective=objective, owner=lead)

    assert types(desk, theirs, owner="")["cells"]["owner"] == ["nobody yet", ""]
    assert stored(theirs).owner is None


@pytest.mark.parametrize(
    ("column", "typed", "says"),
    [
        ("title", " ", "A key result needs a name."),
        ("title", "x" * 241, "240 letters at most; this one has 241"),
        ("title", "x" * 32_000, "2000 letters at most; this one has 32000"),
        ("due", "", "A key result has a due date"),
        ("due", "31 June 2028", "June has 30 days"),
        ("due", "soon", "Write a date such as"),
        ("due", "1 January 2020", "must be after the day it starts"),
        ("owner", "Nobody I know", "cannot own a key result here"),
        ("cadence", "now and then", "Write weekly, monthly"),
        ("cadence", "", "Write weekly, monthly"),
        ("weight", "0", "a number above 0"),
        ("to", "a few", "number"),
        ("to", "completed", "Write a figure"),
        ("to", "0.25", "Write 25% or 0.25%"),
        ("to", "+25%", "is a change, and this key result is a share"),
        ("to", "120", "120 is not a percentage"),
        ("to", "0%", "From and To are both 0%."),
    ],
)
def test_what_cannot_be_says_why_and_nothing_of_the_row_is_saved(desk, share, column, typed, says):
    cells = {column: typed, "title": "Another name"} if column != "title" else {column: typed}

    told = types(desk, share, **cells)

    assert told["state"] == "bad"
    assert says in told["strong"]
    assert "nothing in this row is saved" in told["sentence"]
    assert told["ways"][-1]["do"] == "back"
    assert stored(share).title == share.title
    assert not AuditEvent.objects.exists()


def test_a_day_that_is_not_is_offered_as_the_last_of_its_month(desk, share):
    [fix, _back] = types(desk, share, due="31 June 2028")["ways"]

    assert (fix["do"], fix["column"], fix["text"]) == ("type", "due", "30 June 2028")


def test_two_people_of_one_name_are_told_apart_by_address(desk, share):
    for number in (1, 2):
        UserFactory.create(name="Tom Reed", email=f"tom{number}@example.org")

    assert "more than one person" in types(desk, share, owner="Tom Reed")["strong"]
    assert types(desk, share, owner="tom2@example.org")["state"] == "saved"


def test_ends_that_nobody_knew_are_filled_in_without_a_reason(desk, unset):
    told = types(desk, unset, from_="17.4%", to="25")

    assert told["cells"]["from"] == ["17%", "17.4%"]
    assert (stored(unset).from_value, stored(unset).to_value) == (Decimal("17.4"), Decimal(25))
    assert stored(unset).set_by is None
    assert [event.via for event in AuditEvent.objects.all()] == ["grid"]


def test_what_was_set_moves_only_with_a_reason_and_an_approval(desk, share):
    asked = types(desk, share, to="50%")

    assert (asked["state"], stored(share).to_value) == ("why", Decimal(66))
    assert "moves what was set: 0% → 66%" in asked["strong"]
    half = types(desk, share, to="50%", reason="The board said so")
    assert half["state"] == "why"
    told = types(desk, share, to="50%", reason="The board said so", approved_by="Ada")
    assert (told["state"], stored(share).to_value) == ("saved", Decimal(50))
    [change] = share.baseline_changes.all()
    assert (change.is_rebaseline, change.reason, change.approved_by) == (
        True,
        "The board said so",
        "Ada",
    )


def test_an_emptied_target_that_was_set_asks_why_too(desk, share):
    assert types(desk, share, to="")["state"] == "why"


def test_a_from_that_was_counted_goes_without_its_counts(desk, objective):
    counted = KeyResultFactory.create(
        objective=objective, from_value=Decimal(20), from_numerator=2, from_denominator=10
    )
    types(desk, counted, from_="25%", reason="Counted anew", approved_by="Ada")

    assert stored(counted).from_value == 25
    assert stored(counted).from_denominator is None


@pytest.mark.parametrize("trait", ["status", "milestones", "keep_at"])
def test_ends_that_are_no_figure_are_not_taken(desk, objective, trait):
    other = KeyResultFactory.create(objective=objective, **{trait: True})

    told = types(desk, other, to="5")

    assert told["state"] == "bad"
    assert told["ways"][0]["href"] == f"/okrs/key-results/{other.pk}/"


def test_a_percentage_typed_for_a_number_offers_the_number(desk, objective):
    number = KeyResultFactory.create(objective=objective, number=True)

    assert types(desk, number, to="25%")["ways"][0]["text"] == "25"


def test_one_bad_row_does_not_hold_up_the_others(desk, share, unset):
    told = send(desk, row(share, due="never"), row(unset, due="1 May 2028"))

    assert [one["state"] for one in told] == ["bad", "saved"]
    assert stored(unset).due_on == date(2028, 5, 1)


def test_a_row_sent_twice_is_saved_once_and_answers_the_same(desk, unset):
    asked = row(unset, due="30 June 2028", to="40%")

    first, second = send(desk, asked)[0], send(desk, asked)[0]

    assert (first["state"], second["state"]) == ("saved", "saved")
    assert second["cells"] == first["cells"]
    assert second["version"] == first["version"]
    assert set(second["events"]) <= set(first["events"])
    assert second["events"]
    assert AuditEvent.objects.count() == len(first["events"]) == 2


def test_the_same_cell_changed_by_somebody_else_is_a_choice(desk, share):
    other = UserFactory.create(name="Rana Iqbal")
    planning.edit_key_result(
        key_result=share,
        by=other,
        at=timezone.now() - timedelta(minutes=2),
        due_on=date(2028, 9, 30),
    )
    asked = row(share, due="30 June 2028")

    told = send(desk, asked)[0]

    assert told["state"] == "conflict"
    assert told["strong"] == "Rana Iqbal changed “Due” to 30 September 2028 2 minutes ago."
    assert told["sentence"] == "You typed “30 June 2028”."
    assert [way["do"] for way in told["ways"]] == ["mine", "theirs"]
    assert stored(share).due_on == date(2028, 9, 30)
    mine = asked | {"version": told["version"], "seen": {"due": told["cells"]["due"][1]}}
    assert send(desk, mine)[0]["state"] == "saved"
    assert stored(share).due_on == date(2028, 6, 30)


def test_another_cell_changed_by_somebody_else_stays_and_so_does_mine(desk, share):
    planning.edit_key_result(key_result=share, by=UserFactory.create(), at=NOON, weight=Decimal(3))

    told = types(desk, share, title="A better name")

    assert (told["state"], told["cells"]["weight"]) == ("saved", ["3", "3"])
    assert (stored(share).title, stored(share).weight) == ("A better name", 3)


def test_ends_moved_by_somebody_else_are_a_choice_too(desk, unset):
    baselines.set_baseline(key_result=unset, by=UserFactory.create(), at=NOON, to_value=Decimal(30))

    assert types(desk, unset, to="40%")["state"] == "conflict"


def test_a_row_that_left_the_plan_meanwhile_says_so(desk, share, lead):
    planning.retire_key_result(
        key_result=share, retired_as="archived", why="Done", by=lead, at=NOON
    )

    assert types(desk, share, title="Anything")["state"] == "gone"
    assert types(desk, KeyResultFactory.build(pk=999_999), title="Anything")["state"] == "gone"


def test_a_batch_costs_the_same_queries_for_each_row(desk, objective):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    many = [KeyResultFactory.create(objective=objective) for _each in range(6)]

    def cost(rows):
        with CaptureQueriesContext(connection) as made:
            send(desk, *[row(one, title=f"{len(rows)} at once") for one in rows])
        return len(made)

    one, two, three = cost(many[:1]), cost(many[1:3]), cost(many[3:6])
    assert three - two == two - one

"""The list at its edges: addresses nobody meant, parts of a page asked for alone, and two views."""

from datetime import date

import pytest

from okrs.listing import Listing, rows_for
from okrs.rules.words import Status
from tests.factories import KeyResultFactory, ObjectiveFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client, lead):
    client.force_login(lead)
    return lambda asked=None, **headers: client.get("/okrs/", asked or {}, headers=headers)


@pytest.fixture
def rows_on():
    return lambda day: rows_for(today=date.fromisoformat(day))


def words_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("owner", ["9" * 5000, "987654", "-1", "٣", "None", "007"])
def test_an_owner_nobody_knows_is_left_out_and_said(visit, owner):
    KeyResultFactory.create(title="Ask everybody")

    page = words_of(visit({"owner": owner}))

    assert "something this list does not know" in page
    assert "Ask everybody" in page


def test_what_was_asked_in_vain_is_repeated_in_brief(visit):
    KeyResultFactory.create()

    said = words_of(visit({"owner": "9" * 5000})).split("does not know (")[1]

    assert said.startswith("9" * 40 + "). It was left out.")


def test_an_owner_of_something_is_understood(visit, lead):
    objective = ObjectiveFactory.create()
    KeyResultFactory.create(objective=objective, title="Ask everybody", owner=lead)
    KeyResultFactory.create(objective=objective, title="Answer everybody")

    page = words_of(visit({"owner": str(lead.pk)}))

    assert "Ask everybody" in page
    assert "Answer everybody" not in page
    assert "does not know" not in page


def test_going_back_brings_the_whole_page(visit):
    KeyResultFactory.create()
    asked_by_htmx = {"HX-Request": "true"}

    assert "<html" not in words_of(visit(**asked_by_htmx))
    assert "<html" in words_of(visit(**asked_by_htmx, **{"HX-History-Restore-Request": "true"}))


def test_a_cache_keeps_the_page_and_its_part_apart(visit):
    told = visit().headers["Vary"]

    assert "HX-Request" in told
    assert "HX-History-Restore-Request" in told


def test_the_count_can_be_focused_and_outlives_the_rows(visit):
    KeyResultFactory.create()
    whole, part = words_of(visit()), words_of(visit(**{"HX-Request": "true"}))

    assert '<p id="how-many" role="status" tabindex="-1">' in whole
    assert whole.index('id="how-many"') < whole.index('id="rows"')
    assert '<p id="how-many" hx-swap-oob="innerHTML"> 1 key result, 0 of them' in part
    assert 'role="status"' not in part


def test_mine_due_are_those_that_are_late_and_can_be_checked_in(lead, rows_on):
    objective = ObjectiveFactory.create()
    late = KeyResultFactory.create(objective=objective, owner=lead)
    KeyResultFactory.create(objective=objective, owner=lead, unset=True)
    KeyResultFactory.create(objective=objective, owner=UserFactory.create())
    rows = rows_on("2027-04-15")

    listing = Listing.asked({}, of=rows, reader=lead)

    assert [row.key_result for row in listing.mine_due] == [late]
    assert [row.standing.status for row in rows].count(Status.unset) == 1
    assert Listing.asked({}, of=rows_on("2027-03-31"), reader=lead).mine_due == []

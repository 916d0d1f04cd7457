"""The list at its edges: addresses nobody meant, parts of a page asked for alone, and two views."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from okrs import list_read, overrides, standings
from okrs.listing import Listing, rows_for
from okrs.models import KeyResult
from okrs.rules.words import Status
from tests.factories import KeyResultFactory, ObjectiveFactory, OrganisationFactory, UserFactory
from tests.okrs.test_overrides import AT, TODAY, on_track, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client, lead):
    client.force_login(lead)
    return lambda asked=None, **headers: client.get("/okrs/", asked or {}, headers=headers)


@pytest.fixture
def rows_on():
    return lambda day: rows_for(today=date.fromisoformat(day))


def words_of(response):
    assert response.status_code == 200
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


@pytest.fixture
def overruled(lead):
    """Calculated On track on 5 April 2027; its owner says Behind until 5 May."""
    owner = UserFactory.create(name="Ama Osei")
    key_result = on_track(owner=owner, title="Ask everybody")
    say(key_result, owner)
    return key_result


@pytest.fixture
def the_day():
    with time_machine.travel(AT, tick=False):
        yield


PAGES = ["/okrs/", "/", "/strategy/", "/strategy/pillars/data/"]


@pytest.mark.usefixtures("the_day")
@pytest.mark.parametrize("page", PAGES)
def test_what_its_owner_says_stands_beside_what_is_calculated(client, lead, overruled, page):
    client.force_login(lead)
    words = words_of(client.get(page))

    assert "Calculated On track; owner says Behind, because: Two leave in May" in words
    assert "On track</span>" in words
    assert "<b>1</b> on track" in words
    assert "<b>1</b> behind" not in words


@pytest.mark.usefixtures("the_day")
def test_the_list_as_a_file_holds_both(client, lead, overruled):
    client.force_login(lead)
    header, row = client.get("/okrs/export.csv").content.decode("utf-8-sig").splitlines()

    assert "On track" in row
    assert header.endswith("Said instead")
    assert row.endswith('owner says Behind, because: Two leave in May"')


@pytest.mark.usefixtures("the_day")
def test_leaders_see_both_where_something_is_off_track(client, lead):
    key_result = on_track(title="Ask everybody")
    KeyResult.objects.filter(pk=key_result.pk).update(blocked=True)
    say(key_result, lead)
    client.force_login(lead)

    assert "P. Nair says Behind, because: Two leave in May" in words_of(client.get("/dashboards/"))


@pytest.mark.usefixtures("the_day")
def test_a_lead_who_overrules_is_not_called_the_owner(client, lead):
    say(on_track(owner=UserFactory.create()), lead)
    client.force_login(lead)

    assert "P. Nair says Behind, because: Two leave in May" in words_of(client.get("/okrs/"))


@pytest.mark.parametrize("page", PAGES)
def test_what_was_said_is_gone_after_its_last_day(client, lead, overruled, page):
    with time_machine.travel(datetime(2027, 5, 6, 9, tzinfo=UTC), tick=False):
        client.force_login(lead)
        assert "owner says" not in words_of(client.get(page))


@pytest.mark.usefixtures("the_day")
@pytest.mark.parametrize("page", PAGES)
def test_what_was_taken_back_is_gone(client, lead, overruled, page):
    overrides.withdraw(key_result=overruled, by=lead, at=AT)
    client.force_login(lead)

    assert "owner says" not in words_of(client.get(page))


@pytest.mark.usefixtures("the_day")
def test_said_words_are_escaped(client, lead):
    say(on_track(owner=lead), lead, reason="<script>alert(1)</script>")
    client.force_login(lead)

    page = client.get("/okrs/").content.decode()
    assert "owner says Behind, because: &lt;script&gt;alert(1)" in page


@pytest.mark.usefixtures("the_day")
def test_a_signed_in_list_takes_four_queries_however_much_is_said(visit, lead, overruled):
    OrganisationFactory.create()
    for _each in range(3):
        say(on_track(objective=overruled.objective), UserFactory.create())
    visit()

    with CaptureQueriesContext(connection) as queries:
        page = words_of(visit())

    assert page.count("says Behind") == 4
    assert len(queries) <= 4


def test_both_ways_of_reading_know_what_is_said(overruled):
    say(overruled, overruled.owner, status=Status.off_track)
    on_track(objective=overruled.objective)
    wanted = KeyResult.objects.active().in_page_order()

    quick = list_read.rows_of(wanted, today=TODAY)
    plain = standings.rows_of(wanted.with_all_that_a_row_shows(), today=TODAY)

    assert [row.standing for row in quick] == [row.standing for row in plain]
    assert [bool(row.standing.override) for row in quick] == [True, False]
    assert quick[0].standing.override.status is Status.off_track


def test_two_words_on_one_key_result_cannot_stand_at_once(overruled):
    said = overruled.overrides.get()
    said.pk = None

    with pytest.raises(IntegrityError):
        said.save()


def test_an_unset_key_result_is_never_days_late(client, lead):
    KeyResultFactory.create(unset=True, set_by=None)

    with time_machine.travel(datetime(2027, 9, 1, 9, tzinfo=UTC), tick=False):
        client.force_login(lead)
        page = words_of(client.get("/okrs/"))

    assert "set by 1 April 2027<small>baseline to set</small>" in page
    assert "days late" not in page

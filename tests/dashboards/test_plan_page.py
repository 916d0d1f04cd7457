"""The leaders' view of the plan: what it says, and that it says only what is so."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from okrs.rules.words import Status
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/dashboards/"
TODAY = datetime(2027, 7, 15, 9, tzinfo=UTC)


def read(key_result, value, month, **told):
    """A reading, and the pointer that okrs.checkins would have moved."""
    given = CheckInFactory.create(
        key_result=key_result,
        value=Decimal(value),
        as_of=date(2027, month, 1),
        recorded_at=datetime(2027, month, 2, 9, tzinfo=UTC),
        **told,
    )
    key_result.latest, key_result.confirmed_on = given, given.recorded_at.date()
    key_result.save()
    return given


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def leader(client, db):
    OrganisationFactory.create()
    client.force_login(UserFactory.create(viewer=True))
    return client


def page(client) -> str:
    return client.get(PAGE).content.decode()


def test_before_there_is_a_plan_the_page_says_what_will_be_here(leader):
    assert "Nothing to show yet" in page(leader)


def test_a_pillar_shows_its_mean_with_what_it_rests_on(leader):
    objective = ObjectiveFactory.create(pillar="hiring")
    read(KeyResultFactory.create(objective=objective), 33, 7)
    KeyResultFactory.create(objective=objective, unset=True)

    text = page(leader)

    assert "50%" in text
    assert "1 of 2 key results measurable" in " ".join(text.split())
    assert "no baseline" in text


def test_a_move_between_small_shares_is_no_clear_change(leader):
    key_result = KeyResultFactory.create()
    read(key_result, 19, 5, numerator=10, denominator=50)
    read(key_result, 25, 7, numerator=13, denominator=50)

    assert "No clear change" in page(leader)


def test_what_had_no_reading_then_is_called_its_from(leader):
    key_result = KeyResultFactory.create(from_value=Decimal(0), from_as_of=date(2027, 1, 1))
    read(key_result, 58, 7)

    shown = " ".join(leader.get("/dashboards/changed/").content.decode().split())

    assert '<td class="n">From 0%</td>' in shown
    assert "First reading" in shown


def test_a_move_beyond_chance_is_a_clear_change(leader):
    key_result = KeyResultFactory.create()
    read(key_result, 19, 5, numerator=190, denominator=1000)
    read(key_result, 29, 7, numerator=290, denominator=1000)

    text = page(leader)

    assert ">Clear change: 1,000 counted, then 1,000<" in text
    assert "+10 points" in text


def test_without_counts_no_test_is_claimed(leader):
    key_result = KeyResultFactory.create()
    read(key_result, 19, 5)
    read(key_result, 29, 7)

    assert "Counts not given" in page(leader)


@pytest.mark.parametrize("kind", ["number", "percent"])
def test_a_first_reading_is_called_one_and_no_test_is_spoken_of(leader, kind):
    read(KeyResultFactory.create(kind=kind, unset=True), 10, 7)

    text = leader.get("/dashboards/changed/").content.decode()

    assert "First reading" in text
    assert "no test needed" not in text


def changed(client) -> str:
    return client.get("/dashboards/changed/").content.decode()


def test_shares_that_are_to_be_kept_are_said_as_shares_and_not_called_a_count(leader):
    kept = KeyResultFactory.create(
        keep_at=True, unit="% of new hires", low=Decimal(85), high=Decimal(100)
    )
    read(kept, 88, 5)
    read(kept, 79, 7)

    text = changed(leader)

    assert all(said in text for said in ("88%", "79%", "−9 points", "Counts not given"))
    assert "no test needed" not in text
    assert "It is to be kept from 85% to 100%; 79% is outside." in page(leader)


def test_what_is_kept_and_no_share_is_a_number(leader):
    kept = KeyResultFactory.create(keep_at=True, unit="people")
    read(kept, 50, 5)
    read(kept, 45, 7)

    text = changed(leader)

    assert "−5</td>" in text
    assert "A count or a step" in text


def test_a_percentage_change_without_counts_is_not_called_a_count(leader):
    more = KeyResultFactory.create(kind="percent_change", from_value=Decimal(0))
    read(more, 8, 5)
    read(more, 14, 7)

    text = changed(leader)

    assert "Counts not given" in text
    assert "no test needed" not in text


def test_where_only_the_status_moved_it_says_whether_there_is_a_figure(leader):
    KeyResultFactory.create(unset=True, set_by=date(2027, 7, 1))

    assert "No figure yet" in changed(leader)


def test_a_new_baseline_is_not_a_movement(leader):
    key_result = KeyResultFactory.create()
    read(key_result, 33, 5)
    key_result.baseline_changes.create(
        on=date(2027, 7, 1),
        at=datetime(2027, 7, 1, tzinfo=UTC),
        reason="The question changed",
        old_from=Decimal(10),
        old_to=Decimal(66),
        new_from=Decimal(0),
        new_to=Decimal(66),
        is_rebaseline=True,
    )

    assert "Not comparable" in page(leader)


def test_what_is_red_stands_with_its_owners_words(leader):
    owner = UserFactory.create(name="Sam Quinn")
    key_result = KeyResultFactory.create(owner=owner, from_value=Decimal(20))
    read(key_result, 10, 7, changed="Two fairs were called off.", blockers="No room")

    text = page(leader)

    assert "Moved backwards" in text
    assert "Two fairs were called off." in text
    assert "No room" in text
    assert "S. Quinn" in text


def test_what_is_red_says_what_was_told_last_even_without_a_figure(leader):
    key_result = KeyResultFactory.create()
    read(key_result, 33, 5, changed="Going well.")
    CheckInFactory.create(
        key_result=key_result,
        value=None,
        as_of=date(2027, 7, 1),
        recorded_at=datetime(2027, 7, 2, 9, tzinfo=UTC),
        blocked=True,
        blockers="The budget is frozen.",
    )
    key_result.blocked = True
    key_result.save()

    text = page(leader)

    assert "The budget is frozen." in text
    assert "Going well." not in text
    assert "2 July 2027" in text


def test_what_cannot_be_said_is_listed_with_its_date(leader):
    KeyResultFactory.create(unset=True, title="Cold spots on the list", set_by=date(2027, 9, 30))

    text = page(leader)

    assert "What we cannot say yet" in text
    assert "Due 30 September 2027." in text


def test_the_download_holds_the_five_pillars(leader):
    read(KeyResultFactory.create(), 33, 7)

    lines = leader.get(reverse("dashboards:plan_csv")).content.decode().splitlines()

    assert len(lines) == 6
    assert lines[1].lstrip("\ufeff").startswith("Data,50%,1,1,")


def test_more_rows_cost_no_more_queries(leader, same_queries):
    objective = ObjectiveFactory.create(strategy=StrategyFactory.create())

    def more():
        for _ in range(3):
            key_result = KeyResultFactory.create(objective=objective, owner=UserFactory.create())
            MilestoneFactory.create(key_result=key_result)
            read(key_result, 10, 5)
            read(key_result, 12, 7)

    more()
    same_queries(lambda: page(leader), add_rows=more)


def test_someone_without_a_role_is_kept_out(client):
    client.force_login(UserFactory.create(outsider=True))

    assert client.get(PAGE).status_code == 403
    assert str(Status.off_track.label) not in client.get(PAGE).content.decode()

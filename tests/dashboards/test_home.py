"""Home: signed out, before there is a plan, and for each role once there is one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from dashboards.views.home import greeting
from strategy.pillars import Pillar
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


@pytest.fixture(autouse=True)
def fifth_of_july():
    with time_machine.travel(datetime(2027, 7, 5, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def objective():
    OrganisationFactory.create()
    return ObjectiveFactory.create(strategy=StrategyFactory.create())


def read(value, **more):
    key_result = KeyResultFactory.create(**more)
    key_result.latest = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=date(2027, 6, 30)
    )
    key_result.confirmed_on = date(2027, 6, 30)
    key_result.save()
    return key_result


@pytest.fixture
def words(client):
    def open_home(person=None):
        if person:
            client.force_login(person)
        return " ".join(unescape(client.get("/").content.decode()).split())

    return open_home


def test_signed_out_it_says_what_this_is_and_where_to_sign_in(words, objective):
    UserFactory.create(admin=True)
    page = words()

    assert "Where you start should not decide how far you go." in page
    assert reverse("account_login") in page
    assert "This installation is new" not in page


def test_before_set_up_it_says_how_to_begin(words):
    page = words()

    assert "This installation is new" in page
    assert "manage.py setup_link" in page


def test_without_a_role_a_person_is_told_whom_to_ask(client):
    client.force_login(UserFactory.create(outsider=True))

    assert client.get("/").status_code == 403


@pytest.mark.parametrize("with_strategy", [True, False])
def test_before_there_is_a_plan_a_lead_has_two_ways_to_begin(words, lead, with_strategy):
    if with_strategy:
        StrategyFactory.create()
    page = words(lead)

    assert ("What to do first" if with_strategy else "There is no plan yet") in page
    assert "/okrs/playbook/" in page
    assert "/okrs/import/" in page


def test_before_there_is_a_plan_a_viewer_is_told_who_sets_it_up(words):
    page = words(UserFactory.create(viewer=True))

    assert "Your D&I lead is setting it up." in page
    assert "/okrs/import/" not in page


def test_a_lead_is_greeted_told_how_many_and_given_a_button_for_each(words, lead, objective):
    KeyResultFactory.create(objective=objective, owner=UserFactory.create(name="Sam Okafor"))
    page = words(lead)

    assert "Good morning, Priya." in page
    assert "Five things need you." in page  # a late check-in, and four empty pillars
    assert page.count('class="meta nowrap"') == 5
    assert "Was due 1 April" in page


def test_an_owner_goes_straight_to_their_check_in(words, objective):
    owner = UserFactory.create(contributor=True)
    late = KeyResultFactory.create(objective=objective, owner=owner)
    page = words(owner)

    assert "One thing needs you." in page
    assert f'href="/okrs/key-results/{late.pk}/check-in/"' in page
    assert "Chase" not in page


def test_an_owner_with_nothing_to_do_is_thanked(words, objective):
    owner = UserFactory.create(contributor=True)
    read(40, objective=objective, owner=owner)
    page = words(owner)

    assert "Nothing needs you today." in page
    assert "Every key result of yours is up to date. Thank you." in page


def test_a_viewer_sees_how_it_stands_and_nothing_to_do_or_change(words, objective):
    read(40, objective=objective)
    page = words(UserFactory.create(viewer=True))

    assert "Here is how it stands." in page
    assert 'href="/dashboards/"' in page
    for word in ("To do, soonest first", "/check-in/", "/okrs/playbook/", "/edit/"):
        assert word not in page


def test_each_pillar_has_a_card_with_its_mean_and_what_it_rests_on(words, lead, objective):
    read(33, objective=objective)
    KeyResultFactory.create(objective=objective, unset=True)
    page = words(lead)

    for pillar in Pillar:
        assert f'href="/strategy/pillars/{pillar.value}/"' in page
    assert "50%" in page
    assert "1 of 2 measurable" in page
    assert page.count("No key results yet.") == 4


@pytest.mark.parametrize(
    ("hour", "said"),
    [(0, "morning"), (11, "morning"), (12, "afternoon"), (17, "afternoon"), (18, "evening")],
)
def test_the_greeting_goes_by_the_hour(hour, said):
    assert greeting(datetime(2027, 7, 5, hour, 59, tzinfo=UTC)) == f"Good {said}"


@pytest.mark.parametrize("trait", [{}, {"contributor": True}, {"viewer": True}])
def test_its_queries_do_not_grow_with_the_plan(client, objective, same_queries, trait):
    reader = UserFactory.create(**trait)
    client.force_login(reader)

    def more():
        for _number in range(4):
            one = KeyResultFactory.create(objective=objective, owner=reader)
            MilestoneFactory.create(key_result=one, owner=reader)
            CheckInFactory.create(key_result=one, confidence=3)

    more()
    same_queries(lambda: client.get("/"), add_rows=more)


def test_without_a_plan_nobody_is_told_that_things_need_them(words, lead):
    StrategyFactory.create()
    page = words(lead)

    assert "Start your plan." in page
    assert "need you" not in page


def test_a_leader_finds_what_moved_and_what_is_red_at_home_and_a_lead_what_to_do(
    words, objective, lead
):
    read(40, objective=objective, owner=lead)

    assert 'class="says"' in words(UserFactory.create(viewer=True))
    assert 'class="says"' not in words(lead)


def test_an_owner_is_shown_their_own_dates_and_a_lead_everybodys(words, objective, lead):
    read(40, objective=objective, owner=UserFactory.create(), due_on=date(2027, 10, 9))
    owner = UserFactory.create(contributor=True)
    read(40, objective=objective, owner=owner, due_on=date(2027, 11, 8))

    assert "Your dates" in (mine := words(owner))
    assert "8 November 2027" in mine
    assert "9 October 2027" not in mine
    assert "9 October 2027" in words(lead)


def test_only_who_manages_people_has_them_in_the_menu(words, objective, lead):
    link = '<a href="/people/">People</a>'

    assert link not in words(lead)
    assert link in words(UserFactory.create(admin=True))

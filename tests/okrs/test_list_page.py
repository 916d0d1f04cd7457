"""The page of the list: what each role sees, when there is nothing, its queries and its file."""

import csv
import io
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective():
    return ObjectiveFactory.create()


@pytest.fixture
def desk(client, lead):
    client.force_login(lead)
    return client


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def rows(objective, many=5):
    for _number in range(many):
        MilestoneFactory.create(
            key_result=KeyResultFactory.create(objective=objective, owner=UserFactory.create())
        )


def test_a_signed_in_list_takes_four_queries_at_most(desk, objective, same_queries):
    OrganisationFactory.create()
    rows(objective)
    same_queries(lambda: desk.get("/okrs/"), add_rows=lambda: rows(objective))

    with CaptureQueriesContext(connection) as made:
        desk.get("/okrs/")
    assert len(made) <= 4, [query["sql"] for query in made]


def test_a_row_says_its_title_owner_and_where_it_stands(desk, objective):
    owner = UserFactory.create(name="Sam Okafor", email="sam@example.org")
    key_result = KeyResultFactory.create(objective=objective, owner=owner, title="A <b>title</b>")
    page = desk.get("/okrs/").content.decode()

    assert "A &lt;b&gt;title&lt;/b&gt;" in page
    assert f'href="/okrs/key-results/{key_result.pk}/"' in page
    assert "sam@example.org" not in page
    assert owner.short_name in page
    assert "1 key result, 0 of them measurable" in words(desk.get("/okrs/"))


CHANGES = ("/okrs/key-results/add/", "/okrs/import/", "/okrs/playbook/", "/check-in/", "/edit/")


@pytest.mark.parametrize(
    ("trait", "sees"),
    [({"viewer": True}, False), ({"contributor": True}, False), ({}, True)],
)
def test_only_who_may_change_the_plan_is_offered_to(client, objective, trait, sees):
    rows(objective, 1)
    client.force_login(UserFactory.create(**trait))
    page = client.get("/okrs/").content.decode()

    assert [address in page for address in CHANGES[:3]] == [sees] * 3
    assert not any(address in page for address in CHANGES[3:])


@pytest.mark.parametrize("page", ["list", "export"])
def test_an_outsider_and_a_stranger_see_nothing(client, page):
    assert client.get(reverse(f"okrs:{page}")).status_code == 302
    client.force_login(UserFactory.create(outsider=True))
    assert client.get(reverse(f"okrs:{page}")).status_code == 403


def test_before_there_is_a_plan_a_lead_is_shown_the_first_step(desk):
    page = words(desk.get("/okrs/"))

    assert "No key results yet" in page
    assert "/okrs/playbook/" in page
    assert "/okrs/import/" in page


def test_before_there_is_a_plan_a_viewer_is_told_that_nothing_is_asked_of_them(client):
    StrategyFactory.create()
    client.force_login(UserFactory.create(viewer=True))
    page = words(client.get("/okrs/"))

    assert "There is nothing you need to do." in page
    assert "/okrs/import/" not in page


def test_when_nothing_matches_all_of_them_are_one_click_away(desk, objective):
    rows(objective, 1)
    page = words(desk.get("/okrs/", {"q": "nowhere"}))

    assert "Nothing matches" in page
    assert '<a href="/okrs/">Show all of them</a>' in page
    assert 'value="nowhere"' in page


def test_what_the_address_asked_for_is_chosen_in_the_form(desk, objective):
    rows(objective, 1)
    asked = {"pillar": "data", "status": "stale", "owner": "nobody", "sort": "due"}
    page = words(desk.get("/okrs/", asked))

    for value in asked.values():
        assert f'<option value="{value}" selected>' in page


def test_asked_for_alone_the_rows_come_alone(desk, objective):
    rows(objective, 1)
    page = words(desk.get("/okrs/", headers={"HX-Request": "true"}))

    assert 'id="rows"' in page
    assert "<html" not in page


def test_the_file_holds_what_the_list_shows(desk, objective):
    KeyResultFactory.create(objective=objective, title="=cmd()")
    KeyResultFactory.create(objective=objective, title="Another")
    answer = desk.get("/okrs/export.csv", {"q": "cmd"})
    header, *found = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))

    assert header[:3] == ["Pillar", "Objective", "Key result"]
    assert [row[2] for row in found] == ["'=cmd()"]  # no spreadsheet takes it for a formula


def test_a_part_of_the_file_that_is_not_understood_is_left_out(desk, objective):
    rows(objective, 2)
    answer = desk.get("/okrs/export.csv", {"owner": "99999999", "pillar": "\x00"})

    assert len(answer.content.decode().splitlines()) == 3

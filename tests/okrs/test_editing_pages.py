"""Adding, changing and retiring key results and objectives, through the pages a person uses."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from okrs.models import BaselineChange, KeyResult, Objective
from strategy.models import Strategy
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
)

ADD = "/okrs/key-results/add/"
SignIn = Callable[[User], Client]


@pytest.fixture
def objective(db: None) -> Objective:
    return ObjectiveFactory.create(title="Know where we stand")


@pytest.fixture
def page(objective: Objective, lead: User, signed_in: SignIn) -> Client:
    return signed_in(lead)


def words(objective: Objective, **given: Any) -> dict[str, Any]:
    return {
        "kind": "percent",
        "title": "Answers to the survey",
        "objective": objective.pk,
        "starts_on": "1 January 2027",
        "due_on": "31 December 2027",
        "cadence": "quarterly",
        "from_value": "0%",
        "to_value": "66",
        "weight": "1",
        "intent": "committed",
    } | given


def sent(client: Client, address: str, data: dict[str, Any]) -> str:
    return client.post(address, data).content.decode()


def test_the_first_question_is_how_it_is_measured(page: Client) -> None:
    shown = page.get(ADD).content.decode()

    assert "How is it measured?" in shown
    assert shown.count('name="kind"') == 6


@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("percent", "from_denominator", "base_count"),
        ("number", "from_value", "from_denominator"),
        ("percent_change", "base_count", "from_value"),
        ("keep_at", "tolerance", "from_value"),
        ("status", "owner", "unit"),
        ("milestones", "owner", "to_value"),
    ],
)
def test_only_what_a_kind_needs_is_asked(
    page: Client, kind: str, asked: str, not_asked: str
) -> None:
    shown = page.get(f"{ADD}?kind={kind}").content.decode()

    assert f'name="{asked}"' in shown
    assert f'name="{not_asked}"' not in shown


def test_a_key_result_is_added(page: Client, objective: Objective, lead: User) -> None:
    answer = page.post(ADD, words(objective, owner=lead.pk, also_supports=["culture"]))

    key_result = KeyResult.objects.get()
    assert answer["Location"] == f"/okrs/key-results/{key_result.pk}/"
    assert (key_result.from_value, key_result.to_value) == (Decimal(0), Decimal(66))
    assert (key_result.owner, key_result.also_supports) == (lead, ["culture"])


def test_what_nobody_knows_is_left_empty_and_asks_which_way_is_better(
    page: Client, objective: Objective
) -> None:
    unknown = words(objective, from_value="x", to_value="TBC")
    assert "Say which way is better" in sent(page, ADD, unknown)

    page.post(ADD, unknown | {"direction": "decrease"})
    key_result = KeyResult.objects.get()
    assert (key_result.from_value, key_result.to_value) == (None, None)
    assert (key_result.direction, key_result.set_by) == ("decrease", date(2027, 4, 1))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"to_value": "101"}, "101 is not a percentage"),
        ({"to_value": "lots"}, "“lots” is not a number"),
        ({"due_on": "31 June 2027"}, "June has 30 days"),
        ({"due_on": "1 January 2027"}, "after the day it starts"),
        ({"weight": "0"}, "above 0"),
        ({"pace": "curve", "curve": "someday 25"}, "“someday 25” is not a point"),
        ({"pace": "curve"}, "at least one point"),
        ({"from_numerator": "3"}, "Give both counts"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_keeps_the_words(
    page: Client, objective: Objective, given: dict[str, str], sentence: str
) -> None:
    shown = sent(page, ADD, words(objective, **given))

    assert sentence in shown
    assert "There is a problem" in shown
    assert "Answers to the survey" in shown
    assert not KeyResult.objects.exists()


def test_own_points_of_the_path_are_read_and_shown_again(
    page: Client, objective: Objective
) -> None:
    page.post(ADD, words(objective, pace="curve", curve="30 June 2027, 25%\n30/09/2027 60%"))

    key_result = KeyResult.objects.get()
    assert key_result.curve == [["2027-06-30", "0.25"], ["2027-09-30", "0.6"]]
    shown = page.get(f"/okrs/key-results/{key_result.pk}/edit/").content.decode()
    assert "30 June 2027, 25%\n30 September 2027, 60%" in shown


def test_the_same_from_and_to_offers_to_keep_it(page: Client, objective: Objective) -> None:
    same = words(objective, from_value="19", to_value="19")
    assert "Keep at 19% instead" in sent(page, ADD, same)

    page.post(ADD, same | {"keep_at": "19%"})
    key_result = KeyResult.objects.get()
    assert (key_result.kind, key_result.low, key_result.high) == (
        "keep_at",
        Decimal(19),
        Decimal(19),
    )


def test_an_edit_changes_the_plan_and_not_the_ends(page: Client, objective: Objective) -> None:
    key_result = KeyResultFactory.create(objective=objective)
    address = f"/okrs/key-results/{key_result.pk}/edit/"
    shown = page.get(address).content.decode()
    assert 'name="from_value"' not in shown
    assert f"/okrs/key-results/{key_result.pk}/baseline/" in shown

    page.post(address, words(objective, version="1", title="Renamed", to_value="99"))

    key_result.refresh_from_db()
    assert (key_result.title, key_result.to_value) == ("Renamed", Decimal(66))


def test_ends_still_to_set_are_set_with_the_edit_as_a_first_baseline(
    page: Client, objective: Objective
) -> None:
    key_result = KeyResultFactory.create(objective=objective, unset=True)

    page.post(
        f"/okrs/key-results/{key_result.pk}/edit/",
        words(objective, version="1", from_value="17", to_value="25"),
    )

    key_result.refresh_from_db()
    assert (key_result.from_value, key_result.to_value) == (Decimal(17), Decimal(25))
    assert key_result.set_by is None
    assert not BaselineChange.objects.get().is_rebaseline


def test_the_same_from_and_to_in_an_edit_offers_to_keep_it_too(
    page: Client, objective: Objective
) -> None:
    key_result = KeyResultFactory.create(objective=objective, unset=True)
    same = words(objective, version="1", from_value="19", to_value="19")

    assert "Keep at 19% instead" in sent(page, f"/okrs/key-results/{key_result.pk}/edit/", same)
    page.post(f"/okrs/key-results/{key_result.pk}/edit/", same | {"keep_at": "19%"})

    key_result.refresh_from_db()
    assert (key_result.kind, key_result.low) == ("keep_at", Decimal(19))


def test_the_second_of_two_people_sees_both_and_can_send_again(
    page: Client, objective: Objective
) -> None:
    key_result = KeyResultFactory.create(objective=objective)
    address = f"/okrs/key-results/{key_result.pk}/edit/"
    page.post(address, words(objective, version="1", title="Theirs"))

    shown = sent(page, address, words(objective, version="1", title="Mine"))

    assert "Priya Nair saved a change at" in shown
    assert "Where the two differ" in shown
    assert "Theirs" in shown
    assert "Mine" in shown
    assert 'name="version" value="2"' in shown
    page.post(address, words(objective, version="2", title="Mine"))
    key_result.refresh_from_db()
    assert key_result.title == "Mine"


def test_how_it_is_measured_is_fixed_by_the_first_check_in(
    page: Client, objective: Objective
) -> None:
    key_result = KeyResultFactory.create(objective=objective, status=True)
    address = f"/okrs/key-results/{key_result.pk}/edit/"
    assert "Measured as:" in page.get(address).content.decode()

    CheckInFactory.create(key_result=key_result, done=True)

    assert "Measured as:" not in page.get(f"{address}?kind=number").content.decode()


def test_a_key_result_is_taken_out_with_a_reason_and_brought_back(
    page: Client, objective: Objective
) -> None:
    key_result = KeyResultFactory.create(objective=objective)
    address = f"/okrs/key-results/{key_result.pk}/retire/"

    assert "There is a problem" in sent(page, address, {"why": ""})
    page.post(address, {"retired_as": "archived", "why": "Done with it."})
    key_result.refresh_from_db()
    assert key_result.retired_why == "Done with it."

    assert "Done with it." in page.get(address).content.decode()
    page.post(address, {"restore": "yes"})
    key_result.refresh_from_db()
    assert key_result.retired_as == ""


def test_an_objective_is_added_changed_retired_and_restored(page: Client) -> None:
    page.post("/okrs/objectives/add/", {"title": "Reach out", "pillar": "hiring", "weight": "1"})
    objective = Objective.objects.get(title="Reach out")
    address = f"/okrs/objectives/{objective.pk}/"

    page.post(address, {"title": "Reach further", "pillar": "hiring", "weight": "2", "version": 1})
    objective.refresh_from_db()
    assert (objective.title, objective.weight) == ("Reach further", Decimal(2))

    refused = page.post(address, {"retire": "yes", "why": " "}).content.decode()
    objective.refresh_from_db()
    assert objective.retired_at is None
    assert "Say why, in a sentence: others will ask." in refused
    assert f'value="{objective.title}"' in refused
    page.post(address, {"retire": "yes", "why": "One plan is enough."})
    assert Objective.objects.exclude(retired_at=None).get() == objective
    assert "“One plan is enough.”" in page.get("/okrs/archived/").content.decode()
    page.post(address, {"restore": "yes"})
    objective.refresh_from_db()
    assert objective.retired_at is None


def test_two_people_at_one_objective_are_told(page: Client, objective: Objective) -> None:
    address = f"/okrs/objectives/{objective.pk}/"
    data = {"title": "Theirs", "pillar": "data", "weight": "1", "version": "1"}
    page.post(address, data)

    shown = sent(page, address, data | {"title": "Mine"})

    assert "saved a change at" in shown
    assert 'value="Mine"' in shown
    assert 'name="version" value="2"' in shown


def test_without_an_objective_the_page_says_what_to_do_first(lead: User, signed_in: SignIn) -> None:
    client = signed_in(lead)
    assert "First, the strategy" in client.get(ADD).content.decode()

    StrategyFactory.create()
    assert "First, an objective" in client.get(f"{ADD}?kind=number").content.decode()


PAGES = (ADD, "/okrs/objectives/add/", "edit/", "retire/", "objective")


@pytest.mark.parametrize("role", ["viewer", "contributor", ""])
@pytest.mark.parametrize("name", PAGES)
def test_only_a_lead_changes_the_plan(
    objective: Objective, signed_in: SignIn, role: str, name: str
) -> None:
    key_result = KeyResultFactory.create(objective=objective)
    client = signed_in(UserFactory.create(role=role))
    address = {
        "edit/": f"/okrs/key-results/{key_result.pk}/edit/",
        "retire/": f"/okrs/key-results/{key_result.pk}/retire/",
        "objective": f"/okrs/objectives/{objective.pk}/",
    }.get(name, name)

    assert client.get(address).status_code == 403
    assert client.post(address, words(objective)).status_code == 403


def test_more_objectives_and_people_cost_the_form_no_more_queries(
    page: Client, objective: Objective, same_queries: Any
) -> None:
    strategy: Strategy = objective.strategy

    same_queries(
        lambda: page.get(f"{ADD}?kind=percent"),
        add_rows=lambda: (
            ObjectiveFactory.create_batch(5, strategy=strategy),
            UserFactory.create_batch(5),
        ),
    )


def test_with_one_end_still_to_set_the_rest_can_be_changed(
    page: Client, objective: Objective
) -> None:
    key_result = KeyResultFactory.create(objective=objective, from_value=None, to_value=Decimal(66))
    said = words(objective, title="A better name", version=key_result.version, from_value="")

    answer = page.post(f"/okrs/key-results/{key_result.pk}/edit/", said | {"direction": "increase"})

    assert answer.status_code == 302, answer.context["form"].errors
    key_result.refresh_from_db()
    assert (key_result.title, key_result.to_value) == ("A better name", 66)
    assert not BaselineChange.objects.exists()

"""The playbook's page: read by all who see the plan, changed by a lead, script or no script."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from okrs.models import KeyResult, Link, Milestone, PlaybookDecision
from okrs.playbook import catalogue
from strategy.models import Strategy
from tests.factories import KeyResultFactory, StrategyFactory, UserFactory

HIRING = "/okrs/playbook/hiring/"
SignIn = Callable[[User], Client]


@pytest.fixture
def strategy(db: None) -> Strategy:
    return StrategyFactory.create(starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31))


@pytest.fixture
def page(strategy: Strategy, lead: User, signed_in: SignIn) -> Client:
    return signed_in(lead)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_pillar_shows_all_its_rows_with_where_they_come_from(page: Client) -> None:
    for row in catalogue.ROWS:
        shown = text(page, f"/okrs/playbook/{row.pillar.value}/")
        assert f'id="row-{row.id}"' in shown

    assert "Hackathon table, row O4-1" in text(page, HIRING)
    assert "stands one column too far to the right" in text(page, "/okrs/playbook/progression/")


def test_the_first_page_is_the_first_pillar_with_something_to_decide(page: Client) -> None:
    assert '<h2 id="pillar-data"' in text(page, "/okrs/playbook/")

    page.post("/okrs/playbook/take-up/", {"pillar": "data"})

    assert '<h2 id="pillar-progression"' in text(page, "/okrs/playbook/")


def test_what_a_document_leaves_open_is_said_to_be_to_set(page: Client) -> None:
    hiring = text(page, HIRING)

    assert "Baseline and target to set" in hiring
    assert "From is “Current %” and To is “Target %” there." in hiring


def test_taking_up_as_it_is_lands_back_on_its_row(page: Client) -> None:
    answer = page.post("/okrs/playbook/rows/O4-7/take-up/")

    assert answer["Location"] == f"{HIRING}#row-O4-7"
    key_result = KeyResult.objects.get()
    assert reverse("okrs:key_result", args=[key_result.pk]) in text(page, HIRING)


def test_taking_up_twice_says_so_and_makes_one(page: Client) -> None:
    for _twice in range(2):
        answer = page.post("/okrs/playbook/rows/O4-7/take-up/", follow=True)

    assert "It was taken up before" in answer.content.decode()
    assert KeyResult.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "made"), [({}, 35), ({"pillar": "hiring"}, 11), ({"objective": "O4P"}, 2)]
)
def test_taking_up_all_a_pillar_or_an_objective(
    page: Client, asked: dict[str, str], made: int
) -> None:
    page.post("/okrs/playbook/take-up/", asked)

    assert KeyResult.objects.count() == made


def test_what_is_left_out_of_all_is_named(page: Client) -> None:
    answer = page.post("/okrs/playbook/take-up/", {"objective": "O2"}, follow=True)

    said = answer.content.decode()
    assert "5 key results taken up." in said
    assert "Left out, because a milestone counts it already" in said


def test_adjusting_first_offers_what_the_row_says(page: Client) -> None:
    shown = text(page, "/okrs/playbook/rows/O1-5/take-up/")

    assert 'value="66"' in shown
    assert "Employee-wide socio-economic survey response rate" in shown
    assert not KeyResult.objects.exists()


def adjusted(**given: str) -> dict[str, str]:
    return {
        "adjusted": "yes",
        "kind": "number",
        "title": "Cold spots we hire from",
        "starts_on": "1 January 2027",
        "due_on": "31/12/2027",
        "cadence": "monthly",
        "from_value": "2",
        "to_value": "8",
        "weight": "1",
        "intent": "committed",
    } | given


def test_a_row_is_taken_up_as_adjusted(page: Client, lead: User) -> None:
    page.post("/okrs/playbook/rows/O4-2/take-up/", adjusted(owner=str(lead.pk)))

    key_result = KeyResult.objects.get()
    assert (key_result.title, key_result.owner) == ("Cold spots we hire from", lead)
    assert (key_result.due_on, key_result.cadence) == (date(2027, 12, 31), "monthly")
    assert key_result.playbook_id == "O4-2"


def test_an_adjusted_row_may_be_measured_another_way(page: Client) -> None:
    page.post("/okrs/playbook/rows/O4-7/take-up/", adjusted())

    key_result = KeyResult.objects.get()
    assert (key_result.kind, key_result.source, key_result.direction) == (
        "number",
        "value",
        "increase",
    )


def test_a_refused_adjustment_keeps_what_was_written(page: Client) -> None:
    answer = page.post("/okrs/playbook/rows/O4-2/take-up/", adjusted(to_value="2"))

    shown = answer.content.decode()
    assert "From and To are both 2" in shown
    assert "Keep at 2 instead" in shown
    assert "Cold spots we hire from" in shown
    assert not KeyResult.objects.exists()


def test_saying_why_not_is_kept_with_its_name_and_can_be_thought_again(page: Client) -> None:
    assert "Why not “Require recruitment agencies" in text(
        page, "/okrs/playbook/rows/O4-7/decline/"
    )
    answer = page.post(
        "/okrs/playbook/rows/O4-7/decline/",
        {"reason": "misfit", "sentence": "We use none."},
        follow=True,
    )
    shown = answer.content.decode()
    assert "Not for us. It does not fit our kind of work." in shown
    assert "P. Nair" in shown

    page.post("/okrs/playbook/rows/O4-7/reconsider/")
    assert not PlaybookDecision.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({}, "Choose why not."), ({"reason": "later"}, "Say on which day to ask again.")],
)
def test_a_reason_that_says_too_little_is_refused_beside_its_question(
    page: Client, given: dict[str, str], sentence: str
) -> None:
    answer = page.post("/okrs/playbook/rows/O4-7/decline/", given)

    assert sentence in answer.content.decode()
    assert not PlaybookDecision.objects.exists()


def test_what_is_not_taken_up_is_listed_across_the_pillars(page: Client) -> None:
    page.post("/okrs/playbook/take-up/", {})
    page.post("/okrs/playbook/rows/B-X2/decline/", {"reason": "covered"})

    shown = text(page, "/okrs/playbook/?show=open")

    assert 'id="row-O2-1f"' in shown
    assert 'id="row-B-X2"' in shown
    assert 'id="row-O4-7"' not in shown


def test_everything_taken_up_says_so(page: Client) -> None:
    for asked in ("take-up/", "rows/O2-1f/take-up/", "rows/B-X2/take-up/"):
        page.post(f"/okrs/playbook/{asked}", {"show": "open"})

    assert "Everything is taken up" in text(page, "/okrs/playbook/?show=open")


def test_without_a_strategy_the_page_says_what_to_do_first(lead: User, signed_in: SignIn) -> None:
    client = signed_in(lead)

    assert "Name the strategy first" in text(client, "/okrs/playbook/")
    assert client.post("/okrs/playbook/rows/O4-7/take-up/").status_code == 302
    assert not KeyResult.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "contributor"])
def test_others_read_the_playbook_and_change_nothing(
    strategy: Strategy, signed_in: SignIn, role: str
) -> None:
    client = signed_in(UserFactory.create(role=role))

    shown = text(client, HIRING)
    assert "What it takes" in shown
    assert "<form" not in shown.split("<main")[1].split("</main>")[0]
    for address in (
        "rows/O4-7/take-up/",
        "rows/O4-7/decline/",
        "rows/O4-7/reconsider/",
        "take-up/",
    ):
        assert client.post(f"/okrs/playbook/{address}").status_code == 403
    assert not KeyResult.objects.exists()


def test_an_outsider_sees_nothing_of_it(strategy: Strategy, signed_in: SignIn) -> None:
    client = signed_in(UserFactory.create(outsider=True))

    assert client.get(HIRING).status_code == 403


@pytest.mark.parametrize(
    "address", ["sales/", "rows/Z9/take-up/", "rows/Z9/decline/", "rows/Z9/reconsider/"]
)
def test_what_is_not_in_the_playbook_is_not_found(page: Client, address: str) -> None:
    answer = page.post if "reconsider" in address else page.get

    assert answer(f"/okrs/playbook/{address}").status_code == 404
    assert page.post("/okrs/playbook/take-up/", {"objective": "Z9"}).status_code == 404


def test_a_fuller_plan_costs_the_page_no_more_queries(
    page: Client, strategy: Strategy, same_queries: Any
) -> None:
    KeyResultFactory.create(objective__strategy=strategy, playbook_id="O4-7")

    same_queries(
        lambda: page.get(HIRING),
        add_rows=lambda: page.post("/okrs/playbook/take-up/", {}),
    )


def test_for_a_script_the_answer_says_what_happened_and_where_focus_goes(page: Client) -> None:
    answer = page.post("/okrs/playbook/rows/O4-7/take-up/", headers={"HX-Request": "true"})
    shown = page.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()

    said = shown.split('id="pb-said"')[1].split("</p>")[0]
    row = shown.split('id="row-O4-7"')[1].split("</li>")[0]
    assert "Taken up: “Require recruitment agencies" in said
    assert "autofocus" in row


def test_what_takes_up_all_stands_once_and_never_for_a_single_row(page: Client) -> None:
    page.post("/okrs/playbook/take-up/", {})
    rows = [row.id for row in catalogue.ROWS if row.in_all and row.pillar.value == "hiring"]
    leave(page, rows[:1])

    one = text(page, HIRING)
    assert "Take up the last one" in one
    assert ">Take up all" not in one
    assert "undecided" not in one

    leave(page, rows[1:2])
    assert text(page, HIRING).count("Take up all 2 undecided of Hiring") == 1
    assert ">Take up all 2 undecided<" not in text(page, HIRING)


def leave(page: Client, rows: list[str]) -> None:
    """Back to undecided, as if nobody had ever decided."""
    Milestone.objects.filter(key_result__playbook_id__in=rows).delete()
    Link.objects.filter(key_result__playbook_id__in=rows).delete()
    KeyResult.objects.filter(playbook_id__in=rows).delete()


def test_a_tally_leaves_out_what_is_nought(page: Client) -> None:
    page.post("/okrs/playbook/rows/B-X2/decline/", {"reason": "covered"})
    fresh = text(page, HIRING)

    assert "taken up</span>" not in fresh
    assert re.search(r">\s*0 (taken up|not for us|to decide)|, 0 ", fresh) is None


def test_all_can_be_taken_up_for_one_owner_to_begin_with(client, lead):
    StrategyFactory.create()
    owner = UserFactory.create(name="Sam Okafor")
    viewer = UserFactory.create(viewer=True)
    client.force_login(lead)
    page = client.get("/okrs/playbook/").content.decode()

    assert "Sam Okafor" in page
    assert f'<option value="{viewer.pk}">' not in page
    assert "2 of them say what a milestone of another says" in page
    client.post("/okrs/playbook/take-up/", {"owner": str(owner.pk)})
    assert set(KeyResult.objects.values_list("owner", flat=True)) == {owner.pk}


@pytest.mark.parametrize("named", ["", "0", "999999", "nobody", "²"])
def test_an_owner_nobody_knows_is_nobody_yet(named, client, lead):
    StrategyFactory.create()
    client.force_login(lead)

    client.post("/okrs/playbook/take-up/", {"pillar": "data", "owner": named})

    assert set(KeyResult.objects.values_list("owner", flat=True)) == {None}

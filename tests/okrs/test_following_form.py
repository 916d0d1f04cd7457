"""Choosing where readings come from: what is offered, what is refused, and what stays as typed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from okrs import planning, survey_choices
from okrs.followed import DISCLOSURE_RATE, GAP, SHARE, Followed, NotAFigure
from okrs.models import KeyResult
from surveys.states import State
from tests.disclosure.tables import AT
from tests.factories import BenchmarkFactory, ObjectiveFactory, UserFactory
from tests.okrs.survey_lines import EVERYBODY, NORTH, TO_UK, follower, post, publish
from tests.surveys.making import standing_open_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead_client(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def typed(kind: str = "percent", **over: Any) -> dict[str, Any]:
    """A whole form that follows the share of a lower background in North."""
    given = {
        "kind": kind,
        "title": "People from a lower background",
        "objective": ObjectiveFactory.create().pk,
        "to_value": "45",
        "direction": "increase",
        "cadence": "on_survey",
        "follows": "published",
        "figure": "SEB1:lower",
        "of_whom": "UNIT:NORTH",
        "intent": "committed",
        "weight": "1",
    }
    return given | {"starts_on": "1 January 2027", "due_on": "31 December 2028"} | over


def add(client: Client, **over: Any) -> Any:
    sent = typed(**over)
    return client.post(f"{reverse('okrs:add')}?kind={sent['kind']}", sent)


def errors(answer: Any) -> dict[str, str]:
    form = answer.context["form"]
    return {name: " ".join(said) for name, said in form.errors.items()}


# What is offered ------------------------------------------------------------------------------


def options(name: str, form: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, label in form.fields[name].choices:
        found |= dict(label) if isinstance(label, list) else {code: str(label)}
    return found


def test_before_any_wave_only_the_response_rate_can_be_followed(lead_client: Client) -> None:
    ObjectiveFactory.create()

    percent, number = (
        lead_client.get(reverse("okrs:add"), {"kind": kind}).context["form"]
        for kind in ("percent", "number")
    )

    assert list(options("follows", percent)) == ["", "response_rate"]
    assert "figure" not in percent.fields
    assert "follows" not in number.fields


def test_what_a_wave_published_can_be_followed_in_its_words(lead_client: Client) -> None:
    ObjectiveFactory.create()
    publish()

    form = lead_client.get(reverse("okrs:add"), {"kind": "percent"}).context["form"]

    assert list(options("follows", form)) == ["", "response_rate", "published"]
    assert options("figure", form) == {
        "": "Choose one",
        "SEB1:lower": "Lower socio-economic background",
        "SEB1:intermediate": "Intermediate background",
        "SEB1:professional": "Professional background",
        "SEB1:": "Said something to “Main earner’s job when you were 14”, of all who took part",
    }
    people = options("of_whom", form)
    assert (people[":"], people["UNIT:NORTH"]) == ("Everybody together", "Unit: North")
    assert not any("not_disclosed" in code for code in people)
    assert "UNIT*GRADE:NORTH*SENIOR" not in people  # that cut was not planned
    assert "benchmark" not in form.fields


def test_before_anything_is_published_the_plan_says_what_will_be(lead_client: Client) -> None:
    ObjectiveFactory.create()
    standing_open_wave()

    form = lead_client.get(reverse("okrs:add"), {"kind": "percent"}).context["form"]

    assert options("figure", form)["SEB1:lower"] == "Lower socio-economic background"
    assert options("of_whom", form)["UNIT*GRADE:NORTH*SENIOR"] == "Unit: North, Level: Senior"


@pytest.mark.parametrize("state", [State.CLOSED, State.OPEN])
def test_tables_that_are_not_published_yet_are_not_read(state: State) -> None:
    publish(state=state)

    assert survey_choices.menu() is None


def test_a_gap_is_offered_with_the_benchmarks_that_count_alike(lead_client: Client) -> None:
    ObjectiveFactory.create()
    own = BenchmarkFactory.create(
        label="Our region", group="lower", measure="SEB1", definition="background-2021"
    )
    publish()

    form = lead_client.get(reverse("okrs:add"), {"kind": "number"}).context["form"]

    assert list(options("follows", form)) == ["", "gap"]
    benchmarks = options("benchmark", form)
    assert "Our region" in benchmarks[f"own-{own.pk}"]
    assert "39%" in benchmarks["uk_workforce_lower"]
    assert "SEB1:" not in options("figure", form)


@pytest.mark.parametrize("kind", ["percent_change", "keep_at", "status", "milestones"])
def test_other_kinds_follow_nothing(lead_client: Client, kind: str) -> None:
    ObjectiveFactory.create()
    publish()

    form = lead_client.get(reverse("okrs:add"), {"kind": kind}).context["form"]

    assert not {"follows", "figure", "of_whom", "benchmark"} & set(form.fields)


def test_groups_that_stand_with_another_are_not_offered(lead_client: Client) -> None:
    publish(recoded={"UNIT": {"WEST": "SOUTH"}})
    menu = survey_choices.menu()

    assert menu is not None
    units = dict(menu.people)["Unit"]
    assert "UNIT:WEST" not in dict(units)
    assert dict(units)["UNIT:SOUTH"] == "Unit: South · West"


def test_what_a_benchmark_counts_together_can_be_followed_together() -> None:
    from tests.disclosure import tables

    words = tables.words(("independent", "independent_bursary", "state", "unclassified", "x"))
    words["measures"]["SEB1"] |= {
        "definition": "SEB2",
        "mapping": "SMC-2020-11, five answers",
        "classified": ["independent", "independent_bursary", "state"],
        "headline": "",
    }
    publish(words=words)
    menu = survey_choices.menu()

    assert menu is not None
    (_name, figures) = menu.shares[0]
    assert "SEB1:independent+independent_bursary" in dict(figures)


# What is chosen -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ({}, NORTH),
        ({"of_whom": ":"}, EVERYBODY),
        (
            {"figure": "SEB1:"},
            Followed(word=DISCLOSURE_RATE, measure="SEB1", cut=("UNIT",), key=("NORTH",)),
        ),
        (
            {
                "kind": "number",
                "follows": "gap",
                "of_whom": ":",
                "benchmark": "uk_workforce_lower",
                "to_value": "0",
            },
            TO_UK,
        ),
    ],
)
def test_what_is_chosen_is_followed(
    lead_client: Client, over: dict[str, Any], expected: Followed
) -> None:
    publish()

    answer = add(lead_client, **over)

    assert answer.status_code == 302, errors(answer)
    made = KeyResult.objects.get()
    assert (made.follows, made.followed) == (expected.word, expected.to_data())
    assert made.unit == ("points" if expected.word == GAP else "")
    assert post() == 1


def test_check_ins_need_no_figure(lead_client: Client) -> None:
    publish()

    assert add(lead_client, follows="", figure="").status_code == 302
    assert KeyResult.objects.get().followed == {}


@pytest.mark.parametrize(
    ("over", "field", "said"),
    [
        ({"figure": ""}, "figure", "Choose one from the list"),
        ({"figure": "SEB2:state"}, "figure", "Select a valid choice"),
        ({"of_whom": "UNIT:MOON"}, "of_whom", "Select a valid choice"),
        ({"cadence": "quarterly"}, "cadence", "With each survey"),
        (
            {"kind": "number", "follows": "gap", "benchmark": ""},
            "benchmark",
            "Choose the benchmark",
        ),
        (
            {"kind": "number", "follows": "gap", "benchmark": "fsm_adult"},
            "benchmark",
            "It answers another question than your figure does.",
        ),
        (
            {"kind": "number", "follows": "gap", "benchmark": "uk_workforce_professional"},
            "benchmark",
            "It is of another group than your figure.",
        ),
    ],
)
def test_what_cannot_be_followed_is_refused_beside_its_question(
    lead_client: Client, over: dict[str, Any], field: str, said: str
) -> None:
    publish()

    answer = add(lead_client, **over)

    assert answer.status_code == 200
    assert said in errors(answer)[field]
    assert not KeyResult.objects.exists()


def test_what_was_typed_stays_when_something_else_is_wrong(lead_client: Client) -> None:
    publish()

    form = add(lead_client, title="").context["form"]

    assert (form["follows"].value(), form["figure"].value()) == ("published", "SEB1:lower")
    assert form["of_whom"].value() == "UNIT:NORTH"
    assert '<option value="UNIT:NORTH" selected>' in str(form["of_whom"])


@pytest.mark.parametrize(
    ("followed", "refused"),
    [
        (Followed(word=SHARE, measure="SEB9", groups=("lower",)), "no such figure"),
        (Followed(word=DISCLOSURE_RATE, measure="SEB9"), "no such figure"),
        (Followed(word=SHARE, measure="SEB1", groups=("lower",), cut=("A",), key=("B",)), "itself"),
        (Followed(word=GAP, measure="SEB1", groups=("lower",), benchmark="own-9"), "from the list"),
    ],
)
def test_what_no_wave_plans_is_refused_with_a_sentence(followed: Followed, refused: str) -> None:
    publish()
    menu = survey_choices.menu()

    assert menu is not None
    with pytest.raises(NotAFigure, match=refused):
        menu.check(followed)


# Editing --------------------------------------------------------------------------------------


def edit(client: Client, key_result: KeyResult, **over: Any) -> Any:
    sent = typed(objective=key_result.objective_id, version=key_result.version)
    return client.post(reverse("okrs:edit", args=[key_result.pk]), sent | over)


def test_the_form_opens_on_what_is_followed(lead_client: Client) -> None:
    key_result = follower(NORTH)
    publish()

    form = lead_client.get(reverse("okrs:edit", args=[key_result.pk])).context["form"]

    assert [form[name].value() for name in ("follows", "figure", "of_whom")] == [
        "published",
        "SEB1:lower",
        "UNIT:NORTH",
    ]


def test_what_is_followed_stays_although_no_wave_knows_it_any_more(lead_client: Client) -> None:
    gone = Followed(word=SHARE, measure="SEB1", groups=("lower",), cut=("UNIT",), key=("MOON",))
    key_result = follower(gone)
    publish()

    answer = edit(lead_client, key_result, of_whom="UNIT:MOON", title="Another name")

    assert answer.status_code == 302, errors(answer)
    key_result.refresh_from_db()
    assert (key_result.title, key_result.followed) == ("Another name", gone.to_data())


def test_the_gap_opens_on_its_benchmark_without_any_wave(lead_client: Client) -> None:
    key_result = follower(TO_UK)

    form = lead_client.get(reverse("okrs:edit", args=[key_result.pk])).context["form"]

    assert (form["follows"].value(), form["benchmark"].value()) == ("gap", "uk_workforce_lower")
    assert options("benchmark", form)["uk_workforce_lower"] == "As it is now"


def test_one_line_is_never_made_of_two_figures(lead_client: Client) -> None:
    key_result = follower(NORTH)
    publish()
    post()
    key_result.refresh_from_db()

    answer = edit(lead_client, key_result, of_whom=":")

    assert "another figure of the survey" in errors(answer)["follows"]
    key_result.refresh_from_db()
    assert key_result.followed == NORTH.to_data()


def test_not_by_way_of_check_ins_either(lead: User) -> None:
    key_result = follower(NORTH)
    publish()
    post()
    planning.edit_key_result(key_result=key_result, by=lead, at=AT, follows="", followed={})
    key_result.refresh_from_db()
    assert key_result.follows == ""

    with pytest.raises(planning.CannotPlan, match="another figure"):
        planning.edit_key_result(
            key_result=key_result,
            by=lead,
            at=AT,
            follows=SHARE,
            followed=EVERYBODY.to_data(),
        )


def test_before_the_first_reading_another_figure_may_be_followed(lead: User) -> None:
    key_result = follower(NORTH)

    planning.edit_key_result(
        key_result=key_result, by=lead, at=AT, follows=SHARE, followed=EVERYBODY.to_data()
    )

    key_result.refresh_from_db()
    assert key_result.followed == EVERYBODY.to_data()


@pytest.mark.parametrize("followed", [{}, {"measure": "SEB1"}, None])
def test_the_plan_refuses_what_is_no_figure(lead: User, followed: Any) -> None:
    with pytest.raises(planning.CannotPlan, match="no such figure"):
        planning.add_key_result(
            objective=ObjectiveFactory.create(),
            by=lead,
            at=AT,
            title="A share",
            kind="percent",
            cadence="on_survey",
            starts_on=date(2027, 1, 1),
            due_on=date(2028, 1, 1),
            to_value=Decimal(40),
            follows=SHARE,
            followed=followed,
        )


def test_the_plan_refuses_what_it_never_heard_of(lead: User) -> None:
    with pytest.raises(planning.CannotPlan, match="no such figure"):
        planning.edit_key_result(
            key_result=follower(), by=lead, at=AT, follows="the weather", followed={}
        )


def test_an_outsider_chooses_nothing(client: Client) -> None:
    publish()
    client.force_login(UserFactory.create(outsider=True))

    assert client.get(reverse("okrs:add"), {"kind": "percent"}).status_code == 403


def test_more_groups_cost_no_more_queries(lead_client: Client, same_queries: Any) -> None:
    key_result = follower(NORTH)
    publish()
    address = reverse("okrs:edit", args=[key_result.pk])

    def more() -> None:
        publish("w2", date(2027, 10, 1))
        BenchmarkFactory.create_batch(3)

    same_queries(lambda: lead_client.get(address), add_rows=more)

"""A target closer than the survey can tell: said to whoever sets it, and refused to nobody."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from okrs import survey_targets
from okrs.followed import DISCLOSURE_RATE, Followed
from okrs.models import KeyResult
from tests.disclosure import tables
from tests.disclosure.test_reading import alter
from tests.factories import ObjectiveFactory
from tests.okrs.survey_lines import (
    AUTUMN,
    BOARD,
    EAST,
    EVERYBODY,
    NORTH,
    TO_UK,
    follower,
    publish,
)

pytestmark = pytest.mark.django_db
D = Decimal
RATE = Followed(word=DISCLOSURE_RATE, measure="SEB1")
WARNING = (
    "From 33% to 35% is 2 points. At this size the survey can tell a move of about 11 points from"
    " chance. A later reading may say “no clear change”."
)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 12, 1, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def lead_client(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def of(start: Any, end: Any, figure: Followed = EVERYBODY, **options: Any) -> KeyResult:
    return follower(figure, from_value=D(start), to_value=D(end), **options)


def said_by(answer: Any) -> list[tuple[str, str]]:
    return [(one.level_tag, one.message) for one in get_messages(answer.wsgi_request)]


# What is said -----------------------------------------------------------------------------------


def test_a_small_distance_is_said_with_what_the_survey_can_tell() -> None:
    publish()
    points = survey_targets.can_tell(EVERYBODY)

    assert points == 11  # (1.96 + 0.84) √(2 · 0.33 · 0.67 / 351), and a little for the noise
    assert survey_targets.warning(of(33, 35)) == WARNING


@pytest.mark.parametrize(("end", "warns"), [(43, True), (44, False), (23, True), (22, False)])
def test_a_distance_that_can_be_told_is_not_warned_of_whichever_way_it_goes(end, warns) -> None:
    publish()

    assert bool(survey_targets.warning(of(33, end))) is warns


def test_shares_are_set_apart_as_they_are_written() -> None:
    """32.6% is written as 33% and 43.5% as 44%: eleven points, which can be told."""
    publish()

    assert not survey_targets.warning(of("32.6", "43.5"))


def test_one_point_is_one_point() -> None:
    publish()

    assert "From 33% to 34% is 1 point. " in survey_targets.warning(of(33, 34))


def test_a_gap_is_warned_of_in_its_own_figures() -> None:
    publish()

    said = survey_targets.warning(of(-6, "-3.5", TO_UK))

    assert said.startswith("From −6 to −3.5 is 2.5 points. At this size the survey can tell")


def test_a_disclosure_rate_is_warned_of_too() -> None:
    publish()

    assert survey_targets.warning(of(93, 94, RATE)).startswith("From 93% to 94% is 1 point. At")


def test_the_newest_wave_that_has_the_figure_says_how_much_can_be_told() -> None:
    publish()
    larger = {(): {(): tables.cell(4000, 1170, 830, 1510, 220, 270)}}
    before = survey_targets.can_tell(NORTH)
    publish("w2", AUTUMN, made=larger)

    assert survey_targets.can_tell(EVERYBODY) == 4
    assert not survey_targets.warning(of(33, 37))
    assert survey_targets.can_tell(NORTH) == before  # of which the newest has no table


@pytest.mark.parametrize("figure", [EAST, BOARD])
def test_of_what_is_hidden_or_said_in_words_nothing_is_told(figure: Followed) -> None:
    publish()

    assert survey_targets.can_tell(figure) is None
    assert survey_targets.warning(of(33, 35, figure)) == ""
    assert survey_targets.hint(of(33, 35, figure)) == ""


def test_before_any_wave_nothing_is_told() -> None:
    assert survey_targets.warning(of(33, 35)) == ""


@pytest.mark.parametrize(
    "over",
    [
        {"from_value": None},
        {"to_value": None},
        {"retired_as": KeyResult.ARCHIVED, "retired_at": timezone.now()},
        {"follows": "", "followed": {}},
        {"follows": "response_rate", "followed": {}},
    ],
)
def test_where_there_is_no_distance_or_no_figure_nothing_is_told(over: dict[str, Any]) -> None:
    publish()

    assert survey_targets.warning(follower(**{"from_value": D(33), "to_value": D(35)} | over)) == ""


def test_what_was_altered_tells_nothing() -> None:
    publish()
    alter("disclosure_publication", "responded", 7)

    assert survey_targets.warning(of(33, 35)) == ""


# Where it is said -------------------------------------------------------------------------------


def test_whoever_sets_the_baseline_is_told_before_and_after(lead_client: Client) -> None:
    publish()
    key_result = follower(to_value=None)
    address = reverse("okrs:baseline", args=[key_result.pk])

    before = " ".join(lead_client.get(address).content.decode().split())
    sent = {"from_value": "33", "to_value": "35", "version": key_result.version}
    answer = lead_client.post(address, sent)

    assert "the survey can tell a move of about 11 points from chance" in before
    assert said_by(answer) == [("success", "Saved."), ("warning", WARNING)]
    key_result.refresh_from_db()
    assert (key_result.from_value, key_result.to_value) == (33, 35)


def test_whoever_takes_the_figure_on_offer_is_told(lead_client: Client) -> None:
    publish()
    key_result = follower(to_value=D(35))

    answer = lead_client.post(
        reverse("okrs:baseline_take", args=[key_result.pk]),
        {"wave": "w1", "of": 1, "version": key_result.version},
    )

    assert said_by(answer) == [("success", "From is set."), ("warning", WARNING)]


def test_the_edit_form_says_it_beside_to_while_ends_are_to_be_set(lead_client: Client) -> None:
    publish()
    open_end, both = follower(to_value=None), of(33, 35)
    said = b"the survey can tell a move of about 11 points from chance"

    assert said in lead_client.get(reverse("okrs:edit", args=[open_end.pk])).content
    assert said not in lead_client.get(reverse("okrs:edit", args=[both.pk])).content


def typed(**over: Any) -> dict[str, Any]:
    given = {
        "kind": "percent",
        "title": "People from a lower background",
        "objective": ObjectiveFactory.create().pk,
        "from_value": "33",
        "to_value": "35",
        "cadence": "on_survey",
        "follows": "published",
        "figure": "SEB1:lower",
        "of_whom": ":",
        "intent": "committed",
        "weight": "1",
    }
    return given | {"starts_on": "1 January 2027", "due_on": "31 December 2028"} | over


def test_whoever_adds_a_key_result_is_told(lead_client: Client) -> None:
    publish()

    answer = lead_client.post(f"{reverse('okrs:add')}?kind=percent", typed())

    assert said_by(answer)[-1] == ("warning", WARNING)
    assert KeyResult.objects.get().to_value == 35


def test_whoever_changes_what_it_follows_is_told_and_whoever_mends_a_word_is_not(
    lead_client: Client,
) -> None:
    publish()
    key_result = of(33, 35, NORTH)
    address = reverse("okrs:edit", args=[key_result.pk])
    sent = typed(objective=key_result.objective_id, of_whom="UNIT:NORTH", version=1)

    mended = said_by(lead_client.post(address, sent | {"title": "Another title"}))
    key_result.refresh_from_db()
    changed = said_by(
        lead_client.post(address, sent | {"of_whom": ":", "version": key_result.version})
    )

    assert [level for level, _said in mended] == ["success"]
    assert changed[-1] == ("warning", WARNING)


def test_whoever_takes_up_a_row_of_the_playbook_with_a_figure_is_told(
    lead_client: Client,
) -> None:
    publish()
    objective = ObjectiveFactory.create()
    sent = typed(adjusted="1", objective=objective.pk, cadence="on_survey")

    answer = lead_client.post(reverse("okrs:take_up", args=["O1-1"]), sent)

    assert ("warning", WARNING) in said_by(answer)

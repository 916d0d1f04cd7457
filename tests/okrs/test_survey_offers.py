"""A published figure as From: offered, taken once, and never where it is hidden."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import User
from okrs import baselines, survey_offers
from okrs.baselines import CannotSetBaseline
from okrs.models import BaselineChange, KeyResult
from okrs.survey_offers import offered
from tests.disclosure.tables import AT
from tests.disclosure.test_reading import alter
from tests.factories import KeyResultFactory, UserFactory
from tests.okrs import survey_lines
from tests.okrs.survey_lines import (
    AUTUMN,
    BOARD,
    EAST,
    NORTH,
    SENIOR,
    SPRING,
    TO_UK,
    follower,
    more,
    post,
    publish,
)

pytestmark = pytest.mark.django_db
NOON = AT.replace(year=2027, month=12)


def the_offer(key_result: KeyResult) -> Any:
    found = offered(key_result).offer
    assert found is not None
    return found


def take(key_result: KeyResult, by: User, **over: Any) -> BaselineChange | None:
    told = {"wave": "w1", "version": 1, "seen": key_result.version, "at": NOON}
    return survey_offers.take(key_result=key_result, by=by, **told | over)


# What is offered ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followed", "value", "said", "source"),
    [
        (NORTH, 49, "49%", "Survey: Survey, spring; about 185 answers"),
        (SENIOR, 40, "about 40%", "Survey: Survey, spring; about 25 answers"),
        (TO_UK, -6, "−6 points", "Survey: Survey, spring; about 350 answers"),
    ],
)
def test_a_figure_that_is_shown_is_offered(
    followed: Any, value: int, said: str, source: str
) -> None:
    publish()

    found = the_offer(follower(followed))

    assert (found.value, found.said, found.source) == (value, said, source)
    assert found.as_of == SPRING


@pytest.mark.parametrize(
    ("followed", "why"), [(EAST, "Hidden to protect people"), (BOARD, "in words only")]
)
def test_what_is_hidden_or_in_words_is_not_offered(followed: Any, why: str) -> None:
    publish()

    found = offered(follower(followed))

    assert found.offer is None
    assert why in found.why_not


def test_the_oldest_wave_that_has_it_is_where_the_line_begins() -> None:
    made = survey_lines.cells()
    made[("UNIT",)][("NORTH",)] = None
    publish("w1", SPRING, made=made)
    publish("w2", AUTUMN)
    publish("w3", date(2027, 11, 1))

    assert the_offer(follower(NORTH)).wave == "w2"


def test_an_earlier_survey_that_was_brought_in_offers_its_figure_undated() -> None:
    publish("w2", AUTUMN)
    publish("w7", None, title="Staff survey, 2024")

    found = the_offer(follower())

    assert (found.wave, found.as_of) == ("w7", None)


@pytest.mark.parametrize(
    "options",
    [
        {"from_value": Decimal(20)},
        {"follows": "", "followed": {}},
        {"retired_as": "archived", "retired_at": AT},
    ],
)
def test_nothing_is_offered_where_nothing_is_missing(options: dict[str, Any]) -> None:
    publish()

    assert offered(follower(**options)) == survey_offers.Offered()


@pytest.mark.parametrize("options", [{"follows": "response_rate"}, {"playbook_id": "O1-5"}])
def test_a_response_rate_is_offered_as_its_two_counts(options: dict[str, str]) -> None:
    publish()

    found = the_offer(follower(**{"follows": "", "followed": {}} | options))

    assert (found.said, found.counts) == ("67%", (400, 600))
    assert found.source == "Survey: Survey, spring; 400 of 600 invited"


@pytest.mark.parametrize("invited", [None, 0])
def test_of_an_unknown_number_invited_there_is_no_rate(invited: int | None) -> None:
    publish(invited=invited)

    assert offered(follower(follows="response_rate", followed={})).offer is None


@pytest.mark.parametrize("row", ["O4-4", "gone"])
def test_other_rows_of_the_playbook_are_fed_by_nothing(row: str) -> None:
    publish()

    assert offered(follower(follows="", followed={}, playbook_id=row)).offer is None


def test_a_status_has_no_from(lead: User) -> None:
    assert survey_offers.followed_word(KeyResultFactory.create(kind="status")) == ""


# Taking it ------------------------------------------------------------------------------------


def test_taken_it_is_from_with_its_day_and_where_it_is_from(lead: User) -> None:
    key_result = follower(NORTH)
    publish()

    change = take(key_result, lead)

    key_result.refresh_from_db()
    assert (key_result.from_value, key_result.from_as_of) == (49, SPRING)
    assert key_result.from_label == "w1: Survey: Survey, spring; about 185 answers"
    assert (key_result.to_value, key_result.set_by) == (45, None)
    assert change is not None
    assert change.reason == "49% (Survey: Survey, spring; about 185 answers)"
    assert not change.is_rebaseline


def test_later_waves_are_read_against_it(lead: User) -> None:
    key_result = follower()
    publish()
    publish("w2", AUTUMN, made=more(60))
    take(key_result, lead)
    post()

    key_result.refresh_from_db()
    assert (key_result.from_value, key_result.latest.value) == (33, 50)


def test_a_response_rate_keeps_its_counts(lead: User) -> None:
    key_result = follower(follows="response_rate", followed={})
    publish()
    take(key_result, lead)

    key_result.refresh_from_db()
    assert (key_result.from_numerator, key_result.from_denominator) == (400, 600)


def test_sent_twice_it_is_taken_once(lead: User) -> None:
    key_result = follower()
    publish()

    take(key_result, lead)
    assert take(key_result, lead) is None

    assert BaselineChange.objects.count() == 1


def test_of_two_people_the_second_is_told_who_was_first(lead: User) -> None:
    key_result = follower()
    publish()
    ann = UserFactory.create(name="Ann Lee")
    baselines.set_baseline(
        key_result=key_result, by=ann, at=NOON, from_value=Decimal(20), to_value=Decimal(45)
    )

    with pytest.raises(Exception, match="Ann Lee"):
        take(key_result, lead)

    key_result.refresh_from_db()
    assert key_result.from_value == 20


def test_a_from_that_is_set_is_not_replaced(lead: User) -> None:
    key_result = follower(from_value=Decimal(20))
    publish()

    with pytest.raises(CannotSetBaseline, match="set already"):
        take(key_result, lead)


@pytest.mark.parametrize("over", [{"wave": "w9"}, {"version": 2}])
def test_what_is_not_on_offer_is_not_taken(lead: User, over: dict[str, Any]) -> None:
    key_result = follower()
    publish()

    with pytest.raises(CannotSetBaseline, match="not on offer"):
        take(key_result, lead, **over)


def test_what_is_hidden_cannot_be_taken_by_asking_for_it(lead: User) -> None:
    key_result = follower(EAST)
    publish()

    with pytest.raises(CannotSetBaseline, match="not on offer"):
        take(key_result, lead)


# On pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["key_result", "baseline"])
def test_it_is_offered_on_both_pages(client: Client, lead: User, page: str) -> None:
    key_result = follower(NORTH)
    publish()
    post()
    client.force_login(lead)

    text = client.get(reverse(f"okrs:{page}", args=[key_result.pk])).content.decode()

    assert "Use 49% (Survey: Survey, spring; about 185 answers) as From?" in text
    assert reverse("okrs:baseline_take", args=[key_result.pk]) in text


@pytest.mark.parametrize("page", ["key_result", "baseline"])
def test_of_what_is_hidden_a_sentence_is_there_and_no_button(
    client: Client, lead: User, page: str
) -> None:
    key_result = follower(EAST)
    publish()
    post()
    client.force_login(lead)

    text = client.get(reverse(f"okrs:{page}", args=[key_result.pk])).content.decode()

    assert "“Survey, spring” offers no From: Hidden to protect people." in text
    assert reverse("okrs:baseline_take", args=[key_result.pk]) not in text


def test_the_baseline_page_says_what_was_altered(client: Client, lead: User) -> None:
    key_result = follower()
    publish()
    alter("disclosure_publishedtable", "cells", "[]", "cut = ''")
    client.force_login(lead)

    text = client.get(reverse("okrs:baseline", args=[key_result.pk])).content.decode()

    assert "These figures are not those that were published" in text


def sent(key_result: KeyResult) -> dict[str, Any]:
    return {"wave": "w1", "of": 1, "version": key_result.version}


def test_one_button_takes_it(client: Client, lead: User) -> None:
    key_result = follower(NORTH)
    publish(day=date(2026, 3, 10))
    client.force_login(lead)
    address = reverse("okrs:baseline_take", args=[key_result.pk])

    answers = [client.post(address, sent(key_result)) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert KeyResult.objects.get().from_value == 49
    assert BaselineChange.objects.count() == 1


@pytest.mark.parametrize("change", [{"of": "x"}, {"wave": ""}, {"of": 3}])
def test_what_is_not_on_offer_is_refused_in_a_sentence(
    client: Client, lead: User, change: dict[str, Any]
) -> None:
    key_result = follower(NORTH)
    publish()
    client.force_login(lead)

    answer = client.post(
        reverse("okrs:baseline_take", args=[key_result.pk]), sent(key_result) | change
    )

    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said == ["That figure is not on offer any more. Look at what is."]
    assert KeyResult.objects.get().from_value is None


@pytest.mark.parametrize("trait", ["outsider", "contributor"])
def test_who_may_not_change_the_plan_is_refused(client: Client, trait: str) -> None:
    key_result = follower()
    publish()
    client.force_login(UserFactory.create(**{trait: True}))

    answer = client.post(reverse("okrs:baseline_take", args=[key_result.pk]), sent(key_result))

    assert answer.status_code == 403
    assert KeyResult.objects.get().from_value is None


def test_more_waves_cost_no_more_queries(client: Client, lead: User, same_queries: Any) -> None:
    key_result = follower(NORTH)
    publish()
    publish("w2", AUTUMN)
    client.force_login(lead)
    address = reverse("okrs:baseline", args=[key_result.pk])

    same_queries(
        lambda: client.get(address),
        add_rows=lambda: [publish("w3", date(2027, 10, 1)), publish("w4", date(2027, 11, 1))],
    )

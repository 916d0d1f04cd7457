"""Choosing what a wave asks, on the page; and seeing it as an employee before it opens."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from surveys.checklist import about_minutes
from surveys.models import Wave
from surveys.wave_questions import question_set, table_plan
from tests.factories import OrganisationFactory, UnitFactory, WaveFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(lead: User, signed_in: Callable[[User], Client]) -> Client:
    OrganisationFactory.create()
    return signed_in(lead)


@pytest.fixture
def wave() -> Wave:
    return WaveFactory.create()


def read(client: Client, wave: Wave, what: str = "questions/") -> str:
    answer = client.get(f"/surveys/{wave.label}/{what}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def sent(client: Client, wave: Wave, **data: Any) -> str:
    given = {"SEB2": "on", "SEB3": "on", "minimum": "10", "version": str(wave.version)} | data
    answer = client.post(f"/surveys/{wave.label}/questions/", given, follow=True)
    return " ".join(answer.content.decode().split())


def asked(wave: Wave) -> list[str]:
    return [question.code for question in question_set(Wave.objects.get(pk=wave.pk)).questions]


@pytest.mark.parametrize(("questions", "minutes"), [(1, 1), (2, 1), (3, 2), (7, 4), (8, 4)])
def test_minutes_are_rounded_up_and_never_none(questions, minutes):
    assert about_minutes(questions) == minutes


def test_it_begins_with_what_we_suggest_and_says_how_long_that_takes(page, wave):
    shown = read(page, wave)

    assert "<span data-questions>3</span> questions, about <span data-minutes>2</span>" in shown
    ticked = re.findall(r'name="(SEB\d)"[^>]* checked', shown)
    assert ticked == ["SEB2", "SEB3"]


def test_what_is_special_says_so_before_it_can_be_ticked(page, wave):
    shown = read(page, wave)

    assert shown.count("Special category data: read this first") == 2
    assert "impact assessment" in shown


def test_ticks_lists_and_own_questions_make_the_questionnaire(page, wave):
    sent(
        page,
        wave,
        SEB2="",
        GRADE="on",
        list_GRADE="Junior\r\n\r\nSenior \r\nPrefer not to say",
        GENDER="on",
        own_0_wording="Would you recommend us?",
        own_0_answers="Yes\r\nNo",
        own_0_why="It tells us whether people feel at home.",
    )

    codes = asked(wave)
    assert codes[:4] == ["SEB1", "SEB3", "GRADE", "GENDER"]
    assert codes[4].startswith("OWN_")
    options = question_set(Wave.objects.get()).question("GRADE").options
    assert [option.label["en-gb"] for option in options] == [
        "Junior",
        "Senior",
        "Prefer not to say",
    ]


def test_what_was_chosen_stands_there_the_next_time(page, wave):
    sent(
        page, wave, GRADE="on", list_GRADE="Junior\nSenior", crossed=["GRADE-GENDER"], minimum="15"
    )

    shown = read(page, wave)

    assert re.search(r'name="GRADE"[^>]* checked', shown)
    assert "Junior Senior</textarea>" in shown
    assert 'name="minimum" value="15"' in shown


def test_pay_is_asked_where_it_is_ticked_and_then_stands_ticked(page, wave):
    assert not re.search(r'name="PAY"[^>]* checked', read(page, wave))

    sent(page, wave, AGE="on", PAY="on", own_0_wording="Parking?", own_0_answers="Yes\r\nNo")

    assert asked(wave)[3:5] == ["AGE", "PAY"]
    assert re.search(r'name="PAY"[^>]* checked', read(page, wave))


def test_only_pairs_of_which_both_are_asked_are_planned(page, wave):
    sent(page, wave, GRADE="on", GENDER="on", crossed=["GRADE-GENDER", "UNIT-GRADE"])

    cuts = table_plan(Wave.objects.get()).cuts
    assert cuts == ((), ("GRADE",), ("GENDER",), ("GRADE", "GENDER"))


def test_a_pair_that_was_left_out_stays_out_and_one_that_could_not_be_asked_is_suggested(
    page, wave
):
    sent(page, wave, GRADE="on", GENDER="on", crossed=[])

    shown = read(page, wave)

    assert re.search(r'value="GRADE-GENDER"(?![^>]* checked)', shown)
    assert re.search(r'value="UNIT-GRADE"[^>]* checked', shown)


@pytest.mark.parametrize(
    ("given", "sentence", "field"),
    [
        ({"minimum": "9"}, "Never fewer than 10", "id_minimum"),
        ({"minimum": ""}, "Say how many people", "id_minimum"),
        ({"minimum": "500"}, "At most 100", "id_minimum"),
        ({"FUNCTION": "on"}, "only you know them", "id_list_FUNCTION"),
        ({"own_0_wording": "Parking?"}, "between 2 and 12", "id_own_0_answers"),
        (
            {"own_0_wording": "Why?", "own_0_answers": "Because ____\nNo"},
            "looks like something to write on",
            "",
        ),
    ],
)
def test_a_refusal_leads_to_its_field_and_loses_nothing(page, wave, given, sentence, field):
    shown = sent(page, wave, list_GRADE="Junior\nSenior", **given)

    assert sentence in shown
    assert f'href="#{field}"' in shown or not field
    assert "Junior Senior" in shown
    assert "data-questions" not in shown  # no figure of what was stored beside what was typed
    assert Wave.objects.get().choices == {}


def test_another_question_of_ones_own_gets_empty_boxes(page, wave):
    assert "Your question 2" not in read(page, wave)

    shown = sent(page, wave, own_0_wording="Fair?", own_0_answers="Yes\nNo", another="yes")

    assert "Your question 2" in shown
    assert "Your question 3" not in shown


def test_units_left_empty_are_the_organisations_own(page, wave):
    UnitFactory.create(name="North")
    UnitFactory.create(name="South")

    sent(page, wave, UNIT="on")

    labels = [o.label["en-gb"] for o in question_set(Wave.objects.get()).question("UNIT").options]
    assert labels == ["North", "South", "Prefer not to say"]


def test_two_who_choose_at_once_are_told_and_can_send_again(page, wave):
    Wave.objects.update(version=4)

    shown = sent(page, wave, GRADE="on", version="1")

    assert "changed this wave while you were writing" in shown
    assert 'name="version" value="4"' in shown
    assert Wave.objects.get().choices == {}


def test_the_preview_is_the_page_of_the_survey_with_nothing_behind_it(page, wave):
    shown = page.get(f"/surveys/{wave.label}/preview/").content.decode()

    found = re.search(r'<script[^>]*id="survey"[^>]*>(.*?)</script>', shown, re.S)
    assert found
    data = json.loads(found[1])
    assert data["preview"] is True
    assert (data["sign_n"], data["box_public"], data["fingerprint"]) == ("", "", "")
    assert [question["code"] for question in data["questions"]] == ["SEB1", "SEB2", "SEB3"]


def test_a_draft_that_cannot_be_asked_yet_says_why_instead_of_a_preview(page):
    wave = WaveFactory.create(choices={"attributes": ["FUNCTION"]})

    answer = page.get(f"/surveys/{wave.label}/preview/", follow=True)

    assert "only you know them" in answer.content.decode()


def test_the_preview_of_an_open_wave_sends_nothing_either(page):
    wave = making.open_wave(12)

    shown = page.get(f"/surveys/{wave.label}/preview/").content.decode()

    assert '"preview": true' in shown

"""The page of one key result: what it says, to whom, and in how many queries."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import audit
from okrs.models import CheckIn, KeyResult
from okrs.rules.words import Cadence
from tests.factories import (
    BaselineChangeFactory,
    CheckInFactory,
    KeyResultFactory,
    LinkFactory,
    MilestoneFactory,
    ObjectiveFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 4, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fifth_of_april():
    with time_machine.travel(NOW, tick=False):
        yield


def address(key_result, name="key_result"):
    return reverse(f"okrs:{name}", args=[key_result.pk])


def read(key_result, value="17", **more):
    """A reading that is the latest, as a check-in leaves it."""
    check_in = CheckInFactory.create(key_result=key_result, value=Decimal(value), **more)
    key_result.latest = check_in
    key_result.confirmed_on = check_in.as_of
    key_result.save()
    return check_in


def text(client, key_result):
    """The page as words, one space between any two."""
    return " ".join(client.get(address(key_result)).content.decode().split())


@pytest.fixture
def reader(signed_in):
    return signed_in(UserFactory.create(viewer=True))


def senior_grades():
    """17% to 25% in four years, read in two survey waves: 20 of 118, then 26 of 140."""
    key_result = KeyResultFactory.create(
        title="Senior grades",
        from_value=Decimal(17),
        from_numerator=Decimal(20),
        from_denominator=Decimal(118),
        from_as_of=date(2026, 4, 1),
        to_value=Decimal(25),
        starts_on=date(2026, 4, 1),
        due_on=date(2030, 4, 1),
        cadence=Cadence.on_survey.value,
    )
    read(
        key_result,
        "18.57",
        numerator=Decimal(26),
        denominator=Decimal(140),
        source=CheckIn.SURVEY,
        as_of=date(2027, 4, 1),
    )
    return key_result


def test_the_answer_is_a_sentence_with_points_and_what_was_expected(reader):
    shown = text(reader, senior_grades())

    assert "It stands at 19%: no clear change since 1 April 2026, when it was 17%." in shown
    assert "That is where the plan expected it to be by now." in shown
    assert "+2%" not in shown


def test_a_move_that_chance_can_make_is_called_no_clear_change(reader):
    shown = text(reader, senior_grades())

    assert "In groups of this size, a move of less than 9 points can be chance." in shown
    assert "From 17% to 19%: no clear change" in shown
    assert "13% to 26%" in shown


def test_without_counts_nothing_is_said_about_chance(reader):
    key_result = senior_grades()
    KeyResult.objects.update(from_denominator=None)

    assert "no clear change" not in text(reader, key_result)


def test_what_it_still_needs_is_said_a_year(reader):
    assert "It needs +2.2 points a year to reach 25% by 1 April 2030" in text(
        reader, senior_grades()
    )


def test_with_less_than_a_year_left_the_whole_is_said(reader):
    key_result = KeyResultFactory.create()
    read(key_result, "33")

    assert "It needs +33 points more to reach 66% by 31 December 2027." in text(reader, key_result)


def test_why_shows_the_numbers_that_were_used(reader):
    shown = text(reader, senior_grades())

    assert "Why “On track”?" in shown
    assert "(18.57 − 17) ÷ (25 − 17) = 20%" in shown
    assert "step 1 of 4, one each time a reading is due = 25%" in shown
    assert "−5 points; on track down to −10, behind down to −25" in shown


def test_a_baseline_to_set_says_what_to_do_and_by_when(signed_in, lead):
    key_result = KeyResultFactory.create(unset=True, set_by=date(2027, 5, 1))
    shown = text(signed_in(lead), key_result)

    assert "From and To to set by 1 May 2027." in shown
    assert "Set the baseline" in shown
    assert "The chart will be here" in shown
    assert "0%" not in shown


def test_a_reader_is_told_the_same_without_the_buttons(reader):
    shown = text(reader, KeyResultFactory.create(unset=True))

    assert "From and To to set" in shown
    assert "Set the baseline" not in shown


def test_a_keep_at_says_how_often_it_held(reader):
    key_result = KeyResultFactory.create(keep_at=True)
    read(key_result, "70", as_of=date(2027, 2, 1))
    read(key_result, "50")

    assert "Held in 1 of 2 readings." in text(reader, key_result)


@pytest.mark.parametrize(
    "trait", ["status", "milestones", "keep_at", "unset", "number", "archived"]
)
def test_every_kind_has_a_page_before_anything_was_read(reader, trait):
    assert reader.get(address(KeyResultFactory.create(**{trait: True}))).status_code == 200


def test_a_new_baseline_is_a_row_with_its_reason_and_who_approved(reader):
    key_result = senior_grades()
    BaselineChangeFactory.create(
        key_result=key_result,
        on=date(2026, 4, 1),
        old_from=Decimal(12),
        new_from=Decimal(17),
        old_from_as_of=date(2025, 4, 1),
        old_to=Decimal(25),
        new_to=Decimal(25),
        reason="The form asked another question",
        approved_by="M. Hale",
        is_rebaseline=True,
    )

    shown = text(reader, key_result)
    assert "From was 12%, is 17%. To stays 25%. The form asked another question." in shown
    assert "Approved by M. Hale. Readings above and below cannot be compared." in shown
    assert "Old From" in shown


def test_a_corrected_reading_stays_and_says_so_in_words(reader):
    key_result = KeyResultFactory.create()
    right = read(key_result, "30", correction_why="Counted twice")
    CheckInFactory.create(key_result=key_result, value=Decimal(80), replaced_by=right)

    shown = text(reader, key_result)
    assert "<s>80%</s>" in shown
    assert "Corrected since: Counted twice" in shown


def test_the_latest_check_in_shows_what_was_said_and_a_fall_in_confidence(reader):
    key_result = KeyResultFactory.create()
    read(key_result, confidence=8, recorded_at=NOW - timedelta(days=40), as_of=date(2027, 2, 1))
    read(key_result, confidence=5, changed="Roles carry the pay range", blockers="No budget")

    shown = text(reader, key_result)
    assert "“Roles carry the pay range”" in shown
    assert "No budget" in shown
    assert "Confidence <b>5</b> of 10" in shown
    assert "It was 8. A fall this deep is worth a conversation." in shown


def test_history_tells_what_happened_in_words(reader, lead):
    key_result = KeyResultFactory.create()
    milestone = MilestoneFactory.create(key_result=key_result, text="Write the guide")
    audit.record(by=lead, verb="added", about=key_result, at=NOW)
    audit.record(
        by=lead,
        verb="re-baselined",
        about=key_result,
        at=NOW,
        changes={"from_value": ["12.0000", "17.0000"], "due_on": ["2027-03-31", "2027-12-31"]},
        note="Another question",
    )
    audit.record(by=lead, verb="ticked", about=milestone, at=NOW)
    audit.record(by=None, verb="reminded", about=key_result, at=NOW)

    shown = text(reader, key_result)
    assert "<strong>New baseline</strong> by Priya Nair. From: 17%, was 12%" in shown
    assert "Due: 31 December 2027, was 31 March 2027 · “Another question”" in shown
    assert "<strong>Milestone done</strong> by Priya Nair. Write the guide" in shown
    assert "<strong>Reminded</strong> by the program itself." in shown


def test_another_key_results_history_is_not_shown(reader, lead):
    audit.record(by=lead, verb="re-baselined", about=KeyResultFactory.create(), at=NOW)

    assert "New baseline</strong>" not in text(reader, KeyResultFactory.create())


def test_an_owner_has_buttons_on_their_own_and_none_on_others(signed_in):
    owner = UserFactory.create(contributor=True)
    mine, theirs = KeyResultFactory.create(owner=owner), KeyResultFactory.create()
    for key_result in (mine, theirs):
        MilestoneFactory.create(key_result=key_result)
        LinkFactory.create(key_result=key_result)
    client = signed_in(owner)

    for name in ("check_in", "link_add"):
        assert address(mine, name) in text(client, mine)
    own = text(client, mine)
    assert "/tick/" in own
    assert address(mine, "edit") not in own
    other = text(client, theirs)
    for words in (address(theirs, "check_in"), "/tick/", "/remove/", address(theirs, "link_add")):
        assert words not in other


def test_a_retired_key_result_stays_readable_and_takes_nothing_more(signed_in, lead):
    key_result = KeyResultFactory.create(archived=True, retired_why="Reached early")
    shown = text(signed_in(lead), key_result)

    assert "Archived on 1 January 2027. Reached early. It is no longer counted" in shown
    assert address(key_result, "check_in") not in shown


def test_what_people_wrote_cannot_become_markup(reader):
    key_result = KeyResultFactory.create(title="<script>alert(1)</script>")
    read(key_result, changed="<img src=x>")

    shown = text(reader, key_result)
    assert "<script>alert" not in shown
    assert "<img" not in shown


def test_an_unknown_key_result_is_not_found(reader):
    assert reader.get("/okrs/key-results/999/").status_code == 404


@pytest.mark.parametrize("name", ["key_result", "chart", "readings_csv"])
def test_who_is_signed_out_is_asked_to_sign_in(client, name):
    answer = client.get(address(KeyResultFactory.create(), name))

    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize("name", ["key_result", "chart", "readings_csv"])
def test_an_outsider_sees_nothing(signed_in, name):
    client = signed_in(UserFactory.create(outsider=True))

    assert client.get(address(KeyResultFactory.create(), name)).status_code == 403


def test_twice_the_readings_and_milestones_cost_no_more_queries(signed_in, lead, same_queries):
    key_result = KeyResultFactory.create(objective=ObjectiveFactory.create(), owner=lead)

    def add_rows():
        for day in range(1, 11):
            read(key_result, str(day), as_of=date(2027, 2, day), recorded_by=UserFactory.create())
        for milestone in MilestoneFactory.create_batch(5, key_result=key_result, owner=lead):
            audit.record(by=lead, verb="ticked", about=milestone, at=NOW)
        LinkFactory.create_batch(3, key_result=key_result, added_by=UserFactory.create())
        BaselineChangeFactory.create(
            key_result=key_result, on=date(2027, 1, 15), is_rebaseline=True, reason="Why", by=lead
        )

    add_rows()
    client = signed_in(lead)
    same_queries(lambda: client.get(address(key_result)), add_rows=add_rows)
    with CaptureQueriesContext(connection) as queries:
        client.get(address(key_result))
    assert len(queries) <= 13


def test_the_chart_comes_as_data(reader):
    figure = json.loads(reader.get(address(senior_grades(), "chart")).content)

    lines = {trace["meta"]: trace for trace in figure["data"]}
    assert lines["reading"]["y"] == [17.0, 18.57]
    assert lines["target"]["y"][0] == 25.0


def test_without_anything_to_draw_there_is_no_chart(reader):
    answer = reader.get(address(KeyResultFactory.create(unset=True), "chart"))

    assert answer.status_code == 404


def test_the_library_is_not_in_the_page_itself(reader):
    shown = text(reader, senior_grades())

    assert '<script src="/static/vendor/plotly' not in shown
    assert '<link rel="stylesheet" href="/static/vendor/plotly' not in shown
    assert 'class="chart chart-wide"' in shown


def test_every_reading_is_in_the_download_with_the_baseline_then_in_force(reader):
    key_result = senior_grades()
    right = key_result.latest
    CheckInFactory.create(
        key_result=key_result, value=Decimal(80), as_of=date(2027, 4, 1), replaced_by=right
    )
    answer = reader.get(address(key_result, "readings_csv"))

    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    found = sorted((dict(zip(header, row, strict=True)) for row in rows), key=lambda r: r["Value"])
    assert [row["Value"] for row in found] == ["18.57", "80"]
    assert [row["Replaced"] for row in found] == ["no", "yes"]
    assert found[0]["Part"] == "26"
    assert found[0]["Status then"] == "On track"
    assert (found[0]["From in force"], found[0]["To in force"]) == ("17", "25")


def test_only_the_newest_readings_are_listed_and_the_rest_is_in_the_download(reader):
    key_result = KeyResultFactory.create(cadence=Cadence.weekly.value, starts_on=date(2026, 1, 1))
    for week in range(45):
        CheckInFactory.create(
            key_result=key_result,
            as_of=date(2026, 1, 1) + timedelta(weeks=week),
            value=Decimal(week),
        )

    shown = text(reader, key_result)
    assert "5 earlier rows are in the CSV." in shown
    assert shown.count('class="nowrap">') >= 40

"""Shares of fewer than ten answers to a survey: not kept, and shown on no page."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AuditEvent
from disclosure.figures import Why
from okrs.checkins import Reading
from okrs.models import CheckIn, KeyResult
from okrs.refusals import CannotPlan
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Cadence, Status
from okrs.told import figures_of
from surveys.results.wording import INSTEAD
from tests.factories import KeyResultFactory
from tests.okrs.telling import at, says

pytestmark = pytest.mark.django_db
TOO_FEW = "Hidden to protect people"
SENTENCE = (
    "Fewer than 10 answers: the figure is not kept, and pages say “Hidden to protect people”."
)


@pytest.fixture
def july(client):
    with time_machine.travel(at(7, 1), tick=False):
        yield


@pytest.fixture
def desk(july, signed_in, lead):
    return signed_in(lead)


def asked(**more):
    """From 17% to 25%, read with each survey; the title holds no digit."""
    ends = {"from_value": Decimal(17), "to_value": Decimal(25), "from_as_of": date(2027, 1, 1)}
    return KeyResultFactory.create(
        **{"title": "Senior grades", "cadence": Cadence.on_survey.value} | ends | more
    )


def words(response):
    return " ".join(unescape(response.content.decode()).split())


def page(client, name, *args):
    return words(client.get(reverse(name, args=args)))


def counted(part, whole):
    return Reading(numerator=Decimal(part), denominator=Decimal(whole))


def sent(key_result, part, whole, **more):
    key_result.refresh_from_db()
    return {
        "key": str(uuid4()),
        "version": key_result.version,
        "as_of_day": 1,
        "as_of_month": 7,
        "as_of_year": 2027,
        "numerator": str(part),
        "denominator": str(whole),
        **more,
    }


@pytest.mark.parametrize(
    ("traits", "reading", "kept"),
    [
        ({}, counted(0, 9), None),
        ({}, counted(2, 9), None),
        ({}, counted(2, 10), 20),
        ({}, Reading(value=Decimal(22)), 22),
        ({"cadence": "quarterly"}, counted(3, 6), 50),
        ({"cadence": "annual"}, counted(3, 6), 50),
        ({"kind": "number"}, Reading(value=Decimal(3)), 3),
    ],
)
def test_a_share_of_fewer_than_ten_answers_keeps_no_figure(traits, reading, kept):
    columns = figures_of(asked(**traits), reading)

    if kept is None:
        assert columns == {"suppressed": True}
    else:
        assert columns["value"] == kept
        assert "suppressed" not in columns


def test_counts_that_cannot_be_are_refused_before_they_are_withheld():
    with pytest.raises(CannotPlan, match="is a part of the second"):
        figures_of(asked(), counted(7, 5))


def test_the_form_and_its_preview_say_so_before_anything_is_saved(desk):
    key_result = asked()
    assert "A share of fewer than 10 answers is not kept." in page(
        desk, "okrs:check_in", key_result.pk
    )

    url = reverse("okrs:check_in_preview", args=[key_result.pk])
    shown = words(desk.post(url, sent(key_result, 3, 7)))
    assert SENTENCE in shown
    assert TOO_FEW in shown
    assert "43%" not in shown
    assert SENTENCE not in words(desk.post(url, sent(key_result, 30, 70)))


def test_only_a_survey_is_told_about_small_groups(desk):
    key_result = asked(cadence="quarterly")
    assert "is not kept" not in page(desk, "okrs:check_in", key_result.pk)


def test_what_is_saved_is_a_reading_without_its_figure(desk):
    key_result = asked()
    url = reverse("okrs:check_in", args=[key_result.pk])
    answer = desk.post(url, sent(key_result, 3, 7, save="yes"), follow=True)

    assert SENTENCE in words(answer)
    made = CheckIn.objects.get()
    assert (made.suppressed, made.value, made.numerator, made.denominator) == (
        True,
        None,
        None,
        None,
    )


def test_a_correction_keeps_no_figure_of_too_few_either(desk):
    key_result = asked()
    wrong = says(key_result, reading=counted(30, 70), when=at(6, 1))
    url = reverse("okrs:correct", args=[key_result.pk, wrong.pk])
    answer = desk.post(url, sent(key_result, 3, 7, why="Counted twice."), follow=True)

    assert SENTENCE in words(answer)
    assert CheckIn.objects.get(replaced_by=None).value is None


def test_no_page_shows_a_figure_of_too_few(desk):
    key_result = asked()
    says(key_result, reading=counted(3, 7), when=at(6, 20))

    for name, args in {
        "okrs:key_result": [key_result.pk],
        "okrs:list": [],
        "dashboards:plan": [],
    }.items():
        shown = page(desk, name, *args)
        assert TOO_FEW in shown, name
        assert "43%" not in shown, name  # a bare 43 may stand in a token or a key
        assert "42.8" not in shown, name
        assert "3 of 7" not in shown, name
        assert "now 17%" not in shown, name  # From is not how it is now


def test_neither_the_chart_nor_a_file_has_a_figure_of_too_few(desk):
    key_result = asked()
    says(key_result, reading=counted(3, 7), when=at(6, 20))

    chart = desk.get(reverse("okrs:chart", args=[key_result.pk])).content.decode()
    assert "17%" in chart
    assert "42.8" not in chart
    assert "43" not in chart
    file = desk.get(reverse("okrs:readings_csv", args=[key_result.pk])).content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(file))
    assert (row["Value"], row["Part"], row["Whole"]) == ("", "", "")
    assert row["Status then"] == TOO_FEW


def test_the_record_of_changes_holds_no_figure_of_too_few(desk, lead):
    key_result = asked()
    says(key_result, reading=counted(30, 70), when=at(6, 1))
    says(key_result, reading=counted(3, 7), when=at(6, 20))

    event = AuditEvent.objects.order_by("-pk").first()
    assert json.loads(json.dumps(event.changes))["reading"] == ["42.8571", "too_few"]
    assert "Reading: Hidden to protect people, was 43%" in page(
        desk, "okrs:key_result", key_result.pk
    )


def test_the_dashboard_tests_nothing_against_a_figure_of_too_few(desk):
    key_result = asked()
    KeyResult.objects.update(added_at=at(1, 1))
    says(key_result, reading=counted(30, 70), when=at(5, 1))
    says(key_result, reading=counted(3, 7), when=at(6, 20))

    shown = page(desk, "dashboards:plan")
    assert f'<span class="small">{TOO_FEW}</span>' in shown
    assert "First reading" not in shown


def test_the_word_is_that_of_every_hidden_group_for_it_is_not_said_why():
    """A figure that follows a survey may be hidden for others' sake: too few would be untrue."""
    assert {str(Verdict.too_few.label), str(Status.too_few.label)} == {str(INSTEAD[Why.HIDDEN])}

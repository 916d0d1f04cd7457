"""What is wrong with an id that comes back: a sentence for each case."""

import pytest

from okrs.models import KeyResult
from okrs.offline.differences import State
from okrs.offline.ids import Ticket, ticket_of
from tests.factories import KeyResultFactory
from tests.okrs.offline.making import brought, compared

pytestmark = pytest.mark.django_db


def test_an_id_is_read_as_it_was_written():
    ticket = Ticket(table="KR", pk=12, version=3, entry=471)

    assert ticket_of(ticket.id, ticket.stamp) == ticket
    assert ticket_of(" kr-12 ", ticket.stamp.upper()) == ticket


def test_an_id_stays_good_when_the_secret_is_changed(settings):
    ticket = Ticket(table="KR", pk=12, version=3, entry=471)
    stamp = ticket.stamp
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-of-this-installation"

    assert ticket_of(ticket.id, stamp) == ticket


@pytest.fixture
def found(offline, strategy, lead):
    return lambda: compared(brought(offline.saved(), strategy=strategy, by=lead))


OF_ELSEWHERE = " do not belong together, so one was altered or comes from elsewhere."


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"Id": "12"}, "Row 3: “12” is not an id from the plan."),
        ({"Id": "KR-4711"}, "Row 3: Id KR-4711 and its Version" + OF_ELSEWHERE),
        ({"Version": "v9-0-abcdef"}, "and its Version" + OF_ELSEWHERE),
        ({"Version": None}, "and its Version" + OF_ELSEWHERE),
        ({"Version": "yesterday"}, "and its Version" + OF_ELSEWHERE),
    ],
)
def test_an_altered_id_is_named(offline, found, cells, sentence):
    offline.key_results.put("Sessions", **cells)

    [wrong] = found().of(State.WRONG)

    assert sentence in wrong.problems[0]


def test_an_id_that_stands_twice_is_named(offline, found):
    sheet = offline.key_results
    copy = {name: sheet.sheet.cell(3, sheet.columns[name]).value for name in sheet.columns}
    sheet.add(**copy)

    [wrong] = found().differences

    assert wrong.problems[0].startswith(f"Row 9: {copy['Id']} stands in row 3 already.")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"retired_as": "archived", "retired_at": "2027-01-05T09:00Z"}, "has since been retired"),
        ({}, "belongs to another strategy"),
    ],
)
def test_a_row_that_is_no_more_in_this_plan_is_named(offline, found, change, sentence):
    if change:
        KeyResult.objects.filter(title="Sessions").update(**change)
    else:
        other = KeyResultFactory.create().objective
        KeyResult.objects.filter(title="Sessions").update(objective=other)

    [wrong] = found().differences

    assert sentence in wrong.problems[0]


def test_a_row_that_was_never_in_the_plan_is_named(offline, found):
    KeyResult.objects.filter(title="Sessions").delete()

    [wrong] = found().differences

    assert wrong.problems[0].endswith("is not in the plan. Leave Id empty to add it anew.")


def test_a_row_on_the_wrong_sheet_is_named(offline, found):
    ticket = offline.objectives.sheet["A2"].value, offline.objectives.sheet["B2"].value
    offline.key_results.add(Id=ticket[0], Version=ticket[1], Key_result="Lost")

    wrong = found().of(State.WRONG)

    assert "belongs on another sheet" in wrong[0].problems[0]


@pytest.mark.parametrize(
    ("title", "cells", "sentence"),
    [
        ("Sessions", {"Due": "soon"}, "Row 3: Due is “soon”. Write a date"),
        ("Sessions", {"Due": None}, "Row 3: Due is empty. Write it, or put back what was there."),
        ("Sessions", {"Due": "01/01/2020"}, "Row 3: The due date must be after the day it starts."),
        ("Sessions", {"From": "a few"}, "Row 3: From is “a few”. Write a number, or “to set”."),
        ("Sessions", {"From": "#REF!"}, "That is your spreadsheet’s own error."),
        ("Sessions", {"From": 1200}, "Row 3: From and To are both 1,200."),
        ("Sessions", {"To": "1e99"}, "Write a number, or “to set”."),
        ("Sessions", {"To": 99_999_999_999}, "Write a number below 10,000,000,000"),
        ("Response rate", {"To": "120%"}, "Row 2: 120 is not a percentage."),
        ("Policy", {"From": 3}, "What is measured in this way has none. Empty the cell"),
        ("Sessions", {"Owner": "nobody@example.org"}, "Nobody here who may own key results"),
        ("Sessions", {"Weight": -1}, "Row 3: Weight is “-1”."),
        ("Sessions", {"Promised": "maybe"}, "Write one of these: Committed, Aspirational."),
        ("Sessions", {"Also_supports": "Purple"}, "Write names of pillars"),
        ("Sessions", {"Pillar": "Purple"}, "Write one of these: Data, Progression"),
        ("Sessions", {"Key_result": "x" * 241}, "Shorten it to 240 letters."),
        ("Sessions", {"How_it_is_measured": "Status"}, "What is measured in this way has none."),
    ],
)
def test_each_cell_that_cannot_be_is_one_sentence(offline, found, title, cells, sentence):
    offline.key_results.put(title, **cells)

    [wrong] = found().of(State.WRONG)

    assert sentence in wrong.problems[0]


def test_a_milestone_stays_with_its_key_result(offline, found):
    offline.milestones.put("Try it", **{"Key result’s id": "KR-4711"})
    offline.milestones.add(**{"Key result’s id": "KR-4711", "Milestone": "Begin"})
    offline.milestones.add(Milestone="End")

    wrong = found().of(State.WRONG)

    assert [one.problems[0] for one in wrong] == [
        "Row 3: A milestone stays with its key result. Put its id back.",
        "Row 4: KR-4711 is not in the plan. Name the key result that the milestone belongs to.",
        "Row 5: Key result’s id is empty. A new row needs it.",
    ]

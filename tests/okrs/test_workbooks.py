"""The list as a workbook: typed cells, and nothing in it that runs."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook

from okrs.workbooks import rows_to_workbook
from tests.factories import CheckInFactory, KeyResultFactory, UserFactory

pytestmark = pytest.mark.django_db


def opened(response):
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content)).active


@pytest.fixture
def leader(client):
    with time_machine.travel(datetime(2027, 7, 15, 9, tzinfo=UTC), tick=False):
        client.force_login(UserFactory.create(viewer=True))
        yield client


def test_figures_are_numbers_and_days_are_days(leader):
    key_result = KeyResultFactory.create(title="Response rate")
    key_result.latest = CheckInFactory.create(key_result=key_result, value=Decimal(33))
    key_result.save()

    sheet = opened(leader.get("/okrs/export.xlsx"))

    row = [cell.value for cell in sheet[2]]
    assert row[2:6] == ["Response rate", 0, 33, 66]
    assert row[6].date() == date(2027, 3, 31)
    assert row[7] == 0.5


def test_it_holds_what_the_filters_let_through(leader):
    listen = KeyResultFactory.create(title="Listen")
    KeyResultFactory.create(title="Provide action", objective=listen.objective)

    sheet = opened(leader.get("/okrs/export.xlsx?q=listen"))

    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["Listen"]


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-1", "@cmd", "https://example.org"])
def test_what_people_write_stays_text(words):
    sheet = opened(rows_to_workbook(["A"], [[words]], filename="a.xlsx", sheet="A"))

    cell = sheet["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (words, "s", None)


def test_an_empty_list_is_a_sheet_with_its_heading(leader):
    sheet = opened(leader.get("/okrs/export.xlsx"))

    assert sheet.max_row == 1
    assert sheet["A1"].value == "Pillar"

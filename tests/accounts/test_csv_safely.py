"""Downloads that a spreadsheet opens as a table, whatever people typed."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.csv_safely import cell, rows_to_csv


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-cmd", "'-cmd"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("19%", "19%"),
        ("", ""),
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (Decimal("-2.5000"), "-2.5"),
        (Decimal("1200.0000"), "1200"),
        (Decimal("0.0000"), "0"),
        (-3, "-3"),
        (date(2027, 3, 31), "2027-03-31"),
        (datetime(2027, 7, 1, 9, 30, tzinfo=UTC), "2027-07-01 10:30"),
    ],
)
def test_a_cell_is_written_so_that_no_text_becomes_a_formula(value, written):
    assert cell(value) == written


@given(st.text(min_size=1))
def test_no_text_ever_begins_a_formula(words):
    assert not cell(words).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_download_opens_as_the_same_table():
    response = rows_to_csv(["As of", "Said"], [[date(2027, 3, 31), "a, “b”\nc"]], filename="r.csv")

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [["As of", "Said"], ["2027-03-31", "a, “b”\nc"]]
    assert response["Content-Disposition"] == 'attachment; filename="r.csv"'
    assert response.content.startswith("\ufeff".encode())

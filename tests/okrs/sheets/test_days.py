"""Due dates: the day first, as in the United Kingdom; the impossible ones are named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.sheets.cells import NotUnderstood
from okrs.sheets.days import COUNTED_FROM, as_said, day
from tests.okrs.sheets.trying import refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/03/2027", date(2027, 3, 31)),
        ("3/4/2027", date(2027, 4, 3)),
        ("3/4/27", date(2027, 4, 3)),
        ("31.03.2027", date(2027, 3, 31)),
        ("31-03-2027", date(2027, 3, 31)),
        ("2027-03-31", date(2027, 3, 31)),
        ("2027-03-31 00:00:00", date(2027, 3, 31)),
        ("31 March 2027", date(2027, 3, 31)),
        ("31st March 2027", date(2027, 3, 31)),
        ("Wednesday 31 March 2027", date(2027, 3, 31)),
        ("31 Mar 2027", date(2027, 3, 31)),
        ("31-Mar-27", date(2027, 3, 31)),
        ("1 Sept 2027", date(2027, 9, 1)),
        ("March 2027", date(2027, 3, 31)),
        ("end of March 2027", date(2027, 3, 31)),
        ("Q1 2027", date(2027, 3, 31)),
        ("2027 Q4", date(2027, 12, 31)),
        ("2027", date(2027, 12, 31)),
        ("46477", date(2027, 3, 31)),
        ("46477.0", date(2027, 3, 31)),
        ("29/02/2028", date(2028, 2, 29)),
        ("", None),
        ("TBC", None),
        ("x", None),
        ("ongoing", None),
    ],
)
def test_a_due_date_is_read_as_it_is_written_here(text, expected):
    assert day(text) == expected


@pytest.mark.parametrize(
    ("text", "advice", "fix"),
    [
        ("31/06/2027", "June has 30 days.", "30 June 2027"),
        ("31 June 2027", "June has 30 days.", "30 June 2027"),
        ("29/02/2027", "February 2027 has 28 days.", "28 February 2027"),
        ("03/31/2027", "There are twelve months. Write the day first.", "31/03/2027"),
        ("0/3/2027", "March has 31 days.", "31 March 2027"),
        ("31/03/1027", "Write a year from 2000 on.", ""),
        ("next spring", "Write a date such as 31/03/2027 or 31 March 2027.", ""),
        ("soon-ish", "Write a date such as 31/03/2027 or 31 March 2027.", ""),
    ],
)
def test_a_day_that_does_not_exist_is_named(text, advice, fix):
    with pytest.raises(NotUnderstood) as refusal:
        day(text)

    assert (refusal.value.advice, refusal.value.fix) == (advice, fix)
    assert not fix or day(fix)


def test_a_day_that_does_not_exist_can_still_be_said_aloud():
    assert as_said("31/06/2027") == "31 June 2027"
    assert as_said("soon") == ""


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_each_of_its_spellings(expected):
    for text in (
        f"{expected:%d/%m/%Y}",
        f"{expected:%Y-%m-%d}",
        f"{expected.day} {expected:%B} {expected.year}",
        str((expected - COUNTED_FROM) // timedelta(days=1)),
    ):
        assert day(text) == expected


@given(st.text(max_size=40))
def test_no_text_crashes_the_reader_of_dates(text):
    refusal = refused(NotUnderstood, lambda: day(text))

    assert refusal is None or refusal.advice

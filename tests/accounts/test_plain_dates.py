"""Days as people write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from accounts import plain_dates
from accounts.plain_dates import DayField, TextDayField
from accounts.plain_form import PlainForm


class Boxes(PlainForm):
    day = DayField(label="Which date?", error_messages={"required": "Write the date."})
    until = DayField(label="Until when?", required=False)


class One(PlainForm):
    on = TextDayField(label="On", required=False)


@pytest.mark.parametrize(
    "text",
    [
        "31/03/2027",
        "31/3/2027",
        "31.03.2027",
        "31-03-2027",
        "31 March 2027",
        "31st March, 2027",
        "31 mar 2027",
        "2027-03-31",
        "  31   March  2027 ",
    ],
)
def test_one_box_reads_a_day_as_people_write_it(text):
    assert plain_dates.day_from(text) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31 June 2027", "31 June 2027 is not a date: June has 30 days."),
        ("29/2/2027", "29 February 2027 is not a date: February has 28 days."),
        ("0/3/2027", "0 March 2027 is not a date: March has 31 days."),
        ("31/13/2027", "There are 12 months: 13 is not one."),
        ("1/1/0027", "Write the year in four digits, such as 2027."),
        ("31/03/27", "“31/03/27” is not a date. Write a day such as 31 March 2027 or 31/03/2027."),
        ("1 Ma 2027", "“1 Ma 2027” is not a date."),
        ("soon", "“soon” is not a date."),
        ("٣١/٣/٢٠٢٧", "is not a date."),
    ],
)
def test_a_day_that_is_none_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        plain_dates.day_from(text)

    assert sentence in refusal.value.messages[0]


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_is_read_back_as_it_is_written(day):
    assert plain_dates.day_from(plain_dates.in_words(day)) == day
    assert plain_dates.day_from(day.isoformat()) == day
    assert plain_dates.day_from(f"{day:%d/%m/%Y}") == day


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_day_or_a_sentence(text):
    form = One({"on": text})

    assert form.is_valid() or form.errors["on"][0].endswith(".")


def typed(day, month, year):
    return Boxes({"day_day": day, "day_month": month, "day_year": year})


@pytest.mark.parametrize("month", ["2", "02", "Feb", "february"])
def test_three_boxes_give_a_day_and_an_optional_one_left_empty_gives_none(month):
    form = typed(" 29", month, "2028")

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"day": date(2028, 2, 29), "until": None}


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("", "", ""), "Write the date."),
        (("31", "", "2027"), "The date still needs a month."),
        (("", "", "2027"), "The date still needs a day and a month."),
        (("x", "3", "2027"), "Write day, month and year in numbers, such as 31 3 2027."),
        (("²", "3", "2027"), "Write day, month and year in numbers, such as 31 3 2027."),
        (("31", "6", "2027"), "31 June 2027 is not a date: June has 30 days."),
        (("1", "1", "27"), "Write the year in four digits, such as 2027."),
    ],
)
def test_three_boxes_say_what_is_missing_or_impossible(boxes, sentence):
    assert typed(*boxes).errors["day"] == [sentence]


def test_each_box_has_a_label_and_keeps_what_was_typed():
    page = Template("{{ field }}").render(Context({"field": typed("31", "June", "2027")["day"]}))

    for number, (label, value) in enumerate([("Day", "31"), ("Month", "June"), ("Year", "2027")]):
        assert f'<label for="id_day_{number}">{label}</label>' in page
        assert f'name="day_{label.lower()}" value="{value}"' in page


def test_a_stored_day_is_shown_in_words_and_is_no_change():
    form = One({"on": "3 March 2027"}, initial={"on": date(2027, 3, 3)})

    assert One(initial={"on": date(2027, 3, 3)})["on"].value() == "3 March 2027"
    assert not form.has_changed()


def test_one_box_keeps_what_was_typed_beside_its_error():
    form = One({"on": "31 June 2027"})

    assert form.errors["on"] == ["31 June 2027 is not a date: June has 30 days."]
    assert form["on"].value() == "31 June 2027"

"""What is remembered of an earlier wave, and how it travels."""

import json

import pytest

from disclosure.control.earlier import Earlier
from disclosure.control.safe_tables import Cell

ALL, SOME = Cell(40, {"MEALS": (12, 27)}), Cell(25, {"MEALS": (9, 17)})
CELLS = {
    (): {(): ALL},
    ("UNIT",): {("u0",): SOME, ("u1",): None},
    ("UNIT", "SEX"): {("u0", "woman"): None, ("u1", "man"): None},
}
MEASURES = {"MEALS": ("yes", "no")}


def test_of_tables_it_is_what_was_shown_and_what_could_have_been():
    found = Earlier.of(CELLS, {"SEX": {"other": "not_said"}})

    assert found.shown == {(): {()}, ("UNIT",): {("u0",)}, ("UNIT", "SEX"): set()}
    assert found.categories == {"UNIT": {"u0", "u1"}, "SEX": {"woman", "man"}}
    assert found.recoded == {"SEX": {"other": "not_said"}}


def test_of_what_was_shown_it_has_the_published_numbers_and_of_nothing_else():
    found = Earlier.of(CELLS, {}, MEASURES)

    assert found.published == {(): {(): ALL}, ("UNIT",): {("u0",): SOME}, ("UNIT", "SEX"): {}}
    assert found.measures == MEASURES
    assert found.pattern == Earlier.of(CELLS, {})


def test_numbers_that_nobody_can_tell_the_meaning_of_are_left_out():
    assert Earlier.of(CELLS, {}).published == {}


def test_it_comes_back_as_it_went_through_a_file():
    sent = Earlier.of(CELLS, {"SEX": {"other": "not_said"}}, MEASURES)

    assert Earlier.from_data(json.loads(json.dumps(sent.to_data()))) == sent


def test_what_was_sent_before_numbers_were_is_read_as_a_pattern():
    sent = Earlier.of(CELLS, {}, MEASURES).to_data()
    del sent["published"], sent["measures"]

    assert Earlier.from_data(sent) == Earlier.of(CELLS, {})


def test_what_was_sent_before_categories_were_told_is_read_too():
    sent = Earlier.of(CELLS, {}).to_data()
    del sent["categories"]

    assert Earlier.from_data(sent).shown == Earlier.of(CELLS, {}).shown


NO_NUMBERS = {"shown": {}, "recoded": {}, "published": {"UNIT": [[["u0"], 20]]}}


@pytest.mark.parametrize("data", [{}, {"shown": {}}, {"shown": [], "recoded": {}}, NO_NUMBERS])
def test_anything_else_is_refused(data):
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        Earlier.from_data(data)

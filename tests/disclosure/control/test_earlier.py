"""What is remembered of an earlier wave, and how it travels."""

import pytest

from disclosure.control.earlier import Earlier

CELLS = {
    (): {(): object()},
    ("UNIT",): {("u0",): object(), ("u1",): None},
    ("UNIT", "SEX"): {("u0", "woman"): None, ("u1", "man"): None},
}


def test_of_tables_it_is_what_was_shown_and_what_could_have_been():
    found = Earlier.of(CELLS, {"SEX": {"other": "not_said"}})

    assert found.shown == {(): {()}, ("UNIT",): {("u0",)}, ("UNIT", "SEX"): set()}
    assert found.categories == {"UNIT": {"u0", "u1"}, "SEX": {"woman", "man"}}
    assert found.recoded == {"SEX": {"other": "not_said"}}


def test_it_comes_back_as_it_went():
    sent = Earlier.of(CELLS, {"SEX": {"other": "not_said"}})

    assert Earlier.from_data(sent.to_data()) == sent


def test_what_was_sent_before_categories_were_told_is_read_too():
    sent = Earlier.of(CELLS, {}).to_data()
    del sent["categories"]

    assert Earlier.from_data(sent).shown == Earlier.of(CELLS, {}).shown


@pytest.mark.parametrize("data", [{}, {"shown": {}}, {"shown": [], "recoded": {}}])
def test_anything_else_is_refused(data):
    with pytest.raises((KeyError, TypeError, AttributeError)):
        Earlier.from_data(data)

"""What a From, a To, a weight and a cadence may say: cell by cell."""

from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules.words import Cadence, Kind, Word
from okrs.sheets.cells import Amount, NotUnderstood, amount, cadence, weight
from tests.okrs.sheets.trying import refused

D = Decimal


@pytest.mark.parametrize(
    ("text", "value", "kind", "unit"),
    [
        ("19", D(19), None, ""),
        ("0", D(0), None, ""),
        ("1,200", D(1200), None, ""),
        ("1 200", D(1200), None, ""),
        ("1\u00a0200", D(1200), None, ""),
        ("12,345,678.5", D("12345678.5"), None, ""),
        (".5", D("0.5"), None, ""),
        ("-5", D(-5), None, ""),
        ("−5", D(-5), None, ""),
        ("£4,736", D(4736), Kind.number, "£"),
        ("40 people", D(40), Kind.number, "people"),
        ("19%", D(19), Kind.percent, "%"),
        ("19 %", D(19), Kind.percent, "%"),
        ("36.6%", D("36.6"), Kind.percent, "%"),
        ("66 per cent", D(66), Kind.percent, "%"),
        ("66 percent", D(66), Kind.percent, "%"),
        ("100% of senior leaders", D(100), Kind.percent, "% of senior leaders"),
        ("+14%", D(14), Kind.percent_change, "%"),
        ("-10%", D(-10), Kind.percent_change, "%"),
        ("14% more", D(14), Kind.percent_change, "%"),
        ("20% increase", D(20), Kind.percent_change, "%"),
        ("20% fewer", D(-20), Kind.percent_change, "%"),
    ],
)
def test_a_figure_is_read_with_its_kind_and_unit(text, value, kind, unit):
    read = amount(text)

    assert (read.value, read.kind, read.unit) == (value, kind, unit)
    assert read.word is None


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("", None, ""),
        ("x", None, ""),
        ("X", None, ""),
        ("TBC", None, ""),
        ("tbd", None, ""),
        ("n/a", None, ""),
        ("to set", None, ""),
        ("?", None, ""),
        ("–", None, ""),
        ("%", Kind.percent, "%"),
        ("Current %", Kind.percent, "%"),
        ("Target %", Kind.percent, "%"),
        ("X%", Kind.percent, "%"),
        ("x %", Kind.percent, "%"),
        ("X% more", Kind.percent_change, "%"),
        ("X% More applicants", Kind.percent_change, "%"),
        ("Target #", Kind.number, ""),
        ("Current # followed", Kind.number, "followed"),
        ("Current # of cold spots", Kind.number, "cold spots"),
        ("Start # of non-grad roles", Kind.number, "non-grad roles"),
        ("Number of schools", Kind.number, "schools"),
    ],
)
def test_what_nobody_knows_yet_is_to_be_set_and_never_zero(text, kind, unit):
    read = amount(text)

    assert not read.is_set
    assert read.value is None
    assert (read.kind, read.unit, read.label) == (kind, unit, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Not started", Word.not_started),
        ("NOT STARTED", Word.not_started),
        ("In progress", Word.in_progress),
        ("in-progress", Word.in_progress),
        ("Completed", Word.completed),
        ("complete", Word.completed),
        ("Done", Word.completed),
    ],
)
def test_a_status_word_is_a_status(text, word):
    assert amount(text) == Amount(text, kind=Kind.status, word=word)


def test_a_footnote_mark_is_kept_beside_the_figure():
    read = amount("66%*")

    assert (read.value, read.label, read.footnote) == (D(66), "66%*", True)


@pytest.mark.parametrize(
    ("text", "advice", "fix"),
    [
        ("25 percent-ish", "Write a number from 0 to 100, or “to set”.", "25%"),
        ("about 25%", "Write a number from 0 to 100, or “to set”.", "25%"),
        ("140%", "Write a number from 0 to 100, or “to set”.", ""),
        ("about 40", "Write a number, or “to set”.", "40"),
        ("40ish", "Write a number, or “to set”.", "40"),
        ("25-30", "Write a number, or “to set”.", ""),
        ("1,5", "Write a number, or “to set”.", "1.5"),
        ("+2 points", "Write a number, or “to set”.", "2"),
        ("lots", "Write a number, or “to set”.", ""),
        ("=1+1", "Write a number, or “to set”.", ""),
        ("=cmd|' /C calc'!A0", "Write a number, or “to set”.", "0"),
        ("#REF!", "That is your spreadsheet’s own error. Write a number, or “to set”.", ""),
        ("#N/A", "That is your spreadsheet’s own error. Write a number, or “to set”.", ""),
        ("0.123456", "Write it with four decimal places at most.", "0.1235"),
        ("99999999999", "Write a number below 10,000,000,000, or in millions.", ""),
    ],
)
def test_what_could_mean_two_things_is_refused_with_a_way_out(text, advice, fix):
    with pytest.raises(NotUnderstood) as refusal:
        amount(text)

    assert (refusal.value.advice, refusal.value.fix) == (advice, fix)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        # a half is never 500, and £1.5m never £1.50
        ("0,500", "0.500"), ("0,25%", "0.25%"), ("£1.5m", "£1500000"), ("£250k", "£250000"),
        ("3 thousand applicants", "3000"), ("-£2bn", "-£2000000000"), ("9999999999m", ""),
        # what is below nought is offered so
        ("(5)", "-5"), ("about -5", "-5"), ("£-5", "-5"), ("5-", "-5"), ("10+", "10"),
    ],
)  # fmt: skip
def test_no_figure_is_made_larger_or_smaller_in_silence(text, fix):
    with pytest.raises(NotUnderstood) as refusal:
        amount(text)

    assert refusal.value.fix == fix


@pytest.mark.parametrize("text", ["\u200e25%", "25%\u200b", "\ufeff25 %", "\u202a25%\u202c"])
def test_marks_that_nobody_sees_do_not_make_a_figure_unreadable(text):
    assert (amount(text).value, amount(text).label[:2]) == (25, "25")


@given(st.text(max_size=80))
def test_no_cell_crashes_the_reader(text):
    for read in (amount, cadence, weight):
        refusal = refused(NotUnderstood, partial(read, text))
        assert refusal is None or refusal.advice


@given(st.decimals(min_value=0, max_value=9_999_999_999, places=4))
def test_every_digit_of_a_figure_survives(value):
    assert amount(f"{value:f}").value == value
    assert amount(f"{value:,}").value == value
    assert amount(f"-{value:f}").value == -value


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_every_digit_of_a_share_survives(value):
    assert amount(f"{value:f}%").value == value


@given(st.text(max_size=40))
def test_what_is_offered_as_a_fix_is_itself_understood(text):
    refusal = refused(NotUnderstood, lambda: amount(text))

    assert refusal is None or not refusal.fix or amount(refusal.fix).is_set


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("Weekly", Cadence.weekly),
        ("monthly", Cadence.monthly),
        ("Quarterly", Cadence.quarterly),
        ("every year", Cadence.annual),
        ("Once a year", Cadence.annual),
        ("on_survey", Cadence.on_survey),  # the code that the page's own list sends
        ("With each survey", Cadence.on_survey),
    ],
)
def test_how_often_is_read_in_the_words_people_use(text, expected):
    assert cadence(text) is expected


def test_an_unknown_cadence_is_refused_with_the_list():
    with pytest.raises(NotUnderstood, match="Write weekly, monthly, quarterly"):
        cadence("now and then")


@pytest.mark.parametrize(("text", "expected"), [("", None), ("1", D(1)), ("2.5", D("2.5"))])
def test_a_weight_is_a_number_above_nothing(text, expected):
    assert weight(text) == expected


@pytest.mark.parametrize("text", ["0", "-1", "heavy", "1.234", "100000"])
def test_a_weight_of_nothing_or_of_words_is_refused(text):
    with pytest.raises(NotUnderstood, match="above 0"):
        weight(text)

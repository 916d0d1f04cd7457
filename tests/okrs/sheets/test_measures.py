"""From and To together: which kind they make, and which of them does not fit."""

from decimal import Decimal

import pytest

from okrs.rules.words import Kind
from okrs.sheets.columns import Part
from okrs.sheets.measures import CannotMeasure, measure
from tests.okrs.sheets.trying import refused

D = Decimal


@pytest.mark.parametrize(
    ("start", "end", "unit", "expected"),
    [
        ("0%", "66%*", "", (Kind.percent, D(0), D(66), False)),
        ("21", "25%", "", (Kind.percent, D(21), D(25), False)),
        ("21%", "25", "", (Kind.percent, D(21), D(25), False)),
        ("21", "25", "% of candidates", (Kind.percent, D(21), D(25), False)),
        ("2", "8", "", (Kind.number, D(2), D(8), False)),
        ("20", "10", "", (Kind.number, D(20), D(10), False)),
        ("£4,736", "£0", "", (Kind.number, D(4736), D(0), False)),
        ("x", "x", "", (Kind.number, None, None, True)),
        ("", "", "", (Kind.number, None, None, True)),
        ("x", "25%", "", (Kind.percent, None, D(25), True)),
        ("19%", "TBC", "", (Kind.percent, D(19), None, True)),
        ("Current %", "Target %", "", (Kind.percent, None, None, True)),
        ("Current # followed", "Target #", "", (Kind.number, None, None, True)),
        ("Not started", "Completed", "", (Kind.status, None, None, False)),
        ("", "Completed", "", (Kind.status, None, None, False)),
        ("Not started", "", "", (Kind.status, None, None, False)),
        ("x", "X% more applicants", "", (Kind.percent_change, None, None, True)),
        ("0%", "+14%", "", (Kind.percent_change, None, D(14), True)),
    ],
)
def test_two_cells_make_one_measure(start, end, unit, expected):
    found = measure(start=start, end=end, unit=unit)

    assert (found.kind, found.start, found.end, found.is_to_set) == expected


def test_a_count_under_from_is_what_a_change_starts_from():
    found = measure(start="120", end="+14%")

    assert (found.base_count, found.start, found.end, found.is_to_set) == (
        D(120),
        None,
        D(14),
        False,
    )


def test_what_the_sheet_said_is_kept_as_the_label():
    found = measure(start="Current # of cold spots", end="Target #")

    assert (found.start_label, found.end_label) == ("Current # of cold spots", "Target #")
    assert found.unit == "cold spots"


SHARE = "Write a number from 0 to 100, or “to set”."


@pytest.mark.parametrize(
    ("start", "end", "part", "advice", "fix"),
    [
        ("21%", "25 percent-ish", Part.TO, SHARE, "25%"),
        ("21%", "25 or so", Part.TO, SHARE, "25%"),
        ("21%", "140", Part.TO, SHARE, ""),
        ("21%", "40 people", Part.TO, SHARE, ""),
        ("19%", "19%", Part.TO, "From is 19% too: write where it should be, or “to set”.",
         "to set"),
        ("5", "5", Part.TO, "From is 5 too: write where it should be, or “to set”.", "to set"),
        ("Not started", "66%", Part.FROM, "Write a number as well, or “to set”.", "0%"),
        ("Not started", "12", Part.FROM, "Write a number as well, or “to set”.", "0"),
        ("40%", "Completed", Part.TO, "Write a number as well, or “to set”.", "100%"),
        ("Completed", "Completed", Part.FROM,
         "Write where it starts: “Not started” or “In progress”.", "Not started"),
        ("Not started", "In progress", Part.TO, "A status ends at “Completed”: write that.",
         "Completed"),
        ("5%", "+14%", Part.FROM, "A change starts from 0%, or from a count. Write either.", "0%"),
        ("0%", "+0%", Part.TO, "Write a change such as +14% or −10%, or “to set”.", ""),
        ("0%", "-140%", Part.TO, "Write a change such as +14% or −10%, or “to set”.", ""),
    ],
)  # fmt: skip
def test_two_cells_that_do_not_go_together_say_which_to_mend(start, end, part, advice, fix):
    with pytest.raises(CannotMeasure) as refusal:
        measure(start=start, end=end)

    assert (refusal.value.part, refusal.value.advice, refusal.value.fix) == (part, advice, fix)


@pytest.mark.parametrize("start", ["21%", "Not started", "40%", "5%", "Completed"])
@pytest.mark.parametrize("end", ["25 percent-ish", "Completed", "66%", "+14%", "In progress", "12"])
def test_pressing_the_fix_always_mends_or_moves_on(start, end):
    texts = {Part.FROM: start, Part.TO: end}

    for _press in range(3):
        refusal = refused(
            CannotMeasure, lambda: measure(start=texts[Part.FROM], end=texts[Part.TO])
        )
        if refusal is None or not refusal.fix:
            return
        assert texts[refusal.part] != refusal.fix
        texts[refusal.part] = refusal.fix
    pytest.fail("the offered fixes never end")


@pytest.mark.parametrize(
    ("start", "end", "unit", "part", "fix"),
    [
        ("0.19", "25%", "", Part.FROM, "19%"),
        ("0.19", "0.25", "%", Part.FROM, "19%"),
        ("0", "1", "percent", Part.TO, "100%"),
    ],
)
def test_a_fraction_among_shares_is_asked_about_and_never_guessed(start, end, unit, part, fix):
    with pytest.raises(CannotMeasure) as refusal:
        measure(start=start, end=end, unit=unit)

    assert (refusal.value.part, refusal.value.fix) == (part, fix)
    assert "it could be either" in refusal.value.advice


def test_a_small_share_with_its_sign_is_what_it_says():
    assert measure(start="0%", end="0.5%").end == Decimal("0.5")

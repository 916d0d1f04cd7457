"""Text out of cells: tags, bullets, and a title for a cell that holds a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.sheets.wording import items, paragraphs, shortened, title_and_rest, without_number


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Plain", ["Plain"]),
        ("<p>One</p> <p>Two</p>", ["One", "Two"]),
        ("One<br/>Two", ["One", "Two"]),
        ("<b>Bold</b> &amp; brave", ["Bold & brave"]),
        ("a < b and c > d", ["a < b and c > d"]),
        ('By: <ul style="x"> - One; - Two-way </ul>', ["By:", "• One;", "• Two-way"]),
        ("<ul> • One • Two", ["• One", "• Two"]),
        ("<ul><li>One</li><li>Two</li></ul> after", ["• One", "• Two", "after"]),
        ("free meals. - provide a package", ["free meals. - provide a package"]),
        ("  \n ", []),
    ],
)
def test_tags_become_paragraphs_and_bullets_become_lines(cell, expected):
    assert paragraphs(cell) == expected


def test_a_list_is_split_without_its_marks():
    assert items("<ul>• One; • Two.") == ["One", "Two."]
    assert items("- One\n* Two\n3. Three\n(b) Four") == ["One", "Two", "Three", "Four"]


LONG = "Words that go on and on without an end, as people write them in a cell of a sheet" * 4


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("Know the data.", "Know the data"),
        ("1. Know the data", "Know the data"),
        (f"Outreach programmes – {LONG}", "Outreach programmes"),
        (f"<p>1. Listen To improve culture, {LONG}</p>", "Listen"),
        (
            f"<p>1. Listen To improve, {LONG}</p> <p>2. Provide action Post that, {LONG}</p>",
            "Listen; provide action",
        ),
        (f"3. Value all input A culture can be many things. {LONG}", "Value all input"),
        ("Develop fair processes by: <ul> - One; - Two", "Develop fair processes"),
        (f"Do this first. {LONG}", "Do this first"),
    ],
)
def test_a_long_cell_is_called_by_its_own_heading(cell, title):
    assert title_and_rest(cell)[0] == title


def test_nothing_of_a_long_cell_is_lost():
    _title, rest = title_and_rest(f"<p>Do this first. {LONG}</p><p>And then that.</p>")

    assert rest == f"Do this first. {LONG}\nAnd then that."


def test_a_short_cell_needs_no_definition():
    assert title_and_rest("1. Know the data") == ("Know the data", "")


@given(st.text(max_size=900))
def test_a_title_always_fits(text):
    title, _rest = title_and_rest(text)

    assert len(title) <= 240
    assert "\n" not in title


@given(st.text(max_size=500), st.integers(min_value=10, max_value=240))
def test_what_is_shortened_fits_and_says_so(text, longest):
    short = shortened(text, longest)

    assert len(short) <= longest
    assert short == text or short.endswith("…")


def test_only_a_leading_number_is_dropped():
    assert without_number("2. Increase 3. things") == "Increase 3. things"
    assert without_number("2027 plan") == "2027 plan"

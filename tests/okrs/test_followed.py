"""Which figure of the survey is followed: named in a form, kept as data, or refused."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.followed import DISCLOSURE_RATE, GAP, SHARE, Followed, NotAFigure, kept

CODES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,39}", fullmatch=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@st.composite
def figures(draw: st.DrawFn) -> Followed:
    word = draw(st.sampled_from([DISCLOSURE_RATE, SHARE, GAP]))
    groups = draw(st.lists(CODES, min_size=1, max_size=3, unique=True))
    cut = draw(st.lists(CODES, max_size=2, unique=True))
    key = draw(st.lists(CODES, min_size=len(cut), max_size=len(cut)))
    return Followed(
        word=word,
        measure=draw(CODES),
        groups=() if word == DISCLOSURE_RATE else tuple(groups),
        cut=tuple(cut),
        key=tuple(key),
        benchmark="uk_workforce_lower" if word == GAP else "",
    )


@given(figures())
def test_what_is_kept_comes_back_as_it_was(figure: Followed) -> None:
    assert Followed.from_data(figure.word, figure.to_data()) == figure
    assert kept(figure.word, figure.to_data()) == figure


@given(figures())
def test_what_a_form_names_comes_back_as_it_was(figure: Followed) -> None:
    named = Followed.from_codes(
        figure.word,
        figure=figure.figure_code,
        of_whom=figure.whom_code,
        benchmark=figure.benchmark,
    )

    assert named == figure


@given(figures(), figures())
def test_two_figures_have_two_codes(one: Followed, other: Followed) -> None:
    assert (one.code == other.code) == (one == other)


@given(st.sampled_from([DISCLOSURE_RATE, SHARE, GAP, "the weather"]), JSON)
def test_whatever_else_is_sent_is_refused_with_a_sentence(word: str, data: Any) -> None:
    with pytest.raises(NotAFigure) as refusal:
        Followed.from_data(word, data)
    assert str(refusal.value).endswith(".")


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_a_form_is_sent_is_a_figure_or_a_sentence(
    figure: str, whom: str, benchmark: str
) -> None:
    try:
        named = Followed.from_codes(GAP, figure=figure, of_whom=whom, benchmark=benchmark)
    except NotAFigure as refusal:
        said = str(refusal)
    else:
        said = "" if Followed.from_data(GAP, named.to_data()) == named else "changed"

    assert not said or said.endswith(".")


GIVEN: dict[str, Any] = {"word": SHARE, "measure": "SEB1", "groups": ("lower",)}


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"word": "response_rate"}, "figure", "no such figure"),
        ({"measure": "seb 1"}, "figure", "no such figure"),
        ({"measure": ""}, "figure", "no such figure"),
        ({"groups": ()}, "figure", "Choose which share"),
        ({"groups": ("lower", "lower")}, "figure", "no such figure"),
        ({"word": DISCLOSURE_RATE}, "figure", "Choose which share"),
        ({"benchmark": "uk_workforce_lower"}, "figure", "no such figure"),
        ({"word": GAP}, "benchmark", "Choose the benchmark"),
        ({"word": GAP, "benchmark": "a/b"}, "benchmark", "Choose the benchmark"),
        ({"cut": ("UNIT",)}, "of_whom", "Choose whom"),
        ({"cut": ("UNIT", "UNIT"), "key": ("A", "B")}, "of_whom", "Choose whom"),
        ({"cut": ("A", "B", "C"), "key": ("A", "B", "C")}, "of_whom", "Choose whom"),
    ],
)
def test_what_names_no_figure_is_refused_beside_its_question(
    change: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(NotAFigure, match=said) as refusal:
        Followed(**GIVEN | change)
    assert refusal.value.field == field


@pytest.mark.parametrize("word", ["", "response_rate"])
def test_without_a_published_figure_nothing_is_kept(word: str) -> None:
    assert kept(word, {"anything": 1}) is None

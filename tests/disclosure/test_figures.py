"""What a figure gives away, and that there is no other way to say one."""

import pytest
from django.utils import translation

from disclosure import figures, labels, reading
from disclosure.estimates.saying import Precision
from disclosure.figures import Why
from disclosure.models import Publication
from tests.disclosure.tables import NOT_SAID, cell, cells, publication, words

pytestmark = pytest.mark.django_db


def one(key=(), *, cut=(), measure="SEB1", groups=("lower",), of: Publication | None = None):
    stored = of or publication()
    return figures.figure(stored, reading.table(stored, cut), key, measure, groups)


def test_a_share_is_of_the_classified_and_of_no_others():
    figure = one()

    assert (figure.share.part, figure.share.whole) == (117, 117 + 83 + 151)
    assert (figure.about, figure.why) == (400, Why.SHOWN)
    assert (figure.source, figure.version) == ("w1", 1)


def test_categories_are_taken_together():
    assert one(groups=("lower", "intermediate")).share.part == 117 + 83


@pytest.mark.parametrize(
    ("cut", "key", "precision", "value"),
    [
        ((), (), Precision.WHOLE, 33),
        (("GRADE",), ("SENIOR",), Precision.FIVES, 35),  # 18 of 52
        (("GRADE",), ("BOARD",), Precision.WORDS, 33),  # 4 of 12
    ],
)
def test_the_smaller_a_group_the_coarser_it_is_said(cut, key, precision, value):
    said = one(key, cut=cut).said

    assert (said.precision, said.value) == (precision, value)


def test_a_hidden_group_says_nothing_but_that():
    figure = one(("EAST",), cut=("UNIT",))

    assert figure.why is Why.HIDDEN
    assert (figure.about, figure.share, figure.said) == (None, None, None)


def test_a_group_in_which_few_could_be_placed_is_told_from_a_hidden_one():
    figure = one((NOT_SAID,), cut=("GRADE",))

    assert (figure.why, figure.about, figure.said) == (Why.TOO_FEW_PLACED, 25, None)


def test_a_question_that_was_not_asked_is_told_from_both():
    stored = publication()

    assert one(measure="SEB2", of=stored).why is Why.NOT_ASKED
    assert one(("EAST",), cut=("UNIT",), measure="SEB2", of=stored).why is Why.NOT_ASKED


def test_a_group_that_was_not_planned_has_no_figure():
    stored = publication()

    with pytest.raises(KeyError):
        one(("SOUTH-EAST",), cut=("UNIT",), of=stored)
    with pytest.raises(KeyError):
        one(groups=("unheard_of",), of=stored)


def test_rows_stand_in_the_order_of_the_plan_whatever_their_figures():
    stored = publication()

    rows = figures.rows(stored, reading.table(stored, ("GRADE",)), "SEB1")

    assert [row.names for row in rows] == [
        ("Entry",),
        ("Senior",),
        ("Board",),
        ("Preferred not to say",),
    ]
    assert [figure.groups for figure in rows[0].figures] == [
        ("lower",),
        ("intermediate",),
        ("professional",),
    ]


def test_the_order_of_the_plan_survives_a_database_with_an_order_of_its_own():
    """PostgreSQL sorts the keys of an object; a count must not change hands by that."""
    stored = publication()
    told = stored.words["measures"]["SEB1"]
    told["categories"] = dict(sorted(told["categories"].items()))

    assert one(of=stored).share.part == 117


def test_a_hidden_group_stands_in_its_place():
    stored = publication()

    rows = figures.rows(stored, reading.table(stored, ("UNIT",)), "SEB1")

    assert [row.about for row in rows] == [205, 150, None, None, None]
    assert {figure.why for row in rows[2:] for figure in row.figures} == {Why.HIDDEN}


def test_a_category_that_was_joined_to_another_is_named_with_it():
    made = cells()
    del made["UNIT",]["WEST",]
    stored = publication(made=made, recoded={"UNIT": {"WEST": NOT_SAID}})

    rows = figures.rows(stored, reading.table(stored, ("UNIT",)), "SEB1")

    assert [row.names[0] for row in rows] == [
        "North",
        "South",
        "East",
        "Preferred not to say · West",
    ]


def test_coverage_keeps_four_populations_apart_and_says_no_exact_count():
    stored = publication()

    found = figures.coverage(stored, reading.table(stored, ()), "SEB1")

    assert (found.invited, found.responded) == (600, 400)
    assert (found.answered, found.classified) == (375, 350)  # of 373 and 351


def test_there_is_no_coverage_of_what_was_not_asked():
    stored = publication()

    assert figures.coverage(stored, reading.table(stored, ()), "SEB2") is None


def test_only_of_everybody_is_it_known_how_many_were_invited():
    """Of a unit nobody keeps how many were: its interval is the wider one."""
    same = {(): {(): cell(400, 117, 83, 151, 22, 27)}}
    made = same | {("UNIT",): {("NORTH",): same[()][()], ("SOUTH",): None}}
    stored = publication(made=made)

    everybody, unit = one(of=stored), one(("NORTH",), cut=("UNIT",), of=stored)

    assert everybody.share.value == unit.share.value
    assert everybody.share.low > unit.share.low


@pytest.mark.parametrize(
    ("language", "said"), [("en-gb", "Unit"), ("cy", "Uned"), ("fr", "Unit"), ("en", "Unit")]
)
def test_a_text_is_in_the_readers_language_where_there_is_one(language, said):
    with translation.override(language):
        assert labels.in_language({"en-gb": "Unit", "cy": "Uned"}) == said


def test_the_words_of_a_publication_hold_their_own_order():
    told = labels.with_order(words())

    assert told["attributes"]["UNIT"]["order"] == ["NORTH", "SOUTH", "EAST", "WEST", NOT_SAID]
    assert told["order"] == {"attributes": ["UNIT", "GRADE"], "measures": ["SEB1"]}


def test_an_order_that_was_written_out_outlives_a_correction():
    """A correction stores words that a database may have shuffled."""
    told = labels.with_order(words())
    told["attributes"] = dict(sorted(told["attributes"].items()))
    told["attributes"]["UNIT"]["categories"] = {}

    assert labels.with_order(told) == told


def test_a_publication_without_words_has_an_order_too():
    assert labels.with_order({})["order"] == {"attributes": [], "measures": []}


def test_cuts_stand_in_the_order_of_their_attributes():
    assert labels.cuts(publication()) == ((), ("UNIT",), ("GRADE",), ("UNIT", "GRADE"))

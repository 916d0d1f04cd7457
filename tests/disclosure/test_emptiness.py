"""Groups from which nobody was invited: what is kept of them, and how they are told from hidden."""

import pytest

from disclosure import emptiness, figures, rates, reading
from disclosure.control.plan import Cut, Key
from disclosure.estimates.changes import End, Reason, Verdict, change
from disclosure.figures import Why
from disclosure.models import Publication
from tests.disclosure import tables
from tests.disclosure.tables import cells, words

pytestmark = pytest.mark.django_db

WEST: Key = ("WEST",)
EMPTY = {"UNIT": [["WEST"]], "UNIT*GRADE": [["NORTH", "SENIOR"]]}


@pytest.fixture
def stored() -> Publication:
    return tables.publication(words=words() | {"empty": EMPTY})


def by_key(stored: Publication, cut: Cut) -> dict[Key, figures.Row]:
    return {row.key: row for row in figures.rows(stored, reading.table(stored, cut), "SEB1")}


def test_one_from_which_nobody_was_invited_is_told_from_one_that_is_hidden(stored):
    units = by_key(stored, ("UNIT",))

    assert units[WEST].why is Why.EMPTY
    assert {figure.why for figure in units[WEST].figures} == {Why.EMPTY}
    assert units["EAST",].why is Why.HIDDEN
    assert {figure.why for figure in units["EAST",].figures} == {Why.HIDDEN}
    assert units["NORTH",].why is Why.SHOWN


def test_it_is_told_in_every_table_by_itself(stored):
    crossed = by_key(stored, ("UNIT", "GRADE"))

    assert crossed["NORTH", "SENIOR"].why is Why.EMPTY
    assert crossed["SOUTH", "SENIOR"].why is Why.HIDDEN


def test_nothing_else_of_it_differs(stored):
    units = by_key(stored, ("UNIT",))

    for ours, theirs in zip(units[WEST].figures, units["EAST",].figures, strict=True):
        assert (ours.said, ours.share, ours.about) == (theirs.said, theirs.share, theirs.about)


def test_a_question_that_was_not_asked_was_not_asked_of_anybody(stored):
    table = reading.table(stored, ("UNIT",))

    found = figures.figure(stored, table, WEST, "SEB2", ["state"])

    assert found.why is Why.NOT_ASKED


def test_how_many_said_something_is_not_known_of_nobody(stored):
    table = reading.table(stored, ("UNIT",))

    assert rates.disclosure(stored, table, WEST, "SEB1").why is Why.EMPTY


def test_what_is_shown_is_shown_whatever_a_list_says():
    """Enough people said they are there: the list had them elsewhere."""
    stored = tables.publication(words=words() | {"empty": {"UNIT": [["NORTH"]]}})

    assert by_key(stored, ("UNIT",))["NORTH",].why is Why.SHOWN


def test_publications_from_before_this_was_kept_have_none():
    stored = tables.publication()

    assert {row.why for row in by_key(stored, ("UNIT",)).values()} == {Why.SHOWN, Why.HIDDEN}
    assert emptiness.how_many(stored) == 0


def test_of_a_list_only_what_the_tables_have_and_do_not_show_is_kept():
    told = {"UNIT": [["NORTH"], ["WEST"], ["GONE"]], "GRADE": [["ENTRY"]], "PLACE": [["LEEDS"]]}

    assert emptiness.in_tables(told, cells()) == {"UNIT": [["WEST"]]}


def test_a_change_from_or_to_nobody_says_that_and_not_that_it_is_hidden():
    terms = ("SEB1", "SMC-2020-11", "lower of all")
    hidden, empty = End(None, *terms, hidden=True), End(None, *terms, empty=True)

    for before, after in ((hidden, empty), (empty, hidden), (empty, empty)):
        found = change(before, after)
        assert (found.verdict, found.reason) == (Verdict.CANNOT_COMPARE, Reason.EMPTY)
    assert change(hidden, hidden).reason is Reason.HIDDEN


def test_they_are_sealed_with_the_rest(stored):
    assert stored.digest != tables.publication("w2").digest
    again = reading.latest("w1")

    assert again is not None
    assert again.empty == {cut: frozenset(map(tuple, keys)) for cut, keys in EMPTY.items()}

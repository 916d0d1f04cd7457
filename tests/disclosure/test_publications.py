"""The publication that other tests lean on is one, and reads back as it was stored."""

import pytest

from disclosure import reading
from tests.disclosure.publications import CUTS, NOT_SAID, protected_tables, publication

pytestmark = pytest.mark.django_db


def test_it_is_stored_and_read_back_as_it_left_the_gate():
    stored = publication()

    assert reading.latest("w1") == stored
    assert reading.whole("w1", 1) == protected_tables()
    assert {row.cut for row in stored.tables.all()} == {"*".join(cut) for cut in CUTS}


def test_its_words_are_those_of_its_tables():
    stored = publication()

    told = stored.words["measures"]
    everybody = reading.table(stored, ()).cells[()]
    assert {code: len(row) for code, row in everybody.counts.items()} == {
        code: len(said["categories"]) for code, said in told.items()
    }
    for said in told.values():
        assert set(said["classified"]) < set(said["categories"])
        assert said["order"][-1] == said["not_said"] == NOT_SAID
        assert set(said["order"]) == set(said["categories"])
        assert said["headline"] in said["classified"]


def test_some_of_its_groups_are_hidden_and_some_are_not():
    cells = reading.table(publication(), ("UNIT", "GRADE")).cells

    assert {cell is None for cell in cells.values()} == {True, False}
    assert set(cells) == {
        (unit, grade) for unit in stored_categories("UNIT") for grade in stored_categories("GRADE")
    }


def stored_categories(code: str) -> list[str]:
    return list(reading.latest("w1").words["attributes"][code]["categories"])

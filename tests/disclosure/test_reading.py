"""What is read is what was stored: whatever was altered in between is refused, in a sentence."""

import json
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from disclosure import reading, series
from disclosure.control.safe_tables import Unsafe
from disclosure.models import Publication, PublishedTable
from disclosure.sealing import Altered
from tests.disclosure.publications import CUTS, protected_tables, publication
from tests.record import without_triggers

pytestmark = pytest.mark.django_db


def alter(table: str, column: str, value: Any, where: str = "1 = 1") -> None:
    """Behind the program's back, as whoever owns the database could."""
    with without_triggers(table), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {where}", [value])  # noqa: S608


def test_a_table_is_read_alone_and_whole_alike():
    stored = publication()

    alone = {cut: reading.table(stored, cut).cells for cut in CUTS}

    assert alone == reading.whole("w1", 1).cells == protected_tables().cells


@pytest.mark.parametrize("cut", [("SHOE_SIZE",), ("GRADE", "UNIT"), ("GENDER", "GRADE")])
def test_a_table_that_was_not_planned_is_not_there(cut):
    with pytest.raises(reading.NotPublished):
        reading.table(publication(), cut)


def test_nothing_published_is_not_there():
    assert reading.latest("w1") is None
    with pytest.raises(reading.NotPublished):
        reading.version("w1", 1)
    with pytest.raises(reading.NotPublished):
        reading.whole("w1", 1)


def test_an_old_version_stays_as_it_was():
    first = publication(title="Survey")
    publication(title="Survey of autumn", reason="Said better.")

    assert reading.version("w1", 1) == first
    assert reading.version("w1", 1).title == "Survey"
    assert reading.latest("w1").title == "Survey of autumn"


ALTERED = [
    ("title", "Another survey"),
    ("population", "Everybody in the country"),
    ("invited", 2_000),
    ("responded", 999),
    ("words", "{}"),
    ("recoded", '{"GENDER": {"MAN": "WOMAN"}}'),
    ("certificate", "{}"),
    ("plan_hash", "d" * 64),
    ("ends_on", "2028-01-01"),
    ("digest", "0" * 64),
]


@pytest.mark.parametrize(("column", "value"), ALTERED)
def test_what_stands_beside_the_figures_cannot_be_altered_unseen(column, value):
    publication()
    alter("disclosure_publication", column, value)

    for read in (
        lambda: reading.latest("w1"),
        lambda: reading.version("w1", 1),
        lambda: reading.whole("w1", 1),
        lambda: reading.earlier(["w1"]),
    ):
        with pytest.raises(Altered, match="somebody or something changed the database"):
            read()


def test_a_cell_cannot_be_altered_unseen():
    stored = publication()
    cells = stored.tables.get(cut="UNIT").cells
    shown = next(cell for _key, cell in cells if cell)
    shown[1]["SEB1"][0] += 1
    alter("disclosure_publishedtable", "cells", json.dumps(cells), "cut = 'UNIT'")

    with pytest.raises(Altered):
        reading.table(stored, ("UNIT",))
    with pytest.raises(Unsafe):
        reading.whole("w1", 1)
    assert reading.table(stored, ("GRADE",)).cells == protected_tables().cells["GRADE",]


def test_a_table_that_was_removed_is_not_taken_for_one_that_never_was():
    stored = publication()
    QuerySet(PublishedTable).filter(cut="UNIT")._raw_delete("default")

    for read in (
        lambda: reading.table(stored, ("UNIT",)),
        lambda: series.tables_of([stored], [("UNIT",), ("GRADE",)]),
        lambda: reading.whole("w1", 1),
    ):
        with pytest.raises(Unsafe):
            read()


def test_one_table_cannot_be_put_in_the_place_of_another():
    stored = publication()
    cells = stored.tables.get(cut="GRADE").cells
    alter("disclosure_publishedtable", "cells", json.dumps(cells), "cut = 'UNIT'")

    with pytest.raises(Altered):
        reading.table(stored, ("UNIT",))


def test_what_the_gate_must_know_of_earlier_waves_is_what_they_ever_showed():
    publication()
    publication("w2", seed=2)
    publication("w2", seed=3, reason="A table is taken back.")

    second, first = reading.earlier(["w2", "w9", "w1"])

    assert second.shown[()] == {()}
    assert first.shown == {
        cut: {key for key, cell in cells.items() if cell}
        for cut, cells in protected_tables().cells.items()
    }
    assert second.shown != first.shown
    assert second.shown["UNIT",] == {
        key for key, cell in protected_tables(2).cells["UNIT",].items() if cell
    }
    assert first.published["UNIT",] == {
        key: cell for key, cell in protected_tables().cells["UNIT",].items() if cell
    }
    assert first.measures["SEB2"][:2] == ("state", "independent")


def test_reading_costs_the_same_however_many_tables_there_are(django_assert_num_queries):
    stored = publication()

    for read, queries in (
        (lambda: reading.latest("w1"), 1),
        (lambda: reading.table(stored, ("UNIT",)), 1),
        (lambda: reading.whole("w1", 1), 2),
        (lambda: reading.earlier(["w1", "w2"]), 2),
    ):
        with django_assert_num_queries(queries):
            read()


def test_an_untouched_publication_is_read_without_a_word():
    publication()

    assert reading.version("w1", 1) == Publication.objects.get()

"""What was published stands: no way through the models changes it or takes it away."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from disclosure import reading, storing
from disclosure.models import NeverChanged, Publication, PublishedTable
from tests.disclosure.publications import CUTS, about, protected_tables, publication

pytestmark = pytest.mark.django_db

CHANGES = {
    "a row saved again": lambda one: one.save(),
    "a row saved by force": lambda one: one.save(force_update=True),
    "a row deleted": lambda one: one.delete(),
    "all rows updated": lambda one: type(one).objects.update(pk=7),
    "all rows deleted": lambda one: type(one).objects.all().delete(),
    "rows updated together": lambda one: type(one).objects.bulk_update([one], _a_field(one)),
    "a row written over": lambda one: type(one).objects.bulk_create(
        [one], update_conflicts=True, unique_fields=["pk"], update_fields=_a_field(one)
    ),
    "a row left out in silence": lambda one: type(one).objects.bulk_create(
        [one], ignore_conflicts=True
    ),
    "one that is found or made": lambda one: type(one).objects.update_or_create(
        pk=one.pk, defaults={_a_field(one)[0]: "other"}
    ),
}


def _a_field(one: Publication | PublishedTable) -> list[str]:
    return ["title" if isinstance(one, Publication) else "cells"]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_publication_is_never_changed(change):
    one = publication()

    with pytest.raises(NeverChanged, match="new version"):
        change(one)
    assert reading.whole("w1", 1) == protected_tables()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_table_is_never_changed(change):
    table = publication().tables.get(cut="UNIT")

    with pytest.raises(NeverChanged, match="new version"):
        change(table)
    assert reading.whole("w1", 1) == protected_tables()


WAYS_ROUND = [
    "UPDATE disclosure_publication SET title = 'Another'",
    "UPDATE disclosure_publication SET made_at = made_at",
    "UPDATE disclosure_publishedtable SET cells = '[]'",
    "UPDATE disclosure_publishedtable SET cut = 'GRADE' WHERE cut = 'UNIT'",
]


@pytest.mark.parametrize("statement", WAYS_ROUND)
def test_the_database_refuses_to_change_it_whoever_asks(statement):
    publication()

    with (
        pytest.raises(IntegrityError, match="What was published is never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert reading.whole("w1", 1) == protected_tables()


def test_the_database_refuses_djangos_own_way_round():
    one = publication()

    for rows, change in ((Publication, {"title": "x"}), (PublishedTable, {"cells": []})):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuerySet(rows).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save_base(raw=True, force_update=True)
    assert reading.whole("w1", 1) == protected_tables()


def test_a_row_made_with_the_number_of_another_does_not_take_its_place():
    one = publication()

    with pytest.raises(IntegrityError), transaction.atomic():
        Publication(
            pk=one.pk, **{**vars(about("w2")), "certificate": {}}, made_at=one.made_at
        ).save()
    assert reading.latest("w1").title == one.title


def test_versions_count_from_one_for_each_source():
    publication()
    second = publication(reason="The population was named wrongly.")
    other = publication("w2")

    assert (second.version, other.version) == (2, 1)
    assert reading.latest("w1") == second
    assert [one.version for one in reading.versions("w1")] == [2, 1]


def test_a_second_version_without_a_reason_is_refused_by_the_database():
    publication()

    with pytest.raises(IntegrityError), transaction.atomic():
        publication()


def test_a_publication_is_stored_whole_or_not_at_all(monkeypatch):
    def broken(*_args, **_more):
        raise OSError("the disk is full")

    monkeypatch.setattr(PublishedTable.objects, "bulk_create", broken)
    with pytest.raises(OSError, match="full"):
        publication()

    assert not Publication.objects.exists()


def test_the_order_of_categories_survives_the_database():
    stored = Publication.objects.get(pk=publication().pk)

    assert stored.words["measures"]["SEB1"]["order"] == [
        "professional",
        "intermediate",
        "lower",
        "unclassified",
        "not_disclosed",
    ]


def test_the_same_tables_are_stored_in_the_same_bits():
    first = publication()
    second = publication("w2")

    assert first.table_digests == second.table_digests
    assert set(first.table_digests) == {"*".join(cut) for cut in CUTS}


def test_only_what_is_forgotten_by_name_goes():
    publication()
    publication(reason="Said better.")
    kept = publication("w2")

    storing.forget("w1")

    assert reading.latest("w1") is None
    assert list(Publication.objects.all()) == [kept]
    assert PublishedTable.objects.count() == len(CUTS)

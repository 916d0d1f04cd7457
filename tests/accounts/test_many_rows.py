"""Many rows at once are stored as the ORM would store them one by one."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import TextChoices
from django.test.utils import CaptureQueriesContext

from accounts import many_rows
from okrs.models import KeyResult
from tests.factories import KeyResultFactory, ObjectiveFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)


def given(objective, **more):
    return {
        "objective_id": objective.pk, "title": "Quoted “%s” 'and' \\ all", "kind": "percent",
        "source": "value", "direction": "increase", "cadence": "quarterly", "pace": "linear",
        "starts_on": date(2027, 1, 1), "due_on": date(2027, 12, 31), "added_at": NOW,
        **more,
    }  # fmt: skip


def stored(pk):
    names = [field.attname for field in KeyResult._meta.concrete_fields if field.attname != "id"]
    return KeyResult.objects.values(*names).get(pk=pk)


def test_each_row_is_stored_as_the_orm_stores_it():
    objective, owner = ObjectiveFactory.create(), UserFactory.create(contributor=True)
    rows = [
        given(objective),
        given(objective, from_value=Decimal("0.1250"), to_value=Decimal(60), owner_id=owner.pk),
        given(objective, also_supports=["data"], followed={"a": [1, "é"]}, blocked=True),
        given(objective, from_value=Decimal(1), weight=Decimal("2.50"), unit="of people"),
    ]
    alone = [KeyResult.objects.create(**row) for row in rows]

    keys = many_rows.insert(KeyResult, rows)

    assert [stored(pk) for pk in keys] == [stored(one.pk) for one in alone]
    assert keys == sorted(keys)


def test_json_that_is_written_already_is_stored_as_it_is():
    rows = [given(ObjectiveFactory.create(), followed=many_rows.Json('{"n": [1, null, "ü"]}'))]

    [pk] = many_rows.insert(KeyResult, rows)

    assert KeyResult.objects.get(pk=pk).followed == {"n": [1, None, "ü"]}


def test_text_that_only_looks_like_json_is_text():
    [pk] = many_rows.insert(KeyResult, [given(ObjectiveFactory.create(), followed="{}")])

    assert KeyResult.objects.get(pk=pk).followed == "{}"


ODD = [
    "",
    "NULL",
    "null",
    "{}",
    '{"',
    '",',
    "a,b",
    "\\",
    '\\"',
    "'; --",
    "%s %(a)s",
    "é\u2028\n\t",
    " ",
]


def test_text_is_stored_letter_by_letter_whatever_it_looks_like():
    objective = ObjectiveFactory.create()
    rows = [given(objective, unit=one, followed={one: [one, None]}) for one in ODD]

    keys = many_rows.insert(KeyResult, rows)

    found = KeyResult.objects.in_bulk(keys)
    assert [found[pk].unit for pk in keys] == ODD
    assert [found[pk].followed for pk in keys] == [{one: [one, None]} for one in ODD]
    assert {found[pk].title for pk in keys} == {rows[0]["title"]}
    many_rows.update(
        KeyResult, {pk: {"definition": one} for pk, one in zip(keys, ODD, strict=True)}
    )
    assert [KeyResult.objects.get(pk=pk).definition for pk in keys] == ODD


def test_words_of_a_closed_list_are_stored_as_their_codes():
    objective = ObjectiveFactory.create()

    keys = many_rows.insert(
        KeyResult,
        [given(objective, retired_as=Retired.ARCHIVED, retired_at=NOW), given(objective)],
    )

    assert [KeyResult.objects.get(pk=pk).retired_as for pk in keys] == ["archived", ""]


class Retired(TextChoices):
    ARCHIVED = "archived"


def test_rows_are_each_changed_to_what_is_theirs():
    rows = KeyResultFactory.create_batch(3)
    owner = UserFactory.create(contributor=True)
    values = [
        {"unit": f"heads {n}", "due_on": date(2031, 1, 1 + n), "to_value": to, "curve": [["x", n]],
         "blocked": bool(n), "owner_id": who}
        for n, (to, who) in enumerate([(Decimal("0.1250"), owner.pk), (None, None), (1, None)])
    ]  # fmt: skip
    before = [stored(row.pk) for row in rows]

    many_rows.update(KeyResult, {row.pk: value for row, value in zip(rows, values, strict=True)})

    assert [stored(row.pk) for row in rows] == [
        was | value | {"version": was["version"] + 1}
        for was, value in zip(before, values, strict=True)
    ]


@pytest.mark.parametrize("longest", [240, 241])
def test_what_is_too_long_is_refused_and_never_cut_off(longest):
    objective = ObjectiveFactory.create()
    rows = [given(objective, title="x"), given(objective, title="y" * longest)]
    if connection.vendor == "sqlite" or longest == 240:  # SQLite knows no length
        keys = many_rows.insert(KeyResult, rows)
        assert len(KeyResult.objects.get(pk=keys[1]).title) == longest
        return
    with pytest.raises(DataError), transaction.atomic():
        many_rows.insert(KeyResult, rows)
    with pytest.raises(DataError), transaction.atomic():
        many_rows.insert(KeyResult, [rows[1], rows[1]])
    there = KeyResultFactory.create()
    with pytest.raises(DataError), transaction.atomic():
        many_rows.update(KeyResult, {there.pk: {"title": "y" * longest}})


def test_a_row_that_the_table_refuses_refuses_all():
    objective = ObjectiveFactory.create()
    rows = [given(objective), given(objective, weight=Decimal(0))]

    with pytest.raises(IntegrityError):
        many_rows.insert(KeyResult, rows)


@pytest.mark.parametrize("rows", [1, 40, many_rows.BATCH + 1])
def test_rows_go_many_to_a_statement_and_keep_their_order(rows):
    objective = ObjectiveFactory.create()

    with CaptureQueriesContext(connection) as asked:
        keys = many_rows.insert(KeyResult, [given(objective, order=n) for n in range(rows)])

    statements = len([one for one in asked if one["sql"].startswith("INSERT")])
    assert statements == 1 or (connection.vendor == "sqlite" and statements <= 1 + rows // 40)
    found = KeyResult.objects.in_bulk(keys)
    assert [found[pk].order for pk in keys] == list(range(rows))


def test_no_rows_are_no_statement():
    with CaptureQueriesContext(connection) as asked:
        assert many_rows.insert(KeyResult, []) == []

    assert not [one for one in asked if "INSERT" in one["sql"]]


def test_a_key_result_that_was_there_is_left_alone():
    before = KeyResultFactory.create()

    many_rows.insert(KeyResult, [given(before.objective)])

    assert KeyResult.objects.filter(pk=before.pk, title=before.title).exists()

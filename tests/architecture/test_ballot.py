"""The sealed box has four tables, no column for a time, an address or a person, and one door.

Each column is named here with its type and its length. A new one fails until somebody writes it
down beside the others, where everybody can see what else it could hold.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

ROOT = Path(__file__).resolve().parents[2]
BOX = ROOT / "surveys" / "ballot"
APP = apps.get_app_config("ballot")
Columns = dict[str, tuple[type, int | None]]

# What each column is, and how much of it there can be. A number drawn at random, a hash, a blinded
# message and a sealed box cannot be made to hold anything else without a test below failing.
WAVE_WIDE: dict[str, Columns] = {
    "ballot_box": {
        "label": (models.CharField, 12),
        "state": (models.CharField, 8),
        "plan_hash": (models.CharField, 64),
        "sign_n": (models.TextField, None),  # one a wave, and public: printed on the survey's page
        "box_public": (models.BinaryField, 65),
        "reissued": (models.PositiveIntegerField, None),
    },
}
PER_PERSON: dict[str, Columns] = {
    "ballot_invitee": {
        "id": (models.BigIntegerField, None),
        "box_id": (models.ForeignKey, None),
        "token_hash": (models.BinaryField, 32),
    },
    "ballot_collected": {
        "invitee_id": (models.OneToOneField, None),
        "blinded": (models.BinaryField, 384),
        "tries": (models.PositiveSmallIntegerField, None),
    },
    "ballot_sealed": {
        "nullifier": (models.BinaryField, 32),
        "box_id": (models.ForeignKey, None),
        "sealed": (models.BinaryField, 1105),
    },
}
TABLES = {**WAVE_WIDE, **PER_PERSON}
CAN_HOLD_A_MOMENT = (models.DateField, models.TimeField, models.DurationField, models.FloatField)
CAN_HOLD_AN_ADDRESS = (models.GenericIPAddressField, models.URLField, models.EmailField)
CAN_HOLD_ANYTHING = (models.JSONField, models.FileField, models.UUIDField, models.TextField)
LOG_FILTER = "surveys.ballot.logs.WithoutBallots"  # logging takes it by name; it gives nothing out
# A name by which the box could be reached from outside without importing it.
BY_NAME = re.compile(r"\bballot_(box|invitee|collected|sealed)\b")


FIELDS: list[tuple[str, models.Field[Any, Any]]] = [
    (model._meta.db_table, field)
    for model in APP.get_models(include_auto_created=True)
    for field in model._meta.concrete_fields
]


def test_the_box_has_these_columns_of_these_types_and_no_others():
    found: dict[str, Columns] = {}
    for table, field in FIELDS:
        size = None if field.is_relation else field.max_length
        found.setdefault(table, {})[str(field.column)] = (type(field), size)

    assert found == TABLES


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=str)
def test_no_column_is_of_a_kind_that_holds_a_moment_or_an_address(table, field):
    assert not isinstance(field, (*CAN_HOLD_A_MOMENT, *CAN_HOLD_AN_ADDRESS))
    if table in PER_PERSON:
        assert not isinstance(field, (*CAN_HOLD_ANYTHING, models.CharField))
    assert not field.get_internal_type().endswith("AutoField"), "a sequence keeps the order"
    assert not getattr(field, "auto_now", False)


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=str)
def test_nothing_in_the_box_points_out_of_it_and_nothing_points_back_by_name(table, field):
    if field.is_relation:
        assert field.related_model._meta.app_label == "ballot"
        assert field.remote_field.related_name == "+"


def test_nothing_outside_points_into_the_box():
    pointing = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label != "ballot"
        for field in model._meta.get_fields()
        if field.is_relation and getattr(field.related_model, "_meta", APP).label == "ballot"
    ]

    assert pointing == []


def test_no_table_hangs_between_the_box_and_anything_else():
    assert not [model for model in APP.get_models() if model._meta.local_many_to_many]


def test_no_admin_site_shows_the_box():
    assert not apps.is_installed("django.contrib.admin")
    assert not (BOX / "admin.py").exists()


# --- The database as it is, whatever the models say ----------------------------------------------


def test_the_database_has_no_column_more_than_the_models_say(db):
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {
            table: {
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            }
            for table in names
            if table.startswith("ballot_")
        }

    assert found == {table: set(columns) for table, columns in TABLES.items()}


def test_the_database_fills_in_nothing_by_itself(db):
    """No trigger, no sequence, no default such as now(): nothing that a model does not show."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid "
                "WHERE relname LIKE 'ballot\\_%%' AND NOT tgisinternal UNION "
                "SELECT column_default FROM information_schema.columns WHERE table_name "
                "LIKE 'ballot\\_%%' AND (column_default IS NOT NULL OR is_identity = 'YES') UNION "
                "SELECT relname FROM pg_class WHERE relkind = 'S' AND relname LIKE 'ballot\\_%%'"
            )
        else:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE tbl_name LIKE 'ballot\\_%%' ESCAPE '\\' AND "
                "(type = 'trigger' OR sql LIKE '%%DEFAULT%%' OR sql LIKE '%%AUTOINCREMENT%%')"
            )
        found = cursor.fetchall()

    assert found == []


# --- Who may come near ----------------------------------------------------------------------------


def product_files() -> list[Path]:
    """Every Python file of the product that is not the box itself."""
    rooms = {path.parent for path in ROOT.glob("[a-z]*/__init__.py")}
    rooms -= {ROOT / "tests", ROOT / "bench"}
    found = (path for room in sorted(rooms) for path in room.rglob("*.py"))
    return [path for path in found if BOX not in path.parents]


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Every module or name that a file imports, wherever in the file it does so, as full names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def behind_the_door(source: str) -> list[str]:
    """What a file takes of the box without going through the door: by import, name or SQL."""
    tree = ast.parse(source)
    taken = [
        name for name in imports_of(tree) if re.match(r"surveys\.ballot(?!\.door\b)(\.|$)", name)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            taken += [node.value] if _names_the_box(node.value) else []
        elif isinstance(node, ast.Call) and _calls(node) in (
            "get_model",
            "get_app_config",
            "import_module",
        ):
            taken += [ast.unparse(node)] if "ballot" in ast.unparse(node) else []
    return taken


def _names_the_box(text: str) -> bool:
    is_module = text.startswith("surveys.ballot.") and text != LOG_FILTER
    return is_module or bool(BY_NAME.search(text))


def _calls(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def test_everybody_else_uses_the_door():
    found = {path: behind_the_door(path.read_text()) for path in product_files()}

    assert len(found) > 100
    assert {str(path): taken for path, taken in found.items() if taken} == {}


@pytest.mark.parametrize(
    "sly",
    [
        "from surveys.ballot.models import Sealed",
        "from surveys.ballot import models",
        "from surveys import ballot",
        "import surveys.ballot.keys",
        "def late():\n    from surveys.ballot.casting import cast",
        "apps.get_model('ballot', 'Sealed')",
        "apps.get_model('ballot.Sealed')",
        "importlib.import_module('surveys.ballot.models')",
        "module = 'surveys.ballot.models'",
        "cursor.execute('SELECT * FROM ballot_sealed')",
        "cursor.execute(f'DELETE FROM ballot_collected WHERE {more}')",
        "apps.get_app_config('ballot').get_models()",
    ],
)
def test_a_way_round_the_door_is_seen(sly):
    assert behind_the_door(sly)


def test_the_door_itself_is_no_way_round():
    assert (
        behind_the_door("from surveys.ballot import door\nfrom surveys.ballot.door import cast")
        == []
    )


def test_what_the_door_gives_out_is_no_model():
    from surveys.ballot import door

    given = [getattr(door, name) for name in door.__all__]

    assert not [one for one in given if isinstance(one, type) and issubclass(one, models.Model)]

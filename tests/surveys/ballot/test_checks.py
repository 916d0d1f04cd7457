"""A database that would write ballots down by itself is noticed before anybody answers."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from surveys.ballot import checks


def said(**words):
    found = run_checks(include_deployment_checks=True, databases=["default"], **words)
    return [message for message in found if str(message.id).startswith("ballot.")]


def settings_named():
    return {message.msg.split(": ")[1].split()[0] for message in said()}


@pytest.fixture
def postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")


@pytest.fixture
def sqlite(db):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")


def set_to(**values):
    with connection.cursor() as cursor:
        for name, value in values.items():
            cursor.execute(f"SET LOCAL {name} = '{value}'")


def test_nothing_is_asked_of_a_database_unless_it_is_named():
    assert checks.database_keeps_no_trace(None, None) == []


def test_our_sqlite_overwrites_what_is_deleted(sqlite):
    assert said() == []


@pytest.mark.parametrize("mode", ["OFF", "FAST"])
def test_a_sqlite_that_keeps_what_was_deleted_is_noticed(sqlite, mode):
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA secure_delete = {mode}")
        found = [message.id for message in said()]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")

    assert found == ["ballot.W002"]


def test_a_postgresql_as_it_comes_would_log_statements_that_fail(postgresql):
    set_to(log_min_error_statement="error", log_error_verbosity="default")

    assert settings_named() >= {"log_min_error_statement", "log_error_verbosity"}


def test_a_quiet_postgresql_has_nothing_to_be_said_about(postgresql):
    set_to(log_min_error_statement="panic", log_error_verbosity="terse")

    assert settings_named() == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_statement", "mod"),
        ("log_min_duration_statement", "0"),
        ("log_min_duration_sample", "10"),
        ("log_transaction_sample_rate", "0.5"),
        ("log_min_error_statement", "warning"),
        ("log_error_verbosity", "verbose"),
    ],
)
def test_each_setting_that_would_keep_a_trace_is_named(postgresql, name, value):
    set_to(log_min_error_statement="panic", log_error_verbosity="terse")
    set_to(**{name: value})

    (message,) = said()
    assert f"{name} is {value}" in message.msg
    assert message.id == "ballot.W001"
    assert "operate.md" in message.hint


def test_postgresql_has_every_setting_we_ask_for(postgresql):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_settings WHERE name = ANY(%s)", [list(checks.QUIET)])
        found = {name for (name,) in cursor.fetchall()}

    assert found == set(checks.QUIET)

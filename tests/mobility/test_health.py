"""What the operator's machines ask: is it up, and can it serve?"""

import pytest
from django.db import OperationalError
from django.test import Client

from mobility import health


def test_a_process_that_answers_is_up_even_without_its_database(client):
    """No database is allowed here: asking it would fail the test."""
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_with_a_database_and_every_migration(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_is_not_ready_while_a_migration_waits(client, monkeypatch):
    plan = "django.db.migrations.executor.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda self, targets: [("accounts.0002", False)])

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"migrations waiting\n")


def test_it_is_not_ready_without_its_database_and_says_no_more(client, monkeypatch):
    def fails(connection):
        raise OperationalError("connection to 10.1.2.3 as mobility failed: wrong password")

    monkeypatch.setattr(health, "MigrationExecutor", fails)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"database unreachable\n")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nothing_is_sent_to_either(address):
    assert Client().post(address).status_code == 405

"""What every test may lean on: people of each role, and a check that rows cost no queries."""

import gc
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import settings

from accounts.models import User
from surveys.entrance import page
from tests import record
from tests.factories import UserFactory

# How long an example takes says how busy the machine is, and nothing about the rule.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

FIRST_KEY = 1_204
A_ROUND = 20_000  # new objects between two searches for rubbish, instead of Python's own 700

# What these start is a program of its own, with a database that no fixture knows of. (So do those
# in tests/scripts, but never with the one that the tests run on: their conftest takes it away.)
PROGRAMS = [Path(__file__).parent / room for room in ("bench", "mobility")]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has no database is tried once, not on each engine: together it takes minutes."""
    for item in items:
        if not _asks(item) and not any(room in item.path.parents for room in PROGRAMS):
            item.add_marker("rules")


def pytest_collection_finish() -> None:
    """What is read by now stays until the end: the search for rubbish need not walk through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(A_ROUND, 20, 20)


def _asks(item: pytest.Item) -> bool:
    """Whether a test has a database."""
    named = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or named & {"db", "transactional_db"})


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept in memory for a while, names and pages: no test may see another's."""
    cache.clear()
    page.forget_pages()
    monkeypatch.setattr(page, "A_MOMENT", 0.0)


@pytest.fixture(autouse=True)
def record_is_emptied_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """After a test that commits, Django empties every table. SQLite's triggers would not let it:
    the record is emptied here first. (PostgreSQL truncates, which no trigger of ours sees.)
    """
    mark = request.node.get_closest_marker("django_db")
    if not (mark and mark.kwargs.get("transaction")) or connection.vendor != "sqlite":
        yield
        return
    request.getfixturevalue("transactional_db")  # so that ours ends before Django's does
    yield
    record.empty_it()


@pytest.fixture(scope="session")
def signing_keys() -> Iterator[rsa.RSAPrivateKey]:
    """Four keys, each made when it is first needed, and then in turn: a wave has another than the
    one before it, and no test waits for a new one."""

    def in_turn() -> Iterator[rsa.RSAPrivateKey]:
        made = []
        for _each in range(4):
            made.append(rsa.generate_private_key(65537, 3072))
            yield made[-1]
        yield from cycle(made)

    return in_turn()


@pytest.fixture(autouse=True)
def ballot_keys_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    signing_keys: Iterator[rsa.RSAPrivateKey],
) -> None:
    """A test that opens a wave finds no keys of another test's, though both call theirs "w1"."""
    folder = tmp_path_factory.getbasetemp() / "keys" / uuid4().hex
    monkeypatch.setattr("django.conf.settings.BALLOT_KEYS", folder)
    monkeypatch.setattr("surveys.ballot.keys._new_signing_key", lambda: next(signing_keys))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Rows begin at a number that is written with a comma where people read it. A key that came to
    a form or an address like that would find nothing, and a young database never shows it.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            _begin_at(FIRST_KEY, table, cursor)


def _begin_at(number: int, table: str, cursor: Any) -> None:
    if connection.vendor == "sqlite":
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        return
    for sequence in connection.introspection.get_sequences(cursor, table):
        name = sequence.get("name") or f"{table}_{sequence['column']}_seq"
        cursor.execute("SELECT setval(%s, %s)", [name, number])


@pytest.fixture
def lead(db: None) -> User:
    return UserFactory.create(name="Priya Nair")


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def same_queries() -> Callable[..., None]:
    """Open a page, add rows, open it again: the number of queries must not grow."""

    def check(page: Callable[[], Any], *, add_rows: Callable[[], Any]) -> None:
        page()  # what is remembered after the first time is remembered in both
        with CaptureQueriesContext(connection) as before:
            page()
        add_rows()
        with CaptureQueriesContext(connection) as after:
            page()
        assert len(after) == len(before), [query["sql"] for query in after]

    return check

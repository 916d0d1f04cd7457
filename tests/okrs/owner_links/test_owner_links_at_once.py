"""Two links of one owner taken up in the same instant: both get an answer, and one opens."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from okrs.models import OwnerLink
from okrs.owner_links import codes, making
from tests.factories import UserFactory


@pytest.fixture
def right_code(monkeypatch):
    """Whatever is typed is the code: this is about who waits for whom."""
    monkeypatch.setattr(codes, "refused", lambda *_args, **_asked: "")


def links_of(owner: User, count: int) -> list[OwnerLink]:
    now = timezone.now()
    return [making.make(owner=owner, by=None, at=now)[0] for _n in range(count)]


def take_up(link: OwnerLink) -> making.Taken | None:
    return making.take_up(link=link, code="123456", browser="", at=timezone.now())


@pytest.mark.django_db
def test_links_are_held_from_the_oldest_on_and_before_anything_is_written(right_code):
    links = links_of(UserFactory.create(contributor=True), 4)
    making.withdraw(link=links[1], by=UserFactory.create(), at=timezone.now())

    with CaptureQueriesContext(connection) as asked:
        taken = take_up(links[2])

    assert taken is not None
    assert taken.secret
    first, *rest = [one["sql"] for one in asked if "okrs_ownerlink" in one["sql"]]
    assert first.startswith("SELECT")
    assert 'ORDER BY "okrs_ownerlink"."id" ASC' in first
    assert not any(one.startswith("SELECT") for one in rest)
    stands = OwnerLink.objects.order_by("pk").values_list("withdrawn_at", "withdrawn_by")
    assert [bool(at) for at, _by in stands] == [True, True, False, False]
    assert [bool(by) for _at, by in stands] == [False, True, False, False]


@contextmanager
def waiting(count: int) -> Iterator[None]:
    """What is done inside makes somebody wait; goes on once so many do."""
    yield
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                " WHERE NOT granted AND datname = current_database()"
            )
            if cursor.fetchone()[0] >= count:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_none_waits_for_the_other_for_ever(right_code):
    oldest, middle, newest = links_of(UserFactory.create(contributor=True), 3)
    came: list[object] = []

    def run(link: OwnerLink) -> None:
        try:
            came.append(take_up(link))
        except Exception as error:
            came.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(link,)) for link in (newest, middle)]
    with transaction.atomic():
        OwnerLink.objects.select_for_update().get(pk=oldest.pk)
        for number, thread in enumerate(threads, start=1):
            with waiting(number):
                thread.start()
    for thread in threads:
        thread.join()

    assert sum(isinstance(one, making.Taken) for one in came) in (1, 2)
    assert not [one for one in came if isinstance(one, Exception)]
    stored = OwnerLink.objects.filter(withdrawn_at=None)
    assert [one.pk for one in stored if one.browser_hash] == [newest.pk]

"""Web, worker and database are killed while two thousand people submit: every ballot is in, once.

On SQLite the database lives in the web process and dies with it. The worker is killed while it
stirs and while it counts.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from surveys.ballot import door
from surveys.closing import close_wave
from surveys.models import Wave, WaveCount
from surveys.states import State
from tests.surveys import making
from tests.surveys.attacks import dumping, running
from tests.surveys.attacks.crowd import Crowd, ballots

PEOPLE = 2_000
NEVER = 120.0  # seconds after which nobody waits any longer


@dataclass
class Site:
    """A running installation, and its database as this process sees it."""

    web: running.Process
    worker: running.Process
    port: int
    postgres: running.Postgres | None

    def start_web(self) -> None:
        self.web.start()
        running.wait_until(lambda: running.answers(self.port), what="The web server")

    def kill_database(self) -> None:
        """And start it again. In this process too, nothing is left of the connection."""
        if self.postgres:
            self.postgres.kill()
            self.postgres.start()
            connection.close()


@pytest.fixture
def postgres(transactional_db: None, tmp_path: Path) -> Iterator[running.Postgres | None]:
    """A server that may be killed: not the one the other tests are using."""
    if connection.vendor != "postgresql":
        yield None
        return
    folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"kill-{os.getpid()}"  # noqa: S108 (a short path, for the socket)
    folder.mkdir(mode=0o755)
    server = running.Postgres(folder)
    try:
        server.make()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(postgres: running.Postgres | None, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of this test's own, which this process uses as well."""
    if postgres is None:
        request.getfixturevalue("own_database")
        yield f"sqlite:///{connection.settings_dict['NAME']}"
        return
    usual = connections["default"]
    own = connections.create_connection("default")
    own.settings_dict = {**usual.settings_dict, **environ.Env.db_url_config(postgres.url)}
    connections["default"] = own
    try:
        call_command("migrate", verbosity=0)
        yield postgres.url
    finally:
        own.close()
        connections["default"] = usual


@pytest.fixture
def site(database: str, postgres: running.Postgres | None, tmp_path: Path) -> Iterator[Site]:
    environment = {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "mobility.settings.dev",
        "BALLOT_KEYS": str(settings.BALLOT_KEYS),
        "SECRET_KEY": settings.SECRET_KEY,
    }
    port = running.free_port()
    made = Site(
        web=running.web(environment, tmp_path, port),
        worker=running.worker(environment, tmp_path),
        port=port,
        postgres=postgres,
    )
    try:
        yield made
    finally:
        made.web.kill()
        made.worker.kill()


def has(crowd: Crowd, part: float) -> bool:
    return len(crowd.acknowledged) >= part * len(crowd.to_send)


def stir_and_be_killed(site: Site) -> None:
    """The worker stirs as soon as it starts; it is killed as soon as it may have begun."""
    Wave.objects.update(stirred_at=None)
    site.worker.start()
    running.wait_until(lambda: Wave.objects.get().stirred_at is not None, what="A stir")
    site.worker.kill()


def count_and_be_killed(site: Site) -> None:
    """The worker is killed in the middle of the count, and nothing has happened."""
    site.worker.start()
    running.wait_until(lambda: Wave.objects.get().counting_done > 0, what="The count", pause=0.002)
    site.worker.kill()
    assert Wave.objects.get().state == State.CLOSING
    assert not WaveCount.objects.exists()
    assert door.ballots(Wave.objects.get().label) == PEOPLE


def test_no_acknowledged_ballot_is_lost_and_none_is_counted_twice(site: Site) -> None:
    wave = making.open_wave(3)
    crowd = Crowd(wave.label, site.port, list(ballots(wave, PEOPLE)))
    site.start_web()

    crowd.begin()
    running.wait_until(lambda: has(crowd, 0.2), what="The first fifth")
    door.stir()  # ballots that come in while their table is written anew
    site.web.kill()
    site.start_web()
    running.wait_until(lambda: has(crowd, 0.4), what="Two fifths")
    site.kill_database()
    running.wait_until(lambda: has(crowd, 0.6), what="Three fifths")
    door.stir()
    assert not has(crowd, 1), "everything so far happened while people were submitting"
    crowd.all_may_go.set()
    stir_and_be_killed(site)
    crowd.wait(NEVER)

    assert crowd.tried_again, "the kills were felt"
    assert sorted(dumping.column(dumping.BALLOTS, "nullifier")) == sorted(crowd.acknowledged)
    close_wave(wave=wave, by=None, at=timezone.now())
    count_and_be_killed(site)
    site.worker.start()
    running.wait_until(lambda: Wave.objects.get().state == State.CLOSED, what="The count")

    count = WaveCount.objects.get()
    assert (count.counted, count.invalid) == (PEOPLE, 0)
    assert bytes(count.numbers) == b"".join(sorted(crowd.acknowledged))
    assert door.ballots(wave.label) == 0
    keys = settings.BALLOT_KEYS / wave.label
    running.wait_until(lambda: not keys.exists(), what="The end of the keys")

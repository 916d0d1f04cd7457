"""The product as it runs, in processes that can be killed and started again: web, worker, database.

Killed means SIGKILL: no goodbye, no flush, nothing put in order.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from scripts import pgtmp, serve

ROOT = Path(__file__).resolve().parents[3]
SOON = 60.0  # seconds until whatever was started must answer, however busy the machine
# Commits are written out before they are told of, as on a server that keeps what it promises; that
# they also reach the disk only matters where the machine dies, and no test can do that.
SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=100", "timezone=UTC")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until(done: Callable[[], bool], *, what: str, pause: float = 0.02) -> None:
    """Look again and again. Fails when it has not come true soon."""
    deadline = time.monotonic() + SOON
    while not done():
        assert time.monotonic() < deadline, f"{what}: not within {SOON:.0f} seconds."
        time.sleep(pause)


@dataclass
class Process:
    """One process, with all that it has started."""

    command: list[str]
    environment: dict[str, str]
    log: Path
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
            )

    def kill(self) -> None:
        """At once, with its children. Nothing happens if it is not running."""
        if self.running and self.running.poll() is None:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


def web(environment: dict[str, str], folder: Path, port: int) -> Process:
    return Process(serve.gunicorn(port), environment, folder / "web.log")


def worker(environment: dict[str, str], folder: Path) -> Process:
    return Process([sys.executable, "manage.py", "worker"], environment, folder / "worker.log")


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(serve.HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@dataclass
class Postgres:
    """A PostgreSQL of one's own that keeps its data when it is killed."""

    folder: Path
    running: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def url(self) -> str:
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def make(self) -> None:
        binaries = pgtmp._binaries()
        self._run(
            *(str(binaries / "initdb"), "--pgdata", str(self.folder / "data"), "--no-sync"),
            *("--username", "postgres", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8"),
        ).wait()
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers: after a kill it first puts its data in order."""
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        data, binary = str(self.folder / "data"), str(pgtmp._binaries() / "postgres")

        def up() -> bool:
            if self.running is None or self.running.poll() is not None:
                # Those that the killed server left hold its memory for a moment: try once more.
                self.running = self._run(binary, "-D", data, "-k", str(self.folder), *settings)
            try:
                psycopg2.connect(self.url).close()
            except psycopg2.OperationalError:
                return False
            return True

        wait_until(up, what="PostgreSQL")

    def kill(self) -> None:
        if self.running:
            self.running.kill()
            self.running.wait()

    def _run(self, *command: str) -> "subprocess.Popen[bytes]":
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                command,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                **pgtmp._unprivileged(self.folder),
            )

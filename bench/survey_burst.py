"""A thousand people who submit at the same moment, to the web server as ./run starts it."""

import http.client
import math
import os
import re
import selectors
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median
from urllib.parse import urlsplit, urlunsplit

from bench.limits import Limit
from scripts import serve

HOST = "127.0.0.1"
FEW, MANY = 64, 1_000  # connections
ROUNDS, BALLOTS, REQUESTS = 5, 2_000, 5_000
START_SECONDS = 30
EVERY_MANY, LAST_CHUNK = 65_536, b"0\r\n\r\n"
LENGTH = re.compile(rb"(?i)content-length: (\d+)")


@dataclass
class Load:
    """What came of so many requests over so many connections."""

    connections: int
    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)  # seconds, of each that was answered
    failed: int = 0

    @property
    def a_second(self) -> float:
        return len(self.taken) / self.seconds

    @property
    def p99(self) -> float:
        """What 99 of 100 stayed below: the nearest rank, in seconds."""
        return sorted(self.taken)[math.ceil(0.99 * len(self.taken)) - 1]


@dataclass(frozen=True)
class Burst:
    """A few connections say how much the server does a second; many say how long one waits."""

    few: list[Load]
    many: list[Load]
    stored: int  # ballots in the box, of BALLOTS

    @property
    def a_second(self) -> float:
        """Over a few connections, the median of the rounds."""
        return median(load.a_second for load in self.few)

    @property
    def p99(self) -> float:
        """Over many connections, the median of the rounds, in seconds."""
        return median(load.p99 for load in self.many)

    @property
    def of_queue(self) -> float:
        """The 99th percentile, times what a fair queue of so many would take: Little's law."""
        return self.p99 / (self.many[0].connections / self.a_second)

    @property
    def failed(self) -> int:
        return sum(load.failed for load in (*self.few, *self.many))

    def __str__(self) -> str:
        return (
            f"Submissions a second over {self.few[0].connections} connections: "
            f"{self.a_second:.0f}; over {self.many[0].connections:,}, 99 of 100 within "
            f"{self.p99 * 1000:.0f} ms"
        )


def limits_of(burst: Burst, *, most: float) -> list[Limit]:
    """What is promised of a burst."""
    return [
        Limit("the 99th percentile, times a queue", round(burst.of_queue, 2), most),
        Limit("submissions that failed", burst.failed, 0),
        Limit("acknowledged ballots that are not stored", BALLOTS - burst.stored, 0),
    ]


def measure(wave: object) -> Burst:
    """Start the web server on the database in use, and submit, a few and many in turn."""
    from django.db import connection

    from bench import survey_wave
    from surveys.ballot import door
    from surveys.models import Wave

    assert isinstance(wave, Wave)
    before = door.ballots(wave.label)
    ready = list(survey_wave.ballots(wave, BALLOTS))
    few, many = [], []
    with web_server(str(connection.settings_dict["NAME"])) as port:
        requests = [_request(f"/b/{wave.label}", content) for content in ready]
        submit(port, requests, connections=FEW, total=BALLOTS)  # warms up
        for _round in range(ROUNDS):
            few.append(submit(port, requests, connections=FEW, total=REQUESTS))
            many.append(submit(port, requests, connections=MANY, total=REQUESTS))
    return Burst(few, many, stored=door.ballots(wave.label) - before)


def _request(path: str, content: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content


@contextmanager
def web_server(database: str) -> Iterator[int]:
    """Gunicorn as ./run starts it, with room for all of them, on this database; gives its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    server = subprocess.Popen(
        serve.gunicorn(port),
        env={**os.environ, "DATABASE_URL": _address(database)},
    )
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _address(database: str) -> str:
    whole = urlsplit(os.environ["DATABASE_URL"])
    if whole.scheme == "sqlite":
        return f"sqlite:///{database}"
    return urlunsplit(whole._replace(path=f"/{database}"))


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("The web server did not start.") from None
            time.sleep(0.1)
        finally:
            connection.close()


def submit(port: int, requests: Sequence[bytes], *, connections: int, total: int) -> Load:
    """So many requests, each connection sending its next as soon as it has been answered."""
    load, crowd = Load(connections), _Crowd(port, cycle(requests), total)
    people: list[_Connection] = []
    with selectors.DefaultSelector() as ready:
        started = time.monotonic()
        for _each in range(connections):
            people.append(one := _Connection(port))
            ready.register(one.socket, selectors.EVENT_READ, one)
            crowd.send_next(one)
        while crowd.out and (events := ready.select(timeout=START_SECONDS)):
            for key, _events in events:
                if not crowd.read(key.data, load):
                    ready.unregister(key.fileobj)
    load.seconds = time.monotonic() - started
    for one in people:
        one.socket.close()
    load.failed += crowd.out
    return load


class _Connection:
    """One person's connection, and what has come over it since they last sent something."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port))
        self.began, self.read = 0.0, b""

    def is_whole(self) -> bool:
        """Whether all of the reply is there: as much as its head says, or up to its last chunk."""
        head, between, body = self.read.partition(b"\r\n\r\n")
        said = LENGTH.search(head)
        if said:
            return len(body) >= int(said[1])
        return bool(between) and body.endswith(LAST_CHUNK)


class _Crowd:
    """Those who submit, until so many have."""

    def __init__(self, port: int, requests: Iterator[bytes], total: int) -> None:
        self.port, self.requests, self.left, self.out = port, requests, total, 0

    def send_next(self, one: _Connection) -> bool:
        """Send the next request; gives False if there is none left to be sent."""
        if not self.left:
            return False
        self.left, self.out = self.left - 1, self.out + 1
        one.began, one.read = time.monotonic(), b""
        with suppress(ConnectionError):  # what was closed has no answer, and is counted as failed
            one.socket.sendall(next(self.requests))
        return True

    def read(self, one: _Connection, load: Load) -> bool:
        """Take what has come; gives whether more is to come over this connection.

        Whoever has nothing left to send is not listened to: a server closes what idles, and that
        is no answer.
        """
        came = b""
        with suppress(ConnectionError):
            came = one.socket.recv(EVERY_MANY)
        one.read += came
        if came and not one.is_whole():
            return True
        self.out -= 1
        if not (one.read.startswith(b"HTTP/1.1 200") and one.is_whole()):
            load.failed += 1
            return False
        load.taken.append(time.monotonic() - one.began)
        return self.send_next(one)

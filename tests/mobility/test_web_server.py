"""Who comes in a crowd is let in at once, so that all wait in one queue."""

import socket
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from mobility.web_server import PromptWorker
from scripts import serve

OPERATE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "operate.md"


class Door(PromptWorker):
    """The worker as far as letting in goes: whoever was let in stands in `queue`."""

    def __init__(self, *, room: int) -> None:
        self.cfg = SimpleNamespace()
        self.nr_conns, self.worker_connections = 0, room
        self.queue: list[socket.socket] = []

    def enqueue_req(self, conn) -> None:
        self.queue.append(conn.sock)


@pytest.fixture
def crowd() -> Iterator[socket.socket]:
    """Where five people stand at the door."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)  # as gunicorn has it
        people = [socket.create_connection(listener.getsockname()) for _each in range(5)]
        yield listener
        for one in people:
            one.close()


def let_in(door: Door, listener: socket.socket) -> int:
    door.accept(listener)
    for one in door.queue:
        one.close()
    return len(door.queue)


def test_all_who_stand_at_the_door_are_let_in_at_once(crowd):
    assert let_in(Door(room=1_000), crowd) == 5


def test_no_more_are_let_in_than_there_is_room_for(crowd):
    assert let_in(Door(room=3), crowd) == 3
    assert let_in(Door(room=1_000), crowd) == 2


def test_where_nobody_stands_nobody_waits():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)

        assert let_in(Door(room=1_000), listener) == 0


def test_run_and_the_manual_start_the_web_server_with_it():
    assert f"{PromptWorker.__module__}.{PromptWorker.__qualname__}" == serve.WORKER
    assert (
        f" --threads 8 --worker-connections 2000 --worker-class {serve.WORKER}\n"
        in OPERATE.read_text()
    )
    assert serve.WORKER in serve.gunicorn(8000)

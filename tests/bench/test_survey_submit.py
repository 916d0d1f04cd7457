"""The quick half of the bench of answering: what is compared, and that it can say FAIL."""

import socket
import struct
import threading
import time

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings

from bench import asking, survey_burst, survey_submit, survey_wave, survey_yardsticks
from bench.limits import exit_code
from bench.survey_burst import Burst, Load
from surveys.ballot import door
from surveys.entrance import middleware
from surveys.entrance.page import forget_pages

FOUND = {
    survey_submit.SUBMIT: 9.0,
    survey_submit.INSERT: 10.0,
    survey_submit.PAGE: 4.0,
    survey_submit.HELLO: 2.0,
    survey_submit.COLLECT: 100.0,
}


@pytest.fixture
def ways(db, monkeypatch):
    monkeypatch.setattr(survey_submit, "ROUNDS", 1)
    monkeypatch.setattr(survey_submit, "A_ROUND", 2)
    monkeypatch.setattr(middleware, "URLS", middleware.URLS)  # put back afterwards
    monkeypatch.setattr(survey_yardsticks, "build", lambda: None)
    door.forget_public_keys()
    forget_pages()
    asking.handler.cache_clear()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # ours holds the test's transaction
    with override_settings(ROOT_URLCONF="bench.survey_urls"):
        yield survey_submit._ways(survey_wave.build(invited=6))
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_a_submission_stores_one_ballot_in_one_statement(ways):
    assert survey_submit._statements(ways[survey_submit.SUBMIT]) == 1
    assert door.ballots("w1") == 2  # once to warm up


def test_collecting_hands_out_a_paper_for_each_of_those_invited(ways):
    ways[survey_submit.COLLECT]()
    ways[survey_submit.COLLECT]()

    assert door.collected("w1") == 2


def test_the_page_asks_the_database_once_and_hello_not_at_all(ways):
    assert survey_submit._statements(ways[survey_submit.PAGE]) <= 1
    assert survey_submit._statements(ways[survey_submit.HELLO]) == 0
    assert ways[survey_submit.HELLO]() == b"hello"


def test_nothing_of_it_makes_a_session(ways):
    for name in (survey_submit.SUBMIT, survey_submit.PAGE, survey_submit.COLLECT):
        ways[name]()

    assert survey_submit._sessions() == 0


def test_an_address_that_does_not_answer_stops_the_bench(ways):
    with pytest.raises(SystemExit, match="answered 404"):
        asking.get("/s/w99/")


def test_what_is_promised_is_a_ratio_to_one_insert_and_to_hello():
    kept = survey_submit.limits_of(FOUND, statements=1, sessions=0)
    broken = survey_submit.limits_of(
        {**FOUND, survey_submit.SUBMIT: 11.0, survey_submit.PAGE: 5.0}, statements=2, sessions=1
    )

    assert [limit.found for limit in kept] == [1, 0.9, 2.0, 0]
    assert exit_code(kept) == 0
    assert not any(limit.is_kept for limit in broken)


def load(connections: int, *, seconds: float, taken: list[float], failed: int = 0) -> Load:
    return Load(connections, seconds=seconds, taken=taken, failed=failed)


def test_a_burst_is_compared_with_a_queue_of_so_many():
    few = [load(64, seconds=1.0, taken=[0.1] * 500)]  # 500 a second
    quick = [load(1_000, seconds=2.0, taken=[2.0] * 99 + [9.0])]
    slow = [load(1_000, seconds=2.0, taken=[2.0] * 98 + [4.0] * 2)]

    kept = survey_burst.limits_of(Burst(few, quick, stored=2_000), most=1.5)
    broken = survey_burst.limits_of(Burst(few, slow, stored=1_999), most=1.5)

    assert [limit.found for limit in kept] == [1.0, 0, 0]
    assert [limit.found for limit in broken] == [2.0, 0, 1]
    assert exit_code(kept) == 0
    assert exit_code(broken) == 1


def answering(reply: bytes) -> int:
    """A server that gives this reply to whatever it is sent; gives its port."""
    listening = socket.create_server((survey_burst.HOST, 0))

    def serve() -> None:
        with listening:
            for _each in range(3):
                one = listening.accept()[0]
                threading.Thread(target=talk, args=(one,), daemon=True).start()

    def talk(one: socket.socket) -> None:
        with one:
            while one.recv(1_000):
                one.sendall(reply)

    threading.Thread(target=serve, daemon=True).start()
    return int(listening.getsockname()[1])


@pytest.mark.parametrize(
    ("reply", "answered", "failed"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 30, 0),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 30, 0),
        (b"HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno", 0, 3),
    ],
)
def test_every_reply_is_read_to_its_end_and_a_failure_is_counted(reply, answered, failed):
    found = survey_burst.submit(answering(reply), [b"a ballot"], connections=3, total=30)

    assert (len(found.taken), found.failed) == (answered, failed)


def test_a_connection_that_idles_and_is_closed_is_no_further_answer():
    listening = socket.create_server((survey_burst.HOST, 0))

    def serve() -> None:
        people = [listening.accept()[0] for _each in range(3)]
        for pause, one in zip((0, 0, 0.3), people, strict=True):
            time.sleep(pause)
            one.recv(1_000)
            one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            one.close()

    with listening:
        threading.Thread(target=serve, daemon=True).start()
        port = listening.getsockname()[1]
        found = survey_burst.submit(port, [b"a ballot"], connections=3, total=3)

    assert (len(found.taken), found.failed) == (3, 0)
    assert sorted(found.taken)[1] < 0.3 <= found.seconds


def test_half_an_answer_is_a_failure():
    listening = socket.create_server((survey_burst.HOST, 0))

    def serve() -> None:
        one = listening.accept()[0]
        one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no")
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        time.sleep(0.1)
        one.close()  # a reset, not a goodbye

    with listening:
        threading.Thread(target=serve, daemon=True).start()
        port = listening.getsockname()[1]
        found = survey_burst.submit(port, [b"a ballot"], connections=1, total=1)

    assert (len(found.taken), found.failed) == (0, 1)

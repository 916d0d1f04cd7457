"""C4. Every logger at its most talkative, SQL and all: no line leads to a person or a ballot."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import override_settings

from surveys.ballot import casting
from surveys.entrance.limits import wrong_codes
from tests.surveys import making
from tests.surveys.attacks import dumping, matching, speaking, staging

pytestmark = pytest.mark.django_db(transaction=True)
PATHS = ("/s/w", "/w/w", "/b/w")


def ours() -> set[logging.Handler]:
    """The handlers that an installation writes its logs with, as the settings make them."""
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    every = {handler for logger in loggers for handler in logger.handlers}
    return {handler for handler in every if type(handler) is logging.StreamHandler}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that is logged from now on, at DEBUG, each statement of SQL with its values too."""
    stream, handlers = io.StringIO(), ours()
    assert handlers
    for handler in handlers:
        assert isinstance(handler, logging.StreamHandler)
        monkeypatch.setattr(handler, "stream", stream)
        monkeypatch.setattr(handler, "level", logging.DEBUG)
    names = ["", *logging.root.manager.loggerDict]
    levels = {name: logging.getLogger(name).level for name in names}
    for name in ("", "django", "django.request", "django.db.backends", "surveys"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    monkeypatch.setattr(connections["default"], "force_debug_cursor", True)
    wrong_codes.forget()
    yield stream
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def without_our_filter(written: io.StringIO) -> Iterator[None]:
    """The logs as they would be if nothing kept ballots out of them."""
    taken = {handler: handler.filters for handler in ours()}
    for handler in taken:
        handler.filters = []
    yield
    for handler, filters in taken.items():
        handler.filters = filters


def everybody_takes_part(held: staging.Held) -> matching.Marks:
    """Over HTTP, with and without JavaScript, well and badly. Gives what no log may hold."""
    by, label = speaking.browser(), held.wave.label
    by.get(f"/s/{label}/without-script/")
    for email, token in list(held.tokens.items())[:2]:
        box = making.sealed(held.wave, making.some_answers(held.wave))
        replies = speaking.whole_way(held.wave, token, box, by=by)
        assert [reply.status_code for reply in replies] == [200, 200], email
    by.post(f"/s/{label}/without-script/", {"step": "code", "code": held.tokens[email]})
    third = list(held.tokens.values())[2]
    page = by.post(f"/s/{label}/without-script/", {"step": "code", "code": third})
    assert page.status_code == 200
    for kind in (b"{", b'{"input": "00", "signature": "00", "box": "00"}'):
        speaking.cast(held.wave, kind, by=by)
        speaking.collect(held.wave, kind, by=by)
    by.get(f"/s/{label}/no-such-page/")
    by.get(f"/b/{label}")
    return {
        "ballot number": [bytes(one) for one in dumping.column(dumping.BALLOTS, "nullifier")],
        "box": [bytes(one) for one in dumping.column(dumping.BALLOTS, "sealed")],
        "blinded": [bytes(one) for one in dumping.column(dumping.PAPERS, "blinded")],
        "code": [token.encode() for token in held.tokens.values()],
        "invitee": [str(invitee).encode() for invitee in held.invitees.values()],
        "address": [speaking.ADDRESS.encode(), speaking.MARKED["x-forwarded-for"].encode()],
        "agent": [b"Tell-Tale"],
        "referrer": [speaking.MARKED["referer"].encode()],
    }


@override_settings(DEBUG=True)
def test_nothing_of_anybody_who_takes_part_is_logged(written):
    held = staging.hold(invited=3, answering=0)
    written.truncate(0)

    marks = everybody_takes_part(held)

    assert matching.found_in(written.getvalue().encode(), marks) == set()
    assert not [path for path in PATHS if path in written.getvalue()]


def test_the_same_loggers_do_write_what_is_not_a_ballot(written):
    Client().get("/no-such-page/")
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'a line to be seen'")

    assert "Not Found: /no-such-page/" in written.getvalue()
    assert "a line to be seen" in written.getvalue()


def test_without_the_filter_the_attack_finds_them(written, without_our_filter):
    held = staging.hold(invited=3, answering=1)
    ballot = next(iter(held.cast.values()))
    logging.getLogger("surveys").warning("cast %s", ballot.number.hex())

    found = matching.found_in(written.getvalue().encode(), held.ballots)

    assert found == set(held.ballots)


def test_a_failure_in_the_middle_of_casting_is_told_without_the_ballot(written, monkeypatch):
    held = staging.hold(invited=1, answering=1)
    ballot = next(iter(held.cast.values()))

    def fails(label: str, nullifier: bytes, box: bytes) -> bool:
        raise RuntimeError(f"no room for {nullifier.hex()} with {box.hex()} of {label}")

    monkeypatch.setattr(casting, "_put_in", fails)
    written.truncate(0)
    by = speaking.browser()
    by.raise_request_exception = False

    reply = speaking.cast(held.wave, speaking.said(ballot), by=by)

    assert reply.status_code == 500
    assert matching.found_in(reply.content, held.ballots) == set()
    assert matching.found_in(written.getvalue().encode(), held.ballots) == set()
    assert "RuntimeError" in written.getvalue(), "that something failed is said"
    assert not [path for path in PATHS if path in written.getvalue()]


@override_settings(DEBUG=True)
def test_not_even_the_page_for_developers_tells_what_was_sent(written, monkeypatch):
    held = staging.hold(invited=1, answering=1)
    ballot = next(iter(held.cast.values()))
    monkeypatch.setattr(casting, "_put_in", lambda *_what: 1 / 0)
    by = speaking.browser()
    by.raise_request_exception = False

    speaking.cast(held.wave, speaking.said(ballot), by=by)

    assert matching.found_in(written.getvalue().encode(), held.ballots) == set()
    assert "Tell-Tale" not in written.getvalue()

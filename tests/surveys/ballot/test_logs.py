"""Whatever level is asked for, no log tells of a ballot; everything else is logged as ever."""

import logging
import logging.config
import secrets
import sys
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.utils.log import log_response
from gunicorn.config import Config
from gunicorn.glogging import Logger

from accounts.models import User
from surveys.ballot import sealing
from surveys.ballot.logs import WithoutBallots, hushed
from surveys.ballot.models import Box, Collected, Invitee, Sealed

NULLIFIER, BOX = secrets.token_bytes(32), secrets.token_bytes(1105)
SENTENCE = "Something failed at the survey"


@pytest.fixture
def log(settings):
    """What an installation that logs everything would have written so far."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(
        logging.Formatter(settings.LOGGING["formatters"]["plain"]["format"], style="{")
    )
    handler.addFilter(WithoutBallots())
    root = logging.getLogger()
    names = (None, "django", "django.db.backends", "django.request")
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield written.getvalue
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def every_statement(db):
    connection.force_debug_cursor = True
    yield
    connection.force_debug_cursor = False


@pytest.fixture
def box(db):
    return Box.objects.create(label="w7", plan_hash="00", sign_n="00", box_public=b"\x04")


def failing(message):
    try:
        raise RuntimeError(message)
    except RuntimeError:
        logging.getLogger("django.request").exception("Internal Server Error")


# --- What is left out -----------------------------------------------------------------------------


def test_no_statement_on_a_ballot_is_logged_even_when_every_statement_is(log, every_statement, box):
    User.objects.count()
    invitee = Invitee.objects.create(id=123454321, box=box, token_hash=NULLIFIER)
    with transaction.atomic():
        Collected.objects.create(invitee=invitee, blinded=BOX[:384])
    Sealed.objects.create(nullifier=NULLIFIER, box=box, sealed=BOX)
    list(Sealed.objects.filter(nullifier=NULLIFIER))
    Sealed.objects.all().delete()

    assert "accounts_user" in log()
    for told in ("ballot_sealed", "ballot_collected", "ballot_invitee", "123454321"):
        assert told not in log()
    assert NULLIFIER.hex() not in log()
    assert repr(NULLIFIER)[2:-1] not in log()
    assert "SAVEPOINT" not in log()


@pytest.mark.parametrize(
    "statement", ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s1", "RELEASE SAVEPOINT s1"]
)
def test_no_moment_at_which_something_was_committed_is_logged(log, statement):
    logger = logging.getLogger("django.db.backends")

    logger.debug("(%.3f) %s; args=%s; alias=%s", 0.001, statement, None, "default")

    assert log() == ""


@pytest.mark.parametrize(
    "path",
    ["/s/w7/", "/w/w7/collect", "/b/w7", "/b/nothing", "/s/w7/without-script/", "/mobility/b/w7"],
)
@pytest.mark.parametrize("status", [400, 404, 409, 410, 425])
def test_no_request_to_the_survey_is_logged(log, path, status):
    request = RequestFactory().post(path)

    response = type("Answer", (), {"status_code": status})()
    log_response("%s: %s", "Refused", path, response=response, request=request)
    logging.getLogger("django.server").info('"POST %s HTTP/1.1" %s 17', path, status)
    logging.getLogger("anybody").warning("Slow: https://mobility.example.org%s took 3 s", path)

    assert log() == ""


@pytest.mark.parametrize(
    "path", ["js/survey/ballot.js", "css/survey.0a1b2c.css", "vendor/hpke/hpke.js"]
)
def test_nobody_is_seen_to_fetch_what_the_survey_needs(log, path):
    logging.getLogger("django.server").info('"GET /static/%s HTTP/1.1" 200 17', path)

    assert log() == ""


@pytest.fixture
def gunicorn(tmp_path):
    """Its own logger, told to log everything, with the address of whoever asks."""
    config = Config()
    for name in ("accesslog", "errorlog"):
        config.set(name, str(tmp_path / name))
    config.set("loglevel", "debug")
    names = ("gunicorn.access", "gunicorn.error")
    before = [(one, one.handlers[:], one.level) for one in map(logging.getLogger, names)]
    yield Logger(config)
    for logger, handlers, level in before:
        for handler in logger.handlers:
            handler.close()
        logger.handlers, logger.level = handlers, level


def test_a_web_server_that_logs_every_request_leaves_these_out(gunicorn, tmp_path):
    request = SimpleNamespace(headers=[])
    response = SimpleNamespace(status="200 OK", sent=17, headers=[])
    for path in ("/b/w7", "/w/w7/collect", "/s/w7/", "/static/css/survey.css", "/okrs/"):
        environ = {
            "REQUEST_METHOD": "POST",
            "RAW_URI": path,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "10.1.2.3",
        }
        gunicorn.access(response, request, environ, timedelta(seconds=1))
        gunicorn.debug("%s %s", "POST", path)
        gunicorn.error("Error handling request %s", path)

    seen = (tmp_path / "accesslog").read_text()
    assert seen.count("10.1.2.3") == 1
    assert "POST /okrs/ HTTP/1.1" in seen
    complained = (tmp_path / "errorlog").read_text()
    assert complained.count(SENTENCE) == 4
    assert complained.count("/okrs/") == 2
    for path in ("/b/w7", "/w/w7", "/s/w7", "survey.css"):
        assert path not in complained


def test_an_address_that_only_the_request_beside_the_message_tells_is_seen(log):
    request = RequestFactory().post("/b/w7")

    logging.getLogger("django.security").warning("Odd headers.", extra={"request": request})

    assert log() == ""


def test_nothing_at_all_is_logged_while_it_is_hushed(log):
    with hushed():
        logging.getLogger("surveys").warning("Invitee 123454321 came by.")
        with hushed():
            pass
        logging.getLogger("surveys").warning("And again.")

    logging.getLogger("surveys").warning("Another thing.")

    assert "Another thing." in log()
    assert "came by" not in log()
    assert "again" not in log()


def test_a_record_that_cannot_even_be_put_together_is_looked_at():
    """A handler would print its pieces on the error stream."""
    sql = ("INSERT INTO ballot_sealed",)
    record = logging.LogRecord("anybody", logging.WARNING, "a.py", 1, "%d ballots", sql, None)

    assert not WithoutBallots().filter(record)


# --- What is left of a failure --------------------------------------------------------------------


def test_a_failure_keeps_its_kind_and_its_line_and_nothing_it_was_given(log):
    failing("Key (nullifier)=(abcdef) already exists in ballot_sealed")

    assert SENTENCE in log()
    assert "RuntimeError at" in log()
    assert "test_logs.py:" in log()
    assert "abcdef" not in log()
    assert "Traceback" not in log()


def test_what_fails_in_the_ballots_own_code_is_left_out_whatever_it_says(log):
    try:
        sealing.pad(b"answers" * 200)
    except ValueError:
        logging.getLogger("anybody").exception("It did not work with %s", "these answers")

    assert f"{SENTENCE}: ValueError at" in log()
    assert "surveys/ballot/sealing.py:" in log()
    assert "too long" not in log()
    assert "these answers" not in log()


def test_what_the_database_itself_says_is_left_out(log, box):
    Sealed.objects.create(nullifier=NULLIFIER, box=box, sealed=BOX)

    try:
        with transaction.atomic():
            Sealed.objects.bulk_create([Sealed(nullifier=NULLIFIER, box=box, sealed=BOX)])
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/b/w7")

    assert f"{SENTENCE}: IntegrityError at" in log()
    assert "ballot_sealed" not in log()
    assert "/b/w7" not in log()
    assert NULLIFIER.hex() not in log()


@pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
def test_an_exception_beside_an_innocent_message_is_looked_at(level):
    try:
        raise RuntimeError("Key (nullifier)=(abcdef) already exists in ballot_sealed")
    except RuntimeError:
        record = logging.makeLogRecord(
            {"name": "anybody", "levelno": level, "msg": "No.", "exc_info": sys.exc_info()}
        )

    assert WithoutBallots().filter(record) is (level == logging.ERROR)
    assert (record.exc_info is None) is (level == logging.ERROR)


def test_a_failure_without_an_exception_keeps_its_level(log):
    logging.getLogger("anybody").error("POST /b/w7 from 10.1.2.3 failed")

    assert f"{SENTENCE}: ERROR at an unknown line" in log()
    assert "10.1.2.3" not in log()


def test_no_handler_that_comes_after_can_say_more():
    request = RequestFactory().post("/b/w7", {"box": "abcdef"})
    record = logging.makeLogRecord(
        {"name": "django.request", "levelno": logging.ERROR, "request": request, "exc_text": "/b/"}
    )

    assert WithoutBallots().filter(record)
    assert WithoutBallots().filter(record)  # a second handler's, after the first
    assert SENTENCE in record.getMessage()
    assert not hasattr(record, "request")
    assert (record.exc_info, record.exc_text, record.stack_info) == (None, None, None)


# --- What stays -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        "Not Found: /surveys/w7/",
        "Not Found: /static/js/okrs.js",
        "Internal Server Error: /okrs/b/12",
        "Loaded /home/b/mobility/var/db.sqlite3",
        "(0.001) SELECT accounts_user.id FROM accounts_user; args=(); alias=default",
    ],
)
def test_everything_else_is_logged_as_ever(log, message):
    logging.getLogger("anybody").warning(message)

    assert message in log()


def test_an_error_elsewhere_keeps_its_traceback(log):
    failing("Nothing to do with it.")

    assert "Traceback" in log()
    assert "RuntimeError: Nothing to do with it." in log()


def test_a_commit_that_is_no_statement_is_a_word_like_others(log):
    logging.getLogger("anybody").warning("(0.001) COMMIT; args=None")

    assert "COMMIT" in log()


# --- Where it stands ------------------------------------------------------------------------------


def test_every_handler_of_the_settings_has_the_filter(settings):
    for name, handler in settings.LOGGING["handlers"].items():
        assert "without_ballots" in handler["filters"], name


def test_no_handler_of_django_is_left_without_it():
    """Django sets up three of its own before it reads ours; one mails the whole request."""
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    ours = {
        handler
        for logger in loggers
        for handler in logger.handlers
        if not type(handler).__module__.startswith(("_pytest", "tests"))
        and not isinstance(handler, logging.NullHandler)
    }

    assert ours
    for handler in ours:
        assert any(isinstance(one, WithoutBallots) for one in handler.filters), handler

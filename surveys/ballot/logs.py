"""No log tells of a ballot: neither what was sent, nor when, nor by whom, at any level.

Two ways, because one may miss something: while an answer is on its way the entrance keeps quiet
(`hushed`), and a filter on every handler looks for the ballot's tables and addresses in what is
about to be written. A failure is still said, as its kind and the line of code, and no more.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

BALLOT = re.compile(
    r"\bballot_(?:sealed|collected|invitee|stirred)\b"  # its tables, in SQL and in complaints
    r"|(?<![\w.~/-])/[swb]/|://[^/\s]+/[swb]/|/[swb]/w\d"  # its addresses, also behind a host
    r"|/static/\S*(?:survey|hpke)"  # what its page fetches: who fetched it, and when, is a visit
    r"|(?<!tests/)\bsurveys/(?:ballot|entrance)/"  # its code: an error may quote what it was given
)
# "COMMIT" says nothing, but the moment at which it is said would be that of a ballot.
WHEN_ONLY = re.compile(r"\(\d+\.\d+\) (?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b")
SQL = "django.db.backends"
WEB_SERVERS = ("gunicorn.access", "gunicorn.error", "uvicorn.access", "uvicorn.error")
CAN_SAY_MORE = ("request", "sql", "params", "server_time", "stack_info", "exc_text")
FAILED = "Something failed at the survey: %s at %s"

_quiet: ContextVar[bool] = ContextVar("no log may tell of what is going on", default=False)


@contextmanager
def hushed() -> Iterator[None]:
    """While this lasts, nothing that happens in this thread or task is logged."""
    before = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(before)


class WithoutBallots(logging.Filter):
    """For every handler. Drops what tells of a ballot; of a failure, leaves its kind and place."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.msg is FAILED or not _tells_of_a_ballot(record):
            return True
        if record.levelno >= logging.ERROR:
            _say_only_that_it_failed(record)
        return record.levelno >= logging.ERROR


def quieten_web_servers() -> None:
    """They log in this process too, on handlers of their own, with the address of the caller."""
    for name in WEB_SERVERS:
        logging.getLogger(name).addFilter(WithoutBallots())


def _tells_of_a_ballot(record: logging.LogRecord) -> bool:
    if _quiet.get():
        return True
    said = _said(record)
    when = WHEN_ONLY.match(said) if record.name.startswith(SQL) else None
    return bool(when or BALLOT.search(said))


def _said(record: logging.LogRecord) -> str:
    """Everything the record could make a handler write, as one text."""
    try:
        said = record.getMessage()
    except Exception:  # a handler would print the pieces instead: look at those
        said = f"{record.msg} {record.args!r}"
    if record.exc_info and record.exc_info[1]:
        said += "".join(traceback.format_exception(record.exc_info[1]))
    more = (str(getattr(record, name, "")) for name in CAN_SAY_MORE)
    return " ".join((said, *more))


def _say_only_that_it_failed(record: logging.LogRecord) -> None:
    """Take away, for every handler that comes after too, all but the kind and the line of code."""
    failure = record.exc_info[1] if record.exc_info else None
    kind, place = type(failure).__name__ if failure else record.levelname, _place(failure)
    record.msg, record.args = FAILED, (kind, place)
    record.exc_info = None
    for name in CAN_SAY_MORE:
        record.__dict__.pop(name, None)
    record.exc_text = record.stack_info = None


def _place(failure: BaseException | None) -> str:
    """Where it failed, as file and line: of the code, nothing of what it was given."""
    steps = traceback.extract_tb(failure.__traceback__) if failure else []
    return f"{steps[-1].filename}:{steps[-1].lineno}" if steps else "an unknown line"

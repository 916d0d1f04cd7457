"""No log of ours holds the secret of a link: only “/read/…” and “/my-check-ins/…” are written.

Also where the address was mistyped, or stands inside another one, as behind the check that a mail
program puts in front of every link: `?url=https%3A%2F%2Fhost%2Fread%2F…`.
"""

import logging
import re

SLASH = r"(?:/|\\|%(?:25)*(?:2F|5C))"
BEFORE_A_SECRET = ("read", "my-check-ins")  # read-only links, and those of owners
WORDS = "|".join(
    "".join(rf"(?:{re.escape(letter)}|%(?:25)*{ord(letter):x})" for letter in word)
    for word in BEFORE_A_SECRET
)
SECRET = re.compile(rf"({SLASH}(?:{WORDS}){SLASH}+)(?:(?!{SLASH})[^\s?#&\"'<>])+", re.IGNORECASE)
WEB_SERVERS = ("gunicorn.access", "gunicorn.error", "uvicorn.access", "uvicorn.error")


class WithoutReadLinks(logging.Filter):
    """For every handler: takes the secret out of what is about to be written."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = _said(record)
        if SECRET.search(said):
            record.msg, record.args = without_secrets(said), ()
        if record.exc_info:
            record.exc_text = record.exc_text or logging.Formatter().formatException(
                record.exc_info
            )
        if record.exc_text:
            record.exc_text = without_secrets(record.exc_text)
        if record.stack_info:
            record.stack_info = without_secrets(record.stack_info)
        return True


def without_secrets(said: str) -> str:
    return SECRET.sub(r"\1…", said)


def _said(record: logging.LogRecord) -> str:
    """What is about to be written. A message that does not fit its parts is written in pieces by
    its handler, and must not fail here either: whoever asked for a page would get no answer."""
    try:
        return record.getMessage()
    except Exception:
        return f"{record.msg} {record.args!r}"


def quieten_web_servers() -> None:
    """They log in this process too, on handlers of their own, with the address that was asked."""
    for name in WEB_SERVERS:
        logging.getLogger(name).addFilter(WithoutReadLinks())

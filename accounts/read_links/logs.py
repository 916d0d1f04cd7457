"""No log of ours holds the secret of a read-only link: of its address only “/read/…” is written."""

import logging
import re

SECRET = re.compile(r"(/read/)[^/\s?\"']+")
WEB_SERVERS = ("gunicorn.access", "gunicorn.error", "uvicorn.access", "uvicorn.error")


class WithoutReadLinks(logging.Filter):
    """For every handler: takes the secret out of what is about to be written."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(r"\1…", said), ()
        if record.exc_info:
            record.exc_text = record.exc_text or logging.Formatter().formatException(
                record.exc_info
            )
        if record.exc_text:
            record.exc_text = SECRET.sub(r"\1…", record.exc_text)
        return True


def quieten_web_servers() -> None:
    """They log in this process too, on handlers of their own, with the address that was asked."""
    for name in WEB_SERVERS:
        logging.getLogger(name).addFilter(WithoutReadLinks())

"""Requests put straight to the product's own handler: no network, and no client to be measured."""

import io
import json
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler

OK = 200
ALWAYS = {
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_HOST": "localhost",
    "HTTP_USER_AGENT": "bench",
    "HTTP_ACCEPT_LANGUAGE": "en-GB",
    "SCRIPT_NAME": "",
    "QUERY_STRING": "",
    "wsgi.url_scheme": "http",
}


@cache
def handler() -> WSGIHandler:
    """The whole product as a web server calls it."""
    return WSGIHandler()


def get(address: str, *, expect: int = OK, **more: str) -> bytes:
    """Ask for a page; gives its content. Stops the bench where there is none."""
    path, _mark, query = address.partition("?")
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query}
    return _ask({**asked, **more}, b"", expect)


def post_json(address: str, content: bytes) -> bytes:
    return _post(address, content, "application/json", OK)


def post_form(address: str, form: dict[str, str], *, cookie: str, expect: int = OK) -> bytes:
    content = urlencode(form).encode()
    return _post(address, content, "application/x-www-form-urlencoded", expect, HTTP_COOKIE=cookie)


def as_json(**said: str) -> bytes:
    return json.dumps(said).encode()


def _post(address: str, content: bytes, kind: str, expect: int, **more: str) -> bytes:
    asked = {"REQUEST_METHOD": "POST", "PATH_INFO": address, "CONTENT_TYPE": kind, **more}
    return _ask({**asked, "CONTENT_LENGTH": str(len(content))}, content, expect)


def _ask(asked: dict[str, Any], content: bytes, expect: int) -> bytes:
    statuses: list[str] = []
    environ = {**ALWAYS, **asked, "wsgi.input": io.BytesIO(content), "wsgi.errors": io.StringIO()}

    def start(status: str, headers: Any, trouble: Any = None) -> Callable[[bytes], object]:
        statuses.append(status)
        return lambda written: None

    reply = handler()(environ, start)
    said = b"".join(reply)
    reply.close()
    if not statuses[0].startswith(str(expect)):
        raise SystemExit(f"{asked['PATH_INFO']} answered {statuses[0]}: {said[:300]!r}")
    return said

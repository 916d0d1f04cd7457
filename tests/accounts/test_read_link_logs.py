"""No log of ours holds the secret of a read-only link."""

import logging
import sys
from typing import Any

import pytest
from django.conf import settings

from accounts.read_links.logs import WEB_SERVERS, WithoutReadLinks

SECRET = "kH6pMG0RH0bc7xZDVOoGCEYwIvS5sjE740xX6ri-Gy0"


def written(record: logging.LogRecord) -> str:
    WithoutReadLinks().filter(record)
    return logging.Formatter().format(record)


def record_of(message: str, *args: object, failed: bool = False) -> logging.LogRecord:
    trouble = sys.exc_info() if failed else None
    return logging.LogRecord("django.request", logging.ERROR, "", 1, message, args, trouble)


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Not Found: %s", (f"/read/{SECRET}/nowhere/",)),
        ('"GET %s HTTP/1.1" 200', (f"/read/{SECRET}/dashboards/?wave=w1",)),
        (f"Forbidden: http://host/read/{SECRET}", ()),
        ("Not Found: %s", (f"/read//{SECRET}/dashboards/",)),
        ("Not Found: %s", (f"/Read/{SECRET}/",)),
        ('"GET %s HTTP/1.1"', (f"/read%2F{SECRET}%2Fdashboards/",)),
        ('"GET %s HTTP/1.1"', (f"/%72ead/{SECRET}/",)),
        ("Not Found: %s", (f"/my-check-ins/{SECRET}/12/",)),
        ("Gone: %s", (f"//host/MY-check-ins//{SECRET}/another/",)),
        ('"%s"', (f"https://mail.example/?url=host%2Fmy%2Dcheck-ins%2F{SECRET}%2F12%2F",)),
        ('"%s"', (f"https://mail.example/?url=https%3A%2F%2Fhost%2fread%2f{SECRET}%2F&data=1",)),
        ('"%s"', (f"https://mail.example/?url=https%253A%252F%252Fhost%252Fread%252F{SECRET}",)),
    ],
)
def test_the_address_is_written_without_its_secret(message, args):
    said = written(record_of(message, *args))

    assert SECRET not in said
    assert "…" in said


@pytest.mark.parametrize("rest", ["?wave=w1 200", "%2F&data=1 200", " 200", "/okrs/ 200"])
def test_what_stands_after_the_secret_is_written(rest):
    said = written(record_of("%s", f"/read/{SECRET}{rest}"))

    assert said == f"/read/…{rest}"


def test_a_message_that_does_not_fit_its_parts_is_written_without_it_and_breaks_nothing():
    said = written(record_of("%d of it", f"/read/{SECRET}/"))

    assert SECRET not in said
    assert "%d of it" in said


def test_where_a_message_comes_from_is_written_without_it():
    record = record_of("Here")
    record.stack_info = f"Stack: /read/{SECRET}/"

    assert SECRET not in written(record)


def test_the_trace_of_an_error_is_written_without_it_as_well():
    try:
        raise ValueError(f"/read/{SECRET}/ went wrong")
    except ValueError:
        said = written(record_of("Internal Server Error", failed=True))

    assert SECRET not in said
    assert "ValueError: /read/…/ went wrong" in said


def test_what_is_no_link_is_written_as_it_was():
    assert written(record_of("%d of %d", 1, 2)) == "1 of 2"


def test_every_handler_of_ours_and_every_web_server_keeps_it_out():
    handlers: Any = settings.LOGGING["handlers"]
    assert all("without_read_links" in handler["filters"] for handler in handlers.values())
    for name in WEB_SERVERS:
        kinds = {type(one) for one in logging.getLogger(name).filters}
        assert WithoutReadLinks in kinds


@pytest.mark.django_db
def test_a_page_that_is_not_found_inside_a_link_is_logged_without_it(client, caplog):
    caplog.handler.addFilter(WithoutReadLinks())

    client.get(f"/read/{SECRET}/nowhere/")

    assert "/read/…" in caplog.text
    assert SECRET not in caplog.text

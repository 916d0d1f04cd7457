"""C8. No cookie, no session, no referrer, no third party, whatever is asked of the survey."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from surveys.entrance.limits import wrong_codes
from tests.surveys import making
from tests.surveys.attacks import dumping, speaking, staging

pytestmark = pytest.mark.django_db
ELSEWHERE = re.compile(r"(?:src|href|action|content)\s*=\s*[\"']?\s*((?:https?:)?//[^\s\"'>]+)")


def everything_asked(held: staging.Held, by: Client) -> dict[str, Any]:
    """A reply of each kind that the survey's addresses give, good and bad."""
    label, token = held.wave.label, held.tokens["person0@staff.example"]
    wrong_codes.forget()
    plain = f"/s/{label}/without-script/"
    box = making.sealed(held.wave, making.some_answers(held.wave))
    paper, cast = speaking.whole_way(held.wave, token, box, by=by)
    return {
        "the page": by.get(f"/s/{label}/"),
        "the anonymity page": by.get(f"/surveys/{label}/anonymity/"),
        "the paper": paper,
        "the ballot": cast,
        "refused paper": speaking.collect(held.wave, {"token": "no"}, by=by),
        "refused ballot": speaking.cast(held.wave, {}, by=by),
        "without script": by.get(plain),
        "a wrong code": by.post(plain, {"step": "code", "code": "nonsense"}),
        "a code": by.post(plain, {"step": "code", "code": held.tokens["person1@staff.example"]}),
        "the check": by.post(plain, {"step": "answers"}),
        "not there": by.get("/s/w99/"),
        "not there at all": by.get(f"/s/{label}/else/"),
        "the wrong way": by.get(f"/b/{label}"),
    }


@pytest.fixture
def replies():
    held = staging.hold(invited=3, answering=0)
    return everything_asked(held, speaking.browser())


def test_no_reply_sets_a_cookie(replies):
    assert {name: reply.cookies for name, reply in replies.items() if reply.cookies} == {}
    assert not [name for name, reply in replies.items() if "Set-Cookie" in reply.headers]


def test_no_session_is_made(replies):
    assert dumping.column("django_session", "session_key") == []


def test_cookies_that_a_browser_sends_all_the_same_are_not_read(lead):
    held = staging.hold(invited=3, answering=0)
    by = speaking.browser()
    by.force_login(lead)
    before = dumping.dump()["django_session"]

    replies = everything_asked(held, by)

    assert dumping.dump()["django_session"] == before
    strangers = {name: speaking.browser().get(f"/s/{held.wave.label}/") for name in ("one", "two")}
    assert replies["the page"].content == strangers["one"].content == strangers["two"].content
    assert b"Priya" not in b"".join(reply.content for reply in replies.values())


def test_no_reply_lets_the_address_travel_on(replies):
    found = {name: reply.headers.get("Referrer-Policy") for name, reply in replies.items()}

    assert found == dict.fromkeys(replies, "no-referrer")


def test_nothing_is_asked_of_another_server(replies):
    for name, reply in replies.items():
        text = reply.content.decode()
        assert [one for one in ELSEWHERE.findall(text) if "w3.org" not in one] == [], name


def test_the_policy_lets_a_page_speak_to_its_own_server_only(replies):
    for name, reply in replies.items():
        policy = reply.headers["Content-Security-Policy"]
        named = set(re.findall(r"https?://\S+|\*\S*|\bdata:|\bblob:", policy))
        assert named <= {"data:", "blob:"}, name
        assert "'unsafe" not in policy


def test_what_belongs_to_one_person_is_kept_by_nobody_on_the_way(replies):
    public = {"the page", "the anonymity page", "not there", "not there at all", "the wrong way"}
    kept = {
        name: reply.headers.get("Cache-Control")
        for name, reply in replies.items()
        if name not in public and "no-store" not in reply.headers.get("Cache-Control", "")
    }

    assert kept == {}


def test_no_reply_names_the_server_or_a_request(replies):
    telling = ("Server-Timing", "X-Request-ID", "Set-Cookie", "Report-To", "NEL", "Refresh")

    assert not [
        (name, header) for name, reply in replies.items() for header in telling if header in reply
    ]


def test_the_rest_of_the_product_does_set_cookies_so_the_test_would_see_one(client):
    assert client.get("/sign-in/").cookies[settings.CSRF_COOKIE_NAME].value

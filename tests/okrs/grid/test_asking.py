"""What is sent to the grid and is not what its script sends: a sentence, and nothing is done."""

import json

import pytest

from accounts.models import AuditEvent
from tests.factories import UserFactory
from tests.okrs.grid.hands import row, types

pytestmark = pytest.mark.django_db
SAVE, UNDO = "/okrs/grid/save/", "/okrs/grid/undo/"
GOOD = {"id": 1, "version": 1, "cells": {"title": "x"}}


def sent(client, body, address=SAVE):
    text = body if isinstance(body, bytes | str) else json.dumps(body)
    return client.post(address, text, content_type="application/json")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        "not json",
        "[" * 100_000,
        [],
        {},
        {"rows": "all"},
        {"rows": []},
        {"rows": ["x"]},
        {"rows": [{}]},
        {"rows": [GOOD | {"id": "1"}]},
        {"rows": [GOOD | {"id": True}]},
        {"rows": [GOOD | {"id": -1}]},
        {"rows": [GOOD | {"id": 2**70}]},
        {"rows": [GOOD | {"version": 1.5}]},
        {"rows": [GOOD | {"cells": ["title"]}]},
        {"rows": [GOOD | {"cells": {"objective": "x"}}]},
        {"rows": [GOOD | {"cells": {"title": 5}}]},
        {"rows": [GOOD | {"reason": None}]},
        {"rows": [GOOD, GOOD]},
        {"rows": [GOOD | {"id": n} for n in range(101)]},
        {"rows": [GOOD], "more": "x" * 1_000_001},
    ],
)
def test_it_is_refused_with_a_sentence(desk, body):
    answer = sent(desk, body)

    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")


@pytest.mark.parametrize("body", [{"events": ["1"]}, {"events": [1] * 401}, {"rows": [GOOD]}])
def test_so_is_what_cannot_be_taken_back(desk, body):
    assert sent(desk, body, UNDO).status_code == 400


def test_characters_that_no_database_keeps_are_left_out(desk, share):
    told = types(desk, share, title="Men\x00tors \ud800trained")

    assert told["cells"]["title"][0] == "Mentors trained"


def test_markup_is_kept_as_words(desk, share):
    types(desk, share, title="<script>alert(1)</script>")

    page = desk.get("/okrs/grid/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("trait", ["contributor", "viewer", "outsider"])
def test_who_may_not_change_the_plan_changes_nothing(client, share, trait):
    client.force_login(UserFactory.create(**{trait: True}))

    for address in (SAVE, UNDO, "/okrs/grid/add/", f"/okrs/grid/rows/{share.pk}/"):
        assert client.post(address, {"rows": [row(share, title="Mine")]}).status_code == 403
    assert client.get("/okrs/grid/").status_code == 403
    assert not AuditEvent.objects.exists()


def test_who_is_signed_out_is_asked_to_sign_in(client, share):
    answer = sent(client, {"rows": [row(share, title="Mine")]})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_request_forged_elsewhere_is_refused(share, lead):
    from django.test import Client

    careful = Client(enforce_csrf_checks=True)
    careful.force_login(lead)

    assert sent(careful, {"rows": [row(share, title="Mine")]}).status_code == 403

"""C7. The page, its key and its scripts are the same bytes for everybody: none is marked."""

import hashlib
import json
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from surveys.ballot import door
from tests.surveys import making
from tests.surveys.attacks import staging

pytestmark = pytest.mark.django_db
OUR_SCRIPT = re.compile(r'(?:src|href)="(/?static/[^"]+)"')


def as_somebody(number: int, token: str) -> Client:
    """Another browser, language and address each, and careless enough to send their code."""
    return Client(
        headers={
            "user-agent": f"Browser/{number}",
            "accept-language": ("en-GB", "cy", "fr-FR", "pl", "ar")[number % 5],
            "referer": f"https://mail.example/{token}",
            "cookie": f"token={token}; sessionid={number}",
        },
        REMOTE_ADDR=f"198.51.100.{number}",
    )


def page(wave, by: Client, query: str = ""):
    return by.get(f"/s/{wave.label}/{query}")


def survey_of(reply) -> dict[str, str]:
    """What the page gives its script to work with."""
    found = re.search(rb'<script[^>]*id="survey"[^>]*>(.*?)</script>', reply.content, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_twenty_invitees_and_a_stranger_get_the_same_bytes():
    held = staging.hold(invited=20, answering=3)
    stranger = page(held.wave, Client())
    assert stranger.status_code == 200

    for number, token in enumerate(held.tokens.values()):
        reply = page(
            held.wave, as_somebody(number, token), query=f"?t={token}" if number % 2 else ""
        )
        assert reply.content == stranger.content
        assert dict(reply.headers) == dict(stranger.headers)


def test_the_page_is_the_same_before_and_after_somebody_took_part():
    held = staging.hold(invited=3, answering=0)
    before = page(held.wave, Client()).content
    for email in held.tokens:
        held.answer(email, making.some_answers(held.wave))

    assert page(held.wave, Client()).content == before


def test_the_keys_on_the_page_are_those_of_the_fingerprint_that_is_printed():
    held = staging.hold(invited=3, answering=0)
    survey = survey_of(page(held.wave, Client()))
    public = door.public_keys(held.wave.label)

    assert survey["sign_n"] == public.sign_n
    assert survey["box_public"] == public.box_public.hex()
    plan = bytes.fromhex(held.wave.plan_hash)
    digest = hashlib.sha256(bytes.fromhex(public.sign_n) + public.box_public + plan).hexdigest()
    groups = " ".join(digest[start : start + 4] for start in range(0, 32, 4)).upper()
    assert survey["fingerprint"] == public.fingerprint == groups


def test_every_script_and_style_of_the_page_is_a_file_that_is_the_same_for_everybody():
    held = staging.hold(invited=3, answering=0)
    text = page(held.wave, Client()).content.decode()
    addresses = OUR_SCRIPT.findall(text)

    assert any(address.endswith(".js") for address in addresses)
    for address in addresses:
        path = finders.find(address.removeprefix("/").removeprefix("static/"))
        assert path, address
    bare = re.sub(r"<script[^>]*application/json[^>]*>.*?</script>", "", text, flags=re.DOTALL)
    assert not re.findall(r"<script(?![^>]*\bsrc=)", bare), "a script in the page could differ"


def test_two_waves_have_other_keys_so_a_page_of_another_would_be_seen():
    one, other = making.open_wave(1), making.open_wave(1)
    first, second = (survey_of(page(wave, Client())) for wave in (one, other))

    assert first["sign_n"] != second["sign_n"]
    assert first["box_public"] != second["box_public"]
    assert first["fingerprint"] != second["fingerprint"]

"""Light or dark, as somebody chose: written into the page before anything is painted."""

import re

import pytest
from django.test import RequestFactory

from accounts import light_or_dark
from accounts.light_or_dark import COOKIE, alone, chosen

PLAIN = '<html lang="en-GB">'


@pytest.mark.rules
@pytest.mark.parametrize("said", ["light", "dark"])
def test_what_was_chosen_is_read(said):
    assert chosen(RequestFactory(headers={"cookie": f"{COOKIE}={said}"}).get("/")) == said


@pytest.mark.rules
@pytest.mark.parametrize("said", ["", "Dark", '"><script>', "dark light", "é"])
def test_nonsense_leaves_it_to_the_persons_own_system(said):
    request = RequestFactory().get("/")
    request.COOKIES = {COOKIE: said}
    assert chosen(request) == ""


@pytest.mark.rules
def test_beside_it_no_cookie_is_let_through():
    assert alone({"sessionid": "theirs", COOKIE: "dark"}) == {COOKIE: "dark"}
    assert alone({"sessionid": "theirs"}) == {}


@pytest.mark.django_db
def test_a_page_says_what_was_chosen_and_otherwise_nothing(client):
    assert PLAIN in client.get("/").content.decode()
    for choice in light_or_dark.CHOICES:
        client.cookies[COOKIE] = choice
        assert f'<html lang="en-GB" data-theme="{choice}">' in client.get("/").content.decode()
    client.cookies[COOKIE] = "pink"
    page = client.get("/").content.decode()
    assert PLAIN in page
    assert not re.search("pink", page)

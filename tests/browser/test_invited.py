"""Somebody is invited, sets a password from the message, and is where they should be."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.browser import access
from tests.browser.conftest import Visit
from tests.factories import OrganisationFactory, StrategyFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHOSEN = "seven herrings in a row"


def test_an_invited_owner_sets_a_password_and_signs_in(visit: Visit) -> None:
    OrganisationFactory.create()
    StrategyFactory.create()
    admin = visit(UserFactory.create(admin=True))
    admin.opens("/people/add/")
    admin.writes("Name", "Tom Mensah")
    admin.writes("E-mail address", "tom@example.org")
    admin.chooses("Role", "Key-result owner")
    admin.presses("Save")
    admin.sees("Tom Mensah was sent an invitation.")

    (message,) = mail.outbox
    assert message.to == ["tom@example.org"]
    link = re.search(r"https?://[^/]+(/\S+)", str(message.body))
    assert link
    tom = visit()
    tom.opens(link[1])
    assert access.complaints(tom.page) == []
    tom.page.get_by_label("password").first.fill(CHOSEN)
    if (again := tom.page.get_by_label("again")).count():
        again.fill(CHOSEN)
    tom.page.get_by_role("main").get_by_role("button").first.click()
    tom.sees("Your password is set")
    tom.signs_in("tom@example.org", CHOSEN)
    tom.is_on("/$")
    tom.sees("Tom.")
    expect(tom.page.get_by_role("navigation", name="Main", exact=True)).to_contain_text("Strategy")


def test_a_wrong_password_says_nothing_about_who_is_here(visit: Visit) -> None:
    UserFactory.create(email="tom@example.org")
    said = []
    for email in ("tom@example.org", "nobody@example.org"):
        stranger = visit()
        stranger.opens("/sign-in/")
        stranger.writes("E-mail", email)
        stranger.writes("Password", "not this one")
        stranger.presses("Sign in")
        expect(stranger.page.get_by_role("alert")).to_be_focused()
        said.append(stranger.reads("[role=alert]"))
    assert said[0] == said[1]

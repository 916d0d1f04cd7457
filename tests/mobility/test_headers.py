"""Every response carries the same headers, whatever it answers and whoever asks."""

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.urls import path, reverse

from accounts.doors import open_door
from mobility.urls import urlpatterns as ours
from tests.factories import OrganisationFactory, UserFactory

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}
EXACTLY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@open_door
def breaks(request):
    raise RuntimeError("on purpose")


urlpatterns = [*ours, path("breaks/", breaks)]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.mobility.test_headers"),
    pytest.mark.filterwarnings("ignore:No directory at"),
]

ANSWERS = [
    ("/", 200),
    ("/sign-in/", 200),
    ("/healthz", 200),
    ("/readyz", 200),
    ("/okrs/", 302),
    ("/okrs", 301),
    ("/no-such-page/", 404),
    ("/breaks/", 500),
    ("/static/css/tokens.css", 200),
    ("/static/no-such-file.css", 404),
]


def check(answer):
    assert set(answer["Content-Security-Policy"].split("; ")) == CSP
    for header, value in EXACTLY.items():
        assert answer[header] == value
    assert "camera=()" in answer["Permissions-Policy"]
    assert "geolocation=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_carries_the_headers(address, status):
    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == status
    check(answer)
    answer.close()


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [("viewer", "/people/", 403), ("", "/okrs/", 403), ("lead", "/okrs/", 200)],
)
def test_so_does_what_somebody_signed_in_is_answered(role, address, status, client):
    client.force_login(UserFactory.create(role=role))

    answer = client.get(address)

    assert answer.status_code == status
    check(answer)


def test_so_does_a_form_that_was_open_too_long(lead):
    client = Client(enforce_csrf_checks=True)
    client.force_login(lead)

    answer = client.post(reverse("account_logout"))

    assert answer.status_code == 403
    assert "Nothing was saved. Go back" in answer.content.decode()
    check(answer)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/no-such-page/", "There is nothing at this address"),
        ("/breaks/", "Something went wrong here, not with you"),
    ],
)
def test_a_page_that_is_not_there_says_what_to_do_next(address, words):
    answer = Client(raise_request_exception=False).get(address)

    text = answer.content.decode()
    assert words in text
    assert 'href="/"' in text


def test_cookies_are_for_the_server_only(client, lead):
    OrganisationFactory.create()
    lead.set_password("a-long-enough-password")
    lead.save()
    client.get("/sign-in/")
    client.post("/sign-in/", {"login": lead.email, "password": "a-long-enough-password"})

    cookies = client.cookies
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME} <= set(cookies)
    for cookie in cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True)
def test_and_over_https_only_in_an_installation_of_ones_own(client, lead):
    client.get("/sign-in/", secure=True)
    client.post(
        "/sign-in/", {"login": lead.email, "password": "a-long-enough-password"}, secure=True
    )

    assert len(client.cookies) >= 2
    assert all(cookie["secure"] for cookie in client.cookies.values())

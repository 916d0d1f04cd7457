"""Signing in and out, the forgotten password, and what the record keeps of it."""

import re

import pytest
from django.core import mail
from django.test import Client, override_settings

from accounts.models import AuditEvent, User
from tests.factories import UserFactory

PASSWORD = "a-long-enough-password"
ANOTHER = "quite-another-word-1927"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", "by_name"))


def is_inside(client):
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize("typed", ["priya@example.org", "PRIYA@Example.org"])
def test_somebody_signs_in_with_their_address_however_they_type_it(typed, client, db):
    UserFactory.create(name="Priya Nair", email="priya@example.org")

    answer = sign_in(client, typed)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert verbs() == [("signed in", "Priya Nair")]


def test_and_comes_to_the_page_they_wanted_but_never_to_another_site(client, lead):
    assert sign_in(client, lead.email, next="/okrs/")["Location"] == "/okrs/"
    client.logout()
    assert sign_in(client, lead.email, next="https://elsewhere.example/")["Location"] == "/"


def test_a_wrong_password_is_refused_and_recorded_without_what_was_typed(client, lead):
    answer = sign_in(client, lead.email, "wrong-and-secret")

    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.count("The e-mail address or the password is not right.") == 1
    assert 'class="error-summary"' in text
    event = AuditEvent.objects.get()
    assert (event.verb, event.by, event.subject) == (
        "refused to sign in",
        None,
        f"accounts.user:{lead.pk}",
    )
    assert "wrong-and-secret" not in f"{event.changes}{event.note}{event.title}"


def test_an_address_nobody_here_has_leaves_nothing_in_the_record(client, lead):
    wrong = sign_in(client, lead.email, "wrong-password").content.decode()

    unknown = sign_in(client, "stranger@example.org", "wrong-password").content.decode()

    assert AuditEvent.objects.count() == 1
    assert summary(unknown) == summary(wrong), "the answer must not tell who is here"


def summary(text):
    return re.findall(r'class="error-summary".*?</ul>', text, re.DOTALL)[0]


@override_settings(ACCOUNT_RATE_LIMITS={})
def test_after_five_wrong_passwords_even_the_right_one_must_wait(client, lead):
    for _ in range(5):
        sign_in(client, lead.email, "wrong-password")

    answer = sign_in(client, lead.email)

    assert "Too many attempts." in answer.content.decode()
    assert not is_inside(client)
    assert ("signed in", lead.name) not in verbs()


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
def test_too_many_attempts_from_one_address_are_told_to_wait(client, lead):
    sign_in(client, lead.email, "wrong-password")
    answer = sign_in(client, lead.email, "wrong-password")

    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()


def test_a_closed_account_stays_outside_and_its_open_session_ends(client, lead):
    sign_in(client, lead.email)
    assert is_inside(client)

    User.objects.filter(pk=lead.pk).update(is_active=False)

    assert not is_inside(client)
    sign_in(Client(), lead.email)
    assert verbs().count(("signed in", lead.name)) == 1


def test_nobody_signs_up(client, db):
    for address in ("/signup/", "/accounts/signup/", "/sign-up/"):
        assert client.get(address).status_code == 404


def test_signing_out_asks_first_and_ends_the_session(client, lead):
    sign_in(client, lead.email)

    assert 'method="post"' in client.get("/sign-out/").content.decode()
    assert is_inside(client)
    client.post("/sign-out/")
    assert not is_inside(client)


class TestDemoPeople:
    @pytest.fixture
    def demo(self, db):
        return UserFactory.create(email="lead@demo.example", is_demo=True)

    def test_they_sign_in_while_demo_mode_is_on_and_are_listed_there(self, client, demo):
        assert "lead@demo.example" in client.get("/sign-in/").content.decode()
        sign_in(client, demo.email)

        assert is_inside(client)

    @override_settings(DEMO=False)
    def test_they_are_refused_elsewhere_and_listed_nowhere(self, client, demo):
        assert "demo" not in client.get("/sign-in/").content.decode()
        answer = sign_in(client, demo.email)

        assert answer["Location"] == "/sign-in/closed/"
        assert not is_inside(client)
        assert [verb for verb, _name in verbs()] == ["refused to sign in"]

    def test_a_session_that_was_open_ends_when_demo_mode_does(self, client, demo):
        sign_in(client, demo.email)
        with override_settings(DEMO=False):
            assert client.get("/okrs/")["Location"].startswith("/sign-in/")
        assert not is_inside(client), "it does not come back to life either"

    def test_a_session_of_ones_own_people_goes_on(self, client, lead):
        sign_in(client, lead.email)
        with override_settings(DEMO=False):
            assert is_inside(client)


class TestForgottenPassword:
    def link(self):
        return re.findall(r"https?://[^/]+(/forgotten/\S+)", mail.outbox[-1].body)[0]

    def test_a_link_sets_a_new_one_and_works_once(self, client, lead):
        answer = client.post("/forgotten/", {"email": lead.email.upper()}, follow=True)
        assert "Check your e-mail" in answer.content.decode()
        link = self.link()
        form = client.get(link, follow=True)

        client.post(
            form.redirect_chain[-1][0], {"password1": ANOTHER, "password2": ANOTHER}, follow=True
        )

        lead.refresh_from_db()
        assert lead.check_password(ANOTHER)
        assert verbs() == [("set the password of", lead.name)]
        again = Client().get(link, follow=True).content.decode()
        assert "This link has already been used, or is too old." in again

    def test_the_message_is_ours_and_plain(self, client, lead):
        client.post("/forgotten/", {"email": lead.email})

        message = mail.outbox[0]
        assert message.subject == "Set a new password"
        assert message.body.startswith("Hello Priya,\n")
        assert message.message().get_content_type() == "text/plain"

    def test_a_stranger_learns_nothing_and_gets_no_message(self, client, lead):
        known = client.post("/forgotten/", {"email": lead.email}, follow=True)
        unknown = client.post("/forgotten/", {"email": "stranger@example.org"}, follow=True)

        assert [message.to for message in mail.outbox] == [[lead.email]]
        assert (unknown.status_code, unknown.redirect_chain) == (200, known.redirect_chain)

    @override_settings(EMAIL_BACKEND="tests.accounts.no_mail.NoServer")
    def test_nor_from_a_mail_server_that_fails(self, client, lead):
        assert client.post("/forgotten/", {"email": lead.email}).status_code == 302

    def test_a_password_that_is_easily_guessed_is_refused(self, client, lead):
        client.post("/forgotten/", {"email": lead.email})
        form = client.get(self.link(), follow=True)

        answer = client.post(
            form.redirect_chain[-1][0], {"password1": "password", "password2": "password"}
        )

        assert "too common" in answer.content.decode()
        lead.refresh_from_db()
        assert lead.check_password(PASSWORD)


class TestChangingThePassword:
    def test_it_ends_the_other_sessions_and_is_recorded(self, client, lead):
        elsewhere = Client()
        sign_in(elsewhere, lead.email)
        sign_in(client, lead.email)

        answer = client.post(
            "/account/password/",
            {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER},
            follow=True,
        )

        assert answer.redirect_chain == [("/account/", 302)]
        assert "Your password is changed." in answer.content.decode()
        assert not is_inside(elsewhere)
        assert verbs()[-1] == ("set the password of", lead.name)

    def test_the_old_one_is_asked_for(self, client, lead):
        sign_in(client, lead.email)

        client.post(
            "/account/password/",
            {"oldpassword": "wrong", "password1": ANOTHER, "password2": ANOTHER},
        )

        lead.refresh_from_db()
        assert lead.check_password(PASSWORD)

    def test_one_confirms_that_it_is_oneself(self, client, lead):
        sign_in(client, lead.email)

        assert client.post("/account/confirm/", {"password": "wrong"}).status_code == 200
        assert client.post("/account/confirm/", {"password": PASSWORD}).status_code == 302

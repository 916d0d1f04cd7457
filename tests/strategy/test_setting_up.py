"""Set-up: by whoever started the installation, once, on one page."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, User
from strategy import setting_up
from strategy.models import Organisation, Strategy
from tests.factories import NOON, UserFactory

GIVEN = {
    "organisation": "Fenwick & Sons",
    "headcount": "240",
    "vision": "Where you start should not decide how far you go.",
    "starts_on": "1 March 2027",
    "ends_on": "31/12/2030",
    "name": "Ada Stone",
    "email": "Ada@Example.org",
    "password": "a-long-enough-password",
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return f"{reverse('setup')}?code={setting_up.code()}"


def nothing_was_made():
    return not (User.objects.exists() or Organisation.objects.exists() or Strategy.objects.exists())


@time_machine.travel("2027-03-31T12:00:00Z", tick=False)
def test_the_first_administrator_sets_everything_up_and_is_inside(client, link):
    asked = client.get(link).content.decode()
    assert "Set up Mobility for your organisation" in asked
    assert 'value="1 March 2027"' in asked
    assert 'value="31 December 2030"' in asked

    answer = client.post(link, GIVEN)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    admin = User.objects.get()
    assert (admin.name, admin.email, admin.role) == ("Ada Stone", "ada@example.org", "admin")
    assert str(Organisation.objects.get()) == "Fenwick & Sons"
    strategy = Strategy.objects.get()
    assert (strategy.starts_on, strategy.ends_on) == (date(2027, 3, 1), date(2030, 12, 31))
    assert strategy.vision == GIVEN["vision"]
    assert set(AuditEvent.objects.values_list("verb", "by_name")) == {("added", "Ada Stone")}
    assert "Fenwick &amp; Sons" in client.get("/strategy/").content.decode()


@pytest.mark.parametrize("code", ["", "wrong", "ü", "0" * 24])
def test_without_the_printed_code_it_says_where_to_find_it(code, client):
    address = f"{reverse('setup')}?code={code}"

    for answer in (client.get(address), client.post(address, GIVEN)):
        assert answer.status_code == 403
        assert "Open the whole link" in answer.content.decode()
    assert nothing_was_made()


def test_it_is_there_no_more_for_a_second_person_even_with_the_code(client, link):
    client.post(link, GIVEN)
    second = Client()

    answers = [second.get(link), second.post(link, GIVEN | {"email": "b@example.org"})]

    assert [answer["Location"] for answer in answers] == ["/", "/"]
    assert User.objects.count() == 1
    assert second.get("/account/").status_code == 302


def test_sent_twice_it_is_done_once(client, link):
    client.post(link, GIVEN)

    answer = client.post(link, GIVEN)

    assert answer["Location"] == "/"
    assert Organisation.objects.count() == Strategy.objects.count() == User.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"organisation": ""}, "Enter your organisation’s name."),
        ({"headcount": "0"}, "greater than or equal to 1"),
        ({"email": "nowhere"}, "Enter a whole e-mail address, such as name@example.org."),
        ({"ends_on": "1 March 2027"}, "A strategy ends after it starts."),
        ({"starts_on": "31 June 2027"}, "June has 30 days"),
        ({"password": "password"}, "too common"),
        ({"password": "ada@example.org"}, "too similar"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(given, sentence, client, link):
    text = client.post(link, GIVEN | given).content.decode()

    assert 'class="error-summary"' in text
    assert sentence in text
    assert 'value="Ada Stone"' in text
    assert "a-long-enough-password" not in text
    assert nothing_was_made()


def test_two_at_the_same_moment_make_one_organisation(monkeypatch):
    """The second looked while the first had not finished: the table itself refuses it."""
    words = setting_up.FirstWords(
        organisation="A",
        headcount=None,
        vision="V",
        starts_on=date(2027, 1, 1),
        ends_on=date(2030, 12, 31),
        name="N",
        email="n@example.org",
        password="p",
    )
    Organisation.objects.create(name="First by a moment")
    monkeypatch.setattr(setting_up, "needed", lambda: True)

    with pytest.raises(setting_up.CannotSetUp, match="set up already"):
        setting_up.set_up(words=words, at=NOON)

    assert not User.objects.exists()


class TestTheLink:
    def printed(self, capsys, *words):
        call_command("setup_link", *words)
        return capsys.readouterr().out.strip()

    def test_it_opens_the_page(self, capsys, client):
        printed = self.printed(capsys, "--port", "8001")

        assert printed.startswith("http://127.0.0.1:8001/setup/?code=")
        assert client.get(printed.removeprefix("http://127.0.0.1:8001")).status_code == 200

    def test_it_begins_with_the_sites_address_where_no_port_is_named(self, capsys, settings):
        settings.SITE_URL = "https://mobility.example.org"

        assert self.printed(capsys).startswith("https://mobility.example.org/setup/?code=")

    def test_another_installation_prints_another_code(self, settings):
        ours = setting_up.code()
        settings.SECRET_KEY = "another-installations-key-0123456789abcdefghijklmnop"

        assert setting_up.code() != ours
        assert not setting_up.is_right(ours)

    def test_once_somebody_is_here_it_is_printed_no_more(self, capsys):
        UserFactory.create()

        assert self.printed(capsys) == "This installation is set up already: sign in."

"""One's own page, and the demo's post."""

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings

from accounts.mail import KeptMailBackend
from accounts.models import SentMail
from tests.factories import NOON, UserFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "says", "links", "lacks"),
    [
        ("admin", "Administrator", ["/people/", "/organisation/", "/record/", "/mail/"], []),
        ("lead", "D&amp;I lead", ["/record/", "/mail/"], ["/people/", "/organisation/"]),
        ("contributor", "Key-result owner", ["/mail/"], ["/people/", "/record/"]),
        ("viewer", "Senior leader", ["/account/password/"], ["/people/", "/record/"]),
        ("", "None yet: ask your administrator", ["/account/password/"], ["/people/", "/record/"]),
    ],
)
def test_it_says_who_one_is_and_leads_only_where_one_may_go(role, says, links, lacks, client):
    user = UserFactory.create(role=role, name="Sam Quinn")
    client.force_login(user)

    text = client.get("/account/").content.decode()

    assert "Sam Quinn" in text
    assert user.email in text
    assert says in text
    assert [link for link in links if f'href="{link}"' not in text] == []
    assert [link for link in lacks if f'href="{link}"' in text] == []


def test_it_says_what_one_may_do(client, db):
    client.force_login(UserFactory.create(viewer=True))

    text = client.get("/account/").content.decode()

    assert "see the strategy, its key results and the dashboards" in text
    assert "change the strategy" not in text


class TestTheDemosPost:
    @pytest.fixture
    def mine(self, db):
        user = UserFactory.create(contributor=True)
        for to in (user.email.upper(), "other@example.org"):
            SentMail.objects.create(to=to, subject=f"To {to}", body="<i>Hello</i>\nyou", at=NOON)
        return user

    def test_one_reads_what_was_sent_to_oneself(self, client, mine):
        client.force_login(mine)

        text = client.get("/mail/").content.decode()

        assert f"To {mine.email.upper()}" in text
        assert "To other@example.org" not in text
        assert "&lt;i&gt;Hello&lt;/i&gt;" in text

    @pytest.mark.parametrize("role", ["lead", "admin"])
    def test_leads_and_administrators_read_all_of_it(self, role, client, mine):
        client.force_login(UserFactory.create(role=role))

        assert "To other@example.org" in client.get("/mail/").content.decode()

    @override_settings(DEMO=False)
    def test_outside_the_demo_there_is_no_such_page(self, client, mine):
        client.force_login(UserFactory.create(admin=True))

        assert client.get("/mail/").status_code == 404
        assert 'href="/mail/"' not in client.get("/account/").content.decode()

    def test_a_message_is_kept_once_for_each_who_would_have_had_it(self, db):
        message = EmailMessage("Hello", "Words", to=["a@example.org"], bcc=["b@example.org"])

        assert KeptMailBackend().send_messages([message]) == 1
        assert set(SentMail.objects.values_list("to", "subject", "body")) == {
            ("a@example.org", "Hello", "Words"),
            ("b@example.org", "Hello", "Words"),
        }

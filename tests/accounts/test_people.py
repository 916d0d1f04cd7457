"""Adding people, inviting them, and giving and taking roles."""

import re
import threading

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from accounts import people
from accounts.models import AuditEvent, User
from accounts.roles import Role
from tests.factories import NOON, UserFactory

ADMIN, LEAD = Role.ADMIN.value, Role.LEAD.value
ANOTHER = "quite-another-word-1927"
NEW = {"name": "Tom Reed", "email": "Tom@Example.org", "role": "contributor"}


@pytest.fixture
def admin(db):
    return UserFactory.create(admin=True, name="Ada Stone")


@pytest.fixture
def page(client, admin):
    client.force_login(admin)
    return client


def link():
    return re.findall(r"https?://[^/]+(/forgotten/\S+)", mail.outbox[-1].body)[0]


def test_somebody_new_is_invited_sets_a_password_and_signs_in(page, admin):
    answer = page.post("/people/add/", NEW, follow=True)

    assert "Tom Reed was sent an invitation." in answer.content.decode()
    tom = User.objects.get(email="tom@example.org")
    assert (tom.role, tom.has_usable_password()) == ("contributor", False)
    assert "Ada Stone has given you a place in Mobility" in mail.outbox[0].body
    assert "Your role: Key-result owner." in mail.outbox[0].body

    theirs = Client()
    form = theirs.get(link(), follow=True).redirect_chain[-1][0]
    theirs.post(form, {"password1": ANOTHER, "password2": ANOTHER})
    theirs.post("/sign-in/", {"login": "tom@example.org", "password": ANOTHER})

    assert "Tom Reed" in theirs.get("/account/").content.decode()
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", "by_name", "title")) == [
        ("added", "Ada Stone", "Tom Reed"),
        ("invited", "Ada Stone", "Tom Reed"),
        ("set the password of", "Tom Reed", "Tom Reed"),
        ("signed in", "Tom Reed", "Tom Reed"),
    ]


def test_somebody_who_lost_the_invitation_asks_for_a_new_password_themselves(page):
    page.post("/people/add/", NEW)

    Client().post("/forgotten/", {"email": "tom@example.org"})

    assert mail.outbox[-1].subject == "Set a new password"


def test_or_is_sent_the_invitation_again(page):
    page.post("/people/add/", NEW)
    tom = User.objects.get(email="tom@example.org")

    answer = page.post(f"/people/{tom.pk}/", {"invite": "yes"}, follow=True)

    assert "Tom Reed was sent an invitation." in answer.content.decode()
    assert [message.to for message in mail.outbox] == [["tom@example.org"]] * 2
    assert AuditEvent.objects.filter(verb="invited").count() == 2


def test_a_closed_account_is_not_invited(page):
    closed = UserFactory.create(name="Tom Reed", is_active=False)

    answer = page.post(f"/people/{closed.pk}/", {"invite": "yes"}, follow=True)

    assert "Tom Reed may not sign in: allow that first." in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"email": "ADA@example.org"}, "Somebody with this e-mail address is here already."),
        ({"email": "not an address"}, "Enter a whole e-mail address, such as name@example.org."),
        ({"name": ""}, "Fill in “Name”."),
        ({"role": "emperor"}, "emperor"),
    ],
)
def test_what_cannot_be_added_is_refused_beside_its_field(given, sentence, page, admin):
    User.objects.filter(pk=admin.pk).update(email="ada@example.org")

    answer = page.post("/people/add/", NEW | given)

    text = answer.content.decode()
    assert 'class="error-summary"' in text
    assert sentence in text
    assert User.objects.count() == 1


def test_sent_twice_somebody_is_added_once(page):
    page.post("/people/add/", NEW)
    page.post("/people/add/", NEW)

    assert User.objects.filter(email="tom@example.org").count() == 1
    assert len(mail.outbox) == 1


def test_the_list_says_who_may_do_what_and_who_has_not_come_yet(page):
    UserFactory.create(name="Tom Reed", role="contributor", password=None)
    invited = UserFactory.create(name="Jo Bevan", outsider=True)
    invited.set_unusable_password()
    invited.save()
    UserFactory.create(name="Old Hand", viewer=True, is_active=False)

    text = page.get("/people/").content.decode()

    cell = r"<td[^>]*>(.*?)</td>\s*"
    row = re.compile(rf'<th scope="row">(.*?)</th>\s*<td[^>]*>.*?</td>\s*{cell}{cell}', re.S)
    assert ("Jo Bevan", "None yet", "Invited") in row.findall(text)
    assert ("Old Hand", "Senior leader", "Closed") in row.findall(text)
    assert ("Ada Stone", "Administrator", "Yes") in row.findall(text)


def test_more_people_cost_no_more_queries(page, same_queries):
    same_queries(lambda: page.get("/people/"), add_rows=lambda: UserFactory.create_batch(5))


def test_a_change_is_recorded_before_and_after(page, lead):
    page.post(f"/people/{lead.pk}/", {"name": "Priya Rao", "role": "viewer", "is_active": "on"})

    event = AuditEvent.objects.get(verb="changed")
    assert event.changes == {"name": ["Priya Nair", "Priya Rao"], "role": ["lead", "viewer"]}


def test_a_form_sent_unchanged_records_nothing(page, lead):
    page.post(f"/people/{lead.pk}/", {"name": lead.name, "role": "lead", "is_active": "on"})

    assert not AuditEvent.objects.exists()


class TestTheLastAdministrator:
    @pytest.mark.parametrize(
        "given",
        [{"role": "lead", "is_active": "on"}, {"role": "", "is_active": "on"}, {"role": ADMIN}],
    )
    def test_they_stay_one(self, given, page, admin):
        answer = page.post(f"/people/{admin.pk}/", {"name": admin.name, **given})

        assert "This is the last administrator" in answer.content.decode()
        admin.refresh_from_db()
        assert (admin.role, admin.is_active) == (ADMIN, True)

    def test_an_administrator_who_may_not_sign_in_does_not_count(self, page, admin):
        UserFactory.create(admin=True, is_active=False)

        page.post(f"/people/{admin.pk}/", {"name": admin.name, "role": "lead", "is_active": "on"})

        admin.refresh_from_db()
        assert admin.role == ADMIN

    def test_with_another_one_they_may_go(self, page, admin):
        UserFactory.create(admin=True)

        page.post(f"/people/{admin.pk}/", {"name": admin.name, "role": "lead", "is_active": "on"})

        admin.refresh_from_db()
        assert admin.role == LEAD

    @pytest.mark.postgres
    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
    @pytest.mark.django_db(transaction=True)
    def test_two_who_remove_each_other_at_once_leave_one(self):
        both = UserFactory.create_batch(2, admin=True)
        ready = threading.Barrier(2)

        def remove(by: User, user: User) -> None:
            try:
                ready.wait(timeout=10)
                people.edit_person(
                    user=user, name=user.name, role=LEAD, is_active=True, by=by, at=NOON
                )
            except people.CannotManage:
                pass
            finally:
                connection.close()

        threads = [threading.Thread(target=remove, args=pair) for pair in (both, both[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

        assert User.objects.filter(role=ADMIN, is_active=True).count() == 1


@pytest.mark.django_db
def test_without_a_mail_server_the_page_says_where_the_invitation_is(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    client.force_login(UserFactory.create(admin=True))

    answer = client.post(
        "/people/add/",
        {"name": "Sam Herring", "email": "sam@example.org", "role": "contributor"},
        follow=True,
    )

    assert "The invitation of Sam Herring is printed where Mobility was started" in (
        answer.content.decode()
    )

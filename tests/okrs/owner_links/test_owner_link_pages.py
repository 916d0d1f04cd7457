"""The page on which owner links are sent and withdrawn: a lead sees all, an owner their own."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, User
from okrs.models import KeyResult, OwnerLink
from okrs.owner_links import making
from tests.factories import KeyResultFactory, UserFactory
from tests.okrs.owner_links import bound, link_of, newest, newest_mailed, open_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def tom(tom):
    KeyResultFactory.create(owner=tom)
    return tom


@pytest.fixture
def desk(signed_in, lead):
    return signed_in(lead)


LIST = "/okrs/links-to-check-in/"


def test_a_lead_sends_a_link_which_is_recorded_and_opens(desk, tom):
    answer = desk.post(f"{LIST}send/", {"owner": tom.pk}, follow=True)

    message = mail.outbox[0]
    sent = AuditEvent.objects.get(verb="sent a check-in link to")
    assert "A link is on its way to Tom Mensah, at tom@example.org." in words(answer)
    assert (message.to, message.subject) == (["tom@example.org"], "Your link to check in")
    assert "Hello Tom," in message.body
    assert "until 31 July 2027" in message.body
    assert sent.title == "Tom Mensah"
    assert open_in(Client(), newest_mailed()) == newest_mailed()
    assert newest_mailed() not in words(desk.get(LIST))


@pytest.mark.parametrize("who", ["nobody", "a viewer", "without key results", "gone"])
def test_a_link_goes_only_to_who_owns_something_and_may_check_in(who, desk, tom):
    others: dict[str, User | None] = {
        "nobody": None,
        "a viewer": UserFactory.create(viewer=True),
        "without key results": UserFactory.create(contributor=True),
        "gone": UserFactory.create(contributor=True, is_active=False),
    }
    objective = KeyResult.objects.get().objective
    for owner in ("a viewer", "gone"):
        KeyResultFactory.create(owner=others[owner], objective=objective)
    chosen = others[who]

    answer = desk.post(f"{LIST}send/", {"owner": chosen.pk if chosen else "x"}, follow=True)

    assert "Choose to whom the link goes. Nothing was sent." in words(answer)
    assert not mail.outbox
    assert not OwnerLink.objects.exists()


def test_a_lead_sees_every_link_and_how_it_stands(desk, tom, clock):
    ada = UserFactory.create(contributor=True, name="Ada Byron")
    link_of(ada)
    making.withdraw(link=newest(), by=ada, at=timezone.now())
    link_of(tom)
    clock.shift(timedelta(hours=1))
    bound(tom)
    link_of(tom)

    page = words(desk.get(LIST))
    opens, ended = page.split("Links that ended in the last month</h2>")

    assert opens.count("by itself") == 2
    assert "1 July 2027, 11:00" in opens  # in London
    assert "Not yet" in opens
    assert "Withdrawn by Ada Byron on 1 July 2027" in ended
    assert "A newer one was opened on 1 July 2027" in ended


def test_what_ended_long_ago_is_out_of_sight(signed_in, lead, tom, clock):
    link_of(tom)
    clock.shift(timedelta(days=31))
    desk = signed_in(lead)  # a session lasts a day
    assert "Ended on 31 July 2027" in words(desk.get(LIST))

    clock.shift(timedelta(days=30))
    desk = signed_in(lead)
    assert "No link has been sent in the last month" in words(desk.get(LIST))


def test_an_owner_sees_and_withdraws_their_own_and_nobody_elses(signed_in, tom):
    ada = UserFactory.create(contributor=True, name="Ada Byron")
    link_of(ada)
    adas = newest()
    browser, path = bound(tom)
    desk = signed_in(tom)

    page = words(desk.get(LIST))
    assert "Ada Byron" not in page
    assert "Send a link to" not in page
    assert desk.post(f"{LIST}{adas.pk}/").status_code == 403
    assert desk.post(f"{LIST}send/", {"owner": tom.pk}).status_code == 403

    assert "Withdraw the link?" in words(desk.get(f"{LIST}{newest().pk}/"))
    desk.post(f"{LIST}{newest().pk}/")
    assert browser.get(path).status_code == 410
    assert OwnerLink.objects.get(pk=adas.pk).withdrawn_at is None


def test_withdrawing_twice_is_recorded_once(desk, tom):
    link_of(tom)

    for _again in range(2):
        desk.post(f"{LIST}{newest().pk}/")

    page = words(desk.get(f"{LIST}{newest().pk}/"))
    assert "It ended on 1 July 2027 and opens nothing." in page
    assert "Withdraw it" not in page
    assert AuditEvent.objects.filter(verb="withdrew a check-in link for").count() == 1


def test_a_viewer_and_who_is_not_signed_in_see_no_links(client, signed_in, tom):
    link_of(tom)
    viewer = signed_in(UserFactory.create(viewer=True))

    assert viewer.get(LIST).status_code == 403
    assert Client().get(LIST)["Location"].startswith("/sign-in/")
    assert Client().post(f"{LIST}{newest().pk}/")["Location"].startswith("/sign-in/")


def test_the_way_to_the_page_stands_on_the_list_and_in_ones_account(desk, signed_in, tom):
    assert LIST in words(desk.get(reverse("okrs:list")))
    assert LIST in words(signed_in(tom).get(reverse("account")))
    viewer = signed_in(UserFactory.create(viewer=True))
    assert LIST not in words(viewer.get(reverse("account")))


def test_the_page_costs_the_same_however_many_links(desk, tom, same_queries):
    link_of(tom)

    same_queries(
        lambda: desk.get(LIST),
        add_rows=lambda: [link_of(UserFactory.create(contributor=True)) for _more in range(4)],
    )

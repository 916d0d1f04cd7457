"""A lead invites people: a list, messages that go out while they watch, cards, what came back."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from surveys.inviting import cards, posting, sending
from surveys.models import Wave
from surveys.models.invitations import Delivery, RunKind
from tests.browser.access import PHONE, complaints, unreached
from tests.browser.conftest import Visit
from tests.factories import OrganisationFactory
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPTIONS = pytest.mark.parametrize(
    "options",
    [{}, {"viewport": PHONE}, {"java_script_enabled": False}],
    ids=["desktop", "phone", "without-script"],
)
LIST = """E-mail;Unit;Grade;Shoes
ann@example.org;North;Senior;38
nobody;North;Senior;39
bob@example.org;Moon;;40
"""
PAPER = {"width": 718, "height": 1047}  # A4 without its margins: 190 by 277 mm at 96 dots an inch
SPILLS = """[...document.querySelectorAll(".cards-card")].filter(
  (it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1
).length"""


@pytest.fixture
def wave(transactional_db: None) -> Wave:
    OrganisationFactory.create()
    return making.open_wave(12)


@pytest.fixture
def no_worker(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@OPTIONS
def test_from_a_list_to_invitations(
    visit: Visit, lead: User, wave: Wave, mailoutbox: list[Any], options: dict[str, Any]
) -> None:
    person = visit(lead, **options)
    person.opens("/surveys/w1/staff/")
    person.presses("Check the list")
    person.sees("Choose a file, or paste the rows below.")
    person.writes("Or paste the rows", LIST)
    person.presses("Check the list")
    person.sees("“nobody” is not an e-mail address.", "“Moon” is not an answer")
    person.presses("Put 2 people on the list")
    person.sees("2 people are on the list now.", "14 people are on the list.")

    person.opens("/surveys/w1/send/")
    person.presses("Send 14 invitations")
    person.sees("Invitations: 14 sent.")
    assert len(mailoutbox) == 14


def test_whoever_watches_sees_the_messages_go_out(
    visit: Visit, lead: User, wave: Wave, no_worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "SLICE", 5)
    person = visit(lead)
    person.opens("/surveys/w1/send/")
    person.presses("Send 12 invitations")
    person.sees("Invitations: 0 of 12 people done")

    run = wave.runs.get()
    posting.send_slice(run_id=run.pk, clock=timezone.now)
    person.sees("Invitations: 5 of 12 people done")
    while posting.send_slice(run_id=run.pk, clock=timezone.now):
        pass
    person.sees_not("people done")
    person.sees("Not written to yet0")


def test_without_script_one_looks_again(
    visit: Visit, lead: User, wave: Wave, no_worker: None
) -> None:
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=lead, at=timezone.now())
    person = visit(lead, java_script_enabled=False)
    person.opens("/surveys/w1/send/")
    wave.invitations.update(delivery=Delivery.SENT)

    person.follows("Look again")
    person.sees("12 of 12 people done")


@OPTIONS
def test_cards_are_made_and_printed(
    visit: Visit, lead: User, wave: Wave, options: dict[str, Any]
) -> None:
    person = visit(lead, **options)
    person.opens("/surveys/w1/cards/")
    person.writes("How many cards?", "10")
    person.presses("Make more cards")
    person.sees("There are 10 cards.")

    person.presses("Show the cards to print")
    expect(person.page.locator(".cards-card")).to_have_count(10)


def test_cards_fit_on_paper_eight_to_a_sheet(visit: Visit, lead: User, wave: Wave) -> None:
    cards.choose_cards(wave=wave, how_many=20, by=lead, at=timezone.now())
    person = visit(lead)
    person.opens("/surveys/w1/cards/")
    person.presses("Show the cards to print")
    expect(person.page.locator(".cards-card")).to_have_count(20)

    printed = person.page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 3
    person.page.set_viewport_size(PAPER)
    person.page.emulate_media(media="print")
    assert person.page.evaluate(SPILLS) == 0


def test_every_page_is_open_to_everybody(
    visit: Visit, lead: User, wave: Wave, no_worker: None
) -> None:
    making.draft_wave()
    cards.choose_cards(wave=wave, how_many=10, by=lead, at=timezone.now())
    first, second, *_rest = wave.invitations.order_by("pk")
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=lead, at=timezone.now())
    wave.invitations.filter(pk=first.pk).update(delivery=Delivery.BOUNCED, trouble="550 No")
    wave.invitations.filter(pk=second.pk).update(delivery=Delivery.SENDING)
    wave.runs.update(heartbeat=timezone.now() - timedelta(hours=1))
    person = visit(lead)
    # How far it has come stays as it is while it is looked at: no answer comes to its asking.
    person.page.route("**/send/progress/", lambda _route: None)
    for path in ("w1/staff", "w1/send", "w1/cards", "w1/came-back", f"w1/came-back/{first.pk}"):
        person.opens(f"/surveys/{path}/")
        assert complaints(person.page) == [], path
        assert unreached(person.page) == [], path
    for path in ("w2/staff", "w2/send", "w2/cards"):
        person.opens(f"/surveys/{path}/")
        assert complaints(person.page) == [], path


def test_what_is_shown_after_a_form_is_open_to_everybody(
    visit: Visit, lead: User, wave: Wave
) -> None:
    cards.choose_cards(wave=wave, how_many=10, by=lead, at=timezone.now())
    person = visit(lead)
    person.opens("/surveys/w1/staff/")
    person.writes("Or paste the rows", LIST)
    person.presses("Check the list")
    person.sees("Nothing has been stored yet.")
    assert complaints(person.page) == []

    person.opens("/surveys/w1/cards/")
    person.presses("Show the cards to print")
    expect(person.page.locator(".cards-card")).to_have_count(10)
    assert complaints(person.page) == []

    person.opens("/surveys/w1/came-back/")
    person.writes("Addresses that came back", "nobody@x.example person1@staff.example")
    person.presses("Note them")
    person.sees("1 person is marked.", "nobody@x.example")
    assert complaints(person.page) == []

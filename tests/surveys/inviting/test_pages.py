"""The lead's pages of inviting, opened and sent as a browser does."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from surveys.closing import close_wave
from surveys.inviting import cards, sending
from surveys.models import Invitation, SendRun
from surveys.models.invitations import Delivery, RunKind
from tests.factories import OrganisationFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LIST = "E-mail\tUnit\tGrade\tShoe size\nann@example.org\tNorth\tSenior\t38\nnobody\tMoon\tx\t1\n"


@pytest.fixture
def no_worker(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def page(lead, signed_in):
    """Opens, or sends to, one page of a wave."""
    client = signed_in(lead)

    def ask(wave, name, data=None, *args, **more):
        address = reverse(f"surveys:{name}", args=[wave.label, *args])
        if data is None:
            answer = client.get(address, more, follow=True)
        else:
            answer = client.post(address, data, follow=True)
        return answer.content.decode()

    return ask


def hidden(text, name):
    (value,) = re.findall(rf'name="{name}" value="([^"]+)"', text)
    return value


def words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_pasted_list_is_shown_as_understood_and_put_in_when_somebody_says_so(page):
    wave = making.draft_wave()
    assert "Nobody is on the list yet." in page(wave, "staff")

    checked = page(wave, "staff", {"pasted": LIST})
    said = words(checked)
    assert "“Work email” is" not in said
    assert "Not read: Shoe size." in said
    assert "3 “nobody” is not an e-mail address." in said
    assert "ann@example.org North Senior –" in said
    assert not Invitation.objects.exists()

    done = page(wave, "staff", {"checked": hidden(checked, "checked")})
    assert "1 person is on the list now." in done
    assert wave.invitations.get().grade == "Senior"


def test_a_file_is_taken_as_well(page):
    file = SimpleUploadedFile("staff.csv", b"E-mail\nann@example.org\nbob@example.org\n")

    assert "Put 2 people on the list" in words(page(making.draft_wave(), "staff", {"file": file}))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file, or paste the rows below."),
        ({"pasted": "Name\nAnn\n"}, "No column is called “E-mail”."),
        (
            {"pasted": "E-mail\nann@example.org\n", "file": SimpleUploadedFile("a.csv", b"x")},
            "not both",
        ),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_and_what_was_pasted_is_kept(page, data, sentence):
    answer = page(making.draft_wave(), "staff", data)

    assert sentence in answer
    assert answer.startswith("\n<!doctype html>".strip()) or "Error:" in answer
    assert data.get("pasted", "").split("\n")[0] in answer


def test_a_list_of_nobody_offers_nothing_to_put_in(page):
    answer = words(page(making.draft_wave(), "staff", {"pasted": "E-mail\nnobody\n"}))

    assert "No row can be used." in answer
    assert "on the list" not in answer.split("Check the list")[-1]


def test_a_list_that_was_tampered_with_has_to_be_checked_again(page):
    wave = making.draft_wave()

    assert "has to be checked again" in page(wave, "staff", {"checked": "made:up:text"})
    assert not Invitation.objects.exists()


def test_in_an_open_wave_the_page_says_who_is_new(page):
    wave = making.open_wave(2)
    text = "E-mail\nperson0@staff.example\nnew@staff.example\n"

    checked = page(wave, "staff", {"pasted": text})
    assert "Put 1 person on the list" in checked
    done = page(wave, "staff", {"checked": hidden(checked, "checked")})
    assert "1 were on it before" in done


def test_the_list_of_a_closed_wave_cannot_be_changed(page):
    wave = close_wave(wave=making.open_wave(1), by=None, at=NOW)

    assert "<textarea" not in page(wave, "staff")


def test_sending_says_to_how_many_and_shows_the_message_before_it_goes(page, mailoutbox):
    wave = making.open_wave(3)

    before = words(page(wave, "send"))
    assert "It goes to the 3 people who have not been written to." in before
    assert "K7QX9M2PD4TA6WZ8H3VB5NFC1E" in before

    after = words(page(wave, "send", {"kind": "invitation"}))
    assert len(mailoutbox) == 3
    assert "Invitations: 3 sent." in after
    assert "on their way" not in after
    assert "Not written to yet 0" in after


def test_a_reminder_never_says_how_many_it_reaches(page):
    wave = making.open_wave(12)
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    for invitee in making.invitees(wave)[:5]:
        making.paper(wave, making.token(wave, invitee))

    answer = words(page(wave, "send", kind="reminder"))
    assert "Send the reminder" in answer
    page(wave, "send", {"kind": "reminder"})
    run = SendRun.objects.get(kind=RunKind.REMINDER)
    assert (run.total, run.done) == (12, 12)
    over = words(page(wave, "send_progress"))
    assert "Reminder: gone through 12 people invited" in over
    assert not re.search(r"\b[57]\b", over)


def test_while_messages_go_out_the_page_shows_how_far_and_asks_again(page, no_worker):
    wave = making.open_wave(4)
    run = sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=timezone.now())
    first = wave.invitations.order_by("pk").first()
    Invitation.objects.filter(pk=first.pk).update(delivery=Delivery.SENT)

    for name in ("send", "send_progress"):
        part = page(wave, name)
        assert "sent." not in words(page(wave, "send_progress"))
        assert 'hx-trigger="every 2s"' in part
        assert '<progress class="send-bar" id="run" max="4" value="1">' in part
        assert "Look again" in part
    assert "Send 4" not in words(page(wave, "send"))

    wave.invitations.update(delivery=Delivery.SENT)
    SendRun.objects.filter(pk=run.pk).update(finished=True)
    assert "hx-trigger" not in page(wave, "send_progress")


def test_the_time_left_is_told_by_the_pace_so_far(page, no_worker):
    """150 in three minutes leave 50 in one."""
    wave = making.open_wave(200)
    now = timezone.now()
    run = sending.start_run(
        wave=wave, kind=RunKind.INVITATION, by=None, at=now - timedelta(minutes=3)
    )
    SendRun.objects.filter(pk=run.pk).update(heartbeat=now)
    assert "left." not in page(wave, "send")

    done = wave.invitations.order_by("pk").values_list("pk", flat=True)[:150]
    wave.invitations.filter(pk__in=list(done)).update(delivery=Delivery.SENT)
    assert "About a minute left." in page(wave, "send")


def test_a_run_without_a_sign_of_life_is_said_to_have_paused(page, no_worker):
    wave = making.open_wave(2)
    run = sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=timezone.now())
    SendRun.objects.filter(pk=run.pk).update(heartbeat=None)

    assert "have paused" in page(wave, "send")


def test_what_may_not_have_arrived_is_said(page):
    wave = making.open_wave(2)
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    first = wave.invitations.order_by("pk").first()
    Invitation.objects.filter(pk=first.pk).update(delivery=Delivery.SENDING)

    assert "May not have arrived 1" in words(page(wave, "send"))


def test_a_draft_shows_how_the_invitation_will_read_and_cannot_send(page):
    wave = making.draft_wave()

    answer = page(wave, "send")
    assert "(made when the survey opens)" in answer
    assert 'name="kind"' not in answer
    assert "while a survey is open" in page(wave, "send", {"kind": "invitation"})


def test_a_draft_without_its_questions_says_a_few_minutes(page):
    wave = making.draft_wave(choices={"attributes": ["GRADE"], "lists": {"GRADE": ["a@"]}})

    assert "It takes a few minutes." in page(wave, "send")


def test_a_message_of_no_kind_is_refused(page):
    assert "Choose which message goes out." in page(making.open_wave(1), "send", {"kind": "spam"})


def test_an_open_wave_without_a_list_leads_to_the_list(page):
    wave = making.open_wave(1)
    wave.invitations.all().delete()

    assert "Nobody to write to" in page(wave, "send")


def test_cards_are_chosen_made_and_printed(page):
    OrganisationFactory.create()
    draft = making.draft_wave()
    assert "No cards yet." in page(draft, "cards")
    page(draft, "cards", {"how_many": "12"})
    assert "12 cards will be made when the survey opens." in words(page(draft, "cards"))

    wave = making.open_wave(1)
    assert "No cards yet." in page(wave, "cards")
    assert "There are 10 cards." in words(page(wave, "cards", {"how_many": "10"}))
    printed = page(wave, "cards_print", {"newest": "10"})
    codes = re.findall(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", printed)
    assert len(set(codes)) == 10
    assert printed.count('class="cards-sheet"') == 2
    assert "Example Ltd" in printed
    assert "The next cards" not in printed


def test_printing_goes_on_in_the_same_order(page, monkeypatch):
    monkeypatch.setattr(cards, "A_PAGE", 8)
    wave = making.open_wave(1)
    cards.choose_cards(wave=wave, how_many=10, by=None, at=NOW)

    first = page(wave, "cards_print", {"newest": "10"})
    following = {name: hidden(first, name) for name in ("newest", "shuffle", "page")}
    second = page(wave, "cards_print", following)
    code = r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}"
    assert len(set(re.findall(code, first)) | set(re.findall(code, second))) == 10


@pytest.mark.parametrize("how_many", ["", "0", "9", "5001", "many"])
def test_a_number_of_cards_that_makes_no_sense_is_refused(page, how_many):
    answer = page(making.draft_wave(), "cards", {"how_many": how_many})

    assert "Give a whole number from 10 to 5,000. With fewer than 10," in answer


@pytest.mark.parametrize("newest", ["", "0", "1", "9"])
def test_printing_so_few_is_refused_with_the_reason(page, newest):
    answer = page(making.open_wave(1), "cards_print", {"newest": newest})

    assert "10 or more. With fewer than 10, one could tell who got which card." in answer


def test_the_page_of_cards_leads_to_the_survey_for_a_shared_device(page):
    assert re.search(r'href="http[^"]+/s/w1/#shared"', page(making.draft_wave(), "cards"))


def test_cards_of_a_survey_that_is_over_cannot_be_made_or_printed(page):
    wave = close_wave(wave=making.open_wave(1), by=None, at=NOW)

    assert "no more can be made" in page(wave, "cards")
    assert "No more cards can be made" in page(wave, "cards", {"how_many": "20"})


def test_what_came_back_is_noted(page):
    wave = making.open_wave(2)
    assert "None came back" in page(wave, "came_back")

    text = "person0@staff.example\nnobody@elsewhere.example"
    noted = words(page(wave, "came_back", {"pasted": text}))
    assert "1 person is marked." in noted
    assert "Nobody on the list has these addresses: nobody@elsewhere.example" in noted

    by_hand = wave.invitations.get(delivery=Delivery.BOUNCED)
    assert "Write to it again person0@staff.example" in noted
    assert "it is sent to no other address" in page(wave, "came_back_correct", None, by_hand.pk)
    wrong = page(wave, "came_back_correct", {"email": "lead@staff.example"}, by_hand.pk)
    assert "Put this address on the list, as a new person." in wrong
    page(wave, "came_back_correct", {"email": by_hand.email}, by_hand.pk)
    assert "None came back" in page(wave, "came_back")


def test_what_the_post_office_refused_is_corrected(page):
    wave = making.open_wave(2)
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    one = wave.invitations.get(email="person0@staff.example")
    wave.invitations.filter(pk=one.pk).update(delivery=Delivery.BOUNCED, trouble="550 No")
    assert "Correct person0@staff.example" in words(page(wave, "came_back"))

    wrong = page(wave, "came_back_correct", {"email": "person1@staff.example"}, one.pk)
    assert "Somebody else on the list has this address." in wrong
    assert "Enter a whole e-mail" in page(wave, "came_back_correct", {"email": "x"}, one.pk)
    page(wave, "came_back_correct", {"email": "right@staff.example"}, one.pk)
    assert wave.invitations.get(pk=one.pk).delivery == Delivery.WAITING


def test_a_text_without_addresses_is_refused_beside_the_field(page):
    assert "no e-mail address in that" in page(making.open_wave(1), "came_back", {"pasted": "gone"})


def test_nobody_is_corrected_whose_message_did_not_come_back(page):
    wave = making.open_wave(1)
    one = wave.invitations.get()

    assert "Correct an address" not in page(wave, "came_back_correct", None, one.pk)


@pytest.mark.parametrize("name", ["staff", "send", "came_back", "cards"])
def test_a_longer_list_costs_no_more_queries(page, same_queries, name):
    wave = making.open_wave(4)
    wave.invitations.update(delivery=Delivery.BOUNCED)

    def more():
        Invitation.objects.bulk_create(
            Invitation(wave=wave, email=f"more{n}@staff.example", delivery=Delivery.BOUNCED)
            for n in range(4)
        )

    same_queries(lambda: page(wave, name), add_rows=more)

"""What came back: found in whatever is pasted, left out from then on, and put right."""

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from surveys.ballot import door
from surveys.closing import close_wave
from surveys.inviting import bouncing, sending
from surveys.models.invitations import Delivery, RunKind
from tests.surveys import making

pytestmark = pytest.mark.django_db
NOW = timezone.now()
A_MESSAGE = """Delivery has failed to these recipients:
  Person0 <PERSON0@staff.example>; (person1@staff.example)
  "person0@staff.example", nobody@elsewhere.example
"""


@pytest.fixture
def wave():
    return making.open_wave(4)


def note(wave, text=A_MESSAGE, by=None):
    return bouncing.note_what_came_back(wave=wave, text=text, by=by, at=NOW)


def came_back(wave):
    rows = wave.invitations.filter(delivery=Delivery.BOUNCED).order_by("email")
    return list(rows.values_list("email", flat=True))


def test_addresses_are_found_in_whole_messages_and_those_of_nobody_are_told(wave):
    noted = note(wave)

    assert came_back(wave) == ["person0@staff.example", "person1@staff.example"]
    assert (noted.marked, noted.not_listed) == (2, ["nobody@elsewhere.example"])


def test_whoever_came_back_is_not_written_to(wave, mailoutbox):
    note(wave)

    sending.start_run(wave=wave, kind=RunKind.LAST_CALL, by=None, at=NOW)
    assert sorted(message.to[0] for message in mailoutbox) == [
        "person2@staff.example",
        "person3@staff.example",
    ]


def refused(wave, *emails, code="550"):
    """Invitations went out, and the post office did not take these."""
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    rows = wave.invitations.filter(email__in=emails)
    rows.update(delivery=Delivery.BOUNCED, trouble=f"{code} No such user")
    return [rows.get(email=email) for email in emails]


def correct(invitation, email="right@staff.example", by=None):
    return bouncing.correct_address(invitation=invitation, email=email, by=by, at=NOW)


def test_once_corrected_they_are_invited_with_a_new_code_and_the_old_one_is_dead(wave, mailoutbox):
    (one,) = refused(wave, "person0@staff.example")
    old = making.token(wave, one.invitee)
    mailoutbox.clear()
    corrected = correct(one)

    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    (message,) = mailoutbox
    assert message.to == ["right@staff.example"]
    assert making.token(wave, corrected.invitee) in message.body
    assert old not in message.body
    with pytest.raises(door.Refused) as dead:
        making.paper(wave, old)
    assert dead.value.word == "unknown"
    making.paper(wave, making.token(wave, corrected.invitee))
    assert door.invited(wave.label) == 4


def by_hand(wave):
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    note(wave)


def at_the_last_call(wave):
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    sending.start_run(wave=wave, kind=RunKind.LAST_CALL, by=None, at=NOW)
    wave.invitations.update(delivery=Delivery.BOUNCED, trouble="550 No such user")


@pytest.mark.parametrize("came_back", [by_hand, at_the_last_call])
@pytest.mark.parametrize("used", [True, False])
def test_a_code_that_may_have_reached_somebody_is_sent_to_nobody_else(
    wave, mailoutbox, came_back, used
):
    """Or a lead could note anybody's address, get their code, and see whether it was used."""
    came_back(wave)
    mailoutbox.clear()
    one = wave.invitations.get(email="person0@staff.example")
    if used:
        making.paper(wave, making.token(wave, one.invitee))

    with pytest.raises(bouncing.CannotNote, match="as a new person"):
        correct(one, "lead@staff.example")
    assert not wave.invitations.filter(email="lead@staff.example").exists()
    assert door.invited(wave.label) == 4


def test_an_address_that_was_right_all_along_is_written_to_again_with_its_code(wave, mailoutbox):
    by_hand(wave)
    one = wave.invitations.get(email="person0@staff.example")
    mailoutbox.clear()

    assert correct(one, one.email).invitee == one.invitee
    with pytest.raises(sending.CannotSend, match="written to already"):
        sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    sending.start_run(wave=wave, kind=RunKind.REMINDER, by=None, at=NOW)
    (message,) = [each for each in mailoutbox if each.to == [one.email]]
    assert making.token(wave, one.invitee) in message.body


def test_noted_before_anything_was_sent_and_taken_back_they_are_invited(wave):
    note(wave)
    one = wave.invitations.get(email="person0@staff.example")

    assert correct(one, one.email).delivery == Delivery.WAITING


def test_of_a_code_that_was_used_all_the_same_nothing_is_told(wave, mailoutbox):
    """A post office may refuse a message that it has delivered; and one is, and one is not used."""
    pair = refused(wave, "person0@staff.example", "person1@staff.example")
    making.paper(wave, making.token(wave, pair[0].invitee))
    mailoutbox.clear()
    used, unused = (correct(one, f"right{one.pk}@staff.example") for one in pair)
    assert (used.delivery, used.trouble, used.run) == (unused.delivery, unused.trouble, unused.run)
    assert door.invited(wave.label) == 4

    run = sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    run.refresh_from_db()
    assert (run.total, run.done) == (2, 2)
    assert set(wave.invitations.values_list("delivery", flat=True)) == {Delivery.SENT}
    assert [message.to for message in mailoutbox] == [[unused.email]]


def test_only_a_code_nobody_has_used_is_withdrawn(wave):
    first, second, *_rest = making.invitees(wave)
    making.paper(wave, making.token(wave, first))

    assert not door.withdraw(label=wave.label, invitee=first)
    assert not door.withdraw(label="w9", invitee=second)
    assert door.withdraw(label=wave.label, invitee=second)
    assert not door.withdraw(label=wave.label, invitee=second)
    assert (door.invited(wave.label), door.collected(wave.label)) == (3, 1)


def test_an_address_may_be_kept_but_not_be_somebody_elses(wave):
    one, _other = refused(wave, "person0@staff.example", "person1@staff.example")
    with pytest.raises(bouncing.CannotNote, match="Somebody else"):
        correct(one, "person2@staff.example")

    correct(one, one.email)
    assert came_back(wave) == ["person1@staff.example"]


def test_sent_twice_it_is_corrected_once(wave):
    (one,) = refused(wave, "person0@staff.example", code="450")
    correct(one)

    with pytest.raises(bouncing.CannotNote, match="do not come back"):
        correct(one, "lead@staff.example")


def test_a_text_without_an_address_is_refused(wave):
    with pytest.raises(bouncing.CannotNote, match="no e-mail address"):
        note(wave, "Delivery failed.")


def test_nothing_is_noted_once_the_survey_is_over(wave):
    with pytest.raises(bouncing.CannotNote, match="not"):
        note(close_wave(wave=wave, by=None, at=NOW))


def test_the_record_names_no_address(wave, lead):
    (one,) = refused(wave, "person2@staff.example")
    note(wave, by=lead)
    correct(one, by=lead)

    events = AuditEvent.objects.filter(by=lead).order_by("pk")
    assert [event.verb for event in events] == [
        "noted what came back to",
        "corrected an address of",
    ]
    assert not any("@" in f"{event.changes}{event.note}{event.title}" for event in events)


def test_noted_twice_it_stands_in_the_record_once(wave, lead):
    note(wave, by=lead)
    note(wave, by=lead)

    assert AuditEvent.objects.filter(verb="noted what came back to").count() == 1

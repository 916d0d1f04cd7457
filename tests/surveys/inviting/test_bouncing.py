"""What came back: found in whatever is pasted, left out from then on, and put right."""

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
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


def test_once_corrected_they_are_invited_with_the_code_they_had(wave, mailoutbox):
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    note(wave)
    mailoutbox.clear()
    one = wave.invitations.get(email="person0@staff.example")
    bouncing.correct_address(invitation=one, email="right@staff.example", by=None, at=NOW)

    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=NOW)
    (message,) = mailoutbox
    assert message.to == ["right@staff.example"]
    assert making.token(wave, one.invitee) in message.body


def test_an_address_may_be_kept_but_not_be_somebody_elses(wave):
    note(wave)
    one = wave.invitations.get(email="person0@staff.example")
    with pytest.raises(bouncing.CannotNote, match="Somebody else"):
        bouncing.correct_address(invitation=one, email="person2@staff.example", by=None, at=NOW)

    bouncing.correct_address(invitation=one, email=one.email, by=None, at=NOW)
    assert came_back(wave) == ["person1@staff.example"]


def test_a_text_without_an_address_is_refused(wave):
    with pytest.raises(bouncing.CannotNote, match="no e-mail address"):
        note(wave, "Delivery failed.")


def test_nothing_is_noted_once_the_survey_is_over(wave):
    with pytest.raises(bouncing.CannotNote, match="not"):
        note(close_wave(wave=wave, by=None, at=NOW))


def test_the_record_names_no_address(wave, lead):
    note(wave, by=lead)
    one = wave.invitations.get(email="person0@staff.example")
    bouncing.correct_address(invitation=one, email="right@staff.example", by=lead, at=NOW)

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

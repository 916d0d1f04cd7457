"""Sending: one message a person and run, whatever the post office does; and what a message says."""

import re
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEvent
from surveys.ballot import door
from surveys.closing import close_wave
from surveys.inviting import posting, sending
from surveys.models import SendRun
from surveys.models.invitations import Delivery, RunKind
from tests.factories import OrganisationFactory
from tests.surveys import making
from tests.surveys.inviting.post_office import Killed, PostOffice

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LINK = re.compile(r"^https?://\S+/s/w1/#t=([0-9A-Z]{26})$", re.MULTILINE)


@pytest.fixture
def wave():
    return making.open_wave(6)


@pytest.fixture
def post_office(monkeypatch):
    office = PostOffice()
    monkeypatch.setattr(posting, "get_connection", lambda: office)
    return office


@pytest.fixture
def no_worker(settings):
    """Tasks are put in line, and nobody does them."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def send(wave, kind=RunKind.INVITATION):
    run = sending.start_run(wave=wave, kind=kind, by=None, at=NOW)
    run.refresh_from_db()
    return run


def to():
    return sorted(message.to[0] for message in mail.outbox)


def code_in(message):
    (code,) = LINK.findall(message.body)
    return code


def everybody(wave):
    return sorted(wave.invitations.values_list("email", flat=True))


def how_many(wave, delivery):
    return wave.invitations.filter(delivery=delivery).count()


def test_everybody_on_the_list_gets_one_message_with_a_code_of_their_own(wave):
    run = send(wave)

    assert to() == everybody(wave)
    assert (run.total, run.done, run.finished) == (6, 6, True)
    codes = {code_in(message) for message in mail.outbox}
    assert codes == {making.token(wave, number) for number in making.invitees(wave)}


def test_the_code_in_the_message_collects_a_ballot_paper(wave):
    send(wave)

    making.paper(wave, code_in(mail.outbox[0]))
    assert door.collected(wave.label) == 1


@pytest.mark.parametrize("kind", RunKind)
def test_a_message_says_what_a_person_needs_to_know(wave, kind, settings):
    settings.SITE_URL = "https://mobility.example.org"
    OrganisationFactory.create()
    if kind == RunKind.REMINDER:
        wave.invitations.update(run=SendRun.objects.create(wave=wave, finished=True))
    send(wave, kind)

    message = mail.outbox[0]
    body = " ".join(message.body.split())
    code = door.spaced(code_in(message))
    assert f"https://mobility.example.org/s/w1/without-script/ {code}" in body
    assert door.public_keys("w1").fingerprint in body
    assert "https://mobility.example.org/surveys/w1/anonymity/" in body
    assert wave.contact in body
    assert "It takes about 3 minutes. Whether you answer is up to you." in body
    assert all(f"{number}. " in body for number in (1, 2, 3, 4))
    assert "sealed on your device, without your name. If you answer without JavaScript" in body
    assert f"until {wave.closes_on.day} " in body
    assert "Example Ltd" in message.subject


def test_a_message_is_plain_text_and_fetches_nothing(wave):
    send(wave)

    message = mail.outbox[0]
    assert message.message().get_content_type() == "text/plain"
    assert not getattr(message, "alternatives", None)
    assert message.attachments == []
    assert "<" not in message.body


def test_the_messages_of_two_people_differ_in_the_code_alone(wave):
    send(wave)

    bodies = {
        message.body.replace(code, "X").replace(door.spaced(code), "X")
        for message in mail.outbox
        for code in LINK.findall(message.body)
    }
    assert len(bodies) == 1


def test_an_invitation_is_not_sent_a_second_time(wave):
    send(wave)

    with pytest.raises(sending.CannotSend, match="written to already"):
        send(wave)
    assert len(mail.outbox) == 6


def finished(wave, kind=RunKind.INVITATION):
    run = send(wave, kind)
    assert run.finished
    mail.outbox.clear()
    return run


def test_a_reminder_goes_to_those_who_have_not_collected_and_keeps_no_trace_of_who_they_are(wave):
    finished(wave)
    first, *rest = wave.invitations.order_by("pk")
    making.paper(wave, making.token(wave, first.invitee))

    run = send(wave, RunKind.REMINDER)
    assert to() == sorted(one.email for one in rest)
    assert run.total == 6
    assert set(wave.invitations.values_list("delivery", "run")) == {(Delivery.SENT, run.pk)}


def test_who_collects_while_a_reminder_is_under_way_is_passed_over(wave, monkeypatch, settings):
    finished(wave)
    monkeypatch.setattr(posting, "SLICE", 3)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    run = send(wave, RunKind.REMINDER)
    posting.send_slice(run_id=run.pk, clock=timezone.now)
    late = wave.invitations.filter(delivery=Delivery.WAITING).order_by("pk").first()
    making.paper(wave, making.token(wave, late.invitee))

    posting.send_slice(run_id=run.pk, clock=timezone.now)
    assert len(mail.outbox) == 5
    assert late.email not in to()


def test_the_last_call_goes_to_everybody_and_says_so(wave):
    finished(wave)
    making.paper(wave, making.token(wave, making.invitees(wave)[0]))

    send(wave, RunKind.LAST_CALL)
    assert to() == everybody(wave)
    assert "If you have already answered, ignore it" in mail.outbox[0].body
    assert "nobody can look up" not in mail.outbox[0].body  # the database holds who collected


def test_a_reminder_before_any_invitation_is_refused(wave):
    with pytest.raises(sending.CannotSend, match="Send the invitations first"):
        send(wave, RunKind.REMINDER)
    assert not SendRun.objects.exists()


def test_nothing_goes_out_before_a_wave_opens_or_after_it_closed():
    draft = making.draft_wave()
    making.invite(draft, 2)
    with pytest.raises(sending.CannotSend, match="while a survey is open"):
        send(draft)

    wave = close_wave(wave=making.open_wave(2), by=None, at=NOW)
    with pytest.raises(sending.CannotSend, match="while a survey is open"):
        send(wave)


def test_a_wave_that_closes_meanwhile_ends_the_run(wave, no_worker):
    run = send(wave)
    close_wave(wave=wave, by=None, at=NOW)

    posting.send_slice(run_id=run.pk, clock=timezone.now)
    run.refresh_from_db()
    assert (len(mail.outbox), run.finished) == (0, True)


def test_no_message_leaves_once_a_wave_closed_amid_a_slice(wave, no_worker, post_office):
    run = send(wave)
    third = wave.invitations.order_by("invitee")[2]
    post_office.then[third.email] = lambda: close_wave(wave=wave, by=None, at=NOW)

    posting.send_slice(run_id=run.pk, clock=timezone.now)
    run.refresh_from_db()
    assert (len(post_office.delivered), run.finished) == (3, True)
    assert how_many(wave, Delivery.WAITING) == 3


def test_a_run_whose_keys_are_gone_ends_quietly(wave, no_worker, post_office, caplog):
    run = send(wave)
    third = wave.invitations.order_by("invitee")[2]
    post_office.then[third.email] = lambda: door.discard_keys(wave.label)

    assert not posting.send_slice(run_id=run.pk, clock=timezone.now)
    run.refresh_from_db()
    assert (len(post_office.delivered), run.finished) == (3, True)
    assert "Traceback" not in caplog.text


def test_two_runs_at_once_are_refused_by_the_verb_and_by_the_database(wave, no_worker):
    send(wave)

    with pytest.raises(sending.CannotSend, match="already"):
        send(wave, RunKind.LAST_CALL)
    with pytest.raises(IntegrityError), transaction.atomic():
        SendRun.objects.create(wave=wave, kind=RunKind.REMINDER)


def test_a_refused_address_came_back_with_the_reason_and_is_left_out_from_then_on(
    wave, post_office
):
    gone = wave.invitations.order_by("pk").first()
    refusal = smtplib.SMTPRecipientsRefused({gone.email: (550, b"No such\nuser")})
    post_office.refuses = {gone.email: refusal}
    run = finished(wave)

    gone.refresh_from_db()
    assert (gone.delivery, gone.trouble) == (Delivery.BOUNCED, "550 No such user")
    assert how_many(wave, Delivery.SENT) == 5
    run.refresh_from_db()
    assert (run.done, run.finished) == (6, True)
    finished(wave, RunKind.LAST_CALL)
    assert gone.email not in post_office.tried[6:]


@pytest.mark.parametrize(
    "refusal", [smtplib.SMTPDataError(552, b"Mailbox full"), ValueError("Invalid address")]
)
def test_what_a_reminder_meets_is_not_kept_for_it_goes_to_those_who_have_not_collected(
    wave, post_office, refusal
):
    finished(wave)
    first, *rest = wave.invitations.order_by("pk")
    making.paper(wave, making.token(wave, first.invitee))
    post_office.refuses = {one.email: refusal for one in rest}

    finished(wave, RunKind.REMINDER)
    assert set(post_office.tried[6:]) == set(post_office.refuses)
    assert set(wave.invitations.values_list("delivery", "trouble")) == {(Delivery.SENT, "")}


def test_a_post_office_that_is_away_leaves_everybody_waiting_until_the_rounds_go_on(
    wave, post_office, caplog
):
    post_office.away = True
    run = send(wave)
    assert (how_many(wave, Delivery.WAITING), run.finished) == (6, False)

    post_office.away = False
    assert sending.take_up_stale(at=NOW + timedelta(minutes=1)) == 0
    assert sending.take_up_stale(at=NOW + timedelta(minutes=3)) == 1
    assert how_many(wave, Delivery.SENT) == 6
    assert sorted(post_office.delivered) == everybody(wave)
    assert not LINK.search(caplog.text)


@pytest.mark.parametrize(
    "refusal",
    [
        smtplib.SMTPSenderRefused(451, b"Not now", "mobility@localhost"),
        smtplib.SMTPDataError(452, b"Too many"),
        smtplib.SMTPRecipientsRefused({"x": (421, b"Bye")}),
    ],
)
def test_what_is_refused_for_now_is_put_back_and_tried_again(wave, post_office, refusal):
    held_up = wave.invitations.order_by("invitee").first()
    post_office.refuses = {held_up.email: refusal}
    run = send(wave)
    assert how_many(wave, Delivery.WAITING) == 6

    post_office.refuses = {}
    posting.send_slice(run_id=run.pk, clock=timezone.now)
    assert sorted(post_office.delivered) == everybody(wave)


def test_a_message_refused_for_what_it_says_came_back(wave, post_office):
    one = wave.invitations.order_by("pk").first()
    post_office.refuses = {one.email: smtplib.SMTPDataError(552, b"Mailbox full")}
    finished(wave)

    one.refresh_from_db()
    assert (one.delivery, one.trouble) == (Delivery.BOUNCED, "552 Mailbox full")


def test_a_line_cut_in_the_middle_of_a_message_may_have_sent_it_so_it_is_not_sent_again(
    wave, post_office
):
    cut_off = wave.invitations.order_by("invitee").first()
    post_office.refuses = {cut_off.email: smtplib.SMTPServerDisconnected("gone")}
    run = send(wave)
    post_office.refuses = {}
    while posting.send_slice(run_id=run.pk, clock=timezone.now):
        pass

    cut_off.refresh_from_db()
    assert cut_off.delivery == Delivery.SENDING
    assert cut_off.email not in post_office.delivered
    assert post_office.tried.count(cut_off.email) == 1
    assert how_many(wave, Delivery.SENT) == 5


def test_a_worker_killed_right_after_a_message_left_does_not_send_it_again(wave, post_office):
    """Killed in earnest, at any instant: test_killed_worker.py."""
    one = wave.invitations.order_by("invitee")[3]
    post_office.dies_after = one.email
    run = SendRun.objects.create(wave=wave, kind=RunKind.INVITATION, total=6)
    wave.invitations.update(run=run)
    with pytest.raises(Killed):
        posting.send_slice(run_id=run.pk, clock=timezone.now)

    posting.send_slice(run_id=run.pk, clock=timezone.now)
    assert sorted(post_office.delivered) == everybody(wave)
    run.refresh_from_db()
    assert (run.finished, how_many(wave, Delivery.SENDING)) == (True, 1)


def test_a_post_office_that_takes_a_few_at_a_time_is_gone_on_with_at_once(wave, post_office):
    third = wave.invitations.order_by("invitee")[2]
    post_office.refuses = {third.email: smtplib.SMTPSenderRefused(421, b"Enough", "us")}
    run = SendRun.objects.create(wave=wave, kind=RunKind.INVITATION, total=6)
    wave.invitations.update(run=run)

    assert posting.send_slice(run_id=run.pk, clock=timezone.now)
    assert len(post_office.delivered) == 2


def test_an_address_nobody_can_write_to_does_not_stop_the_others(wave, post_office):
    bad = wave.invitations.order_by("pk").first()
    post_office.refuses = {bad.email: ValueError("Invalid address")}
    send(wave)

    bad.refresh_from_db()
    assert bad.delivery == Delivery.BOUNCED
    assert bad.trouble.startswith("553 ")
    assert len(post_office.delivered) == 5


def test_one_connection_carries_a_slice(wave, post_office):
    finished(wave)

    assert post_office.connections == 1


def test_the_record_says_who_sent_what_and_names_nobody_who_got_it(wave, lead):
    sending.start_run(wave=wave, kind=RunKind.INVITATION, by=lead, at=NOW)

    event = AuditEvent.objects.get(verb="began to send")
    assert (event.by, event.note) == (lead, "Invitations")
    assert "@" not in str(event.changes)


def test_the_queue_keeps_no_time_of_what_was_sent(wave, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}
    }
    run = send(wave)
    (sent,) = DBTaskResult.objects.all()
    posting.send_slice(run_id=run.pk, clock=timezone.now)
    sent.set_successful(None)
    DBTaskResult.objects.create(task_path="of.others", status="SUCCESSFUL", **when_of(sent))
    DBTaskResult.objects.create(task_path=sent.task_path, status="READY", **when_of(sent))

    sending.take_up_stale(at=NOW)
    assert len(mail.outbox) == 6
    kept = DBTaskResult.objects.order_by("status").values_list("task_path", "status")
    assert list(kept) == [(sent.task_path, "READY"), ("of.others", "SUCCESSFUL")]


def when_of(result):
    return {"run_after": result.run_after, "args_kwargs": result.args_kwargs}

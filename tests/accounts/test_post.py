"""Mail: sent once it is saved, and tried again while the post office is away."""

from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from accounts import post
from mobility.management.commands import worker
from okrs.owner_links import sending
from tests.factories import UserFactory
from tests.okrs.owner_links import ADDRESS

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
NO_SERVER = "tests.accounts.no_mail.NoServer"


@pytest.fixture(autouse=True)
def queue(settings):
    """The queue that ./run has, in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def put_in_the_post():
    post.send(to="ada@example.org", subject="Hello", body="A message.\n")


def test_what_was_saved_is_sent_by_the_worker_and_not_before():
    put_in_the_post()
    assert mail.outbox == []

    worker.empty_the_queue(Event())
    worker.empty_the_queue(Event())

    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_what_was_taken_back_is_never_sent():
    with transaction.atomic():
        put_in_the_post()
        transaction.set_rollback(True)

    worker.empty_the_queue(Event())

    assert mail.outbox == []


def test_a_post_office_that_is_away_is_tried_again_later():
    with time_machine.travel(NOON, tick=False) as clock:
        put_in_the_post()
        with override_settings(EMAIL_BACKEND=NO_SERVER):
            worker.empty_the_queue(Event())
        worker.empty_the_queue(Event())
        assert mail.outbox == []

        clock.move_to(NOON + timedelta(minutes=2))
        worker.empty_the_queue(Event())

    assert [message.subject for message in mail.outbox] == ["Hello"]


def test_a_post_office_that_never_comes_back_is_given_up_and_said(settings):
    settings.EMAIL_BACKEND = NO_SERVER
    with time_machine.travel(NOON, tick=False) as clock:
        put_in_the_post()
        for _day in range(3):
            for _try in range(post.TIMES_MORE):
                clock.shift(timedelta(hours=9))
                worker.empty_the_queue(Event())

    told = list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))
    assert told == ["SUCCESSFUL"] * post.TIMES_MORE + ["FAILED"]
    failed = DBTaskResult.objects.get(status="FAILED")
    assert "Could not be sent to ada@example.org: Hello" in failed.traceback
    assert "A message." not in str(DBTaskResult.objects.values_list())


def kept():
    """All that the table of tasks holds, as one text."""
    return str(list(DBTaskResult.objects.values_list("args_kwargs", "return_value", "traceback")))


def test_once_it_went_out_no_table_holds_the_secret_of_a_link():
    path = link_of_somebody()
    assert path in kept()

    worker.empty_the_queue(Event())

    assert path in str(mail.outbox[-1].body)
    assert "my-check-ins" not in kept()
    assert "ada@example.org" not in kept()


def test_what_waits_to_be_tried_again_keeps_its_words_once():
    path = link_of_somebody()
    with override_settings(EMAIL_BACKEND=NO_SERVER):
        worker.empty_the_queue(Event())

    waiting = DBTaskResult.objects.get(status="READY")
    assert path in str(waiting.args_kwargs)
    assert kept().count("my-check-ins") == 1


def test_a_worker_that_was_killed_before_it_forgot_leaves_it_to_the_next_round():
    path = link_of_somebody()
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=NOON)
    other = DBTaskResult.objects.create(
        args_kwargs={"args": [path], "kwargs": {}},
        task_path="another.task",
        status="SUCCESSFUL",
        run_after=NOON,
    )
    post.forget_what_went_out()

    other.delete()
    assert "my-check-ins" not in kept()


def link_of_somebody():
    """Put the message with a link to check in in the post; gives the path in it."""
    lead, owner = UserFactory.create(), UserFactory.create(email="ada@example.org")
    sending.send(owner=owner, by=lead, at=NOON)
    body = DBTaskResult.objects.get().args_kwargs["args"][2]
    found = ADDRESS.search(body)
    assert found
    return found[1]

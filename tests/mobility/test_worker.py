"""The worker: does what waits, does what is due, survives a fault, and stops when asked."""

import logging
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts import post
from mobility.management.commands import worker

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def queue(settings, transactional_db):
    """The queue that ./run has, in the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def stop(monkeypatch):
    """Asked to stop at the end of the second look into the queue; no waiting meanwhile."""
    asked, looks = Event(), iter([False, True])
    look = worker.empty_the_queue

    def counted(stop):
        look(stop)
        if next(looks):
            asked.set()

    monkeypatch.setattr(worker, "empty_the_queue", counted)
    monkeypatch.setattr(worker, "PAUSE", 0)
    return asked


def put_in_the_post(subject="Hello"):
    post.send(to="ada@example.org", subject=subject, body="A message.\n")


def test_it_does_what_waits_and_looks_round_once_in_thirty_seconds(queue, stop, monkeypatch):
    rounds = []
    monkeypatch.setattr(worker, "look_round", lambda at: rounds.append(at))
    put_in_the_post()

    worker.work_until(stop)

    assert len(mail.outbox) == 1
    assert len(rounds) == 1


def test_a_fault_is_logged_and_the_worker_goes_on(queue, stop, monkeypatch, caplog):
    def away(*, at):
        raise DatabaseError("the server closed the connection")

    monkeypatch.setattr(worker, "look_round", away)
    monkeypatch.setattr(worker, "ROUND", 0)
    with caplog.at_level(logging.ERROR):
        worker.work_until(stop)

    assert "it goes on" in caplog.text


def test_asked_to_stop_in_a_long_queue_it_finishes_one_task_only(queue, monkeypatch):
    for number in range(3):
        put_in_the_post(subject=f"Message {number}")
    asked = Event()
    asked.set()

    worker.empty_the_queue(asked)

    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.ready().count() == 2


def test_what_a_killed_worker_was_at_is_done_after_all(queue, stop):
    put_in_the_post()
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())

    worker.work_until(stop)

    assert len(mail.outbox) == 1


def test_finished_tasks_are_thrown_away_after_a_week(queue, stop):
    put_in_the_post()
    worker.work_until(stop)
    now = timezone.now()

    worker.look_round(at=now + timedelta(days=6))
    assert DBTaskResult.objects.count() == 1
    worker.look_round(at=now + timedelta(days=8))
    assert DBTaskResult.objects.count() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_long_before_its_next_round(tmp_path, number):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mobility.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path}/never-migrated.sqlite3",
    }
    with subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        running.stderr.readline()  # it has met the empty database, and goes on all the same
        running.send_signal(number)
        running.communicate(timeout=15)  # half of the time between two rounds

    assert running.returncode == 0

"""The background worker: sends what waits in the queue, and once in a while looks what is due.

Stops within a second or two of being asked to (Ctrl-C, SIGTERM), never in the middle of a task.
"""

import logging
import signal
import time
from datetime import datetime, timedelta
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts import post
from dashboards import week
from okrs import reminders, survey_readings
from surveys import rounds

logger = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks into the queue
ROUND = 30.0  # seconds between two looks at what is due
FINISHED_KEPT_FOR = timedelta(days=7)  # to see what failed; of messages no word is kept


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, ask_to_stop)
        work_until(stop)


def work_until(stop: Event) -> None:
    """Queue, then a round, then a pause, until asked to stop.

    A fault is logged and tried again: a worker that gave up would take the web server with it.
    """
    next_round = time.monotonic()
    left_behind = True
    while not stop.is_set():
        close_old_connections()
        try:
            if left_behind:
                put_back_what_was_left()
                left_behind = False
            empty_the_queue(stop)
            if time.monotonic() >= next_round and not stop.is_set():
                next_round = time.monotonic() + ROUND
                look_round(at=timezone.now())
        except Exception:
            logger.exception("The worker met a fault; it goes on, and tries again")
        stop.wait(PAUSE)


def look_round(*, at: datetime) -> None:
    """What is done by the clock: surveys, reminders, throwing away what was sent a while ago."""
    rounds.look(at=at)
    reminders.remind(at=at, week=week.told)
    survey_readings.post(today=timezone.localdate(at), at=at)
    post.forget_what_went_out()  # of a worker that was killed between sending and forgetting
    DBTaskResult.objects.finished().filter(finished_at__lte=at - FINISHED_KEPT_FOR).delete()


class _StopsBetweenTasks(Worker):
    """A queue may be long: after each task, look whether we were asked to stop."""

    def __init__(self, stop: Event) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="mobility",
            excluded_queue_names=[],
        )
        self.stop = stop

    def run_task(self, db_task_result: "DBTaskResult[..., Any]") -> None:
        super().run_task(db_task_result)
        post.forget_what_went_out(pk=db_task_result.pk)
        self.running = not self.stop.is_set()


def empty_the_queue(stop: Event) -> None:
    """Run every task that is ready, one after the other."""
    _StopsBetweenTasks(stop).run()


def put_back_what_was_left() -> None:
    """Tasks a killed worker was at are run again: there is one worker, and it has just started.

    Of mail, that is one message at most, and it may have gone out already.
    """
    DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None)

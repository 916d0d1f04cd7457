"""The background worker: sends what waits in the queue, and once in a while looks what is due.

Stops within a second of being asked to (Ctrl-C, SIGTERM), never in the middle of a task.
"""

import logging
import signal
import time
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from okrs import reminders

logger = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks into the queue
ROUND = 30.0  # seconds between two looks at what is due


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        stop = Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, ask_to_stop)
        put_back_what_was_left()
        work_until(stop)


def work_until(stop: Event) -> None:
    """Queue, then rounds, then a pause, until asked to stop. A fault is logged and tried again."""
    last_round = -ROUND
    while not stop.is_set():
        close_old_connections()
        try:
            empty_the_queue()
            if time.monotonic() - last_round >= ROUND:
                last_round = time.monotonic()
                reminders.remind(at=timezone.now())
        except DatabaseError:
            logger.exception("The database did not answer; trying again")
        stop.wait(PAUSE)


def empty_the_queue() -> None:
    """Run every task that is ready, one after the other."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="mobility",
        excluded_queue_names=[],
    ).run()


def put_back_what_was_left() -> None:
    """Tasks a killed worker was at are run again: there is one worker, and it has just started."""
    DBTaskResult.objects.filter(status="RUNNING").update(status="READY", started_at=None)

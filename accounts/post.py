"""Mail goes out by the background worker: a slow post office must not hold up a page.

The task is put in the queue in the writer's own transaction, so it is sent when, and only when,
what it tells of was saved. A post office that is away is tried again, longer apart each time.

A message may hold the secret of a link, and its task stays in the table for a while: once it has
gone out, the table holds neither its words nor whom it went to. Of one that was given up it holds
no more than the fault, which says to whom and of what.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

FIRST_PAUSE = timedelta(minutes=1)
TIMES_MORE = 10  # each pause is twice as long: the last try is 17 hours after the first
FORGOTTEN: dict[str, Any] = {"args": [], "kwargs": {}}


class GivenUp(Exception):
    """A message that never went out; the text says to whom and of what, for whoever operates."""


@task()
def deliver(to: str, subject: str, body: str, tried: int = 0) -> None:
    """Send one plain-text message to one person, now or a little later; in the end, fail."""
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
    except OSError as fault:  # smtplib's own faults are among them
        if tried >= TIMES_MORE:
            raise GivenUp(f"Could not be sent to {to}: {subject}") from fault
        later = timezone.now() + FIRST_PAUSE * 2**tried
        deliver.using(run_after=later).enqueue(to, subject, body, tried + 1)


def send(*, to: str, subject: str, body: str) -> None:
    deliver.enqueue(to, subject, body)


def forget_what_went_out(**only: Any) -> None:
    """Take the words out of the tasks that are done, all of them or those asked for."""
    done = DBTaskResult.objects.finished().filter(task_path=deliver.module_path, **only)
    done.exclude(args_kwargs=FORGOTTEN).update(args_kwargs=FORGOTTEN)


def is_printed() -> bool:
    """Whether mail goes nowhere but to where the program was started: no server is set up."""
    return settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend"

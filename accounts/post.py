"""Mail goes out by the background worker: a slow post office must not hold up a page.

The task is put in the queue in the writer's own transaction, so it is sent when, and only when,
what it tells of was saved. A post office that is away is tried again, longer apart each time.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone
from django_tasks import task

FIRST_PAUSE = timedelta(minutes=1)
TIMES_MORE = 10  # each pause is twice as long: the last try is 17 hours after the first


@task()
def deliver(to: str, subject: str, body: str, tried: int = 0) -> None:
    """Send one plain-text message to one person, now or a little later; in the end, fail."""
    try:
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])
    except OSError:  # smtplib's own faults are among them
        if tried >= TIMES_MORE:
            raise
        later = timezone.now() + FIRST_PAUSE * 2**tried
        deliver.using(run_after=later).enqueue(to, subject, body, tried + 1)


def send(*, to: str, subject: str, body: str) -> None:
    deliver.enqueue(to, subject, body)


def is_printed() -> bool:
    """Whether mail goes nowhere but to where the program was started: no server is set up."""
    return settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend"

"""Mail goes out by the background worker: a slow post office must not hold up a page.

The task is put in the queue in the writer's own transaction, so it is sent when, and only when,
what it tells of was saved.
"""

from django.conf import settings
from django.core.mail import send_mail
from django_tasks import task


@task()
def deliver(to: str, subject: str, body: str) -> None:
    """Send one plain-text message to one person."""
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [to])


def send(*, to: str, subject: str, body: str) -> None:
    deliver.enqueue(to, subject, body)

"""The demo's post: messages are kept to be read on a page, and none leaves the machine."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from accounts.models import SentMail


class KeptMailBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        kept = [
            SentMail(to=to, subject=str(mail.subject), body=str(mail.body), at=timezone.now())
            for mail in email_messages
            for to in mail.recipients()
        ]
        SentMail.objects.bulk_create(kept)
        return len(email_messages)

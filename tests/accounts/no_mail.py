"""A mail server that does not answer."""

from django.core.mail.backends.base import BaseEmailBackend


class NoServer(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise ConnectionRefusedError(111, "Connection refused")

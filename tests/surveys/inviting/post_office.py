"""A post office for tests: it can be away, refuse a person, or hang up in the middle."""

from collections.abc import Callable, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Killed(BaseException):
    """No handler of faults sees it, as none sees a process that is killed."""


class PostOffice(BaseEmailBackend):
    """Keeps whom it tried and to whom it delivered, and how often somebody connected."""

    def __init__(self) -> None:
        super().__init__()
        self.away = False
        self.dies_after = ""
        self.refuses: dict[str, Exception] = {}
        self.then: dict[str, Callable[[], object]] = {}  # happens when this one is delivered
        self.tried: list[str] = []
        self.delivered: list[str] = []
        self.connections = 0

    def open(self) -> bool:
        if self.away:
            raise ConnectionRefusedError("nobody listens here")
        self.connections += 1
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            to = message.to[0]
            self.tried.append(to)
            if to in self.refuses:
                raise self.refuses[to]
            self.delivered.append(to)
            self.then.get(to, bool)()
            if to == self.dies_after:
                raise Killed
        return len(email_messages)

"""Guessing codes is slowed down. Counted in this process's memory only, and only wrong codes.

Addresses are kept as salted hashes for a minute at most, and never written anywhere.
"""

import hashlib
import secrets
import time
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

A_MINUTE = 60.0
WRONG_CODES = 30  # a minute, from one address: a whole office may share one


@dataclass
class WrongCodes:
    """How many wrong codes came from where, in the minute that runs."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    began: float = 0.0
    wrong: dict[bytes, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def too_many(self, request: HttpRequest) -> bool:
        with self.lock:
            self._start_anew()
            return self.wrong.get(self._who(request), 0) >= WRONG_CODES

    def one_more(self, request: HttpRequest) -> None:
        with self.lock:
            self._start_anew()
            who = self._who(request)
            self.wrong[who] = self.wrong.get(who, 0) + 1

    def forget(self) -> None:
        self.began = 0.0

    def _start_anew(self) -> None:
        """Another minute, another salt: nothing can be followed from one to the next."""
        now = time.monotonic()
        if now - self.began >= A_MINUTE or not self.began:
            self.began, self.wrong, self.salt = now, {}, secrets.token_bytes(16)

    def _who(self, request: HttpRequest) -> bytes:
        return hashlib.blake2b(_address(request).encode(), key=self.salt, digest_size=8).digest()


def _address(request: HttpRequest) -> str:
    """Where the request came from, past as many proxies as the installation says there are."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    said = request.headers.get("X-Forwarded-For", "").split(",")
    if proxies and len(said) >= proxies and said[-proxies].strip():
        return said[-proxies].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


wrong_codes = WrongCodes()

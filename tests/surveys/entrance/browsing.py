"""What a browser sends to the survey's addresses, as bytes."""

import json
import secrets
from typing import Any

from django.test import Client

from surveys.ballot import blind_rsa, door, labels
from surveys.models import Wave

PAPER = dict[str, str]


def send(client: Client, address: str, said: Any) -> Any:
    content = said if isinstance(said, bytes | str) else json.dumps(said)
    return client.post(address, content, content_type="application/json")


def collect(client: Client, wave: Wave, token: str, **more: Any) -> Any:
    """Ask for a ballot paper whose blinded message is new, unless one is given."""
    said = {"token": token, "blinded": blinded(wave)[1].hex(), "again": False} | more
    return send(client, f"/w/{wave.label}/collect", said)


def blinded(wave: Wave) -> tuple[bytes, bytes, int]:
    """A new message, the same blinded, and what takes the blinding away."""
    said = labels.message(
        wave.label, prefix=secrets.token_bytes(32), serial=secrets.token_bytes(32)
    )
    numbers = door.public_keys(wave.label).signs.public_numbers()
    return said, *blind_rsa.blind(numbers.n, numbers.e, said)

"""What a browser sends to the survey's addresses, and whatever somebody sends who means harm."""

import json
import secrets
from typing import Any

from django.http import HttpResponse
from django.test import Client

from surveys.ballot import blind_rsa, door, labels
from surveys.models import Wave
from tests.surveys.attacks.staging import Ballot

Reply = HttpResponse
MARKED = {
    "user-agent": "Mozilla/5.0 (Tell-Tale 7; of one person)",
    "x-forwarded-for": "203.0.113.77",
    "referer": "https://intranet.example/somebody",
    "accept-language": "cy-GB",
}
ADDRESS = "198.51.100.23"


def browser() -> Client:
    """A client that says as much about itself as a careless browser would."""
    return Client(headers=MARKED, REMOTE_ADDR=ADDRESS)


def said(ballot: Ballot, **over: Any) -> dict[str, Any]:
    return {
        "input": ballot.input.hex(),
        "signature": ballot.signature.hex(),
        "box": ballot.box.hex(),
        **over,
    }


def cast(wave: Wave, content: Any, *, by: Client | None = None) -> Any:
    """Post a ballot; gives the reply."""
    return _post(f"/b/{wave.label}", content, by)


def collect(wave: Wave, content: Any, *, by: Client | None = None) -> Any:
    """Ask for a ballot paper; gives the reply."""
    return _post(f"/w/{wave.label}/collect", content, by)


def _post(address: str, content: Any, by: Client | None) -> Any:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return (by or browser()).post(address, text, content_type="application/json")


def blinded(wave: Wave) -> tuple[bytes, bytes, int]:
    """A ballot paper's message, the same blinded, and what takes the blinding away."""
    message = labels.message(
        wave.label, prefix=secrets.token_bytes(32), serial=secrets.token_bytes(32)
    )
    numbers = door.public_keys(wave.label).signs.public_numbers()
    return message, *blind_rsa.blind(numbers.n, numbers.e, message)


def whole_way(wave: Wave, token: str, box: bytes, *, by: Client) -> list[Any]:
    """Collect and cast over HTTP; gives both replies, and in between does what a browser does."""
    message, hidden, inverse = blinded(wave)
    paper = collect(wave, {"token": token, "blinded": hidden.hex(), "again": False}, by=by)
    signature = blind_rsa.finalize(
        door.public_keys(wave.label).signs,
        message,
        bytes.fromhex(paper.json()["signature"]),
        inverse,
    )
    return [paper, cast(wave, said(Ballot(message, signature, box, [])), by=by)]

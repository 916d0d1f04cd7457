"""How the survey's script and the server speak: small JSON, strictly read."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

from surveys.ballot import door

LONGEST = 8_192  # bytes: a ballot in hexadecimal digits has about 3,400
# The reason for a refusal, and how the protocol of the web says the same.
STATUS = {
    "unknown": 404,
    "used": 409,
    "spent": 409,
    "closed": 410,
    "not-open": 425,
    "malformed": 400,
    "bad-ballot": 400,
    "slow-down": 429,
}


def read(request: HttpRequest) -> dict[str, Any]:
    """What was sent. Raises door.Refused("malformed") for all but a small JSON object."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LONGEST:
        raise door.Refused("malformed")
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise door.Refused("malformed") from None
    if not isinstance(said, dict):
        raise door.Refused("malformed")
    return said


def unhex(said: dict[str, Any], name: str) -> bytes:
    """Bytes that were sent as hexadecimal digits. Raises door.Refused("malformed")."""
    text = said.get(name)
    if not isinstance(text, str):
        raise door.Refused("malformed")
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise door.Refused("malformed") from None


def answer(content: bytes, *, status: int = 200) -> HttpResponse:
    """JSON that nobody on the way may keep."""
    response = HttpResponse(content, content_type="application/json", status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def refuse(word: str) -> HttpResponse:
    """A refusal: one word and the status that goes with it."""
    return answer(json.dumps({"refused": word}).encode(), status=STATUS[word])

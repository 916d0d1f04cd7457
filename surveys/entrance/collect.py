"""Somebody collects their ballot paper: a blinded message is signed, and nothing else is known.

The reply also says what the employer's list holds about this invitee, for them to see, change or
clear; it always has the same length, so that it tells nothing to whoever watches the wire.
"""

import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.doors import open_door
from surveys.ballot import door
from surveys.entrance import spoken
from surveys.entrance.limits import wrong_codes
from surveys.wave_questions import about_invitee

REPLY = 2_048  # bytes, padded


@open_door
@csrf_exempt  # the code in the invitation is the authority
@require_POST
def collect(request: HttpRequest, label: str) -> HttpResponse:
    """Sign one blinded ballot paper for whoever holds the code."""
    if wrong_codes.too_many(request):
        return spoken.refuse("slow-down")
    try:
        paper = _collected(request, label)
    except door.Refused as refused:
        if refused.word == "unknown":
            wrong_codes.one_more(request)
        return spoken.refuse(refused.word)
    about = about_invitee(label=label, invitee=paper.invitee)
    return spoken.answer(_padded({"signature": paper.signature.hex(), "about": about}))


def _collected(request: HttpRequest, label: str) -> door.Paper:
    said = spoken.read(request)
    token = said.get("token")
    return door.collect(
        label=label,
        token=token if isinstance(token, str) else "",
        blinded=spoken.unhex(said, "blinded"),
        again=said.get("again") is True,
    )


def _padded(reply: dict[str, object]) -> bytes:
    bare = json.dumps({**reply, "pad": ""}).encode()
    return json.dumps({**reply, "pad": " " * (REPLY - len(bare))}).encode()

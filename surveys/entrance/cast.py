"""A sealed ballot arrives. The reply is always the same; nothing about the sender is read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.doors import open_door
from surveys.ballot import door
from surveys.entrance import spoken

ACCEPTED = b'{"ok": true}'


@open_door
@csrf_exempt  # the ballot paper is the authority: no cookie is sent that could be borrowed
@require_POST
def cast(request: HttpRequest, label: str) -> HttpResponse:
    """Put one ballot in the box, or in place of the one cast before with the same paper."""
    try:
        said = spoken.read(request)
        door.cast(
            label=label,
            input=spoken.unhex(said, "input"),
            signature=spoken.unhex(said, "signature"),
            box=spoken.unhex(said, "box"),
        )
    except door.Refused as refused:
        return spoken.refuse(refused.word)
    return spoken.answer(ACCEPTED)

"""A message that something is done, with a button that undoes it."""

from collections.abc import Sequence

from django.contrib import messages

from accounts import audit
from accounts.doors import PageRequest
from accounts.models import AuditEvent
from okrs.undoing import may_ever

AGAIN = "again "  # what is offered is to do again what was undone
TAG = "undo-"  # templates/components/messages.html reads the number behind it


def offer(request: PageRequest, sentence: str, events: Sequence[AuditEvent]) -> None:
    """Say what happened; where one entry tells all of it and can be undone, offer that."""
    messages.success(request, sentence, extra_tags=_tag(events))


def _tag(events: Sequence[AuditEvent]) -> str:
    if len(events) != 1 or not may_ever(events[0]):
        return ""
    [event] = events
    return f"{AGAIN if event.verb == audit.UNDID else ''}{TAG}{event.pk}"

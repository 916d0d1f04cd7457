"""A message that something is done, with a button that undoes it."""

from collections.abc import Sequence

from django.contrib import messages

from accounts.doors import PageRequest
from accounts.models import AuditEvent
from okrs.undoing import may_ever

TAG = "undo-"  # templates/components/messages.html reads the number behind it


def offer(request: PageRequest, sentence: str, events: Sequence[AuditEvent]) -> None:
    """Say what happened; where one entry tells all of it and can be undone, offer that."""
    tag = f"{TAG}{events[0].pk}" if len(events) == 1 and may_ever(events[0]) else ""
    messages.success(request, sentence, extra_tags=tag)

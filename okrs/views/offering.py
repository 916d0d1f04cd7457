"""A message that something is done, with a button that undoes it."""

from collections.abc import Sequence

from django.contrib import messages

from accounts import audit
from accounts.doors import PageRequest
from accounts.models import AuditEvent
from okrs.undoing import may_ever
from okrs.undoing.who import may_undo

AGAIN = "again "  # what is offered is to do again what was undone
WHOLE = "whole "  # what is offered is all that was done at that moment: okrs/undoing/acts.py
TAG = "undo-"  # templates/components/messages.html reads the number behind it


def offer(request: PageRequest, sentence: str, events: Sequence[AuditEvent]) -> None:
    """Say what happened; where the record can undo it, and this person may, offer that."""
    messages.success(request, sentence, extra_tags=_tag(request, events))


def _tag(request: PageRequest, events: Sequence[AuditEvent]) -> str:
    ours = [event for event in events if may_ever(event)]
    if not ours or not all(may_undo(request.user, event) for event in ours):
        return ""
    again = AGAIN if ours[-1].verb == audit.UNDID else ""
    return f"{again}{WHOLE if len(ours) > 1 else ''}{TAG}{ours[-1].pk}"

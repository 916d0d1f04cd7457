"""Somebody else changed the same cell: who, what to, when, and what was typed here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.grid.columns import LABELS, STORED_AS, Column, shown
from okrs.models import KeyResult

LOOKED_BACK = 50  # entries of one key result; older ones say "somebody"


def clashes(
    key_result: KeyResult, columns: Sequence[Column], *, typed: Mapping[Column, str], at: datetime
) -> tuple[str, str]:
    """Two texts: what they did, and what was typed here instead. One query."""
    events = list(AuditEvent.objects.about(subject_of(key_result))[:LOOKED_BACK])
    theirs = [_theirs(key_result, column, events, at) for column in columns]
    mine = ", ".join(f"“{typed[column].strip()}”" for column in columns)
    return " ".join(theirs), _("You typed %(mine)s.") % {"mine": mine}


def _theirs(
    key_result: KeyResult, column: Column, events: Sequence[AuditEvent], at: datetime
) -> str:
    last = next((one for one in events if STORED_AS[column] in one.changes), None)
    told = {
        "name": (last.by_name if last else "") or _("Somebody"),
        "what": str(LABELS[column]),
        "value": shown(key_result, column),
        "ago": _ago(last.at, at) if last else _("meanwhile"),
    }
    return _("%(name)s changed “%(what)s” to %(value)s %(ago)s.") % told


def _ago(then: datetime, now: datetime) -> str:
    if (now - then).total_seconds() < 60:
        return _("just now")
    ago = timesince(then, now, depth=1).replace("\xa0", " ")
    return _("%(ago)s ago") % {"ago": ago}

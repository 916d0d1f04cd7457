"""Somebody else changed the same cell: who, what to, and when."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.grid.columns import LABELS, STORED_AS, Column, shown
from okrs.models import KeyResult

LOOKED_BACK = 50  # entries of one key result; older ones say "somebody"


def theirs(key_result: KeyResult, columns: Sequence[Column], *, at: datetime) -> str:
    """What they did to these cells. One query."""
    events = _events(key_result)
    return " ".join(_theirs(key_result, column, events, at) for column in columns)


def promised(key_result: KeyResult, *, at: datetime) -> str:
    """That they made it a figure to keep. One query."""
    last = next((one for one in _events(key_result) if "low" in one.changes), None)
    return _("%(name)s made it a figure to keep where it is %(ago)s.") % _who(last, at)


def _events(key_result: KeyResult) -> Sequence[AuditEvent]:
    return list(AuditEvent.objects.about(subject_of(key_result))[:LOOKED_BACK])


def _theirs(
    key_result: KeyResult, column: Column, events: Sequence[AuditEvent], at: datetime
) -> str:
    last = next((one for one in events if STORED_AS[column] in one.changes), None)
    told = {"what": str(LABELS[column]), "value": shown(key_result, column)}
    return _("%(name)s changed “%(what)s” to %(value)s %(ago)s.") % (told | _who(last, at))


def _who(last: AuditEvent | None, at: datetime) -> dict[str, str]:
    return {
        "name": (last.by_name if last else "") or _("Somebody"),
        "ago": _ago(last.at, at) if last else _("meanwhile"),
    }


def _ago(then: datetime, now: datetime) -> str:
    if (now - then).total_seconds() < 60:
        return _("just now")
    ago = timesince(then, now, depth=1).replace("\xa0", " ")
    return _("%(ago)s ago") % {"ago": ago}

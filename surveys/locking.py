"""What of a wave may still be changed, by whom it was changed meanwhile, and how a change is kept.

What touches anonymity can be changed in a draft only. A few words to people may still be put right
while the wave is open.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import AuditEvent, User
from surveys.models import Wave
from surveys.refusals import CannotDraft, ChangedMeanwhile
from surveys.states import State

STILL_OPEN = frozenset({"results_on", "contact", "done_last_time"})
"""What may be changed while people answer: it touches nobody's anonymity."""


def refuse_what_is_locked(wave: Wave, names: set[str]) -> None:
    """Refuse a change to these columns where the state of the wave does not allow it."""
    if wave.state == State.DRAFT or (wave.state == State.OPEN and names <= STILL_OPEN):
        return
    if wave.state == State.OPEN:
        raise CannotDraft(_("This wave is open: what touches anonymity is locked until the end."))
    raise CannotDraft(
        _("This wave is %(state)s: nothing of it can be changed any more.")
        % {"state": wave.get_state_display().lower()}
    )


def refuse_if_changed(wave: Wave, seen: int) -> None:
    """Refuse a form that was opened on an older version than the one stored by now."""
    if wave.version == seen:
        return
    event = AuditEvent.objects.about(audit.subject_of(wave)).first()
    raise ChangedMeanwhile(
        _(
            "%(name)s changed this wave while you were writing. What you wrote is kept below; "
            "check it against what is stored, and save again."
        )
        % {"name": (event and event.by_name) or _("Somebody")},
        version=wave.version,
    )


def keep(
    wave: Wave, *, verb: str, changes: dict[str, list[Any]], by: User | None, at: datetime
) -> Wave:
    """Save the wave as its next version, with one line in the record."""
    wave.version += 1
    wave.save()
    audit.record(by=by, verb=verb, about=wave, at=at, changes=changes)
    return wave

"""A wave moves from one state to the next: only where `states.py` says it may, and recorded."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from surveys.models import Wave
from surveys.refusals import CannotChangeWave
from surveys.states import State, may_follow


def locked(wave: Wave) -> Wave:
    """The wave as it is now, held until the transaction ends: two people cannot both move it."""
    return Wave.objects.select_for_update().get(pk=wave.pk)


def check_may_become(wave: Wave, then: State) -> None:
    """Refuse a step that the life of a wave does not know."""
    if not may_follow(wave.state, then):
        raise CannotChangeWave(
            _("This wave is %(now)s, so this cannot be done any more.")
            % {"now": wave.get_state_display().lower()}
        )


def become(wave: Wave, then: State, *, by: User | None, verb: str, at: datetime) -> None:
    """Move, save and record. Call inside a transaction, with the wave locked."""
    before, wave.state = wave.state, then
    wave.version += 1
    wave.save()
    audit.record(by=by, verb=verb, about=wave, at=at, changes={"state": [before, then.value]})

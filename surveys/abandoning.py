"""A wave is abandoned: every ballot, invitation and key is destroyed, and nothing is counted."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from surveys import moving
from surveys.ballot import door
from surveys.closing import forget_people
from surveys.models import Wave
from surveys.states import State


def abandon_wave(*, wave: Wave, by: User, at: datetime) -> Wave:
    """Destroy everything of a wave but that there was one. Safe to send twice.

    Raises CannotChangeWave once it is counted: there is nothing left to destroy.
    """
    with transaction.atomic():
        wave = moving.locked(wave)
        if wave.state == State.ABANDONED:
            return wave
        moving.check_may_become(wave, State.ABANDONED)
        wave.closed_on = timezone.localdate(at)
        forget_people(wave)
        wave.participation.all().delete()
        moving.become(wave, State.ABANDONED, by=by, verb="abandoned", at=at)
    door.destroy(wave.label)  # the worker clears the disk
    return wave

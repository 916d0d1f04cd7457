"""What the worker does for surveys by the clock: open, close, count, stir, note, and clear up.

Each step is safe to repeat and to be killed in: the rows say what is left to do.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from surveys import participation
from surveys.ballot import door
from surveys.closing import close_wave, count_wave
from surveys.inviting import sending
from surveys.models import Wave
from surveys.opening import open_wave
from surveys.refusals import CannotChangeWave
from surveys.states import State

logger = logging.getLogger(__name__)
BETWEEN_STIRS = timedelta(hours=1)
OPENS_AT = 8  # o'clock: nobody is written to in the night


def look(*, at: datetime) -> None:
    """One round."""
    _finish_destroying()
    _open_those_due(at)
    _close_those_due(at)
    for wave in Wave.objects.filter(state=State.CLOSING).order_by("pk"):
        count_wave(wave=wave, at=at)
    _stir_when_due(at)
    for wave in Wave.objects.open().order_by("pk"):
        participation.take_note(wave=wave, today=timezone.localdate(at))
    sending.take_up_stale(at=at)


def _finish_destroying() -> None:
    """Keys that outlived their wave, because a process was killed right after the count."""
    for label in door.boxes_to_destroy():
        door.destroy(label)


def _open_those_due(at: datetime) -> None:
    now = timezone.localtime(at)
    if now.hour < OPENS_AT:
        return
    due = Wave.objects.filter(state=State.DRAFT, opens_on__lte=now.date())
    for wave in due.order_by("pk"):
        try:
            open_wave(wave=wave, by=None, at=at, today=now.date())
        except CannotChangeWave as refused:  # its page says what is missing
            logger.info("Wave %s does not open yet: %s", wave.label, refused)


def _close_those_due(at: datetime) -> None:
    """After the last day to answer, in London time."""
    for wave in Wave.objects.open().filter(closes_on__lt=timezone.localdate(at)).order_by("pk"):
        close_wave(wave=wave, by=None, at=at)


def _stir_when_due(at: datetime) -> None:
    """Once an hour, all boxes in one go: so the moment says nothing about any one ballot."""
    due = Q(stirred_at=None) | Q(stirred_at__lte=at - BETWEEN_STIRS)
    waves = Wave.objects.open()
    if waves.filter(due).exists():
        door.stir()
        waves.update(stirred_at=at)

"""What the worker does for surveys by the clock: stir, open, close, count, note, and clear up.

Each step is safe to repeat and to be killed in: the rows say what is left to do. A step that fails,
for one wave whose key was lost perhaps, is logged and leaves the others to be done.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Q
from django.utils import timezone

from surveys import participation
from surveys.ballot import door
from surveys.closing import clear_up, close_wave, count_wave
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
    for name, step in _steps(at):
        try:
            step()
        except CannotChangeWave as refused:  # its page says what is missing
            logger.info("%s: %s", name, refused)
        except Exception:
            logger.exception("%s failed; it is tried again in the next round", name)


def _steps(at: datetime) -> Iterator[tuple[str, Callable[[], object]]]:
    """What there is to do, each apart. Looked up as it comes: closing leads to counting."""
    yield "Stirring", partial(_stir_when_due, at)
    for label in door.boxes_to_clear():
        yield f"Clearing up {label}", partial(clear_up, label)
    for wave in _to_open(at):
        today = timezone.localdate(at)
        yield f"Opening {wave.label}", partial(open_wave, wave=wave, by=None, at=at, today=today)
    for wave in _to_close(at):
        yield f"Closing {wave.label}", partial(close_wave, wave=wave, by=None, at=at)
    for wave in Wave.objects.filter(state=State.CLOSING).order_by("pk"):
        yield f"Counting {wave.label}", partial(count_wave, wave=wave, at=at)
    for wave in Wave.objects.open().order_by("pk"):
        note = partial(participation.take_note, wave=wave, today=timezone.localdate(at))
        yield f"Noting who took part in {wave.label}", note
    yield "Going on with messages", partial(sending.take_up_stale, at=at)


def _to_open(at: datetime) -> list[Wave]:
    now = timezone.localtime(at)
    if now.hour < OPENS_AT:
        return []
    return list(Wave.objects.filter(state=State.DRAFT, opens_on__lte=now.date()).order_by("pk"))


def _to_close(at: datetime) -> list[Wave]:
    """After the last day to answer, in London time."""
    today = timezone.localdate(at)
    return list(Wave.objects.open().filter(closes_on__lt=today).order_by("pk"))


def _stir_when_due(at: datetime) -> None:
    """Once an hour, all boxes in one go: so the moment says nothing about any one ballot."""
    due = Q(stirred_at=None) | Q(stirred_at__lte=at - BETWEEN_STIRS)
    waves = Wave.objects.open()
    if waves.filter(due).exists():
        door.stir()
        door.clear_what_was_stirred()
        waves.update(stirred_at=at)

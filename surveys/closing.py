"""A wave closes: no ballot enters, the box is opened once, counted, emptied, its keys destroyed.

Closing and counting are two steps. The first is quick, and a person waits for it; the second is the
worker's. Until it commits, nothing has happened; once it has, all of it has, except that the keys
are destroyed right after, and the disk is cleared by the next round, which also finishes what a
killed process left.

What is kept is how many took part, the ballot numbers, and the tables as they left the gate. They
are stored in the transaction that deletes the ballots: there is never one without the other.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from surveys import moving, participation, tables_plan, wave_tables
from surveys.ballot import door
from surveys.models import Card, Invitation, Wave, WaveCount
from surveys.models.waves import Custody
from surveys.states import State
from surveys.wave_questions import fewest, question_set, table_plan

Progress = Callable[[str, int, int], None]
STEPS = 100  # of each part of the count: how often it is written down at most


@transaction.atomic
def close_wave(*, wave: Wave, by: User | None, at: datetime) -> Wave:
    """Let no ballot in any more; the worker counts. Safe to send twice."""
    wave = moving.locked(wave)
    if wave.state in (State.CLOSING, State.CLOSED):
        return wave
    moving.check_may_become(wave, State.CLOSING)
    door.close(wave.label)
    wave.closed_on = timezone.localdate(at)
    moving.become(wave, State.CLOSING, by=by, verb="closed", at=at)
    return wave


def count_wave(*, wave: Wave, at: datetime) -> None:
    """Open the box of a closing wave and finish it. Safe to kill at any instant, and to repeat.

    For the worker: at the end it clears the disk, which takes a while.

    A wave whose key a guardian holds waits for them, unless there is too little for anyone to open.
    """
    wave = Wave.objects.get(pk=wave.pk)  # another worker may have been quicker
    if wave.state != State.CLOSING or _waits_for_its_guardian(wave):
        return
    finish(wave=wave, count=_opened(wave), at=at)
    clear_up(wave.label)


def _opened(wave: Wave) -> door.Count:
    """What comes out of the box; of nobody where there is too little in it."""
    if wave.custody == Custody.GUARDIAN:
        return door.Count.of_nobody()
    try:
        return door.count(
            label=wave.label,
            shape=tables_plan.shape(table_plan(wave), question_set(wave)),
            earlier=wave_tables.earlier(wave),
            progress=_tell(wave),
        )
    except door.TooFew as few:
        return door.Count.of_nobody(invalid=few.invalid)


def _waits_for_its_guardian(wave: Wave) -> bool:
    people = door.ballots(wave.label) - door.reissued(wave.label)
    return wave.custody == Custody.GUARDIAN and people >= fewest(wave)


def _tell(wave: Wave) -> Progress:
    """How far the count is, for the page of the wave: written down where it has got further."""
    last = ("", -1)

    def progress(what: str, done: int, total: int) -> None:
        nonlocal last
        now = (what, STEPS * done // max(total, 1))
        if now != last:
            last = now
            Wave.objects.filter(pk=wave.pk).update(
                counting_what=what, counting_done=done, counting_total=total
            )

    return progress


def finish(
    *, wave: Wave, count: door.Count, at: datetime, record: Callable[[], object] = lambda: None
) -> None:
    """Keep what may be kept, delete the rest, in one transaction; then destroy the keys.

    `record`, if given, is done in that same transaction, or not at all.
    """
    with transaction.atomic():
        wave = moving.locked(wave)
        if wave.state != State.CLOSING:
            return
        record()
        _keep(wave, count, at=at)
        forget_people(wave)
        moving.become(wave, State.CLOSED, by=None, verb="counted", at=at)
    door.destroy(wave.label)


def _keep(wave: Wave, count: door.Count, *, at: datetime) -> None:
    """How many took part, and the tables where there are any."""
    many = count.languages.items()
    kept = WaveCount.objects.create(
        wave=wave,
        invited=door.invited(wave.label),
        collected=door.collected(wave.label),
        reissued=door.reissued(wave.label),
        counted=count.counted,
        invalid=count.invalid,
        by_unit=participation.units_at_close(wave),
        languages=sorted(name for name, many in many if many >= door.FEWEST),
        numbers=b"".join(sorted(count.numbers)),
    )
    if count.protected:
        wave_tables.keep(
            wave=wave,
            protected=count.protected,
            pay=count.pay,
            responded=kept.counted,
            invited=kept.invited,
            at=at,
        )


def clear_up(label: str) -> None:
    """Clear off the disk what was deleted of a wave. A part of it is in others' tables."""
    door.clear(label, and_these=(Invitation._meta.db_table, Card._meta.db_table))


def forget_people(wave: Wave) -> None:
    """Delete the ballots, the ballot papers, the invitations and the cards of a wave."""
    door.empty(wave.label)
    Invitation.objects.filter(wave=wave).delete()
    Card.objects.filter(wave=wave).delete()

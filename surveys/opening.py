"""A wave opens: what touches anonymity is frozen and hashed, keys are made, people are admitted."""

import json
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from accounts.models import User
from surveys import moving
from surveys.ballot import door
from surveys.models import Card, Invitation, Wave
from surveys.models.waves import Custody
from surveys.plan import NotAPlan
from surveys.questions.refusals import NotAQuestionSet
from surveys.refusals import CannotChangeWave
from surveys.states import State
from surveys.wave_questions import question_set, table_plan

AT_ONCE = 2_000  # rows written in one statement
WHILE_ONE_WAITS = 5_000  # people let in before an answer to a page takes too long


class CannotOpen(CannotChangeWave):
    """The wave cannot open yet; the message says what is missing."""


def whats_missing(wave: Wave) -> list[str]:
    """Why the wave cannot open yet, each as a sentence; empty when it can."""
    return [
        sentence
        for sentence, missing in (
            (_("Choose the last day to answer."), wave.closes_on is None),
            (_("Say whom people may ask about this survey."), not wave.contact),
            (_("Bring in the list of people to invite, or print cards."), not _anyone(wave)),
            (_("The guardian has not made their key yet."), _waits_for_guardian(wave)),
        )
        if missing
    ] + _questions_missing(wave)


def _anyone(wave: Wave) -> bool:
    return wave.invitations.exists() or bool(wave.choices.get("cards"))


def _waits_for_guardian(wave: Wave) -> bool:
    return wave.custody == Custody.GUARDIAN and not wave.guardian_public


def _questions_missing(wave: Wave) -> list[str]:
    try:
        table_plan(wave)
    except (NotAQuestionSet, NotAPlan) as refused:
        return [str(refused)]
    return []


def ask_to_open(*, wave: Wave, by: User, at: datetime, today: date) -> Wave:
    """Open now, or have the worker open a wave with a long list; gives the wave as it is now.

    Raises CannotOpen with what is missing, in both cases before anything is done.
    """
    if wave.invitations.count() <= WHILE_ONE_WAITS:
        return open_wave(wave=wave, by=by, at=at, today=today)
    _refuse_what_cannot_open(wave, today)
    open_by_the_worker.enqueue(wave.pk, by.pk)
    wave.refresh_from_db()
    return wave


@task()
def open_by_the_worker(wave_id: int, by_id: int) -> None:
    """Open a wave whose list is long. What became missing meanwhile leaves it a draft."""
    now = timezone.now()
    wave, by = Wave.objects.get(pk=wave_id), User.objects.get(pk=by_id)
    open_wave(wave=wave, by=by, at=now, today=timezone.localdate(now))


@transaction.atomic
def open_wave(*, wave: Wave, by: User | None, at: datetime, today: date) -> Wave:
    """Freeze the questions and the table plan, make the keys, and let everyone on the list in.

    Safe to send twice: an open wave is left as it is. Raises CannotOpen with what is missing.
    """
    wave = moving.locked(wave)
    if wave.state == State.OPEN:
        return wave
    moving.check_may_become(wave, State.OPEN)
    _refuse_what_cannot_open(wave, today)
    _freeze(wave)
    wave.opened_on = today
    # Keys of an opening that failed after it had made them: nobody was ever admitted with those.
    door.discard_keys(wave.label)
    _open_the_box(wave)
    moving.become(wave, State.OPEN, by=by, verb="opened", at=at)
    admit_the_invited(wave)
    admit_cards(wave, how_many=int(wave.choices.get("cards", 0)))
    return wave


def _refuse_what_cannot_open(wave: Wave, today: date) -> None:
    missing = whats_missing(wave)
    if missing:
        raise CannotOpen(" ".join(missing))
    if wave.closes_on and wave.closes_on < today:
        raise CannotOpen(_("The last day to answer has passed: choose a later one."))


def _freeze(wave: Wave) -> None:
    asked, planned = question_set(wave), table_plan(wave)
    wave.questions = json.loads(asked.to_json())
    wave.plan = planned.to_data()
    wave.plan_hash = planned.digest()


def _open_the_box(wave: Wave) -> None:
    guardian = wave.guardian_public if wave.custody == Custody.GUARDIAN else None
    door.open_box(
        label=wave.label,
        plan_hash=wave.plan_hash,
        box_public=bytes(guardian) if guardian else None,
    )


def admit_the_invited(wave: Wave) -> int:
    """Give each invitation without one its number in the ballot; gives how many there were.

    The rows are written anew, which takes a fifth of the time of changing a hundred thousand.
    """
    waiting = list(wave.invitations.filter(invitee=None).order_by("pk"))
    numbers = door.admit(label=wave.label, how_many=len(waiting))
    wave.invitations.filter(invitee=None).delete()
    for invitation, number in zip(waiting, numbers, strict=True):
        invitation.pk, invitation.invitee = None, number
    Invitation.objects.bulk_create(waiting, batch_size=AT_ONCE)
    return len(waiting)


def admit_cards(wave: Wave, *, how_many: int) -> None:
    """Room for so many people with a printed card. Nobody knows which card is whose."""
    numbers = door.admit(label=wave.label, how_many=how_many, short=True)
    Card.objects.bulk_create(
        (Card(wave=wave, invitee=number) for number in numbers), batch_size=AT_ONCE
    )

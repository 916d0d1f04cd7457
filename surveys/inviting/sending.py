"""Sending runs: invitations, a reminder or the last call, by the worker, a slice at a time.

A task holds nothing but the number of the run; the rows say what is left. So a worker may be killed
at any instant: started again, it goes on, and nobody gets a second message in one run.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accounts import audit
from accounts.models import User
from surveys import moving
from surveys.inviting import posting
from surveys.inviting.how_far import BEGAN
from surveys.models import Invitation, SendRun, Wave
from surveys.models.invitations import Delivery, RunKind
from surveys.refusals import CannotChangeWave
from surveys.states import State

BREATH = timedelta(seconds=1)  # between slices, so that the worker's rounds have their turn
STALE = timedelta(minutes=2)  # without a sign of life, a run is taken up again

NOBODY = {
    RunKind.INVITATION: gettext_lazy("Everybody on the list has been written to already."),
    RunKind.REMINDER: gettext_lazy("Nobody has been invited yet. Send the invitations first."),
    RunKind.LAST_CALL: gettext_lazy("There is nobody on the list to write to."),
}


class CannotSend(CannotChangeWave):
    """A sending was refused; the message is fit to show."""


def recipients(wave: Wave, kind: str) -> "QuerySet[Invitation]":
    """Whom a run goes through. Addresses that came back are left out until they are corrected.

    A reminder goes through everybody who was invited, and is sent to those who have not collected
    their ballot paper: how many those are is nobody's business, so they are not counted here.
    """
    reachable = wave.invitations.exclude(Q(delivery=Delivery.BOUNCED) | Q(invitee=None))
    if kind == RunKind.INVITATION:
        return reachable.filter(run=None)
    if kind == RunKind.REMINDER:
        return reachable.exclude(run=None)
    return reachable


@transaction.atomic
def start_run(*, wave: Wave, kind: RunKind, by: User | None, at: datetime) -> SendRun:
    """Put everybody it goes to in line, and the worker to work. Raises CannotSend."""
    wave = moving.locked(wave)
    if wave.state != State.OPEN:
        raise CannotSend(_("Messages go out while a survey is open, and this one is not."))
    if running(wave):
        raise CannotSend(_("Messages are going out already. Wait until the last one has gone."))
    run = SendRun.objects.create(wave=wave, kind=kind, started_by=by, heartbeat=at)
    run.total = recipients(wave, kind).update(run=run, delivery=Delivery.WAITING, trouble="")
    if not run.total:
        raise CannotSend(str(NOBODY[kind]))
    run.save(update_fields=["total"])
    audit.record(by=by, verb=BEGAN, about=wave, at=at, note=str(kind.label))
    go_on.enqueue(run.pk)
    return run


def running(wave: Wave) -> SendRun | None:
    """The run that is under way, or None. One query."""
    return wave.runs.filter(finished=False).first()


@task()
def go_on(run_id: int) -> None:
    """One slice of a run; then the next one, a moment later. A pause is ended by the rounds."""
    if posting.send_slice(run_id=run_id, clock=timezone.now):
        go_on.using(run_after=timezone.now() + BREATH).enqueue(run_id)


def take_up_stale(*, at: datetime) -> int:
    """Go on with runs that gave no sign of life for two minutes; gives how many there were.

    A run stands still because the post office was away, or because its task was lost. Called in
    every round, so the times of what was sent are forgotten here as well.
    """
    forget_times()
    quiet = Q(heartbeat=None) | Q(heartbeat__lt=at - STALE)
    stale = list(SendRun.objects.filter(quiet, finished=False).order_by("pk"))
    for run in stale:
        run.heartbeat = at
        run.save(update_fields=["heartbeat"])
        go_on.enqueue(run.pk)
    return len(stale)


def forget_times() -> None:
    """Delete what the queue keeps of slices that are over: when each was put in line, and ran.

    With the order of the invitations, that would say to the second when a message went out.
    """
    DBTaskResult.objects.finished().filter(task_path=go_on.module_path).delete()

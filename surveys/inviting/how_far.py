"""How far writing to people has come: counts of messages, never of answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db.models import Count, Q

from accounts import audit
from accounts.models import AuditEvent
from surveys.models import SendRun, Wave
from surveys.models.invitations import Delivery

BEGAN = "began to send"  # the verb by which the record knows when a run began
ENOUGH = 50  # people done, before a guess at the time left is worth making
QUIET = timedelta(minutes=1)  # without a sign of life, a run is said to have paused


@dataclass(frozen=True)
class HowFar:
    """Where the list stands, and the run that is under way, if there is one."""

    listed: int
    not_written: int
    sent: int
    came_back: int
    uncertain: int  # a worker was stopped while the message was on its way
    run: SendRun | None
    last: SendRun | None  # the newest run, where it is over
    left: int  # of that run
    paused: bool
    minutes: int | None  # until that run is through, at the pace it has had; None for no guess

    @property
    def done(self) -> int:
        return self.run.total - self.left if self.run else 0


def how_far(wave: Wave, *, at: datetime) -> HowFar:
    """Two queries, however long the list is; a third while a run is under way."""
    newest = wave.runs.select_related("wave").order_by("pk").last()
    run = newest if newest and not newest.finished else None
    waiting = Q(delivery=Delivery.WAITING)
    counts = wave.invitations.aggregate(
        listed=Count("pk"),
        not_written=Count("pk", filter=waiting & Q(run=None)),
        sent=Count("pk", filter=Q(delivery=Delivery.SENT)),
        came_back=Count("pk", filter=Q(delivery=Delivery.BOUNCED)),
        uncertain=Count("pk", filter=Q(delivery=Delivery.SENDING)),
        left=Count("pk", filter=waiting & Q(run=run)) if run else Count("pk", filter=Q(pk=None)),
    )
    paused = bool(run and (run.heartbeat is None or run.heartbeat < at - QUIET))
    if run and not paused and counts["uncertain"]:
        counts["uncertain"] -= 1  # the one that is on its way right now
    minutes = _minutes(run, counts["left"]) if run and not paused else None
    last = None if run else newest
    return HowFar(run=run, last=last, paused=paused, minutes=minutes, **counts)


def _minutes(run: SendRun, left: int) -> int | None:
    """At least one, while anybody is left. The run itself keeps no moment but its last."""
    about = AuditEvent.objects.about(audit.subject_of(run.wave))
    began = about.filter(verb=BEGAN).first()
    done = run.total - left
    if began is None or run.heartbeat is None or done < ENOUGH:
        return None
    return ceil((run.heartbeat - began.at) / done * left / timedelta(minutes=1))

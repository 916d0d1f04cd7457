"""One slice of a sending run: each person's message goes out once, or it is known that it may not.

A row is marked as being sent, and that is committed, before the message leaves. A worker killed in
between leaves the mark, and that person is not written to again in this run: one message too few
can be made up for by a reminder, and one too many cannot be taken back.
No code is kept or logged: it is worked out, written into the message, and forgotten.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from surveys.ballot import door
from surveys.inviting.letters import Letter, letter
from surveys.models import Invitation, SendRun, Wave
from surveys.models.invitations import Delivery, RunKind
from surveys.states import State

logger = logging.getLogger(__name__)
SLICE = 200  # messages over one connection
HANGS_UP = 421  # RFC 5321, section 4.2.2: "service not available, closing transmission channel"
FOR_GOOD = 500  # from here on a refusal is permanent: RFC 5321, section 4.2.1
NO_ADDRESS = 553  # the same, section 4.2.3: "mailbox name not allowed"
HEADERS = {"Auto-Submitted": "auto-generated"}  # RFC 3834: asks for no "out of office" in return

Clock = Callable[[], datetime]


class PostOfficeAway(Exception):
    """Nothing can be sent for now: try again in a while."""


def send_slice(*, run_id: int, clock: Clock) -> bool:
    """Write to the next people of a run; whether to go on at once.

    Not when it is finished, and not when the post office is away: then `take_up_stale` goes on.
    """
    run = SendRun.objects.select_related("wave").filter(pk=run_id, finished=False).first()
    if run is None:
        return False
    next_ones = _next_ones(run) if run.wave.state == State.OPEN else []
    letters = _Slice(run, clock)
    try:
        letters.send(next_ones)
    except (PostOfficeAway, OSError):
        logger.warning("Mail cannot be sent at the moment; run %s goes on later", run.pk)
        return letters.went_out > 0  # a post office that takes so many at a time is not away
    except door.KeyGone:  # the wave was counted or abandoned meanwhile: nobody is left to write to
        next_ones = []
    if len(next_ones) == SLICE:
        return True
    SendRun.objects.filter(pk=run.pk).update(finished=True, heartbeat=clock())
    return False


def _next_ones(run: SendRun) -> list[Invitation]:
    """In the order of their numbers, which were drawn at random: no alphabet, no unit."""
    waiting = Invitation.objects.filter(run=run, delivery=Delivery.WAITING, invitee__isnull=False)
    return list(waiting.order_by("invitee")[:SLICE])


class _Slice:
    """What the messages of one slice share: one connection, and every word but the code."""

    def __init__(self, run: SendRun, clock: Clock) -> None:
        self.run, self.clock, self.went_out = run, clock, 0
        self.post_office: BaseEmailBackend = get_connection()
        self.label = run.wave.label

    def send(self, invitations: list[Invitation]) -> None:
        """Each in turn. Those a reminder passes over go through the same marks as all others."""
        if not invitations:
            return
        passed_over = self._passed_over([one.invitee for one in invitations if one.invitee])
        with self.post_office:
            for invitation in invitations:
                message = None if invitation.invitee in passed_over else self._message(invitation)
                if _mark_if_open(invitation):
                    self._done(invitation, self._post(invitation, message) if message else "")

    def _passed_over(self, numbers: list[int]) -> set[int]:
        """Who has collected their ballot paper by now: only a last call goes to them too.

        An invitation is passed over in one case: see `bouncing`.
        """
        if self.run.kind == RunKind.LAST_CALL:
            return set()
        return set(numbers) - set(door.waiting(self.label).filter(pk__in=numbers))

    @cached_property
    def _letter(self) -> Letter:
        fingerprint = door.public_keys(self.label).fingerprint
        return letter(wave=self.run.wave, kind=self.run.kind, fingerprint=fingerprint)

    def _message(self, invitation: Invitation) -> EmailMessage:
        assert invitation.invitee is not None
        return EmailMessage(
            self._letter.subject,
            self._letter.to(door.token_of(label=self.label, invitee=invitation.invitee)),
            settings.DEFAULT_FROM_EMAIL,
            [invitation.email],
            connection=self.post_office,
            headers=HEADERS,
        )

    def _post(self, invitation: Invitation, message: EmailMessage) -> str:
        """Send it; "" or why it was refused. Raises PostOfficeAway where it can be tried again."""
        try:
            message.send()
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as refused:
            code, reason = _why(refused)
            if code == HANGS_UP or (isinstance(refused, smtplib.SMTPDataError) and code < FOR_GOOD):
                raise self._put_back(invitation) from refused
            return reason
        except (smtplib.SMTPSenderRefused, smtplib.SMTPNotSupportedError) as refused:
            raise self._put_back(invitation) from refused  # not of this person's making
        except ValueError:
            return f"{NO_ADDRESS} {_('This is not an address that can be written to.')}"
        return ""

    def _put_back(self, invitation: Invitation) -> PostOfficeAway:
        _mark(invitation, Delivery.SENDING, Delivery.WAITING)
        return PostOfficeAway()

    @transaction.atomic
    def _done(self, invitation: Invitation, trouble: str) -> None:
        """Note how it ended. Of a reminder nothing is kept that only those can have met who had not
        collected: to the others nothing was sent.
        """
        if self.run.kind == RunKind.REMINDER:
            trouble = ""
        if trouble:
            Invitation.objects.filter(pk=invitation.pk).update(trouble=trouble)
        _mark(invitation, Delivery.SENDING, Delivery.BOUNCED if trouble else Delivery.SENT)
        SendRun.objects.filter(pk=self.run.pk).update(done=F("done") + 1, heartbeat=self.clock())
        self.went_out += 1


def _mark(invitation: Invitation, was: Delivery, now: Delivery) -> bool:
    """Whether it was so and now is so: of two workers, one gets it."""
    return _row(invitation, was).update(delivery=now) == 1


def _mark_if_open(invitation: Invitation) -> bool:
    """The same, before a message leaves: not once the wave has closed, in the middle of a slice."""
    rows = _row(invitation, Delivery.WAITING).filter(wave__in=Wave.objects.open())
    return rows.update(delivery=Delivery.SENDING) == 1


def _row(invitation: Invitation, was: Delivery) -> "QuerySet[Invitation]":
    return Invitation.objects.filter(pk=invitation.pk, run=invitation.run_id, delivery=was)


LONGEST_REASON = 200


def _why(refused: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> tuple[int, str]:
    """The post office's code and words, as text that can be kept and shown."""
    if isinstance(refused, smtplib.SMTPDataError):
        code, said = refused.smtp_code, refused.smtp_error
    else:
        code, said = next(iter(refused.recipients.values()), (FOR_GOOD, b""))
    words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return code, " ".join(f"{code} {words}".split())[:LONGEST_REASON]

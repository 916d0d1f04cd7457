"""Saying why a row of the playbook is not for us, and thinking again: decisions, not accidents."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs.models import PlaybookDecision
from okrs.playbook import offers
from okrs.playbook.shapes import PlaybookRow
from okrs.refusals import CannotPlan
from strategy.models import Strategy

LATER = "later"


class CannotDecline(CannotPlan):
    """The reason was refused; the message is fit to show."""


@transaction.atomic
def decline(
    *,
    row: PlaybookRow,
    strategy: Strategy,
    reason: str,
    by: User,
    at: datetime,
    today: date,
    sentence: str = "",
    ask_again_on: date | None = None,
) -> PlaybookDecision:
    """Leave a row out, and say why. "Not now" needs the day to be asked again on."""
    if reason not in dict(PlaybookDecision.REASONS):
        raise CannotDecline(_("Choose why not."), field="reason")
    offer = offers.offers_for(strategy, today=today).offer(row.id)
    if offer.state is offers.State.taken_up:
        raise CannotDecline(_("It is taken up. To leave it out, archive the key result."))
    day = _day_to_ask(reason, ask_again_on, today=today)
    decision, _made = PlaybookDecision.objects.update_or_create(
        strategy=strategy,
        playbook_id=row.id,
        defaults={
            "reason": reason,
            "sentence": " ".join(sentence.split()),
            "ask_again_on": day,
            "by": by,
            "at": at,
        },
    )
    audit.record(
        by=by,
        verb="declined",
        about=decision,
        at=at,
        changes={"reason": ["", reason], "ask_again_on": [None, day]},
        note=decision.sentence,
    )
    return decision


@transaction.atomic
def reconsider(*, row: PlaybookRow, strategy: Strategy, by: User, at: datetime) -> None:
    """Put a row back among those to decide. Asked twice, it is done once."""
    found = PlaybookDecision.objects.filter(strategy=strategy, playbook_id=row.id).first()
    if found is None:
        return
    audit.record(
        by=by,
        verb="reconsidered",
        about=found,
        at=at,
        changes={"reason": [found.reason, ""]},
        note=found.sentence,
    )
    found.delete()


def _day_to_ask(reason: str, day: date | None, *, today: date) -> date | None:
    if reason != LATER:
        return None
    if day is None:
        raise CannotDecline(_("Say on which day to ask again."), field="ask_again_on")
    if day <= today:
        raise CannotDecline(_("The day to ask again must be after today."), field="ask_again_on")
    return day

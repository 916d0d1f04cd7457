"""Fresh, due, overdue, stale: when the next check-in is due, and what happens when it is missed.

Source: docs/progress.md, section 9.
"""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from okrs.rules import calendar
from okrs.rules.words import Cadence, Named

GRACE = {
    Cadence.weekly: 3,
    Cadence.monthly: 7,
    Cadence.quarterly: 14,
    Cadence.annual: 30,
    Cadence.on_survey: 30,
}
"""Days after a due date in which a check-in is overdue; after them the reading is stale."""


class Freshness(Named):
    """How far the latest check-in can be relied on."""

    up_to_date = "up_to_date", _("Up to date")
    overdue = "overdue", _("Overdue")
    stale = "stale", _("Stale")
    no_reading_yet = "no_reading_yet", _("No reading yet")


def next_due(*, starts_on: date, due_on: date, cadence: Cadence, confirmed_on: date | None) -> date:
    """The first due date that no check-in has answered.

    A check-in up to the grace days before a due date answers it: nobody is asked twice in a
    fortnight for the same quarter.
    """
    answered_to = starts_on
    if confirmed_on is not None:
        answered_to = confirmed_on + timedelta(days=GRACE[cadence])
    return calendar.first_after(answered_to, starts_on=starts_on, due_on=due_on, cadence=cadence)


def freshness(*, due: date, cadence: Cadence, today: date, ever_updated: bool) -> Freshness:
    """Up to date through the due date, overdue in the grace days, stale after them.

    What was never updated has no grace: past its first due date it is stale.
    """
    late = (today - due).days
    if late > GRACE[cadence] or (late > 0 and not ever_updated):
        return Freshness.stale
    if late > 0:
        return Freshness.overdue
    return Freshness.up_to_date if ever_updated else Freshness.no_reading_yet


def reminder_days(*, due: date, cadence: Cadence) -> tuple[date, date, date]:
    """The three days on which to remind: when due, half-way through the grace, when stale."""
    grace = GRACE[cadence]
    return due, due + timedelta(days=grace // 2), due + timedelta(days=grace + 1)

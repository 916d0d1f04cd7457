"""People get more time: an open wave's last day to answer moves, later only, and is recorded."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from surveys import moving
from surveys.locking import keep
from surveys.models import Wave
from surveys.refusals import CannotDraft
from surveys.states import State


class CannotExtend(CannotDraft):
    """The last day stays as it is; the message says why."""


@transaction.atomic
def extend_wave(*, wave: Wave, closes_on: date, by: User | None, at: datetime, today: date) -> Wave:
    """Move the last day to answer to a later one. Safe to send twice.

    Never earlier: people were told a day, and to close before it is a step of its own.
    """
    stored = moving.locked(wave)
    if stored.state != State.OPEN:
        raise CannotExtend(
            _("Only an open wave can be extended. This one is %(state)s.")
            % {"state": stored.get_state_display().lower()}
        )
    before = stored.closes_on
    if before == closes_on:
        return stored
    _refuse(closes_on, before=before, results_on=stored.results_on, today=today)
    stored.closes_on = closes_on
    changes = {"closes_on": [before, closes_on]}
    return keep(stored, verb="extended", changes=changes, by=by, at=at)


def _refuse(closes_on: date, *, before: date | None, results_on: date | None, today: date) -> None:
    if closes_on < today or (before and closes_on < before):
        raise CannotExtend(
            _("Choose a day after %(day)s: people were told that they had until then.")
            % {"day": date_format(max(today, before or today), "j F Y")},
            field="closes_on",
        )
    if results_on and closes_on >= results_on:
        raise CannotExtend(
            _("Results are promised for %(day)s. Move that day first, in the settings.")
            % {"day": date_format(results_on, "j F Y")},
            field="closes_on",
        )

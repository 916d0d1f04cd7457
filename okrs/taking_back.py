"""Taking back a reading in one press: a correction that gives none, so the one before counts again.

Nothing is removed: what was read stays, struck out, and what was written with it stays as it was
told. Nor is anything made up: the figure before keeps its own day, and nobody is said to have read
it again. Source: docs/progress.md, section 9.
"""

from datetime import datetime
from uuid import uuid5

from django.utils.translation import gettext as _

from accounts.models import User
from okrs.checkins import Reading, correct_checkin
from okrs.models import CheckIn
from okrs.told import CannotCheckIn


def can_take_back(check_in: CheckIn) -> bool:
    """Whether it gives a reading that a person told and nobody corrected since. No query."""
    told_by_hand = check_in.source == CheckIn.PERSON
    return told_by_hand and check_in.gives_a_reading and check_in.replaced_by_id is None


def take_back(*, check_in: CheckIn, by: User, at: datetime) -> CheckIn:
    """The correction that was made; the same one where it was asked for before.

    Raises CannotPlan where it was corrected meanwhile, or a closed period holds its day.
    """
    if not check_in.gives_a_reading:
        raise CannotCheckIn(_("It gave no reading, so there is none to take back."))
    return correct_checkin(
        check_in=check_in,
        reading=Reading(),
        as_of=check_in.as_of,
        why=_("Taken back"),
        by=by,
        at=at,
        key=uuid5(check_in.key, "taken back"),
        takes_back=True,
    )

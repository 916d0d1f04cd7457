"""Key results that follow the survey: what is said of them, and what nobody may do by hand.

Whoever could overwrite a counted figure could make a good one of a bad one.
"""

from django.utils.translation import gettext as _

from okrs.models import CheckIn, KeyResult
from okrs.told import CannotCheckIn, Reading


def refuse_a_figure_by_hand(key_result: KeyResult, reading: Reading, *, source: str) -> None:
    """A person says what happened; the figure is the survey's own. Raises CannotCheckIn."""
    if key_result.follows and source != CheckIn.SURVEY and not reading.says_nothing:
        raise CannotCheckIn(
            _(
                "The figures of this key result come from the survey by themselves, so none is "
                "written by hand. Save your words alone."
            )
        )


def refuse_to_mend_what_was_counted(check_in: CheckIn) -> None:
    """A figure that the survey gave is corrected by the next one only. Raises CannotCheckIn."""
    if check_in.source == CheckIn.SURVEY:
        raise CannotCheckIn(
            _("This figure was counted in the survey: it cannot be corrected by hand.")
        )

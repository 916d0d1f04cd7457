"""Key results that follow the survey: what is said of them, and what nobody may do by hand.

Whoever could overwrite a counted figure could make a good one of a bad one.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from okrs.followed import PUBLISHED, kept
from okrs.models import CheckIn, KeyResult
from okrs.refusals import CannotPlan
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


def refuse_another_figure(key_result: KeyResult, columns: Mapping[str, Any]) -> None:
    """One line is never made of two figures of the survey. Raises CannotPlan. One query, or none.

    Who says what happened may change; what was counted may not.
    """
    new = _code(columns["follows"], columns["followed"])
    if new in ("", _code(key_result.follows, key_result.followed)):
        return
    counted = key_result.check_ins.readings().filter(source=CheckIn.SURVEY, suppressed=False)
    if any((one.evidence or {}).get("figure", KeyResult.RESPONSE_RATE) != new for one in counted):
        raise CannotPlan(
            _(
                "Its readings are of another figure of the survey, and one line never shows two. "
                "Archive it, and add another."
            ),
            field="follows",
        )


def _code(follows: str, followed: Mapping[str, Any]) -> str:
    """What is followed, as one text; "" for nothing of the survey."""
    if follows not in PUBLISHED:
        return follows
    figure = kept(follows, followed)
    return figure.code if figure else ""

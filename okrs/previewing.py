"""What a check-in would do, before anybody saves it. Nothing here writes."""

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from okrs import figures, told
from okrs.models import CheckIn, KeyResult
from okrs.standings import Row, row_of
from okrs.told import Reading, Story


@dataclass(frozen=True)
class Preview:
    """How it would stand, how far that is from the last reading, and whether it is late."""

    row: Row
    moved: str
    is_late: bool


def preview(
    *, key_result: KeyResult, reading: Reading, story: Story, as_of: date, at: datetime
) -> Preview:
    """Raises CannotCheckIn, as saving would."""
    told.refuse_what_cannot_be(key_result, story=story, as_of=as_of, at=at)
    today, before = timezone.localdate(at), key_result.latest
    columns = told.figures_of(key_result, reading)
    would_be = copy(key_result)
    is_late = bool(before and before.as_of > as_of)
    if not reading.says_nothing and not is_late:
        would_be.latest = CheckIn(key_result=key_result, as_of=as_of, **columns)
    would_be.blocked, would_be.confirmed_on = story.blocked, today
    return Preview(row_of(would_be, today=today), moved(before, would_be.latest), is_late)


def moved(before: CheckIn | None, after: CheckIn | None) -> str:
    """ "+1 point since 31 August 2026"; empty where there is nothing to compare."""
    if not before or not after or before.value is None or after.value is None:
        return ""
    kind = before.key_result.kind
    return _("%(moved)s since %(day)s") % {
        "moved": figures.difference(before.value, after.value, kind=kind),
        "day": date_format(before.as_of, "j F Y"),
    }

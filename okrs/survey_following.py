"""What the page of a key result says of the wave that it follows, and since when it does.

A small wave, such as a trial with a guardian, is told with how many it asked: its figure is never
read as one of everybody.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from accounts.audit import subject_of
from accounts.models import AuditEvent
from okrs.followed import PUBLISHED
from okrs.models import CheckIn, KeyResult
from okrs.rules import groups
from okrs.survey_readings import newest_wave
from strategy.models import Organisation
from surveys import participation
from surveys.models import Wave
from surveys.states import State


@dataclass(frozen=True)
class Following:
    """Since when the survey gives the readings, by which wave, and whether the first is awaited."""

    since: date
    wave: str
    waits: bool


def following(key_result: KeyResult) -> Following | None:
    """None where no survey is followed, at no cost. Otherwise at most five queries."""
    if not key_result.follows:
        return None
    if key_result.follows in PUBLISHED:
        return Following(since=_since(key_result), wave="", waits=False)
    wave = newest_wave()
    return Following(
        since=_since(key_result),
        wave=_in_words(wave) if wave else "",
        waits=bool(wave and wave.state == State.OPEN and not _has_told(key_result, wave)),
    )


def _since(key_result: KeyResult) -> date:
    """The day it was last set to follow; the day it was added where it always did."""
    set_to = AuditEvent.objects.filter(subject=subject_of(key_result), changes__has_key="follows")
    at = set_to.order_by("-at", "-pk").values_list("at", flat=True).first()
    return timezone.localdate(at or key_result.added_at)


def _has_told(key_result: KeyResult, wave: Wave) -> bool:
    told = key_result.check_ins.filter(source=CheckIn.SURVEY)
    return told.filter(as_of__gte=wave.opened_on).exists() if wave.opened_on else told.exists()


def _in_words(wave: Wave) -> str:
    words = {"wave": wave.title, "label": wave.label}
    if wave.opened_on:
        words["day"] = date_format(wave.opened_on, "j F Y")
        named = _("The wave it follows is %(wave)s (%(label)s), opened on %(day)s.") % words
    else:
        named = _("The wave it follows is %(wave)s (%(label)s).") % words
    invited = _invited(wave)
    return f"{named} {_of_whom(invited)}" if invited else named


def _invited(wave: Wave) -> int:
    """How many were invited, as the newest figure or the count tells it; 0 before there is one."""
    counted = getattr(wave, "count", None)
    told = counted or participation.latest(wave)
    return told.invited if told else 0


def _of_whom(invited: int) -> str:
    """Of how many the figure speaks, and plainly so where most of the house was not asked."""
    if groups.too_few(invited):
        return _("Fewer than 10 people were invited, so no figure is given.")
    employed = Organisation.objects.values_list("headcount", flat=True).first()
    if employed and 2 * invited < employed:
        words = {"invited": f"{invited:,}", "employed": f"{employed:,}"}
        return (
            _("Its figure is of the %(invited)s people invited, not of everybody (%(employed)s).")
            % words
        )
    return _("Its figure is of the %(invited)s people invited.") % {"invited": f"{invited:,}"}

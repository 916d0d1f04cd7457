"""The survey gives its key results their readings: the response rate, at most once a day.

While a wave is open it is the day's figure, rounded to 5 (surveys/participation.py); once counted,
the count. Only figures that changed are told; they are never corrected, only followed by the next.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db.models import F
from django.utils.translation import gettext as _

from okrs import survey_posting
from okrs.checkins import record_checkin
from okrs.guarding import is_in_the_plan
from okrs.models import CheckIn, KeyResult
from okrs.rules import groups
from okrs.told import Reading, Story
from surveys import participation
from surveys.models import Wave, WaveCount
from surveys.models.waves import Origin
from surveys.states import State

OURS = UUID("5e1e0d3c-5c0b-4d0a-9f5e-7b2f0f6a7c11")  # what the keys of these readings grow from
TOLD_OF = (State.OPEN, State.CLOSING, State.CLOSED, State.PUBLISHED)


@dataclass(frozen=True)
class Taken:
    """How many took part, of how many, by which day, and in which wave, in words."""

    wave: Wave
    day: date
    responded: int
    invited: int
    said: str

    def is_news_after(self, last: CheckIn | None) -> bool:
        """Whether it says anything that the last reading from the survey did not."""
        if last is None or (self.wave.opened_on and last.as_of < self.wave.opened_on):
            return True
        if last.as_of > self.day:  # of a wave that was abandoned since
            return False
        if groups.too_few(self.invited):
            return not last.suppressed
        return (last.numerator, last.denominator) != (self.responded, self.invited)


def post(*, today: date, at: datetime) -> int:
    """Tell every key result that follows the survey what is new; gives how many were told.

    Each is told in a transaction of its own under a key made of itself and the day: killed half-way
    and started again, or run by two workers, every one is told once. Queries: one where none
    follows the survey. Other figures are those of published waves: okrs/survey_posting.py.
    """
    every = KeyResult.objects.exclude(follows="").select_related("objective")
    followers = list(every.order_by("pk"))
    following = [
        one for one in followers if one.follows == KeyResult.RESPONSE_RATE and is_in_the_plan(one)
    ]
    taken = _newest() if following else None
    posted = survey_posting.post(followers, today=today, at=at)
    if taken is None:
        return posted
    return posted + sum(_tell(key_result, taken, today=today, at=at) for key_result in following)


def newest_wave() -> Wave | None:
    """The wave that is followed: asked here, open or counted, and opened last. One query."""
    waves = Wave.objects.filter(origin=Origin.ASKED, state__in=TOLD_OF).select_related("count")
    return waves.order_by(F("opened_on").desc(nulls_last=True), "-pk").first()


def _newest() -> Taken | None:
    """What that wave says of taking part; None before anybody has, or of no wave."""
    wave = newest_wave()
    if wave is None:
        return None
    counted: WaveCount | None = getattr(wave, "count", None)
    taken = _counted(wave, counted) if counted else _by_now(wave)
    return taken if taken and taken.responded and taken.invited else None


def _by_now(wave: Wave) -> Taken | None:
    noted = participation.latest(wave)
    if noted is None:
        return None
    said = _("%(wave)s (%(label)s), still open. %(figure)s") % {
        "wave": wave.title,
        "label": wave.label,
        "figure": participation.in_words(noted),
    }
    return Taken(wave, noted.day, noted.responded, noted.invited, said)


def _counted(wave: Wave, count: WaveCount) -> Taken | None:
    """The count is public, so it is told as it is, and never as more than all who were invited."""
    if wave.closed_on is None:
        return None
    responded = min(count.counted, count.invited)
    said = _("%(wave)s (%(label)s), counted: %(responded)s of %(invited)s people answered.") % {
        "wave": wave.title,
        "label": wave.label,
        "responded": f"{responded:,}",
        "invited": f"{count.invited:,}",
    }
    return Taken(wave, wave.closed_on, responded, count.invited, said)


def _tell(key_result: KeyResult, taken: Taken, *, today: date, at: datetime) -> bool:
    if not key_result.starts_on <= taken.day <= today:
        return False
    key = uuid5(OURS, f"{key_result.pk} {today.isoformat()}")
    told = key_result.check_ins.filter(source=CheckIn.SURVEY)
    last = told.order_by("-recorded_at", "-pk").first()
    if (last and last.key == key) or not taken.is_news_after(last):
        return False
    record_checkin(
        key_result=key_result,
        reading=Reading(numerator=Decimal(taken.responded), denominator=Decimal(taken.invited)),
        story=Story(changed=_told_of(taken)),
        as_of=taken.day,
        by=None,
        at=at,
        key=key,
        source=CheckIn.SURVEY,
    )
    return True


def _told_of(taken: Taken) -> str:
    """Too few to show are too few to tell of, also beside the figure that is not kept."""
    if groups.too_few(taken.invited):
        return _("%(wave)s (%(label)s).") % {"wave": taken.wave.title, "label": taken.wave.label}
    return taken.said

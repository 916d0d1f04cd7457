"""What the pages of waves show, read in one place: the list, and one wave in the state it is in.

Of taking part there is never more here than `participation.py` gives: while a wave is open one
figure of everybody, rounded and a day old; after the count what was kept for good.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys import checklist, opening, participation, plan
from surveys.ballot import door
from surveys.fingerprints import in_groups
from surveys.models import Participation, Wave, WaveCount
from surveys.models.waves import Custody, Origin
from surveys.questions.sets import QuestionSet
from surveys.states import State
from surveys.wave_questions import question_set, table_plan


@dataclass(frozen=True)
class Row:
    """A wave in the list, with one sentence about how it stands."""

    wave: Wave
    said: str
    last_day: str


def rows(*, today: date) -> list[Row]:
    """Every wave, the newest first. Two queries, however many there are."""
    days = Participation.objects.order_by("-day")
    waves = Wave.objects.newest_first().select_related("count")
    found = waves.prefetch_related(Prefetch("participation", queryset=days, to_attr="days"))
    return [Row(wave, _said(wave, today), _last_day(wave)) for wave in found]


def _last_day(wave: Wave) -> str:
    """As it was told to people; or when it closed, where it closed before that day was over."""
    if wave.closed_on and (wave.closes_on is None or wave.closed_on <= wave.closes_on):
        return _("Closed on %(day)s") % {"day": date_format(wave.closed_on, "j F Y")}
    return date_format(wave.closes_on, "j F Y") if wave.closes_on else "–"


def _said(wave: Wave, today: date) -> str:
    if wave.state == State.DRAFT:
        return _("Being prepared. Nobody has been asked yet.")
    if wave.state == State.OPEN:
        taken = next(iter(wave.days), None)  # type: ignore[attr-defined]
        return f"{participation.in_words(taken)} {time_left(wave, today)}"
    if wave.state == State.CLOSING:
        return _waiting(wave)
    if wave.state == State.ABANDONED:
        return _("Abandoned. Every answer was destroyed, and nothing was counted.")
    count = count_of(wave)
    if count and wave.origin == Origin.IMPORTED:
        return _("An earlier survey, brought in: %(n)s people answered.") % {
            "n": f"{count.counted:,}"
        }
    return counted(count) if count else ""


def _waiting(wave: Wave) -> str:
    if wave.custody == Custody.HOST:
        return _("Closed to answers, and being counted.")
    return _("Closed to answers. Waiting for %(guardian)s to count.") % {"guardian": wave.guardian}


def time_left(wave: Wave, today: date) -> str:
    """ "3 days left." for an open wave; "" where no last day was chosen."""
    if wave.closes_on is None:
        return ""
    days = (wave.closes_on - today).days
    if days < 0:
        return _("The last day has passed; it closes within minutes.")
    if days == 0:
        return _("Today is the last day.")
    return ngettext("%(n)s day left.", "%(n)s days left.", days) % {"n": days}


def counted(count: WaveCount) -> str:
    """One sentence on who took part, of what was kept at the count."""
    if not count.invited:  # brought in, and nobody knows any more how many were asked
        return ngettext("%(n)s person answered.", "%(n)s people answered.", count.counted) % {
            "n": f"{count.counted:,}"
        }
    if not count.counted:  # how many cast a ballot is not said: fewer than ten did
        return _("Too few people answered for anybody’s answer to be counted.")
    rate = participation.rate(responded=count.counted, invited=count.invited)
    said = _("%(counted)s of %(invited)s people answered") % {
        "counted": f"{count.counted:,}",
        "invited": f"{count.invited:,}",
    }
    return f"{said}." if rate is None else f"{said}, {rate:.0f}%."


def count_of(wave: Wave) -> WaveCount | None:
    """What the count left, or None while there was none."""
    found: WaveCount | None = getattr(wave, "count", None)
    return found


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What a wave asks and which tables it plans, in words; frozen or, in a draft, so far."""

    asked: QuestionSet
    questions: tuple[str, ...]
    cuts: tuple[str, ...]
    measures: tuple[str, ...]
    how_many: str
    minimum: int
    minutes: int


def frozen(wave: Wave) -> Frozen:
    """Raises NotAQuestionSet or NotAPlan where a draft's choices make none yet."""
    asked, planned = question_set(wave), table_plan(wave)
    language = settings.LANGUAGE_CODE
    return Frozen(
        asked=asked,
        questions=tuple(str(page["wording"]) for page in asked.page_json(language)),
        cuts=tuple(plan.in_words(planned, asked, language)),
        measures=tuple(plan.measures_in_words(planned, asked, language)),
        how_many=plan.how_many(planned),
        minimum=planned.minimum,
        minutes=checklist.about_minutes(len(asked.questions)),
    )


@dataclass(frozen=True, kw_only=True)
class OpenWave:
    """What is shown of taking part while people answer, and what was frozen."""

    taken: Participation | None
    percent: int | None
    said: str
    left: str
    plan_fingerprint: str
    public: door.Opened


def while_open(wave: Wave, *, today: date) -> OpenWave:
    """Two queries. No figure but the day's: not how many were replaced, and nothing by unit."""
    taken = participation.latest(wave)
    rate = None
    if taken and not participation.is_too_soon(taken):
        rate = participation.rate(responded=taken.responded, invited=taken.invited)
    return OpenWave(
        taken=taken,
        percent=None if rate is None else round(rate),
        said=participation.in_words(taken),
        left=time_left(wave, today),
        plan_fingerprint=in_groups(wave.plan_hash),
        public=door.public_keys(wave.label),
    )


def missing(wave: Wave, *, today: date) -> tuple[str, ...]:
    """Why a draft cannot open yet, in sentences."""
    return tuple(_missing(wave, today))


def _missing(wave: Wave, today: date) -> Iterator[str]:
    yield from opening.whats_missing(wave)
    if wave.closes_on and wave.closes_on < today:
        yield _("The last day to answer, %(day)s, has passed: choose a later one.") % {
            "day": date_format(wave.closes_on, "j F Y")
        }

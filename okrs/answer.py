"""Where one key result stands, in plain sentences: first the figure, then what it means.

Every number comes from the standing and the readings; nothing is worked out here but differences.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs import paths
from okrs.doubt import Doubt
from okrs.doubt_read import doubt_of
from okrs.figures import figure, whole
from okrs.models import KeyResult
from okrs.rates_in_words import JUDGED, PERCENTAGES, moved, what_it_needs
from okrs.readings import Readings
from okrs.rules import progress
from okrs.rules.reasons import guard_says
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Kind, Source
from okrs.standings import Row

WITHOUT_FIGURES = frozenset({Kind.status.value, Kind.milestones.value})


@dataclass(frozen=True)
class Answer:
    """The sentence that counts, those that explain it, and the finding above the chart."""

    first: str
    rest: tuple[str, ...]
    finding: str


def answer_to(row: Row, readings: Readings, *, today: date) -> Answer:
    """How a key result stands, told to a person who has ten seconds."""
    key_result, found = row.key_result, row.standing
    if found.source is not Source.value or not _has_figures(key_result):
        return Answer(_state_of(row), (found.reason,), _state_of(row).rstrip("."))
    now = _now(row)
    if now is None:
        return Answer(_state_of(row), (found.reason,), _way(key_result, readings))
    doubt = doubt_of(readings)
    expectation, beside = _expectation(row, now), guard_says(row.standing)
    sentences = (
        expectation,
        _chance(key_result, now, doubt),
        what_it_needs(row, now, today, is_clear=doubt is None),
        "" if beside in expectation else beside,
    )
    return Answer(
        _place(key_result, now, doubt), tuple(filter(None, sentences)), _finding(row, now, doubt)
    )


def _has_figures(key_result: KeyResult) -> bool:
    return key_result.kind not in WITHOUT_FIGURES


def _now(row: Row) -> Decimal | None:
    facts = row.standing.facts
    if facts.suppressed or (facts.value is None and facts.baseline_on is None):
        return None
    return facts.value if facts.value is not None else facts.baseline


def _state_of(row: Row) -> str:
    """Without a figure to state, the words above its path, or its status."""
    now = paths.words_of(row).now
    return _("%(now)s.") % {"now": now} if now else _("%(word)s.") % {"word": row.standing.word}


def _way(key_result: KeyResult, readings: Readings) -> str:
    if key_result.from_value is None or key_result.to_value is None:
        return _("What has been read so far") if readings.all else _("Nothing read yet")
    return _("On the way from %(start)s to %(end)s") % {
        "start": figure(key_result.from_value, kind=key_result.kind),
        "end": figure(key_result.to_value, kind=key_result.kind),
    }


def _place(key_result: KeyResult, now: Decimal, doubt: Doubt | None) -> str:
    """ "It stands at 19%, up 2 points since 31 October 2025.": or that this is no clear change."""
    words = {"now": figure(now, kind=key_result.kind), "day": ""}
    if key_result.from_value is None or key_result.kind == Kind.keep_at.value:
        return _("It stands at %(now)s.") % words
    if key_result.latest is None or key_result.latest.value is None:
        return _("It starts from %(now)s; nothing has been read since.") % words
    words["moved"] = moved(key_result.from_value, now, kind=key_result.kind)
    if key_result.from_as_of is None:
        return _("It stands at %(now)s, %(moved)s from its baseline.") % words
    words["day"] = _day(key_result.from_as_of)
    if doubt and now != key_result.from_value:
        words["start"] = figure(key_result.from_value, kind=key_result.kind)
        return (
            _("It stands at %(now)s: no clear change since %(day)s, when it was %(start)s.") % words
        )
    return _("It stands at %(now)s, %(moved)s since %(day)s.") % words


def _expectation(row: Row, now: Decimal) -> str:
    """What the plan expected by now, in the key result's own figures."""
    found, key_result = row.standing, row.key_result
    if (
        key_result.kind == Kind.keep_at.value
        or found.status not in JUDGED
        or found.expected is None
    ):
        return found.reason
    if found.verdict in (Verdict.achieved, Verdict.exceeded, Verdict.blocked):
        return found.reason
    wanted = expected_figure(row)
    if wanted is None:
        return found.reason
    if figure(wanted, kind=key_result.kind) == figure(now, kind=key_result.kind):
        return _("That is where the plan expected it to be by now.")
    return _("The plan expected %(figure)s by now.") % {
        "figure": figure(_sensible(wanted, key_result), kind=key_result.kind)
    }


def expected_figure(row: Row) -> Decimal | None:
    """The figure that the expected progress stands for; None where From or To is to be set."""
    facts, expected = row.standing.facts, row.standing.expected
    if expected is None or facts.baseline is None or facts.target is None:
        return None
    return facts.baseline + (facts.target - facts.baseline) * expected


def _sensible(value: Decimal, key_result: KeyResult) -> Decimal:
    """No more decimals than the ends themselves have: an expected 3.7241 people helps nobody."""
    if key_result.kind in PERCENTAGES:
        return value
    ends = (key_result.from_value, key_result.to_value)
    decimals = [-int(end.normalize().as_tuple().exponent) for end in ends if end is not None]
    return value.quantize(Decimal(1).scaleb(-max(0, *decimals)), rounding=ROUND_HALF_UP)


def _chance(key_result: KeyResult, now: Decimal, doubt: Doubt | None) -> str:
    """What stands behind "no clear change"."""
    if doubt is None or now == key_result.from_value:
        return ""
    if doubt.points is None:
        return _("The survey cannot tell a move of this size from chance.")
    points = whole(doubt.points)
    return ngettext(
        "In groups of this size, a move of less than %(n)s point can be chance.",
        "In groups of this size, a move of less than %(n)s points can be chance.",
        points,
    ) % {"n": points}


def _finding(row: Row, now: Decimal, doubt: Doubt | None) -> str:
    """The title of the chart: what it shows, not what it is about."""
    key_result = row.key_result
    words = {
        "start": figure(key_result.from_value, kind=key_result.kind),
        "now": figure(now, kind=key_result.kind),
        "end": figure(key_result.to_value, kind=key_result.kind),
    }
    if key_result.kind == Kind.keep_at.value:
        return _held(row)
    if not words["start"] or not words["end"]:
        return _("%(now)s so far") % words
    if words["start"] == words["now"]:
        return _("At %(now)s, where it started, on the way to %(end)s") % words
    if doubt:
        return _("From %(start)s to %(now)s: no clear change") % words
    return _("From %(start)s to %(now)s, on the way to %(end)s") % words


def _held(row: Row) -> str:
    return _("Now %(now)s; to keep: %(limits)s") % {
        "now": paths.words_of(row).now,
        "limits": paths.limits(row.key_result),
    }


def held_in(row: Row, readings: Readings) -> str:
    """ "Held in 3 of 4 readings."; only for a keep-at that was read."""
    if row.key_result.kind != Kind.keep_at.value:
        return ""
    told = [r.check_in.value for r in readings.standing if r.check_in.value is not None]
    held, of = progress.consistency(told, row.key_result.low, row.key_result.high)
    said = ngettext(
        "Held in %(held)s of %(of)s reading.", "Held in %(held)s of %(of)s readings.", of
    )
    return said % {"held": held, "of": of} if of else ""


def _day(day: date) -> str:
    return date_format(day, "j F Y")

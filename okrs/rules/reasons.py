"""The sentence behind "Why?": the numbers that a verdict was reached from, in plain words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs.rules import measuring
from okrs.rules.judgement import Judgement
from okrs.rules.pace import pace_of
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Kind, Pace, Source, Status, Word

HUNDRED = Decimal(100)
GREEN = frozenset({Status.on_track, Status.achieved})
PERCENTAGES = frozenset({Kind.percent, Kind.percent_change})
"""Kinds whose figures are followed by "%"."""


def why(found: Judgement) -> str:
    """One sentence: what was found, and against what. A second where a target was lost again."""
    sentence = _SENTENCES[found.verdict](found)
    if not found.own_verdict and (beside := guard_says(found)):
        sentence = f"{sentence} {beside}"
    if found.slipped_back:
        return _("%(reason)s It had reached its target before.") % {"reason": sentence}
    return sentence


def both_views(found: Judgement) -> str:
    """ "Calculated Behind; Priya says On track, because …": both, while an override holds."""
    said = found.override
    if said is None:
        return ""
    return _("Calculated %(calculated)s; %(name)s says %(said)s, because: %(reason)s") % {
        "calculated": found.called(found.verdict),
        "name": said.by,
        "said": said.status.label,
        "reason": said.reason,
    }


def whole_percent(fraction: Decimal) -> int:
    """A fraction as people say it: 0.505 is 51."""
    return int((fraction * HUNDRED).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def day_in_words(day: date) -> str:
    """3 March 2027."""
    return date_format(day, "j F Y")


def _figure(found: Judgement, value: Decimal | None) -> str:
    """As pages write it, with a true minus sign; "" for none."""
    if value is None:
        return ""
    if found.facts.kind in PERCENTAGES:
        rounded, unit = value.quantize(Decimal(1), rounding=ROUND_HALF_UP), "%"
    else:
        rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize()
        unit = "%" if found.facts.in_percent else ""
    return f"{rounded:f}{unit}".replace("-", "−")


def _now(found: Judgement) -> str:
    return _figure(found, measuring.current_value(found.facts))


def _not_counted(_found: Judgement) -> str:
    return _("It has left the plan, so it is not counted.")


def _blocked(_found: Judgement) -> str:
    return _("The last check-in says that it is blocked.")


def _unset(found: Judgement) -> str:
    day = {"day": day_in_words(measuring.set_by(found.facts))}
    if found.facts.kind is Kind.keep_at:
        return _("The limits to keep to are not set; the day to set them by is %(day)s.") % day
    if found.facts.kind is Kind.milestones:
        return _("There are no milestones yet; the day to set them by is %(day)s.") % day
    if found.facts.baseline is not None:
        return _("The target (To) is not set; the day to set it by is %(day)s.") % day
    if found.facts.target is not None:
        return _("The baseline (From) is not set; the day to set it by is %(day)s.") % day
    return (
        _("Baseline (From) and target (To) are not set; the day to set them by is %(day)s.") % day
    )


def _too_few(_found: Judgement) -> str:
    return _(
        "The latest reading is not shown, to protect people: too few responses stand behind it, or "
        "beside it."
    )


def _stale(found: Judgement) -> str:
    late = ngettext(
        "A check-in was due on %(day)s, %(days)s day ago",
        "A check-in was due on %(day)s, %(days)s days ago",
        found.days_late,
    ) % {"day": day_in_words(found.next_due), "days": found.days_late}
    if found.last_verdict is None:
        return _("%(late)s, and there has been none.") % {"late": late}
    words = {"late": late, "last": found.called(found.last_verdict)}
    return _("%(late)s. When last heard of, it was: %(last)s.") % words


def _no_reading(found: Judgement) -> str:
    day = {"day": day_in_words(found.next_due)}
    if found.days_late:
        return _("There is no reading yet; one was due on %(day)s.") % day
    return _("There is no reading yet; the next is due on %(day)s.") % day


def _achieved(found: Judgement) -> str:
    if found.source is Source.status:
        return _("It is completed.")
    if found.source is Source.milestones:
        return _("Every milestone is done.")
    words = {"now": _now(found), "target": _figure(found, found.facts.target)}
    if found.facts.kind is Kind.keep_at:
        return _("%(now)s is %(limits)s, at the end of the period.") % (
            words | {"limits": _limits(found)}
        )
    if found.verdict is Verdict.exceeded:
        return _("%(now)s is beyond the target of %(target)s.") % words
    return _("%(now)s is the target.") % words


def _limits(found: Judgement) -> str:
    facts = found.facts
    words = {"low": _figure(found, facts.low), "high": _figure(found, facts.high)}
    if facts.high is None:
        return _("at or above %(low)s") % words
    if facts.low is None:
        return _("at or below %(high)s") % words
    if facts.low == facts.high:
        return _("at %(low)s") % words
    return _("from %(low)s to %(high)s") % words


def _kept(found: Judgement) -> str:
    words = {
        "now": _now(found),
        "limits": _limits(found),
        "tolerance": _tolerance(found),
    }
    if found.verdict is Verdict.held:
        return _("It is to be kept %(limits)s, and %(now)s is.") % words
    if found.verdict is Verdict.in_tolerance:
        said = _("It is to be kept %(limits)s; %(now)s is outside by no more than %(tolerance)s.")
        return said % words
    return _("It is to be kept %(limits)s; %(now)s is outside.") % words


def _tolerance(found: Judgement) -> str:
    """ "5"; of shares "5 points"."""
    said = _figure(found, found.facts.tolerance)
    return _("%(n)s points") % {"n": said.removesuffix("%")} if found.facts.in_percent else said


def _too_early(found: Judgement) -> str:
    if pace_of(found.facts, found.source) is Pace.linear:
        return _("%(so_far)s; less than a tenth of the period has passed.") % _so_far(found)
    return _("%(so_far)s; nothing has been due yet.") % _so_far(found)


def _moved_backwards(found: Judgement) -> str:
    said = _("%(now)s is further from the target of %(to)s than the baseline, %(base)s.") % {
        "now": _now(found),
        "to": _figure(found, found.facts.target),
        "base": _figure(found, found.facts.baseline),
    }
    if not found.may_be_chance:
        return said
    return _("%(reason)s Chance alone could explain so small a move.") % {"reason": said}


def _so_far(found: Judgement) -> dict[str, str]:
    """Where it is, as the source in force has it; the beginning of a sentence."""
    words = {
        "percent": whole_percent(found.progress or Decimal(0)),
        "now": _now(found),
        "base": _figure(found, found.facts.baseline),
        "to": _figure(found, found.facts.target),
        "word": found.facts.word.label if found.facts.word else "",
        "started": day_in_words(found.facts.starts_on),
    }
    if found.source is Source.milestones:
        differ = len({step.weight for step in found.facts.milestones}) > 1
        said = (
            _("%(percent)s%% of the milestones are done, by weight")
            if differ
            else _("%(percent)s%% of the milestones are done")
        )
    elif found.source is Source.status:
        said = _of_word(found)
    else:
        said = _("%(now)s is %(percent)s%% of the way from %(base)s to %(to)s")
    return {"so_far": said % words}


def _of_word(found: Judgement) -> str:
    """Of what has not begun, though some of it was expected, also when it was to begin."""
    if found.facts.word is Word.not_started and found.expected:
        return _("The status is “%(word)s”, and it was to start on %(started)s")
    return _("The status is “%(word)s”")


def _by_gap(found: Judgement) -> str:
    """The gap in the whole percentages that are printed beside it, so that they add up."""
    done = whole_percent(found.progress or Decimal(0))
    wanted = whole_percent(found.expected or Decimal(0))
    points = abs(done - wanted)
    if done == wanted:
        said = _("%(so_far)s; %(wanted)s%% was expected by now.")
    elif done > wanted:
        said = ngettext(
            "%(so_far)s; %(wanted)s%% was expected by now: %(points)s point ahead.",
            "%(so_far)s; %(wanted)s%% was expected by now: %(points)s points ahead.",
            points,
        )
    else:
        said = ngettext(
            "%(so_far)s; %(wanted)s%% was expected by now: %(points)s point behind.",
            "%(so_far)s; %(wanted)s%% was expected by now: %(points)s points behind.",
            points,
        )
    return said % (_so_far(found) | {"wanted": str(wanted), "points": str(points)})


def _held_back(found: Judgement) -> str:
    """What stands in the way, and what it would be called by its own figures."""
    own = found.own_verdict or found.verdict
    reason = _SENTENCES[own](replace(found, verdict=own))
    return f"{guard_says(found)} {reason}"


def guard_says(found: Judgement) -> str:
    """What the keep-at beside it means for it, in a sentence; empty where it changes nothing."""
    guard = found.facts.guard
    if guard is None:
        return ""
    words = {"title": guard.title, "word": guard.word}
    if found.own_verdict:
        words["own"] = str(found.own_verdict.label)
        return _("“%(title)s” does not hold (%(word)s), so this cannot be %(own)s.") % words
    if guard.near and found.status in GREEN:
        return (
            _("“%(title)s”, which is to hold beside it, is outside within its tolerance.") % words
        )
    if guard.silent and found.status in GREEN:
        said = _("“%(title)s”, which is to hold beside it, cannot vouch for it: %(word)s.")
        return said % words
    return ""


_SENTENCES: dict[Verdict, Callable[[Judgement], str]] = {
    Verdict.not_counted: _not_counted,
    Verdict.blocked: _blocked,
    Verdict.unset: _unset,
    Verdict.unset_overdue: _unset,
    Verdict.too_few: _too_few,
    Verdict.stale: _stale,
    Verdict.no_reading: _no_reading,
    Verdict.achieved: _achieved,
    Verdict.exceeded: _achieved,
    Verdict.held: _kept,
    Verdict.in_tolerance: _kept,
    Verdict.outside: _kept,
    Verdict.too_early: _too_early,
    Verdict.moved_backwards: _moved_backwards,
    Verdict.held_back: _held_back,
    Verdict.on_track: _by_gap,
    Verdict.behind: _by_gap,
    Verdict.off_track: _by_gap,
}

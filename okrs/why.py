"""The numbers behind a status, one by one, for "Why?": what was used, and against what."""

from datetime import date
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from okrs.figures import HUNDRED, plain, share, signed, whole
from okrs.models import KeyResult
from okrs.rates_in_words import A_YEAR, moved_a_year, rate_words
from okrs.rules import calendar, pace, rates
from okrs.rules.words import Kind, Pace, Source
from okrs.standings import Row, counted_milestones

HUNDREDTH = Decimal("0.01")
TENTH = Decimal("0.1")
Lines = list[tuple[str, str]]


def numbers_used(row: Row, *, today: date) -> Lines:
    """Terms and words, as a reader checks a sum: progress, expected, gap, pace, what decides."""
    lines = [
        (_("Progress"), _progress(row)),
        (_("Expected by now"), _expected(row, today)),
        (_("Gap"), _gap(row)),
        (_("Pace"), _pace(row, today)),
        (_("Decides the status"), _source(row)),
        (_("Next check-in due"), _day(row.standing.next_due)),
    ]
    return [(term, words) for term, words in lines if words]


def _progress(row: Row) -> str:
    found = row.standing
    if found.progress is None:
        return ""
    if found.source is Source.milestones:
        weighted = _("by weight, %(sum)s = %(share)s")
        plainly = _("%(sum)s = %(share)s")
        return (weighted if weights_differ(row) else plainly) % {
            "sum": _steps_done(row.key_result),
            "share": share(found.progress),
        }
    if found.source is Source.status:
        return ""
    facts = found.facts
    now = facts.value if facts.value is not None else facts.baseline
    b, t, v = map(bare, (facts.baseline, facts.target, now))
    return f"({v} − {b}) ÷ ({t} − {b}) = {share(found.progress)}"


def bare(value: Decimal | None) -> str:
    """A figure as it stands in a sum: to a hundredth, so that the sum comes out as printed."""
    if value is None:
        return ""
    written = plain(abs(value).quantize(HUNDREDTH, rounding=ROUND_HALF_UP))
    return f"(−{written})" if value < 0 else written


def weights_differ(row: Row) -> bool:
    """Whether one milestone counts for more than another, so that it has to be said."""
    return len({step.weight for step in row.standing.facts.milestones}) > 1


def _steps_done(key_result: KeyResult) -> str:
    steps = counted_milestones(key_result)
    return _("%(done)s of %(all)s milestones") % {
        "done": sum(m.done_on is not None for m in steps),
        "all": len(steps),
    }


def _expected(row: Row, today: date) -> str:
    """How the expected progress came about: by days, by steps, by points or by milestones."""
    found, facts = row.standing, row.standing.facts
    if found.expected is None:
        return ""
    words = {"share": share(found.expected)}
    in_force = pace.pace_of(facts, found.source)
    if found.source is Source.milestones and any(m.due_on for m in facts.milestones):
        if weights_differ(row):
            return _("milestones due by now, by weight = %(share)s") % words
        return _("milestones due by now = %(share)s") % words
    if in_force is Pace.curve:
        return _("on the points set for it = %(share)s") % words
    if in_force is Pace.linear:
        passed = min(max(0, (today - facts.starts_on).days), (facts.due_on - facts.starts_on).days)
        return _("day %(passed)s of %(days)s = %(share)s") % (
            words | {"passed": str(passed), "days": str((facts.due_on - facts.starts_on).days)}
        )
    days = calendar.reading_dates(
        starts_on=facts.starts_on, due_on=facts.due_on, cadence=facts.cadence
    )
    due = {"due": str(sum(day <= today for day in days)), "all": str(len(days))}
    return _("step %(due)s of %(all)s, one each time a reading is due = %(share)s") % (words | due)


def _gap(row: Row) -> str:
    found = row.standing
    if found.gap is None:
        return ""
    return _("%(gap)s points; on track down to −%(amber)s, behind down to −%(red)s") % {
        "gap": gap_words(found.gap),
        "amber": whole(pace.AMBER * HUNDRED),
        "red": whole(pace.RED * HUNDRED),
    }


def gap_words(gap: Decimal) -> str:
    """A gap in whole points, "−5"; with a decimal where the whole number says another colour.

    10.49 points behind is Behind, while "−10" beside "on track down to −10" would deny it.
    """
    points = gap * HUNDRED
    rounded = whole(points)
    if pace.judge(rounded / HUNDRED) is pace.judge(gap):
        return signed(rounded)
    return f"−{plain(abs(points).quantize(TENTH, rounding=ROUND_UP))}"  # only a shortfall is judged


def _pace(row: Row, today: date) -> str:
    """What it needs a year, and what it has moved a year."""
    key_result, facts = row.key_result, row.standing.facts
    if row.standing.source is not Source.value or key_result.kind == Kind.keep_at.value:
        return ""
    now = facts.value if facts.value is not None else facts.baseline
    if now is None or facts.target is None or row.standing.progress is None:
        return ""
    short = (facts.due_on - today).days < A_YEAR
    to_go = facts.target - now
    needs = (
        to_go
        if short
        else rates.required_rate(value=now, target=facts.target, today=today, due_on=facts.due_on)
    )
    words = _("needs %(rate)s more") if short else _("needs %(rate)s a year")
    has = moved_a_year(row)
    said = [
        words % {"rate": rate_words(needs, key_result.kind)}
        if needs is not None and row.standing.progress < 1
        else "",
        _("has moved %(rate)s a year") % {"rate": rate_words(has, key_result.kind)}
        if has is not None
        else "",
    ]
    return "; ".join(part for part in said if part)


def _source(row: Row) -> str:
    """Which source is in force, said wherever there could be two."""
    found, key_result = row.standing, row.key_result
    if found.outcome_to_set:
        return _("the milestones, until From and To are set")
    if found.source is Source.milestones:
        return _("the milestones")
    other = bool(counted_milestones(key_result))
    if found.source is Source.status:
        return _("the status, not the milestones") if other else _("the status")
    return _("the figure, not the milestones") if other else _("the figure")


def _day(day: date) -> str:
    return date_format(day, "j F Y")

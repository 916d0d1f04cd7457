"""How far a figure moved, how fast it moves and how fast it must, in words."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from okrs.figures import difference, figure, plain
from okrs.rules import rates
from okrs.rules.words import Kind, Status
from okrs.standings import Row

PERCENTAGES = frozenset({Kind.percent.value, Kind.percent_change.value})
JUDGED = frozenset({Status.on_track, Status.behind, Status.off_track, Status.achieved})
TENTH = Decimal("0.1")
A_YEAR = 366  # days; with less left, what is still to move is said as a whole


def moved(before: Decimal, after: Decimal, *, kind: str) -> str:
    """ "up 2 points", "down 140", "unchanged": the difference of the figures as written."""
    said = difference(before, after, kind=kind)
    if said.startswith("+"):
        return _("up %(n)s") % {"n": said[1:]}
    if said.startswith("−"):
        return _("down %(n)s") % {"n": said[1:]}
    return _("unchanged")


def what_it_needs(row: Row, now: Decimal, today: date, *, is_clear: bool) -> str:
    """What it still needs, a year or in all, and what it has moved a year so far.

    A move that may be chance (`is_clear` False) has no pace to tell.
    """
    key_result, found = row.key_result, row.standing
    if not _is_under_way(row) or key_result.to_value is None:
        return ""
    words = {
        "target": figure(key_result.to_value, kind=key_result.kind),
        "day": _day(key_result.due_on),
        "needs": rate_words(key_result.to_value - now, key_result.kind),
    }
    if (key_result.due_on - today).days < A_YEAR:
        return _("It needs %(needs)s more to reach %(target)s by %(day)s.") % words
    needs = rates.required_rate(
        value=now, target=key_result.to_value, today=today, due_on=key_result.due_on
    )
    assert needs is not None
    words["needs"] = rate_words(needs, key_result.kind)
    has = moved_a_year(row)
    if has is None or found.facts.value is None or not is_clear:
        return _("It needs %(needs)s a year to reach %(target)s by %(day)s.") % words
    words["has"] = rate_words(has, key_result.kind)
    return (
        _(
            "It needs %(needs)s a year to reach %(target)s by %(day)s; so far it has moved "
            "%(has)s a year."
        )
        % words
    )


def _is_under_way(row: Row) -> bool:
    found = row.standing
    if found.progress is None or found.progress >= 1:
        return False
    return found.status in JUDGED or found.status is Status.too_early


def moved_a_year(row: Row) -> Decimal | None:
    """What has moved since the baseline, a year; None before the second figure."""
    facts = row.standing.facts
    if facts.baseline is None or facts.value is None or facts.value_as_of is None:
        return None
    began = facts.baseline_on or facts.starts_on
    return rates.moved_rate(
        baseline=facts.baseline,
        baseline_on=began,
        value=facts.value,
        value_as_of=facts.value_as_of,
    )


def rate_words(change: Decimal, kind: str) -> str:
    """ "+1.2 points", "−140": a difference or a rate, to a tenth."""
    rounded = change.quantize(TENTH, rounding=ROUND_HALF_UP)
    sign = "" if rounded == 0 else ("+" if rounded > 0 else "−")
    number = f"{sign}{plain(abs(rounded))}"
    if kind not in PERCENTAGES:
        return number
    return ngettext("%(n)s point", "%(n)s points", 1 if abs(rounded) == 1 else 2) % {"n": number}


def _day(day: date) -> str:
    return date_format(day, "j F Y")

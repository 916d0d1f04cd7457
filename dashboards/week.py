"""What leads are told by mail once a week: what became of the plan from Monday to Sunday.

Every figure is what the pages show of the plan as it stood at the end of that Sunday, so that it
says the same whenever the message goes out. A week in which there is nothing to say says nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dashboards.plan_moves import Movement
from dashboards.plan_report import moved_between
from okrs.history import end_of
from okrs.models import CheckIn
from okrs.rules import measuring
from okrs.rules.words import Status
from okrs.standings import Plan, Row
from okrs.trend import plans_on
from strategy.models import Strategy

A_WEEK = timedelta(days=7)
EMPTY_FOR = 3600  # seconds: what happened until a Sunday hardly changes after it
SOON = timedelta(days=14)  # by when a baseline is to be set, to be told of it
MOST = 8  # lines in a part; the pages have them all


def told(day: date) -> str:
    """The week before the one that `day` is in, in paragraphs; "" where there is nothing to say.

    Seven queries, however large the plan. The worker asks every half minute until it has something
    to tell: that a week held nothing is remembered for an hour.
    """
    strategy = Strategy.current()
    if strategy is None:
        return ""
    sunday = day - timedelta(days=day.weekday() + 1)
    empty = f"week:{strategy.pk}:{sunday}"
    if cache.get(empty):
        return ""
    plans = plans_on(strategy.pk, [sunday - A_WEEK, sunday])
    now = plans[sunday]
    parts = list(_parts(plans[sunday - A_WEEK], now))
    if not parts:
        cache.set(empty, True, EMPTY_FOR)
        return ""
    first = _("The week to %(day)s. How the plan stands: %(counts)s.") % {
        "day": date_format(sunday, "j F Y"),
        "counts": ", ".join(words for _status, _n, words in now.counts.parts()),
    }
    where = _("The whole picture: %(link)s") % {
        "link": f"{settings.SITE_URL}{reverse('dashboards:plan')}"
    }
    return "\n\n".join([first, *parts, where])


def _parts(was: Plan, now: Plan) -> Iterator[str]:
    """What moved, what waits, and what stands in the way: those with something in them."""
    yield from _part(_("What moved:"), map(_moved, moved_between(was, now)))
    since = was.today
    fell_due = [row for row in _asked(now) if since < row.standing.next_due <= now.today]
    yield from _part(_("What fell due, and nobody has answered:"), map(_due, fell_due))
    stale = [row for row in now.rows if row.standing.status is Status.stale]
    yield from _part(_("What is stale:"), map(_due, stale))
    yield from _part(_("Baselines and targets to set:"), _to_set(now))
    yield from _part(_("What its owner says is blocked:"), _blocked(now))


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        more = len(found) - MOST
        said = [f"- {line}" for line in found[:MOST]]
        if more > 0:
            said.append(_("- and %(n)s more") % {"n": more})
        yield "\n".join([heading, *said])


def _moved(move: Movement) -> str:
    """ "Listen: 12% to 17% (+5 points, no clear change). Behind, was On track"."""
    said = _title(move.row)
    if move.was != move.now:
        step = _("%(was)s to %(now)s") % {"was": move.was or "–", "now": move.now or "–"}
        beside = [words for words in (move.moved, _doubt(move)) if words]
        said += f": {step}" + (f" ({', '.join(beside)})" if beside else "")
    elif move.moved and not move.status_was:
        said += f": {move.moved}"
    status = str(move.row.standing.word)
    if not move.status_was:
        return f"{said}. {status}"
    return f"{said}. " + _("%(now)s, was %(was)s") % {"now": status, "was": move.status_was}


def _doubt(move: Movement) -> str:
    """What a test found, where one was made: a move that may be chance is said to be."""
    return move.noise.said.lower() if move.noise.is_tested else ""


def _asked(plan: Plan) -> list[Row]:
    """Those that wait for somebody's check-in, and not for a baseline or for the survey."""
    unset = Status.unset
    return [
        row for row in plan.rows if row.standing.status is not unset and not row.key_result.follows
    ]


def _due(row: Row) -> str:
    return _("%(title)s, due %(day)s. %(owner)s") % {
        "title": _title(row),
        "day": date_format(row.standing.next_due, "j F Y"),
        "owner": row.key_result.owner.name if row.key_result.owner else _("Nobody owns it"),
    }


def _unset(plan: Plan) -> list[Row]:
    """Those to set within a fortnight, and those that should be set by now; the oldest first."""
    soon = plan.today + SOON
    found = [
        row
        for row in plan.rows
        if row.standing.status is Status.unset and measuring.set_by(row.standing.facts) <= soon
    ]
    return sorted(found, key=lambda row: measuring.set_by(row.standing.facts))


def _to_set(plan: Plan) -> Iterator[str]:
    for row in _unset(plan):
        by = measuring.set_by(row.standing.facts)
        said = {"title": _title(row), "day": date_format(by, "j F Y")}
        if by < plan.today:
            yield _("%(title)s, was to be set by %(day)s") % said
        else:
            yield _("%(title)s, by %(day)s") % said


def _blocked(plan: Plan) -> Iterator[str]:
    """Each with what its owner said was in the way, last, by the end of the week."""
    rows = [row for row in plan.rows if row.key_result.blocked]
    told_by_then = CheckIn.objects.told_first().filter(
        key_result__in=[row.key_result.pk for row in rows], recorded_at__lte=end_of(plan.today)
    )
    last = {one.key_result_id: one.blockers for one in told_by_then.order_by("recorded_at", "pk")}
    for row in rows:
        why = " ".join(last.get(row.key_result.pk, "").split())
        yield f"{_title(row)}: {why}" if why else _title(row)


def _title(row: Row) -> str:
    return row.key_result.title

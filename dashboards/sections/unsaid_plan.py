"""What the plan cannot say yet: key results with no baseline, no reading or an old one."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.plan_report import PlanReport
from dashboards.sections.gaps import Gap, listed
from dashboards.sections.placing import DAY
from okrs.rules import measuring
from okrs.rules.words import Status
from okrs.standings import ObjectiveRows, Row


def gaps(report: PlanReport) -> Iterator[Gap]:
    """One for each reason, in the order of the report. No query."""
    for status, rows in report.unsaid:
        yield _of(status, tuple(rows), report.now.today)
    if report.partial:
        yield _partial(report.partial)


def _of(status: Status, rows: tuple[Row, ...], today: date) -> Gap:
    why, takes = REASONS[status]()
    return Gap(
        question=_how(len(rows)),
        why=why,
        takes=takes,
        when=when(days_of(status, rows), today),
        rows=rows,
        address=f"{reverse('okrs:list')}?status={status.value}",
    )


def _how(number: int) -> str:
    return ngettext(
        "How is %(n)s key result doing?", "How are %(n)s key results doing?", number
    ) % {"n": number}


REASONS = {
    Status.unset: lambda: (
        _("No baseline yet, so nothing counts for or against us."),
        _("A first figure, and what it should become."),
    ),
    Status.stale: lambda: (
        _("Nobody has vouched for the last figure in time, so it is not relied on."),
        _("A check-in."),
    ),
    Status.no_reading: lambda: (_("No reading has been given yet."), _("A first check-in.")),
    Status.too_few: lambda: (
        _("Hidden to protect people."),
        _("A figure from more people."),
    ),
    Status.too_early: lambda: (
        _("Begun too recently to be judged."),
        _("The first reading that is due."),
    ),
}


def days_of(status: Status, rows: tuple[Row, ...]) -> list[date]:
    """When each is due to say something, the earliest first."""
    if status is Status.unset:
        return sorted(measuring.set_by(row.standing.facts) for row in rows)
    return sorted(row.standing.next_due for row in rows)


def when(days: list[date], today: date) -> str:
    """ "Due 1 December 2026": or between which days; what is late is said to be."""
    first, last = date_format(days[0], DAY), date_format(days[-1], DAY)
    told = {"first": first, "last": last}
    if days[-1] < today:
        late = _("Overdue since %(first)s.")
    elif first == last:
        late = _("Due %(first)s.")
    elif days[0] < today:
        late = _("Overdue since %(first)s; the last is due %(last)s.")
    else:
        late = _("Due from %(first)s to %(last)s.")
    return late % told


def _partial(objectives: list[ObjectiveRows]) -> Gap:
    named = (
        _("“%(title)s” (%(n)s of %(total)s)")
        % {
            "title": one.objective.title,
            "n": one.rollup.measurable,
            "total": one.rollup.active,
        }
        for one in objectives
    )
    return Gap(
        question=ngettext(
            "How is %(n)s objective doing as a whole?",
            "How are %(n)s objectives doing as a whole?",
            len(objectives),
        )
        % {"n": len(objectives)},
        why=_("Fewer than half of the key results can be measured: %(named)s.")
        % {"named": listed(named)},
        takes=_("Baselines and readings for the others."),
        when=_("As those come in."),
    )

"""The five pillars: how far each has come, what its key results say, and how that moved."""

from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.stacks import Part, Stack, StackChart
from dashboards.finding import COUNT, PERCENT, POINTS, Cell, Finding, Row, Table
from dashboards.known import Known
from dashboards.plan_report import PillarLine, PlanReport
from dashboards.sections.placing import DAY, placed
from okrs import figures
from okrs.rules.rollup import Rollup
from okrs.rules.verdicts import tone_of
from okrs.standings import Plan

KEY = "pillars"


def finding(what: Known) -> Finding:
    """No query. Only for a plan that has key results."""
    report = what.report
    assert report, "without a plan there is no finding of it"
    whole = report.now.rollup
    made = Finding(
        key=KEY,
        heading=_("The five pillars"),
        title=report.headline,
        sentence=_mean(),
        number=figures.share(whole.progress),
        number_of=_("progress of the strategy, from baseline to target"),
        about=_("Progress from baseline to target, and the status of %(n)s, as at %(day)s.")
        % {"n": key_results(whole.active), "day": day(report.now.today)},
        marks=_marks(report),
        notes=tuple(filter(None, (f"{measurable(whole)}.", report.net_confidence))),
        asides=(_mean(), report.net_confidence),
        chart=_chart(report),
        table=_table(report),
        more=(_trend(report),) if report.ends else (),
        people=measurable(whole),
        source=_source(what),
        as_of=report.now.today,
        method=method(),
        terms=("progress", "baseline", "on-track", "off-track"),
    )
    return placed(made, reverse("dashboards:pillars"))


def _mean() -> str:
    return _(
        "A pillar’s progress is the mean of its objectives, and theirs of their key results. "
        "One with no baseline is left out of the mean, and counted."
    )


def day(one: date) -> str:
    return date_format(one, DAY)


def key_results(number: int) -> str:
    return ngettext("%(n)s key result", "%(n)s key results", number) % {"n": f"{number:,}"}


def measurable(rollup: Rollup) -> str:
    """ "4 of 6 key results measurable": how much a mean rests on."""
    if not rollup.active:
        return _("No key results yet")
    return ngettext(
        "%(n)s of %(total)s key result measurable",
        "%(n)s of %(total)s key results measurable",
        rollup.active,
    ) % {"n": rollup.measurable, "total": rollup.active}


def method() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Progress"),
            _(
                "How far a key result has come from its own baseline to its target: 0% where it "
                "started, 100% at the target. In a mean none counts for more than 100% or less "
                "than 0%, so that one cannot make up for another."
            ),
        ),
        (
            _("Trend"),
            _(
                "Each day is counted from what was known by its end: readings, corrections and "
                "baselines of later days are left out."
            ),
        ),
    )


def _source(what: Known) -> str:
    assert what.strategy, "a plan has a strategy"
    return _(
        "Key results of the strategy of %(start)s to %(until)s and their check-ins, "
        "as at %(today)s."
    ) % {
        "start": day(what.strategy.starts_on),
        "until": day(what.strategy.ends_on),
        "today": day(what.day),
    }


def _marks(report: PlanReport) -> str:
    if not report.ends:
        return ""
    return _("The line shows the end of each quarter from %(month)s, then today.") % {
        "month": date_format(report.ends[0].today, "F Y")
    }


def _chart(report: PlanReport) -> StackChart:
    stacks = tuple(_stack(line, report) for line in report.pillars)
    told = " ".join(_told(stack) for stack in stacks)
    return StackChart(description=_("Progress by pillar. %(told)s") % {"told": told}, stacks=stacks)


def _stack(line: PillarLine, report: PlanReport) -> Stack:
    pillar, rollup = line.part.pillar, line.part.rollup
    return Stack(
        name=str(pillar.label),
        note=measurable(rollup),
        colour=pillar.value,
        value=percent(rollup),
        said=figures.share(rollup.progress),
        parts=tuple(
            Part(status=tone_of(status), number=number, said=said)
            for status, number, said in rollup.counts.parts()
        ),
        trend=tuple(
            (plan.today, percent(_same(plan, line))) for plan in (*report.ends, report.now)
        ),
        moved=since(line, report) if rollup.counts.total else "",
    )


def _same(plan: Plan, line: PillarLine) -> Rollup:
    """The same pillar in another day's plan."""
    return next(part.rollup for part in plan.pillars if part.pillar == line.part.pillar)


def percent(rollup: Rollup) -> int | None:
    """Progress as it is said; None where nothing can be measured."""
    if rollup.progress is None:
        return None
    return figures.whole(rollup.progress * figures.HUNDRED)


def since(line: PillarLine, report: PlanReport) -> str:
    """ "+2 points since 30 October"; without a figure before, that there is none."""
    if line.points is None:
        return line.moved
    return _("%(moved)s since %(day)s") % {
        "moved": line.moved,
        "day": date_format(report.then.today, "j F"),
    }


def _told(stack: Stack) -> str:
    """One pillar for who cannot see the chart."""
    if not stack.parts:
        return _("%(name)s: no key results yet.") % {"name": stack.name}
    counts = ", ".join(part.said for part in stack.parts)
    told = {"name": stack.name, "said": stack.said, "counts": counts, "moved": stack.moved}
    if stack.value is None:
        return _("%(name)s: nothing measured yet; %(counts)s.") % told
    return _("%(name)s: %(said)s, %(moved)s; %(counts)s.") % told


def _table(report: PlanReport) -> Table:
    return Table(
        caption=_("The five pillars, %(day)s") % {"day": day(report.now.today)},
        names=(_("Pillar"),),
        heads=(
            _("Progress"),
            _("Since %(day)s") % {"day": date_format(report.then.today, "j F")},
            _("Key results"),
            _("Measurable"),
            _("How they stand"),
        ),
        rows=tuple(_row(line) for line in report.pillars),
    )


def _row(line: PillarLine) -> Row:
    rollup = line.part.rollup
    counts = ", ".join(said for _status, _n, said in rollup.counts.parts())
    return Row(
        names=(str(line.part.pillar.label),),
        cells=(
            Cell(said=figures.share(rollup.progress), number=percent(rollup), unit=PERCENT),
            Cell(said=line.moved, number=line.points, unit=POINTS),
            Cell(said=str(rollup.active), number=rollup.active, unit=COUNT),
            Cell(said=str(rollup.measurable), number=rollup.measurable, unit=COUNT),
            Cell(said=counts or _("no key results yet")),
        ),
        address=reverse("pillar_page", args=[line.part.pillar.value]),
    )


def _trend(report: PlanReport) -> Table:
    """Each pillar at the end of each quarter, and now."""
    plans = (*report.ends, report.now)
    return Table(
        caption=_("Progress at the end of each quarter, and now"),
        names=(_("Pillar"),),
        heads=tuple(date_format(plan.today, "j M Y") for plan in plans),
        rows=tuple(
            Row(
                names=(str(line.part.pillar.label),),
                cells=tuple(_progress(_same(plan, line)) for plan in plans),
            )
            for line in report.pillars
        ),
    )


def _progress(rollup: Rollup) -> Cell:
    number = percent(rollup)
    return Cell(
        said=figures.share(rollup.progress),
        number=number,
        unit=PERCENT if number is not None else "",
    )

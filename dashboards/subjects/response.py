"""Response and coverage: how many came to each step, who said something, and by unit."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import disclosed, not_asked, response_finding, response_units
from dashboards.subjects.representation import BACKGROUND
from surveys.results.tables import Table


def findings(chosen: Chosen, goal: Decimal | None = None) -> tuple[Finding, ...]:
    """The first is what a headline shows. `goal`: the response rate that a key result aims for, in
    percent."""
    table = _told_by(chosen)
    if table is None:
        return (_nothing(chosen),)
    return (
        response_finding.finding(chosen, table, goal),
        disclosed.finding(chosen, table),
        response_units.finding(chosen, table),
    )


def _told_by(chosen: Chosen) -> Table | None:
    """The question whose answers are followed from step to step: background, or the first."""
    codes = sorted(chosen.wave.measures, key=lambda code: code != BACKGROUND)
    return next(filter(None, (chosen.wave.table((), code) for code in codes)), None)


def _nothing(chosen: Chosen) -> Finding:
    return not_asked.without_figure(
        chosen,
        key="response",
        heading=_("Response and coverage"),
        title=_("%(n)s people responded, and no question was counted")
        % {"n": f"{chosen.wave.publication.responded:,}"},
        about=_("A survey tells you something once it asks where people started."),
        terms=("responded",),
    )

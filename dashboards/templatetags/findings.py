"""How a finding is drawn on a page."""

import re
from collections.abc import Iterable
from dataclasses import replace

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts import pictures
from charts.ranges import RangeChart
from dashboards import finding_files
from dashboards.definitions import listing
from dashboards.definitions.term import Term
from dashboards.finding import Finding, Table

register = template.Library()
NUMBER, NO_BREAK = re.compile(r"\d points?\b"), "\u00a0"


@register.filter
def drawn(chart: pictures.Chart) -> SafeString:
    """A chart as the server draws it, there in the first paint."""
    return pictures.on_page(chart)


@register.filter
def drawn_above(chart: pictures.Chart, table: Table) -> SafeString:
    """The same where its table stands right below: who cannot see it is led there, and not read
    every figure twice."""
    told = _("%(caption)s: a drawing of what the table below says.") % {"caption": table.caption}
    return pictures.on_page(replace(chart, description=told))


@register.filter
def held(title: str) -> str:
    """A title in large letters, whose lines do not break between a number and its points."""
    return NUMBER.sub(lambda found: found[0].replace(" ", NO_BREAK), title)


@register.filter
def figure_address(finding: Finding) -> str:
    """Where its chart is told for who touches it; "" where it has none, as in a pack."""
    return finding_files.figure_address(finding)


@register.filter
def touchable(findings: Iterable[Finding]) -> bool:
    """Whether any of them is drawn as a chart that can be touched; pillars stand there as rows."""
    return any(
        isinstance(one.chart, RangeChart) and finding_files.figure_address(one) for one in findings
    )


@register.filter
def defined(keys: Iterable[str]) -> tuple[Term, ...]:
    """The terms of a finding, for links to what they mean."""
    return listing.named(keys)

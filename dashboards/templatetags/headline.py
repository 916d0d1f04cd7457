"""How the headline page draws a pillar's way, and says whether a move is more than chance."""

from collections.abc import Sized

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from charts import layers
from charts.placing import Box
from charts.spark import Measure, spark
from charts.stacks import Stack, StackChart
from dashboards.comparing import CANNOT, CLEAR
from dashboards.sections.changed import VERDICTS
from dashboards.survey_moves import Move

register = template.Library()
WIDTH, HEIGHT, EDGE = 144, 44, 5  # pixels; as much room as the dot of today needs
INSIDE = Box(left=EDGE, right=WIDTH - EDGE, top=EDGE, bottom=HEIGHT - EDGE)


@register.filter
def within(text: str, letters: int) -> str:
    """As many whole words as fit, and "…" for the rest: all of it is on the page behind."""
    if len(text) <= letters:
        return text
    return f"{text[:letters].rpartition(' ')[0] or text[:letters]}…"


@register.filter
def beyond(rows: Sized, shown: int) -> int:
    """How many are not among the first so many."""
    return max(len(rows) - shown, 0)


@register.filter
def stack(chart: StackChart, place: int) -> Stack:
    return chart.stacks[place]


@register.simple_tag
def trend(chart: StackChart, place: int) -> SafeString:
    """The small line of one pillar, in the measure of all, without the ground below it; its figures
    are in the table."""
    one, measure = chart.stacks[place], Measure.of(stack.trend for stack in chart.stacks)
    if measure is None:
        return SafeString("")
    line = (one for one in spark(one.trend, measure, INSIDE) if "c-sparka" not in one.css)
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        WIDTH,
        HEIGHT,
        layers.drawn(line, ()),
    )


@register.simple_tag
def verdict(move: Move) -> SafeString:
    """The words in a mark where a test was made, and what they rest on beside it."""
    if not move.verdict or move.verdict == CANNOT:
        return format_html('<span class="small">{}</span>', move.because)
    mark = "delta delta-clear" if move.verdict == CLEAR else "delta"
    because = (
        format_html('<span class="small d-block">{}</span>', move.because) if move.because else ""
    )
    return format_html('<span class="{}">{}</span>{}', mark, VERDICTS[move.verdict](), because)

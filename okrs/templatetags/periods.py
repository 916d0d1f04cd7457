"""How what was kept of a period is drawn and said in a page."""

from django import template
from django.utils.safestring import SafeString

from okrs.periods import beside
from okrs.periods import drawing as drawings
from okrs.periods.contents import ResultKept, RollupKept

register = template.Library()


@register.simple_tag
def kept_path(result: ResultKept) -> SafeString:
    """Where it started, where it came to, and its target."""
    return drawings.drawing(result)


@register.simple_tag
def kept_in_words(result: ResultKept) -> str:
    """The same for a screen reader."""
    return drawings.in_words(result)


@register.simple_tag
def kept_held(result: ResultKept) -> str:
    """ "held in 3 of 4 readings"."""
    return beside.held(result)


@register.filter
def mean_of(rollup: RollupKept) -> str:
    """ "0.45": the mean as scores are written; a dash where nothing can be measured."""
    return "–" if rollup.mean is None else f"{rollup.mean:.2f}"

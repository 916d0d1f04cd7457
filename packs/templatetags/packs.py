"""How what only packs hold is drawn on a page."""

from django import template
from django.utils.safestring import SafeString

from charts import map_svg
from charts.map import StrategyMap
from packs import wording
from packs.contents import Contents

register = template.Library()


@register.filter
def drawn_map(told: StrategyMap) -> SafeString:
    """The strategy as a map, wide and for a phone."""
    return map_svg.strategy_map(told)


@register.filter
def said_rests(told: Contents) -> str:
    """On whom the sentences to take away rest, and from where they are."""
    return wording.said_rests(told)


@register.filter
def plan_rests(told: Contents) -> str:
    """The same of the map and of every key result."""
    return wording.plan_rests(told)

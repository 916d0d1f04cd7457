"""How what only packs hold is drawn on a page."""

from django import template
from django.utils.safestring import SafeString

from charts import map_svg
from charts.map import StrategyMap

register = template.Library()


@register.filter
def drawn_map(told: StrategyMap) -> SafeString:
    """The strategy as a map, wide and for a phone."""
    return map_svg.strategy_map(told)

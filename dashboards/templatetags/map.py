"""What the list of the strategy map says of a key result in words."""

from django import template

from dashboards import mapped
from okrs.standings import Row

register = template.Library()


@register.filter
def in_words(row: Row) -> str:
    """Its path: "17%, now 19%, to 25%"."""
    return mapped.path_of(row)


@register.filter
def supports(row: Row) -> str:
    """ "Hiring, Data": the other pillars it helps, or ""."""
    return ", ".join(mapped.supports(row))

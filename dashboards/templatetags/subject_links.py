"""The way between the leaders' pages, for those that are no subject themselves."""

from django import template

from dashboards import subject_nav
from dashboards.subject_nav import Link

register = template.Library()


@register.simple_tag
def subject_links(here: str) -> tuple[Link, ...]:
    """Every page of the leaders' view, with this one marked."""
    return subject_nav.links(here)

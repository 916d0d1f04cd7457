"""How a finding is drawn on a page."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from charts import pictures
from dashboards.definitions import listing
from dashboards.definitions.term import Term

register = template.Library()


@register.filter
def drawn(chart: pictures.Chart) -> SafeString:
    """A chart as the server draws it, there in the first paint."""
    return pictures.on_page(chart)


@register.filter
def defined(keys: Iterable[str]) -> tuple[Term, ...]:
    """The terms of a finding, for links to what they mean."""
    return listing.named(keys)

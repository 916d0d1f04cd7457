"""How a finding is drawn on a page."""

from django import template
from django.utils.safestring import SafeString

from charts import pictures

register = template.Library()


@register.filter
def drawn(chart: pictures.Chart) -> SafeString:
    """A chart as the server draws it, there in the first paint."""
    return pictures.on_page(chart)

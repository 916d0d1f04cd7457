"""`{{ value|as_recorded }}`: what stood in a field, in a word that can be read."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()
NOTHING = "–"


@register.filter
def as_recorded(value: Any) -> str:
    """Takes a value as JSON keeps it: an empty one is a dash, true and false are yes and no."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return NOTHING if value in (None, "") else str(value)


@register.filter
def field_in_words(name: str) -> str:
    """ "is_active" as "is active": the record keeps names of columns."""
    return name.replace("_", " ")

"""The record on its page: `{{ event|what_was_done }}`, `{{ name|field_in_words }}` and
`{{ value|as_recorded }}`.
"""

from typing import Any

from django import template

from accounts import record_words
from accounts.models import AuditEvent

register = template.Library()


@register.filter
def what_was_done(event: AuditEvent) -> str:
    return record_words.done(event.verb, event.title)


@register.filter
def field_in_words(name: str) -> str:
    return record_words.field(name)


@register.filter
def as_recorded(value: Any) -> str:
    return record_words.value(value)

"""`{% if user|may:"edit_plan" %}` hides what a reader may not do. The door still checks."""

from django import template
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.read_links.guest import Guest
from accounts.roles import Capability

register = template.Library()


@register.filter
def may(user: User | Guest | AnonymousUser, capability: str) -> bool:
    return isinstance(user, User | Guest) and user.may(Capability(capability))

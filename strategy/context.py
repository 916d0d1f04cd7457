"""What every page's frame needs: whose page it is, and the way to the others."""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Capability
from strategy.models import Organisation

# (name of the page's address, what the menu calls it): only what is built is in the menu.
MENU: tuple[tuple[str, str | Promise], ...] = (
    ("home", _("Home")),
    ("strategy_page", _("Strategy")),
    ("okrs:list", _("Key results")),
    ("surveys:list", _("Surveys")),
    ("dashboards:plan", _("Dashboards")),
)
# Only for those who give people their roles.
PEOPLE: tuple[str, str | Promise] = ("people", _("People"))


class Page(TypedDict):
    organisation: Organisation | None
    demo: bool
    menu: tuple[tuple[str, str | Promise], ...]


def page(request: HttpRequest) -> Page:
    user = getattr(request, "user", None)
    manages = bool(user and user.is_authenticated and user.may(Capability.MANAGE_PEOPLE))
    return {
        "organisation": Organisation.current(),
        "demo": settings.DEMO,
        "menu": (*MENU, PEOPLE) if manages else MENU,
    }

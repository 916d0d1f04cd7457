"""What every page's frame needs: whose page it is, and the way to the others."""

from typing import TypedDict

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import light_or_dark
from accounts.models import User
from accounts.read_links import pages
from accounts.read_links.guest import Guest
from accounts.roles import Capability
from strategy.models import Organisation

# (name of the page's address, what the menu calls it): only what is built is in the menu.
Menu = tuple[tuple[str, str | Promise], ...]
MENU: Menu = (
    ("home", _("Home")),
    ("strategy_page", _("Strategy")),
    ("strategy_map", _("Map")),
    ("okrs:list", _("Key results")),
    ("surveys:list", _("Surveys")),
    ("dashboards:plan", _("Dashboards")),
    ("packs:list", _("Board pack")),
)
# Only for those who give people their roles.
PEOPLE: tuple[str, str | Promise] = ("people", _("People"))


class Page(TypedDict):
    organisation: Organisation | None
    demo: bool
    menu: Menu
    theme: str


def page(request: HttpRequest) -> Page:
    return {
        "organisation": Organisation.current(),
        "demo": settings.DEMO,
        "menu": _menu(getattr(request, "user", None)),
        "theme": light_or_dark.chosen(request),
    }


def _menu(user: User | Guest | AnonymousUser | None) -> Menu:
    if isinstance(user, Guest):
        return tuple(item for item in MENU if item[0] in pages.OPEN)
    manages = isinstance(user, User) and user.may(Capability.MANAGE_PEOPLE)
    return (*MENU, PEOPLE) if manages else MENU

"""Every page is closed until it says who may open it.

A view wears one of two marks: `@may(capability)` or `@open_door`. The middleware reads the mark
before the view runs; a view with no mark is refused to everyone, so forgetting is safe.
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from accounts.models import User
from accounts.roles import Capability

View = Callable[..., HttpResponseBase]


class PageRequest(HttpRequest):
    """A request whose person is known: what every closed view receives."""

    user: User
    htmx: Any


# Pages of the sign-in library that a person needs before, or without, a role.
OPEN_BY_NAME = frozenset(
    {
        "account_login",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)
SIGNED_IN_BY_NAME = frozenset(
    {"account_logout", "account_change_password", "account_reauthenticate"}
)


def may(capability: Capability) -> Callable[[View], View]:
    """Mark a view: only people whose role has this capability."""

    def mark(view: View) -> View:
        view.needs = capability  # type: ignore[attr-defined]
        return view

    return mark


def open_door(view: View) -> View:
    """Mark a view: anyone, signed in or not. Each one is listed, with its reason, in the tests."""
    view.is_open = True  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Mark a view: anyone who is signed in, with or without a role. For one's own page only."""
    view.is_for_anyone_signed_in = True  # type: ignore[attr-defined]
    return view


class ClosedByDefaultMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        _keep_demo_people_in_the_demo(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(view, "is_open", False) or name in OPEN_BY_NAME:
            return None
        if getattr(request.user, "is_guest", False):  # not signed in: accounts/read_links/guest.py
            return self._for_whoever_may(cast(PageRequest, request), view)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if name in SIGNED_IN_BY_NAME or getattr(view, "is_for_anyone_signed_in", False):
            return None
        return self._for_role(cast(PageRequest, request), view)

    def _for_role(self, request: PageRequest, view: View) -> HttpResponseBase | None:
        if getattr(view, "needs", None) and not request.user.role:
            return render(request, "accounts/no_role.html", status=403)
        return self._for_whoever_may(request, view)

    def _for_whoever_may(self, request: PageRequest, view: View) -> HttpResponseBase | None:
        needs: Capability | None = getattr(view, "needs", None)
        if needs is None or not request.user.may(needs):
            raise PermissionDenied
        return None


def _keep_demo_people_in_the_demo(request: HttpRequest) -> None:
    """Their passwords are published: wherever demo mode is off, even an open session ends."""
    if not settings.DEMO and getattr(request.user, "is_demo", False):
        logout(request)

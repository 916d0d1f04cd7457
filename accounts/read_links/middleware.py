"""Answers /read/<secret>/…: the page behind it, as a viewer sees it, and nothing that could change.

Two halves, because of what stands between them. The outer one runs before sessions, sign-in and
cross-site tokens, and hides every cookie but the choice of light or dark from them, and theirs from
the reader: whoever is signed in and opens a link sees what its audience sees, and their own session
is not touched. The inner one runs when a person would be known, and puts a guest there. Refused:
everything but reading, and every page that is not in `pages.py`.
"""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import light_or_dark
from accounts.doors import View
from accounts.read_links import pages
from accounts.read_links.opening import Closed, opened

LINK = re.compile(r"/(?P<prefix>read/(?P<token>[^/]+)/?)")
READING = ("GET", "HEAD")
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",  # the secret must not travel on in another request
    "X-Robots-Tag": "noindex, nofollow",
}
Respond = Callable[[HttpRequest], HttpResponseBase]


class ReadLinkMiddleware:
    """The outer half: no cookie comes in but light or dark, and none goes out; the page's own
    address is uncovered."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = LINK.match(request.path_info)
        if not found:
            return self.get_response(request)
        _forget_cookies(request)
        request.read_token = found["token"]  # type: ignore[attr-defined]
        request.read_prefix = found["prefix"]  # type: ignore[attr-defined]
        request.path_info = f"/{request.path_info[found.end() :]}"
        response = self.get_response(request)
        response.cookies.clear()
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


class GuestMiddleware:
    """The inner half: a guest stands where the signed-in person would, and may only look."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = getattr(request, "read_token", None)
        if token is None:
            return self.get_response(request)
        guest = opened(token, day=timezone.localdate())
        if isinstance(guest, Closed):
            context = {"sentence": guest.sentence}
            return render(request, "accounts/read_link_closed.html", context, status=guest.status)
        request.user = guest  # type: ignore[assignment]
        outside = get_script_prefix()
        set_script_prefix(f"{outside}{request.read_prefix.rstrip('/')}/")  # type: ignore[attr-defined]
        try:
            return self._answer(request)
        finally:
            set_script_prefix(outside)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in READING:
            sentence = _("A read-only link changes nothing.")
            refused = render(request, "403.html", {"exception": sentence}, status=405)
            refused.headers["Allow"] = ", ".join(READING)
            return refused
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if getattr(request, "read_token", None) is None:  # before it asks who is there
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == pages.HOME:
            return HttpResponseRedirect(reverse(pages.FRONT))
        if name in pages.PUBLIC:
            return HttpResponseRedirect(request.path_info)
        if name not in pages.OPEN:
            raise PermissionDenied(_("This page is not part of the read-only link."))
        return None


def _forget_cookies(request: HttpRequest) -> None:
    """Whoever comes with a link is nobody: no session, no language, no token of another page."""
    request.COOKIES = light_or_dark.alone(request.COOKIES)
    request.META.pop("HTTP_COOKIE", None)

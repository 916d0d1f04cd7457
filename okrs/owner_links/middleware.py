"""Stands before sessions at /my-check-ins/<secret>/…: whoever comes there comes as nobody.

Only two cookies pass, both ways: the one of the link itself, and the token against forged forms.
What says light or dark comes in besides. So a person who is signed in and opens a link is not mixed
with its owner, and keeps their session.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts import light_or_dark

LINK = re.compile(r"/my-check-ins/[^/]+/")
COOKIE = "check_ins"
HEADERS = {
    "Cache-Control": "private, no-store",
    # The secret must not travel on. Not "no-referrer": a browser would then say of its forms that
    # they come from "null", and the check against forged ones would refuse them.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
Respond = Callable[[HttpRequest], HttpResponseBase]


class OwnerLinkMiddleware:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not LINK.match(request.path_info):
            return self.get_response(request)
        passing = {COOKIE, settings.CSRF_COOKIE_NAME}
        let_in = {*passing, light_or_dark.COOKIE}
        request.COOKIES = {k: v for k, v in request.COOKIES.items() if k in let_in}
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        for name in set(response.cookies) - passing:
            del response.cookies[name]
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

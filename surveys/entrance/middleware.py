"""Answers the survey's addresses before anything that could know, or leave behind, who is asking.

It stands below the middleware that sets headers and above sessions, languages, cross-site tokens
and sign-in: for these addresses none of those ever runs (docs/adr/0007-the-ballot.md).
"""

import re
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils import translation

from surveys.ballot import door

OURS = re.compile(r"/(s|w|b)/|/surveys/w\d+/anonymity/")
URLS = "surveys.entrance.urls"


class EntranceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.answer = convert_exception_to_response(_answer)  # a page for whatever goes wrong

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not OURS.match(request.path_info):
            return self.get_response(request)
        response = cast(HttpResponseBase, self.answer(request))
        if isinstance(response, HttpResponse):  # in one piece: what says so stands further down
            response.headers["Content-Length"] = str(len(response.content))
        # The address of a survey's page must not travel on to anywhere.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def _answer(request: HttpRequest) -> HttpResponseBase:
    found = resolve(request.path_info, urlconf=URLS)
    request.resolver_match = found
    # No log may tell that somebody was here: who collects when is in their invitation's row.
    with door.hushed(), translation.override(settings.LANGUAGE_CODE):
        response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return response

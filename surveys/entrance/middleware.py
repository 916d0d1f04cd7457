"""Answers the survey's addresses before anything that could know, or leave behind, who is asking.

It stands below the middleware that sets headers and above sessions, languages, cross-site tokens
and sign-in: for these addresses none of those ever runs (docs/adr/0007-the-ballot.md).
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils import translation

OURS = re.compile(r"/(s|w|b)/|/surveys/w\d+/anonymity/")
URLS = "surveys.entrance.urls"


class EntranceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not OURS.match(request.path_info):
            return self.get_response(request)
        found = resolve(request.path_info, urlconf=URLS)
        request.resolver_match = found
        with translation.override(settings.LANGUAGE_CODE):
            response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
        # The address of a survey's page must not travel on to anywhere.
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

"""Not built yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.doors import may
from accounts.roles import Capability


@may(Capability.SEE_PLAN)
def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def take_up(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def take_up_many(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def decline(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def reconsider(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError

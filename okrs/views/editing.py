"""Not built yet."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from accounts.doors import may
from accounts.roles import Capability


@may(Capability.SEE_PLAN)
def add_objective(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def edit_objective(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def add(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def edit(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError


@may(Capability.SEE_PLAN)
def retire(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    raise NotImplementedError

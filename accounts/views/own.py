"""One's own page: who I am here, what I may do, and the way out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.doors import PageRequest, signed_in
from accounts.roles import CAN, Capability, Role


@signed_in
@require_safe
def own(request: PageRequest) -> HttpResponse:
    held = CAN[Role(request.user.role)] if request.user.role else frozenset()
    capabilities = [capability for capability in Capability if capability in held]
    return render(request, "accounts/account.html", {"capabilities": capabilities})

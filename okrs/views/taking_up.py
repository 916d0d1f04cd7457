"""An owner's link before it is open: its code is mailed, typed, and the browser bound to it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from accounts.doors import open_door
from okrs.history import end_of
from okrs.owner_links import codes, making, sending
from okrs.owner_links.middleware import COOKIE
from okrs.owner_links.opening import SHUT, Stand
from okrs.views.owner_links import found_in, is_key, not_open


@open_door
@sensitive_variables("token", "secret")
@require_POST
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a code to the owner's own address, for this browser."""
    found = found_in(request, token)
    if found.stand is Stand.OPEN:
        return redirect(_way_in(request, token))
    if found.stand is not Stand.WAITING or found.link is None:
        return not_open(request, found, token=token, pk=_asked(request))
    held = request.COOKIES.get(COOKIE, "")
    try:
        secret = codes.send(link=found.link, browser=held, at=timezone.now())
    except sending.CannotSend as refusal:
        again = found_in(request, token)
        return not_open(request, again, token=token, pk=_asked(request), refused=str(refusal))
    answer = redirect(_way_in(request, token))
    _hold(answer, request, token=token, secret=secret, until=found.link.expires_on)
    return answer


@open_door
@sensitive_variables("token", "taken")
@sensitive_post_parameters("code")
@require_POST
def take_up(request: HttpRequest, token: str) -> HttpResponse:
    """The code of the first page: from now on the link opens in this browser alone."""
    found = found_in(request, token)
    if found.stand is Stand.OPEN:
        return redirect(_way_in(request, token))
    if found.stand is not Stand.WAITING or found.link is None:
        return not_open(request, found, token=token)
    held, typed = request.COOKIES.get(COOKIE, ""), request.POST.get("code", "")
    taken = making.take_up(link=found.link, code=typed, browser=held, at=timezone.now())
    if taken is None or taken.refused:  # another browser was quicker, or a code that is none
        again, refused = found_in(request, token), taken.refused if taken else ""
        return not_open(request, again, token=token, pk=_asked(request), refused=refused)
    answer = redirect(_way_in(request, token))
    _hold(answer, request, token=token, secret=taken.secret, until=found.link.expires_on)
    return answer


@open_door
@sensitive_variables("token")
@require_POST
def another(request: HttpRequest, token: str) -> HttpResponse:
    """A fresh link to the owner's own address, asked for by whoever holds one that is shut."""
    found = found_in(request, token)
    shut = SHUT.get(found.stand)
    if found.link is None or shut is None or not shut.may_ask:
        return not_open(request, found, token=token)
    context = {"masked": sending.masked(found.link.owner.email), "refused": ""}
    try:
        sending.send_another(instead_of=found.link, at=timezone.now())
    except sending.CannotSend as refusal:
        context["refused"] = str(refusal)
    status = 429 if context["refused"] else 200
    return render(request, "okrs/mine_sent.html", context, status=status)


def _asked(request: HttpRequest) -> int | None:
    """The key result that the link led to which was pressed, if it was one."""
    asked = request.POST.get("key_result", "")
    return int(asked) if is_key(asked) else None


def _way_in(request: HttpRequest, token: str) -> str:
    """Where that link led: one key result, or all of them."""
    return sending.path(token, _asked(request))


def _hold(
    answer: HttpResponse, request: HttpRequest, *, token: str, secret: str, until: date
) -> None:
    """Lax, not strict: whoever comes from their mail in a browser comes from another site."""
    answer.set_cookie(
        COOKIE,
        secret,
        expires=end_of(until),
        path=sending.path(token),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )

"""The pages behind an owner's link: taking it up, their own key results, and the check-in form.

Opening an address changes nothing, so a program that looks into mail spends no link. Whatever is
sent to a link that opens nothing by now is refused, and the words that came with it are shown.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.audit import Way, by_way_of
from accounts.doors import open_door
from okrs import mine
from okrs.forms.check_in import CheckInForm
from okrs.listing import in_force
from okrs.models import CheckIn, OwnerLink
from okrs.owner_links import making, opening, sending
from okrs.owner_links.middleware import COOKIE
from okrs.owner_links.opening import SHUT, Found, Stand
from okrs.views import checking_in
from okrs.views.check_in_saved import what_became_of

MOST_DIGITS = len(str(2**63))  # of a key that a table can hold
Inside = Callable[..., HttpResponseBase]


def behind_a_link(view: Inside) -> Inside:
    """Mark a view: open to anyone, and only to the one browser that a link is bound to."""

    @wraps(view)
    @sensitive_variables("token")
    def asked(request: HttpRequest, token: str, **place: Any) -> HttpResponseBase:
        found = found_in(request, token)
        if found.stand is not Stand.OPEN:
            return not_open(request, found, token=token, **place)
        with by_way_of(Way.LINK):
            return view(request, found.link, token=token, **place)

    return open_door(asked)


@require_safe
@behind_a_link
def page(request: HttpRequest, link: OwnerLink, token: str) -> HttpResponse:
    """Their own key results, first those that wait for a check-in."""
    today = timezone.localdate()
    context = {
        "link": link,
        "token": token,
        "mine": mine.of(link.owner, today=today),
    }
    if saved := _just_saved(request.GET.get("saved", ""), link):
        now = mine.one(link.owner, saved.key_result_id) or saved.key_result
        context |= {
            "saved": saved,
            "said": what_became_of(saved, now, was=request.GET.get("was", "")),
        }
    return render(request, "okrs/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_a_link
def check_in(request: HttpRequest, link: OwnerLink, token: str, pk: int) -> HttpResponse:
    if (key_result := mine.one(link.owner, pk)) is None:
        return _not_theirs(request, link, token)
    form = CheckInForm(request.POST or None, key_result=key_result, today=timezone.localdate())
    sent = checking_in.send(form, posted=request.POST, by=link.owner)
    if sent.made:
        said = redirect("mine:list", token=token)
        said["Location"] += f"?saved={sent.made.pk}&was={sent.was}"
        return said
    context = {"link": link, "token": token, "told_meanwhile": sent.told_meanwhile}
    return render(request, "okrs/mine_check_in.html", context | checking_in.shown(form))


@require_POST
@behind_a_link
def preview(request: HttpRequest, link: OwnerLink, token: str, pk: int) -> HttpResponse:
    """The panel beside the form alone, as on the site."""
    if (key_result := mine.one(link.owner, pk)) is None:
        return _not_theirs(request, link, token)
    form = CheckInForm(request.POST, key_result=key_result, today=timezone.localdate())
    return render(request, "okrs/check_in_preview.html", checking_in.shown(form))


@require_POST
@behind_a_link
def end(request: HttpRequest, link: OwnerLink, token: str) -> HttpResponse:
    """Its owner is done here, at a computer that others use."""
    making.withdraw(link=link, by=link.owner, at=timezone.now())
    return not_open(request, found_in(request, token), token=token)


def found_in(request: HttpRequest, token: str) -> Found:
    browser = request.COOKIES.get(COOKIE, "")
    return opening.found(token, browser=browser, at=timezone.now())


def not_open(
    request: HttpRequest, found: Found, *, token: str, pk: int | None = None, refused: str = ""
) -> HttpResponse:
    """Whose link it is, with the way to its code; or why it opens nothing here."""
    context: dict[str, Any] = {"link": found.link, "token": token, "pk": pk, "refused": refused}
    context["words"] = mine.words_of(request.POST)
    shut = SHUT.get(found.stand)
    if found.link and (shut is None or shut.may_ask):
        context["masked"] = sending.masked(found.link.owner.email)
    if shut is None:
        context["is_coded"] = found.is_coded
        return render(request, "okrs/mine_first.html", context)
    context["sentence"] = shut.sentence
    return render(request, "okrs/mine_shut.html", context, status=shut.status)


def _not_theirs(request: HttpRequest, link: OwnerLink, token: str) -> HttpResponse:
    """The same for what was handed over, what was retired, and what never was theirs."""
    sentence = _(
        "There is no key result of yours here. It may have been given to somebody "
        "else, or have ended."
    )
    words = mine.words_of(request.POST)
    context = {"link": link, "token": token, "sentence": sentence, "words": words, "inside": True}
    return render(request, "okrs/mine_shut.html", context, status=404)


def _just_saved(asked: str, link: OwnerLink) -> CheckIn | None:
    """The check-in that the page was sent on from, if it is one of theirs, on what still is."""
    if not is_key(asked):
        return None
    owned = in_force().owned_by(link.owner).values("pk")
    theirs = CheckIn.objects.filter(pk=asked, recorded_by=link.owner, key_result__in=owned)
    return theirs.select_related("key_result").first()


def is_key(asked: str) -> bool:
    """Whether an address names what may be the key of a row: digits, and not too many."""
    return asked.isascii() and asked.isdecimal() and len(asked) < MOST_DIGITS

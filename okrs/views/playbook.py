"""The playbook: a pillar at a time, or all that is not taken up. Anyone in the plan reads it; a
lead takes rows up, says why not, and thinks again. Each answer lands back on its own row.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.doors import PageRequest, may
from accounts.models import User
from accounts.roles import Capability
from okrs.forms.key_result import KeyResultForm
from okrs.forms.playbook import DeclineForm
from okrs.playbook import becoming, catalogue, deciding, offers, taking_up
from okrs.playbook.saying import in_words
from okrs.playbook.shapes import PlaybookRow
from okrs.views.kinds import kind_of, kinds, sent
from okrs.views.saving import choices, saved, warn_of_chance
from strategy.models import Strategy
from strategy.pillars import Pillar


class Now(TypedDict):
    """The clock, read here and passed down."""

    at: datetime
    today: date


OPEN = "open"  # ?show=open: what is not taken up, in all pillars


@may(Capability.SEE_PLAN)
@require_GET
def page(request: PageRequest, pillar: str = "") -> HttpResponse:
    if pillar and pillar not in Pillar.values:
        raise Http404
    return _page(request, pillar=pillar)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def take_up(request: PageRequest, row: str) -> HttpResponse:
    """POST takes a row up as it stands; GET shows it to be adjusted first."""
    found, strategy = _row(row), Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    if request.method == "GET" or "adjusted" in request.POST:
        return _adjust(request, found, strategy)
    done = taking_up.take_up(row=found, strategy=strategy, by=request.user, **_now())
    messages.success(request, in_words(done))
    return _back(request, found)


@may(Capability.EDIT_PLAN)
@require_POST
def take_up_many(request: PageRequest) -> HttpResponse:
    """Take up the undecided rows of an objective, of a pillar, or of the whole playbook."""
    strategy = Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    rows = _asked_for(request)
    owner = _owner(request)
    done = taking_up.take_up_all(
        rows=rows, strategy=strategy, by=request.user, owner=owner, **_now()
    )
    messages.success(request, in_words(done))
    return _back(request, rows[0], to_row=False)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def decline(request: PageRequest, row: str) -> HttpResponse:
    found, strategy = _row(row), Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    form = DeclineForm(request.POST if request.method == "POST" else None)
    declined = saved(
        form,
        lambda: deciding.decline(
            row=found, strategy=strategy, by=request.user, **_now(), **form.cleaned_data
        ),
    )
    if declined:
        messages.success(request, _("Kept, with its reason: “%(t)s”.") % {"t": found.title})
        return _back(request, found)
    return _page(request, pillar=found.pillar.value, declining=found.id, form=form)


@may(Capability.EDIT_PLAN)
@require_POST
def reconsider(request: PageRequest, row: str) -> HttpResponse:
    found, strategy = _row(row), Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    deciding.reconsider(row=found, strategy=strategy, by=request.user, at=timezone.now())
    messages.success(request, _("To decide again: “%(title)s”.") % {"title": found.title})
    return _back(request, found)


def _page(request: PageRequest, *, pillar: str, **more: Any) -> HttpResponse:
    strategy = Strategy.current()
    found = offers.offers_for(strategy, today=timezone.localdate())
    show_open = request.GET.get("show") == OPEN and not pillar
    current = None if show_open else _current(found, pillar)
    shown = (current,) if current else found.not_taken_up()
    context = {
        "offers": found,
        "shown": shown,
        "current": current,
        "show_open": show_open,
        "strategy": strategy,
        "owners": User.objects.owners().order_by("name", "pk"),
    }
    return render(request, "okrs/playbook.html", context | more)


def _current(found: offers.Offers, pillar: str) -> offers.PillarOffers:
    """The pillar asked for; without one, the first in which something is to decide."""
    if pillar:
        return found.of(Pillar(pillar))
    undecided = (one for one in found.pillars if one.tally.undecided)
    return next(undecided, found.pillars[0])


def _adjust(request: PageRequest, row: PlaybookRow, strategy: Strategy) -> HttpResponse:
    data = sent(request)
    kind = kind_of(request, data) or row.kind
    terms = becoming.terms_of(row, strategy=strategy, today=timezone.localdate())
    form = KeyResultForm(
        data, kind=kind, initial={**terms, "kind": kind.value}, **choices(strategy)
    )
    del form.fields["objective"]  # the playbook's own; it can be moved afterwards
    done = saved(
        form,
        lambda: taking_up.take_up(
            row=row, strategy=strategy, by=request.user, **_now(), **_adjusted(form, row)
        ),
    )
    if done:
        messages.success(request, in_words(done))
        warn_of_chance(request, *done.new)
        return _back(request, row)
    offer = offers.Offer(row, offers.State.undecided)
    context = {"form": form, "offer": offer, "row": row, "kind": kind, "kinds": kinds()}
    return render(request, "okrs/playbook_adjust.html", context)


def _adjusted(form: KeyResultForm, row: PlaybookRow) -> Any:
    """What was written; what decides progress follows the kind when that was changed."""
    terms = dict(form.terms())
    return terms if form.measured is row.kind else terms | {"source": None}


def _now() -> Now:
    return {"at": timezone.now(), "today": timezone.localdate()}


def _row(row_id: str) -> PlaybookRow:
    try:
        return catalogue.row(row_id)
    except catalogue.NotInThePlaybook:
        raise Http404 from None


def _asked_for(request: PageRequest) -> Sequence[PlaybookRow]:
    """The rows of the objective or pillar that the form names; of neither, all."""
    objective, pillar = request.POST.get("objective", ""), request.POST.get("pillar", "")
    if objective:
        rows = catalogue.rows_of(objective)
    else:
        rows = tuple(row for row in catalogue.ROWS if pillar in ("", row.pillar.value))
    if not rows:
        raise Http404
    return rows


def _owner(request: PageRequest) -> User | None:
    """Who shall own what is taken up at once; nobody, where nobody is named who could."""
    named = request.POST.get("owner", "")
    return User.objects.owners().filter(pk=int(named)).first() if named.isdecimal() else None


def _back(request: PageRequest, row: PlaybookRow, *, to_row: bool = True) -> HttpResponseRedirect:
    if request.POST.get("show") == OPEN:
        return redirect(f"{reverse('okrs:playbook')}?show={OPEN}")
    address = reverse("okrs:playbook_pillar", args=[row.pillar.value])
    return redirect(f"{address}#row-{row.id}" if to_row else address)

"""The playbook: a pillar at a time, or all that is not taken up. Anyone in the plan reads it; a
lead takes rows up, says why not, and thinks again. Each answer lands back on its own row.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs.forms.key_result import KeyResultForm
from okrs.forms.playbook import DeclineForm
from okrs.planning import CannotPlan
from okrs.playbook import catalogue, deciding, offers, taking_up
from okrs.playbook.shapes import PlaybookRow
from okrs.playbook.taking_up import TakenUp
from okrs.views.editing import choices, refuse
from okrs.views.kinds import kind_of, kinds, sent
from strategy.models import Strategy
from strategy.pillars import Pillar

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
    done = taking_up.take_up(
        row=found, strategy=strategy, by=request.user, at=timezone.now(), today=timezone.localdate()
    )
    messages.success(request, _in_words(done))
    return _back(request, found)


@may(Capability.EDIT_PLAN)
@require_POST
def take_up_many(request: PageRequest) -> HttpResponse:
    """Take up the undecided rows of an objective, of a pillar, or of the whole playbook."""
    strategy = Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    rows = _asked_for(request)
    done = taking_up.take_up_all(
        rows=rows, strategy=strategy, by=request.user, at=timezone.now(), today=timezone.localdate()
    )
    messages.success(request, _in_words(done))
    return _back(request, rows[0], to_row=False)


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def decline(request: PageRequest, row: str) -> HttpResponse:
    found, strategy = _row(row), Strategy.current()
    if strategy is None:
        return redirect("strategy_edit")
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deciding.decline(
                row=found,
                strategy=strategy,
                by=request.user,
                at=timezone.now(),
                today=timezone.localdate(),
                **form.cleaned_data,
            )
        except CannotPlan as refusal:
            refuse(form, refusal)
        else:
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
    today = timezone.localdate()
    terms = taking_up.terms_of(row, strategy=strategy, today=today)
    form = KeyResultForm(
        data, kind=kind, initial={**terms, "kind": kind.value}, **choices(strategy)
    )
    del form.fields["objective"]  # the playbook's own; it can be moved afterwards
    if form.is_valid():
        try:
            done = taking_up.take_up(
                row=row,
                strategy=strategy,
                by=request.user,
                at=timezone.now(),
                today=today,
                **_adjusted(form, row),
            )
        except CannotPlan as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _in_words(done))
            return _back(request, row)
    context = {"form": form, "row": row, "kind": kind, "kinds": kinds()}
    return render(request, "okrs/playbook_adjust.html", context)


def _adjusted(form: KeyResultForm, row: PlaybookRow) -> Any:
    """What was written; what decides progress follows the kind when that was changed."""
    terms = dict(form.terms())
    return terms if form.measured is row.kind else terms | {"source": None}


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


def _back(request: PageRequest, row: PlaybookRow, *, to_row: bool = True) -> HttpResponseRedirect:
    if request.POST.get("show") == OPEN:
        return redirect(f"{reverse('okrs:playbook')}?show={OPEN}")
    address = reverse("okrs:playbook_pillar", args=[row.pillar.value])
    return redirect(f"{address}#row-{row.id}" if to_row else address)


def _in_words(done: TakenUp) -> str:
    """What was taken up, what was there already, and what was left out and why."""
    said = []
    if len(done.new) == 1:
        said.append(_("Taken up: “%(title)s”.") % {"title": done.new[0].title})
    elif done.new:
        said.append(
            ngettext("%(n)s key result taken up.", "%(n)s key results taken up.", len(done.new))
            % {"n": len(done.new)}
        )
    elif done.already:
        said.append(_("It was taken up before: “%(title)s”.") % {"title": done.already[0].title})
    else:
        said.append(_("Nothing more to take up here."))
    said.extend(
        _("Left out, because a milestone counts it already: “%(title)s”.") % {"title": row.title}
        for row in done.left_out
    )
    return " ".join(said)

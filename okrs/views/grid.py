"""The plan as a grid: the page, saving rows, taking back, a row as a form, and adding one."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs.grid import adding, asking, drawing, forms, reading, saving, undoing
from okrs.grid.columns import LABELS
from okrs.grid.outcomes import Outcome
from okrs.grid.owners import Owners
from okrs.refusals import CannotPlan
from okrs.rules.words import Cadence
from okrs.views.offering import offer
from strategy.pillars import Pillar


@may(Capability.EDIT_PLAN)
@require_safe
def page(request: PageRequest) -> HttpResponse:
    """All rows that the address asks for: words that become fields, or fields from the start."""
    sheet = reading.sheet(request.GET.dict(), reader=request.user, today=timezone.localdate())
    if "forms" in request.GET:
        found = reading.stored(row.key_result.pk for row in sheet.listing.shown)
        drawn = forms.rows(found, token=get_token(request), asked=_asked(request))
        return _forms(request, drawn, sheet=sheet)
    added = undoing.added(request.GET.get("added", ""), by=request.user)
    settings = drawing.settings() | {"added": added}
    context = {"sheet": sheet, "drawn": drawing.rows(sheet.shown), "settings": settings}
    return render(request, "okrs/grid.html", context | _frame(request))


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def row(request: PageRequest, pk: int) -> HttpResponse:
    """One row as a form: what is refused stays in its fields, and says why."""
    now = reading.one(pk)
    if now is None:
        raise Http404
    token, asked = get_token(request), _asked(request)
    if request.method != "POST":
        return _forms(request, forms.row(now, token=token, asked=asked))
    typed = forms.typed_of(request.POST, now)
    told = saving.save_row(typed, by=request.user, at=timezone.now(), owners=Owners())
    if told.is_saved:
        messages.success(request, _("Saved: “%(title)s”.") % {"title": told.title})
        return redirect(f"{reverse('okrs:grid')}?forms{asked and '&'}{asked}#k{pk}")
    now = told.key_result or now
    return _forms(request, forms.row(now, token=token, asked=asked, typed=typed, told=told))


@may(Capability.EDIT_PLAN)
@require_POST
def add(request: PageRequest) -> HttpResponse:
    """A new row, last of its objective's; the grid opens at it, and can take it back."""
    try:
        with audit.heard() as events:
            added = adding.add_row(request.POST, by=request.user, at=timezone.now())
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
        return redirect("okrs:grid")
    if "forms" in request.POST:
        offer(request, _("Added: “%(title)s”.") % {"title": added.title}, events)
        return redirect(f"{reverse('okrs:grid')}?forms#k{added.pk}")
    return redirect(f"{reverse('okrs:grid')}?added={added.pk}#k{added.pk}")


@may(Capability.EDIT_PLAN)
@require_POST
def save(request: PageRequest) -> HttpResponse:
    """Rows as the script sends them; each is saved, or not, by itself."""
    at, owners = timezone.now(), Owners()
    return _told(
        lambda: [
            saving.save_row(row, by=request.user, at=at, owners=owners)
            for row in asking.rows(request.body)
        ]
    )


@may(Capability.EDIT_PLAN)
@require_POST
def undo(request: PageRequest) -> HttpResponse:
    """Take back entries of the record that this person wrote in the grid."""
    return _told(
        lambda: undoing.undo(asking.events(request.body), by=request.user, at=timezone.now())
    )


def _told(made: Callable[[], Sequence[Outcome]]) -> HttpResponse:
    try:
        return JsonResponse({"rows": [outcome.as_json() for outcome in made()]})
    except asking.CannotRead as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=400)


def _forms(
    request: PageRequest, drawn: SafeString, *, sheet: reading.Sheet | None = None
) -> HttpResponse:
    context = {"sheet": sheet, "drawn": drawn, "owners": reading.owners()}
    return render(request, "okrs/grid_forms.html", context | _frame(request))


def _asked(request: PageRequest) -> str:
    """The filters of the address, as they stand in it."""
    asked = request.GET.copy()
    for name in ("forms", "added"):
        asked.pop(name, None)
    return asked.urlencode()


def _frame(request: PageRequest) -> dict[str, Any]:
    return {
        "columns": [(column.value, label) for column, label in LABELS.items()],
        "kinds": [(kind.value, kind.label) for kind in reading.ADDED_AS],
        "pillars": Pillar,
        "cadences": list(Cadence),
        "asked": _asked(request),
        "today": timezone.localdate(),
    }

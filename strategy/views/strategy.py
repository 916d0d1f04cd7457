"""The strategy's own words: name, vision, dates, sponsor."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from strategy import organising
from strategy.forms import StrategyForm
from strategy.models import Strategy


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def edit(request: PageRequest) -> HttpResponse:
    strategy = Strategy.current()
    if strategy is None:
        raise Http404
    columns = ("name", "vision", "starts_on", "ends_on", "sponsor", "version")
    form = StrategyForm(
        request.POST or None, initial={name: getattr(strategy, name) for name in columns}
    )
    theirs = None
    if form.is_valid():
        try:
            organising.edit_strategy(
                strategy=strategy, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except organising.CannotOrganise as refusal:
            form.add_error(None, str(refusal))
            form.data = request.POST.copy()
            form.data["version"] = str(strategy.version)
            theirs = strategy
        else:
            messages.success(request, _("Saved."))
            return redirect("strategy_page")
    return render(request, "strategy/edit.html", {"form": form, "theirs": theirs})

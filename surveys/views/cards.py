"""Cards for people without e-mail: how many, and printing them. And the way on a shared device."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from strategy.models import Organisation
from surveys.forms.inviting import CardsForm, PrintForm
from surveys.inviting import cards
from surveys.inviting.letters import page_of
from surveys.inviting.pages import CAN_CHANGE
from surveys.models import Wave
from surveys.states import State
from surveys.views.saving import asked_here


@may(Capability.RUN_SURVEYS)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, label: str) -> HttpResponse:
    wave = asked_here(label)
    form = CardsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        how_many = form.cleaned_data["how_many"]
        try:
            cards.choose_cards(wave=wave, how_many=how_many, by=request.user, at=timezone.now())
        except cards.CannotMakeCards as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("surveys:cards", label=label)
    return _shown(request, wave, form, None)


def _shown(
    request: PageRequest, wave: Wave, form: CardsForm, to_print: PrintForm | None
) -> HttpResponse:
    made = wave.cards.count()
    context = {
        "wave": wave,
        "form": to_print or form,
        "how_many": form["how_many"],
        "to_print": to_print or PrintForm(initial={"newest": made}),
        "made": made,
        "chosen": int(wave.choices.get("cards", 0)),
        "can_change": wave.state in CAN_CHANGE,
        "is_open": wave.state == State.OPEN,
        "page_address": page_of(wave),
    }
    return render(request, "surveys/cards.html", context)


@may(Capability.RUN_SURVEYS)
@require_POST
@never_cache
def to_print(request: PageRequest, label: str) -> HttpResponse:
    """Asked for by a form, so that no address and no log holds the order they are in."""
    wave = asked_here(label)
    form = PrintForm(request.POST)
    if wave.state != State.OPEN or not form.is_valid():
        return _shown(request, wave, CardsForm(), form)
    asked = form.cleaned_data
    stack = cards.stack(
        wave=wave,
        newest=asked["newest"],
        shuffle=asked["shuffle"] or cards.new_shuffle(),
        page=asked["page"] or 1,
    )
    context = {"wave": wave, "stack": stack, "employer": Organisation.current()}
    return render(request, "surveys/cards_print.html", context | {"page_address": page_of(wave)})

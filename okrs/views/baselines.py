"""Setting From and To, for the first time or anew."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from disclosure.sealing import Altered
from okrs import baselines, survey_offers
from okrs.forms.baseline import ASKED, BaselineForm, TakeForm, anything_known, initial_of
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import CheckIn, KeyResult
from okrs.refusals import CannotPlan
from okrs.rules.words import Kind
from okrs.views.offering import offer
from okrs.views.saving import say_beside_to, warn_of_chance


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, pk: int) -> HttpResponse:
    key_result = get_object_or_404(KeyResult.objects.select_related("objective", "latest"), pk=pk)
    if Kind[key_result.kind] not in ASKED:
        raise Http404
    published = _published(key_result)
    offered = None if published.offer else _offered(request, key_result)
    form = BaselineForm(
        request.POST or None, key_result=key_result, initial=initial_of(key_result, offered)
    )
    say_beside_to(form, key_result)
    if form.is_valid() and _set(request, key_result, form):
        return redirect("okrs:key_result", pk=pk)
    context = {
        "form": form,
        "key_result": key_result,
        "offered": offered,
        "published": published,
        "anew": anything_known(key_result),
    }
    return render(request, "okrs/baseline.html", context)


@may(Capability.EDIT_PLAN)
@require_POST
def take(request: PageRequest, pk: int) -> HttpResponse:
    """Make From of the published figure that is on offer: nothing is typed."""
    key_result = get_object_or_404(KeyResult.objects.select_related("objective"), pk=pk)
    form = TakeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That figure is not on offer any more. Look at what is."))
        return redirect("okrs:key_result", pk=pk)
    try:
        with audit.heard() as events:
            survey_offers.take(
                key_result=key_result, by=request.user, at=timezone.now(), **form.named()
            )
    except (CannotPlan, Altered) as refusal:
        messages.error(request, str(refusal))
    else:
        offer(request, _("From is set."), events)
        warn_of_chance(request, key_result)
    return redirect("okrs:key_result", pk=pk)


def _published(key_result: KeyResult) -> survey_offers.Offered:
    """What the survey offers; nothing where somebody altered what was published."""
    try:
        return survey_offers.offered(key_result)
    except Altered as altered:
        return survey_offers.Offered(why_not=str(altered))


def _set(request: PageRequest, key_result: KeyResult, form: BaselineForm) -> bool:
    try:
        with audit.heard() as events:
            change = baselines.set_baseline(
                key_result=key_result,
                by=request.user,
                at=timezone.now(),
                version=form.cleaned_data["version"],
                **form.ends(),
                **form.why(),
            )
    except ChangedMeanwhile as refusal:
        form.add_error(None, str(refusal))
        stored = KeyResult.objects.values_list("version", flat=True).get(pk=key_result.pk)
        form.data = request.POST.copy()
        form.data["version"] = str(stored)
    except CannotPlan as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    else:
        anew = _("Set anew. Earlier readings are kept, above the break.")
        offer(request, anew if change.is_rebaseline else _("Saved."), events)
        warn_of_chance(request, key_result)
        return True
    return False


def _offered(request: PageRequest, key_result: KeyResult) -> CheckIn | None:
    """The reading that could be From: the one named in the address, else the first there is."""
    if key_result.from_value is not None:
        return None
    readings = key_result.check_ins.readings().filter(value__isnull=False)
    named = request.GET.get("reading", "")
    if named.isdecimal() and (found := readings.filter(pk=named).first()):
        return found
    return readings.order_by("as_of", "recorded_at", "pk").first()

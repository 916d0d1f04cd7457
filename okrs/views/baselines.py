"""Setting From and To, for the first time or anew."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import baselines
from okrs.forms.baseline import ASKED, BaselineForm, anything_known, initial_of
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import CheckIn, KeyResult
from okrs.refusals import CannotPlan
from okrs.rules.words import Kind


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def page(request: PageRequest, pk: int) -> HttpResponse:
    key_result = get_object_or_404(KeyResult.objects.select_related("objective", "latest"), pk=pk)
    if Kind[key_result.kind] not in ASKED:
        raise Http404
    offered = _offered(request, key_result)
    form = BaselineForm(
        request.POST or None, key_result=key_result, initial=initial_of(key_result, offered)
    )
    if form.is_valid() and _set(request, key_result, form):
        return redirect("okrs:key_result", pk=pk)
    context = {
        "form": form,
        "key_result": key_result,
        "offered": offered,
        "anew": anything_known(key_result),
    }
    return render(request, "okrs/baseline.html", context)


def _set(request: PageRequest, key_result: KeyResult, form: BaselineForm) -> bool:
    try:
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
        messages.success(request, anew if change.is_rebaseline else _("Saved."))
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

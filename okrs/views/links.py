"""Evidence and resources of a key result: link one, unlink one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs import links
from okrs.forms.link import LinkForm
from okrs.models import KeyResult, Link
from okrs.owning import may_act_on
from okrs.refusals import CannotPlan
from okrs.views.offering import offer
from okrs.views.saving import saved


@may(Capability.CHECK_IN)
@require_http_methods(["GET", "POST"])
def add(request: PageRequest, pk: int) -> HttpResponse:
    key_result = get_object_or_404(KeyResult.objects.select_related("objective"), pk=pk)
    _refuse_others(request, key_result)
    form = LinkForm(request.POST or None, initial={"kind": Link.EVIDENCE})

    def add_it() -> Link:
        return links.add_link(
            key_result=key_result, by=request.user, at=timezone.now(), **form.cleaned_data
        )

    with audit.heard() as events:
        link = saved(form, add_it)
    if link:
        offer(request, _("Linked “%(title)s”.") % {"title": link.title}, events)
        return redirect(reverse("okrs:key_result", args=[pk]) + "#evidence")
    return render(request, "okrs/link.html", {"form": form, "key_result": key_result})


@may(Capability.CHECK_IN)
@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(Link.objects.select_related("key_result"), pk=pk)
    _refuse_others(request, link.key_result)
    try:
        with audit.heard() as events:
            links.remove_link(link=link, by=request.user, at=timezone.now())
    except CannotPlan as refusal:
        messages.error(request, str(refusal))
    else:
        offer(request, _("Removed “%(title)s”.") % {"title": link.title}, events)
    return redirect(reverse("okrs:key_result", args=[link.key_result_id]) + "#evidence")


def _refuse_others(request: PageRequest, key_result: KeyResult) -> None:
    if not may_act_on(request.user, key_result):
        raise PermissionDenied(_("You can add evidence to key results that you own."))

"""Read-only links: those there are, a new one, and the end of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import PageRequest, may
from accounts.models import ReadLink
from accounts.read_links import making
from accounts.roles import Capability
from dashboards.link_form import ReadLinkForm


@may(Capability.EDIT_PLAN)
@require_safe
def listing(request: PageRequest) -> HttpResponse:
    links = ReadLink.objects.select_related("made_by").order_by("-made_at", "-pk")
    today = timezone.localdate()
    context = {
        "open": [link for link in links if link.opens_on(today)],
        "ended": [link for link in links if not link.opens_on(today)],
        "today": today,
    }
    return render(request, "dashboards/links.html", context)


@may(Capability.EDIT_PLAN)
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: PageRequest) -> HttpResponse:
    """The link is shown in the answer to the form, and nowhere else: nobody keeps it."""
    latest = timezone.localdate() + making.LONGEST
    form = ReadLinkForm(request.POST or None, latest=latest)
    if form.is_valid():
        try:
            link, token = making.make(by=request.user, at=timezone.now(), **form.cleaned_data)
        except making.CannotMake as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            address = request.build_absolute_uri(f"/read/{token}/")
            return render(request, "dashboards/link_made.html", {"link": link, "address": address})
    return render(request, "dashboards/link_add.html", {"form": form})


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(ReadLink, pk=pk)
    if request.method == "POST":
        making.withdraw(link=link, by=request.user, at=timezone.now())
        messages.success(
            request, _("The link for %(audience)s was withdrawn.") % {"audience": link.audience}
        )
        return redirect("dashboards:links")
    context = {"link": link, "all_url": reverse("dashboards:links")}
    return render(request, "dashboards/link_withdraw.html", context)

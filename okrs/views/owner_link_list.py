"""Owner links as those see them who sign in: a lead all of them, an owner their own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.doors import PageRequest, may
from accounts.models import User
from accounts.roles import Capability
from okrs.models import OwnerLink
from okrs.owner_links import listing, making, sending


@may(Capability.CHECK_IN)
@require_safe
def page(request: PageRequest) -> HttpResponse:
    """Those that open, those that ended of late, and to whom a lead may send one."""
    leads = request.user.may(Capability.EDIT_PLAN)
    links = listing.of(None if leads else request.user, day=timezone.localdate())
    owners = listing.who_may_be_sent_one() if leads else User.objects.none()
    return render(request, "okrs/owner_links.html", {"links": links, "owners": owners})


@may(Capability.EDIT_PLAN)
@require_POST
def send(request: PageRequest) -> HttpResponse:
    """To one owner, chosen by their key; the page that is left says what became of it."""
    asked = request.POST.get("owner", "")
    owner = next((one for one in listing.who_may_be_sent_one() if str(one.pk) == asked), None)
    if owner is None:
        messages.error(request, _("Choose to whom the link goes. Nothing was sent."))
    else:
        sending.send(owner=owner, by=request.user, at=timezone.now())
        said = _("A link is on its way to %(name)s, at %(address)s.")
        messages.success(request, said % {"name": owner.name, "address": owner.email})
    return redirect("okrs:owner_links")


@may(Capability.CHECK_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(OwnerLink.objects.select_related("owner"), pk=pk)
    if not (request.user.may(Capability.EDIT_PLAN) or link.owner == request.user):
        raise PermissionDenied(_("Only its owner, or a lead, withdraws this link."))
    if request.method == "POST":
        making.withdraw(link=link, by=request.user, at=timezone.now())
        messages.success(
            request, _("The link of %(name)s was withdrawn.") % {"name": link.owner.name}
        )
        return redirect("okrs:owner_links")
    context = {"link": link, "all_url": reverse("okrs:owner_links")}
    return render(request, "okrs/owner_link_withdraw.html", context)

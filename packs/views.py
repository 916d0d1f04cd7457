"""Board packs: the list of them, issuing one, and each as it was issued, on a page and as a file.

A pack is read from what was kept and from nothing else. One that was altered since is not shown.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from dashboards.kept_pages import kept
from disclosure.sealing import Altered
from packs import files, gathering, issuing, offering, reading
from packs.contents import Contents
from packs.differing import difference
from packs.forms import IssueForm
from packs.gathering import CannotGather
from packs.keeping import Unreadable
from packs.meanwhile import IssuedMeanwhile
from packs.models import Pack
from packs.reading import AlteredPack

P = ParamSpec("P")
View = Callable[Concatenate[PageRequest, P], HttpResponse]


def as_issued(view: View[P]) -> View[P]:
    """A sentence, and nothing of the pack, where it is not what was issued."""

    @wraps(view)
    def checked(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (AlteredPack, Unreadable) as refusal:
            return render(request, "packs/cannot_show.html", {"refusal": refusal}, status=500)

    return checked


@may(Capability.SEE_PLAN)
@require_safe
def listing(request: PageRequest) -> HttpResponse:
    """Every pack; for who issues them, the next one as well, filled in and one press away."""
    packs = list(Pack.objects.newest_first().without_contents())
    has_contents = bool(packs) or gathering.has_anything()
    context = {"packs": packs, "kinds": files.KINDS, "has_contents": has_contents}
    if has_contents and request.user.may(Capability.EDIT_PLAN):
        context["form"] = _offer(packs[0] if packs else None)
    return render(request, "packs/list.html", context)


def _offer(newest: Pack | None) -> IssueForm:
    return IssueForm(initial=offering.offered(newest, today=timezone.localdate()))


@may(Capability.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def issue(request: PageRequest) -> HttpResponse:
    """Asked, looked at, issued. Whatever was typed stays where it is refused."""
    form = IssueForm(request.POST) if request.method == "POST" else _offer(offering.newest())
    looked_at = None
    if form.is_valid():
        try:
            if "issue" in request.POST:
                return redirect("packs:pack", _issued(request, form).number)
            looked_at = gathering.gather(order=form.order, today=timezone.localdate())
        except CannotGather as refusal:
            form.add_error(refusal.field, str(refusal))
        except IssuedMeanwhile as refusal:
            form.refuse(refusal)
        except Altered as refusal:
            form.add_error(None, str(refusal))
    return render(request, "packs/issue.html", {"form": form, "contents": looked_at})


def _issued(request: PageRequest, form: IssueForm) -> Pack:
    pack = issuing.issue(
        order=form.order,
        by=request.user,
        at=timezone.now(),
        key=form.cleaned_data["key"],
        newest=form.cleaned_data["newest"],
    )
    messages.success(request, _("Issued. It stays as it is from now on."))
    return pack


@may(Capability.SEE_PLAN)
@require_safe
@kept
@as_issued
def page(request: PageRequest, number: int) -> HttpResponse:
    pack = get_object_or_404(Pack, number=number)
    context = {
        "pack": pack,
        "contents": reading.contents(pack),
        "kinds": files.KINDS,
        "earlier": Pack.objects.filter(number__lt=number).newest_first().without_contents(),
    }
    return render(request, "packs/pack.html", context)


@may(Capability.SEE_PLAN)
@require_safe
@kept
@as_issued
def since(request: PageRequest, number: int, before: int) -> HttpResponse:
    """What is another in a pack than in an earlier one."""
    if before >= number:
        raise Http404(before)
    then, now = _contents(before), _contents(number)
    context = {"then": then, "now": now, "finding": difference(then, now)}
    return render(request, "packs/since.html", context)


@may(Capability.SEE_PLAN)
@require_safe
@as_issued
def file(request: PageRequest, number: int, kind: str) -> HttpResponse:
    if kind not in files.KINDS:
        raise Http404(kind)
    contents, made = _contents(number), files.KINDS[kind]
    answer = HttpResponse(made.make(contents), content_type=made.media_type)
    name = files.file_name(contents, kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _contents(number: int) -> Contents:
    return reading.contents(get_object_or_404(Pack, number=number))

"""The rows of a period's page, and what is said of one of them: saved row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from okrs.forms.period import ReflectForm, ReviewForm
from okrs.meanwhile import ChangedMeanwhile
from okrs.models import KeyResult, PeriodResult
from okrs.periods import pages, reviewing
from okrs.periods.beside import LastTime
from okrs.periods.contents import PillarKept, ResultKept
from okrs.refusals import CannotPlan
from strategy.pillars import Pillar


@dataclass(kw_only=True)
class ReviewRow:
    """A key result in the page, with the form that says what became of it, if it may be said."""

    result: ResultKept
    last: LastTime | None
    form: ReviewForm | None = None
    saved: bool = False
    stored: ResultKept | None = None

    @property
    def is_open(self) -> bool:
        """Whether its form stands open: one that waits for a decision, or that was refused."""
        return self.result.is_due or bool(self.form and self.form.errors) or self.saved


@dataclass(frozen=True, kw_only=True)
class PillarReview:
    """A pillar with its rows: those that were due first, by objective."""

    part: PillarKept
    due: list[ReviewRow] = field(default_factory=list)
    going_on: list[ReviewRow] = field(default_factory=list)

    @property
    def pillar(self) -> Pillar:
        return Pillar(self.part.pillar)


def review_rows(
    page: pages.PeriodPage, *, reviews: bool, said: ReviewRow | None = None
) -> list[PillarReview]:
    """Every pillar that has something in it. `said` takes the place of its own row."""
    assert page.contents, "what was altered has no rows"
    return [
        PillarReview(
            part=part,
            due=[row for row in _rows(page, part, reviews, said) if row.result.is_due],
            going_on=[row for row in _rows(page, part, reviews, said) if not row.result.is_due],
        )
        for part in page.contents.pillars
        if part.results
    ]


def row_of(page: pages.PeriodPage, result: ResultKept, *, reviews: bool) -> ReviewRow:
    last = page.beside.results.get(result.key_result) if page.beside else None
    version = page.versions.get(result.key_result, 0)
    form = ReviewForm(result=result, version=version) if reviews else None
    return ReviewRow(result=result, last=last, form=form)


def _rows(
    page: pages.PeriodPage, part: PillarKept, reviews: bool, said: ReviewRow | None
) -> Iterator[ReviewRow]:
    for result in part.results:
        if said and said.result.key_result == result.key_result:
            yield said
        else:
            yield row_of(page, result, reviews=reviews)


@may(Capability.EDIT_PLAN)
@require_POST
def say(request: PageRequest, pk: int, key_result: int) -> HttpResponse:
    """What became of one key result. Alone where htmx asks; else back to its row."""
    page = _load(pk)
    row = _row(page, key_result, request)
    if row is None:
        messages.error(request, _gone())
        return redirect("okrs:period", pk)
    if _saved(request, page, row):
        if not request.htmx:
            messages.success(request, _("Saved: “%(title)s”.") % {"title": row.result.title})
            return redirect(reverse("okrs:period", args=[pk]) + f"#kr-{key_result}")
        page = _load(pk)
        row = _row(page, key_result) or row
        row.saved = True
    if request.htmx:
        context = {"page": page, "contents": page.contents, "row": row}
        return render(request, "okrs/period_said.html", context)
    return whole_page(request, page, said=row)


def _load(pk: int) -> pages.PeriodPage:
    now = timezone.now()
    return pages.load(pk, now=now, today=timezone.localdate(now))


def _row(
    page: pages.PeriodPage, key_result: int, request: PageRequest | None = None
) -> ReviewRow | None:
    """Its row with the form as it was sent, or as it is stored; None where it is not in it."""
    if page.contents is None or page.snapshot is not None:
        return None
    found = next((r for r in page.contents.results if r.key_result == key_result), None)
    if found is None:
        return None
    row = row_of(page, found, reviews=True)
    if request:
        version = page.versions.get(key_result, 0)
        row.form = ReviewForm(request.POST, result=found, version=version)
    return row


def _saved(request: PageRequest, page: pages.PeriodPage, row: ReviewRow) -> bool:
    """Whether it was taken; if not, the form says why and knows what is stored by now."""
    form = row.form
    if form is None or not form.is_valid():
        return False
    told = form.cleaned_data
    outcome = told.get("outcome", PeriodResult.GOES_ON if not row.result.is_due else "")
    one = get_object_or_404(KeyResult.objects.select_related("objective"), pk=row.result.key_result)
    try:
        reviewing.say(
            period=page.period,
            key_result=one,
            outcome=outcome,
            reflection=told["reflection"],
            by=request.user,
            at=timezone.now(),
            version=told["version"] or 0,
        )
    except CannotPlan as refusal:
        _refuse(form, row, refusal)
        return False
    return True


def _refuse(form: ReviewForm, row: ReviewRow, refusal: CannotPlan) -> None:
    if isinstance(refusal, ChangedMeanwhile):
        row.stored = row.result
        sent = {name: form.data.get(name) for name in form.data}
        form.data = {**sent, form.add_prefix("version"): str(refusal.version)}
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def _gone() -> str:
    return _("That key result is not in this review any more. This is how it stands now.")


def whole_page(
    request: PageRequest,
    found: pages.PeriodPage,
    *,
    form: ReflectForm | None = None,
    said: ReviewRow | None = None,
) -> HttpResponse:
    """The page of a period, with whatever of it was just sent and refused."""
    if found.contents is None:
        return render(request, "okrs/period_altered.html", {"page": found}, status=409)
    reviews = found.snapshot is None and request.user.may(Capability.EDIT_PLAN)
    held = {"reflection": found.period.reflection, "version": found.period.version}
    context: dict[str, Any] = {
        "page": found,
        "contents": found.contents,
        "reviews": reviews,
        "pillars": review_rows(found, reviews=reviews, said=said),
        "reflect_form": (form or ReflectForm(initial=held)) if reviews else None,
        "form": form or (said.form if said else None),
    }
    return render(request, "okrs/period.html", context)

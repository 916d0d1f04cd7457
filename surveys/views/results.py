"""Results on pages and as files: one table set for everybody, whoever asks.

What was not planned, not published, or is not for this person is not there: the same answer each
time. Older versions, which a correction replaced, are for those who run surveys.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from accounts.doors import PageRequest, may
from accounts.roles import Capability
from disclosure.reading import NotPublished
from disclosure.sealing import Altered
from surveys.results import files, front_page, showing, table_page
from surveys.results.showing import Shown
from surveys.results.tables import table as table_of

P = ParamSpec("P")
View = Callable[Concatenate[PageRequest, P], HttpResponse]


def as_published(view: View[P]) -> View[P]:
    """404 for what is not published; a sentence, and no figure, for what was altered since."""

    @wraps(view)
    def checked(request: PageRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotPublished as nothing:
            raise Http404 from nothing
        except Altered as refusal:
            said = {"refusal": refusal}
            return render(request, "surveys/results_altered.html", said, status=500)

    return checked


@may(Capability.SEE_PLAN)
@require_safe
@as_published
def page(request: PageRequest, label: str) -> HttpResponse:
    """How many took part, each measure of everybody, and the way to every table."""
    return _page(request, showing.find(label=label, reader=request.user))


@may(Capability.RUN_SURVEYS)
@require_safe
@as_published
def old_page(request: PageRequest, label: str, version: int) -> HttpResponse:
    return _page(request, showing.find(label=label, reader=request.user, version=version))


def _page(request: PageRequest, shown: Shown) -> HttpResponse:
    return render(request, "surveys/results.html", {"page": front_page.page(shown)})


@may(Capability.SEE_PLAN)
@require_safe
@as_published
def table(request: PageRequest, label: str, cut: str, measure: str) -> HttpResponse:
    """One table: its finding, its chart, its figures and how they were made."""
    return _table(request, showing.find(label=label, reader=request.user), cut, measure)


@may(Capability.RUN_SURVEYS)
@require_safe
@as_published
def old_table(
    request: PageRequest, label: str, version: int, cut: str, measure: str
) -> HttpResponse:
    shown = showing.find(label=label, reader=request.user, version=version)
    return _table(request, shown, cut, measure)


def _table(request: PageRequest, shown: Shown, cut: str, measure: str) -> HttpResponse:
    asked = table_of(shown, shown.cut(cut), shown.measure(measure))
    return render(request, "surveys/results_table.html", {"page": table_page.page(asked)})


@may(Capability.SEE_PLAN)
@require_safe
@conditional_page
@as_published
def file(request: PageRequest, label: str, cut: str, measure: str, kind: str) -> HttpResponse:
    """The same table as a file, for a spreadsheet, for print, or for a program."""
    return _file(showing.find(label=label, reader=request.user), cut, measure, kind)


@may(Capability.RUN_SURVEYS)
@require_safe
@conditional_page
@as_published
def old_file(
    request: PageRequest, label: str, *, version: int, cut: str, measure: str, kind: str
) -> HttpResponse:
    shown = showing.find(label=label, reader=request.user, version=version)
    return _file(shown, cut, measure, kind)


def _file(shown: Shown, cut: str, measure: str, kind: str) -> HttpResponse:
    if kind not in files.KINDS:
        raise NotPublished(kind)
    asked = table_of(shown, shown.cut(cut), shown.measure(measure))
    name = shown.addresses.file_name(asked.cut, asked.measure, kind)
    return files.KINDS[kind].make(asked, name)

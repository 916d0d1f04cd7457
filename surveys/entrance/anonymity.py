"""How your answer is protected: a page for everybody, without a session, while a wave is known.

Every sentence about protection comes from surveys/promises.py; what is looked up here is looked up
for anybody, and nothing about whoever asks is read or kept.
"""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from accounts.doors import open_door
from surveys import ballot_numbers
from surveys.entrance import protection
from surveys.models import Wave
from surveys.wave_questions import table_plan


@open_door
@require_safe
def page(request: HttpRequest, label: str) -> HttpResponseBase:
    """The page of a wave that is or was open; `?number=` finds a ballot, `?file=` gives a file."""
    wave = protection.wave_to_show(label)
    if wave is None:
        raise Http404
    if name := request.GET.get("file"):
        return _file(wave, name)
    typed = request.GET.get("number", "")
    response = HttpResponse(
        render_to_string("survey/anonymity.html", protection.what_the_page_needs(wave, typed=typed))
    )
    response.headers["Cache-Control"] = "no-store" if typed else "public, max-age=60"
    return response


def _file(wave: Wave, name: str) -> HttpResponseBase:
    """The plan as it was hashed, or every ballot number that was counted."""
    if name == "plan":
        plan = table_plan(wave).to_json()
        response: HttpResponseBase = HttpResponse(plan, content_type="application/json")
    elif name == "numbers" and (kept := protection.numbers_of(wave)) is not None:
        response = StreamingHttpResponse(
            ballot_numbers.lines(kept), content_type="text/plain; charset=utf-8"
        )
    else:
        raise Http404
    ending = "json" if name == "plan" else "txt"
    response.headers["Content-Disposition"] = f'attachment; filename="{wave.label}-{name}.{ending}"'
    return response

"""The survey's page: the same bytes for everybody, so that nobody can be shown one of their own.

Kept in this process's memory until the wave changes. One small query a second says whether it has.
"""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from accounts.doors import open_door
from strategy.models import Organisation
from surveys.ballot import door
from surveys.checklist import about_minutes
from surveys.models import Wave
from surveys.states import State
from surveys.wave_questions import question_set, table_plan

VERSION = """
    SELECT version FROM surveys_wave WHERE label = %s AND plan_hash <> '' AND origin = 'asked'
"""
A_MOMENT = 1.0  # seconds that an older page may still be shown


@dataclass(frozen=True)
class Kept:
    """A page as it was drawn, of what, and when it was last known to be true."""

    state: tuple[object, ...]
    content: bytes
    tag: str
    looked_at: float = 0.0


_kept: dict[str, Kept] = {}


@open_door
@require_safe
def page(request: HttpRequest, label: str) -> HttpResponse:
    """The whole questionnaire in one page. What is in the address's fragment never comes here."""
    kept = _page(label)
    if request.headers.get("If-None-Match") == kept.tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(kept.content)
    response.headers["ETag"] = kept.tag
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _page(label: str) -> Kept:
    """The page as it stands: looked at once a second at most, drawn when something has changed."""
    kept = _kept.get(label)
    if kept and time.monotonic() - kept.looked_at < A_MOMENT:
        return kept
    state = _state(label)
    if kept is None or kept.state != state:
        content = _drawn(Wave.objects.get(label=label)).encode()
        kept = Kept(state, content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
    _kept[label] = replace(kept, looked_at=time.monotonic())
    return kept


def _state(label: str) -> tuple[object, ...]:
    """What the page depends on. One small query. Raises Http404 where there is no such survey."""
    with connection.cursor() as cursor:
        cursor.execute(VERSION, [label])
        found = cursor.fetchone()
    if found is None:
        raise Http404
    organisation = Organisation.current()
    return found[0], organisation and (organisation.name, organisation.is_demo)


def forget_pages() -> None:
    """For tests, where another wave may have the same name and version."""
    _kept.clear()


@dataclass(frozen=True)
class Screen:
    """One question as a screen of its own, and about how long there is still to go."""

    place: int
    question: Mapping[str, Any]
    minutes_left: int

    @property
    def number(self) -> int:
        return self.place + 1


def screens(wave: Wave) -> list[Screen]:
    """The questions of a wave in their order."""
    asked = question_set(wave).page_json(settings.LANGUAGE_CODE)
    return [
        Screen(place, question, about_minutes(len(asked) - place))
        for place, question in enumerate(asked)
    ]


def _drawn(wave: Wave) -> str:
    return render_to_string("survey/start.html", what_the_page_needs(wave))


def what_the_page_needs(wave: Wave, *, preview: bool = False) -> dict[str, Any]:
    """What the template takes; the preview of a draft takes the same, and sends nothing."""
    organisation, asked = Organisation.current(), screens(wave)
    return {
        "wave": wave,
        "survey_json": {
            **survey_json(wave, preview=preview),
            "organisation": str(organisation or ""),
        },
        "organisation": organisation,
        "title": wave.title,
        "state": wave.state,
        "is_open": wave.state == State.OPEN or preview,
        "is_abandoned": wave.state == State.ABANDONED,
        "preview": preview,
        "demo": settings.DEMO,
        "closes_on": wave.closes_on,
        "results_on": wave.results_on,
        "did_last_time": wave.done_last_time.splitlines(),
        "screens": asked,
        "question_count": len(asked),
        "minutes": about_minutes(len(asked)),
        "minimum": table_plan(wave).minimum,
        "guardian": wave.guardian if wave.custody == "guardian" else "",
    }


def survey_json(wave: Wave, *, preview: bool) -> Mapping[str, object]:
    """What the survey's script works with. Public, and the same for everybody."""
    asked = question_set(wave)
    public = None if preview else door.public_keys(wave.label)
    return {
        "label": wave.label,
        "title": wave.title,
        "language": settings.LANGUAGE_CODE,
        "sign_n": public.sign_n if public else "",
        "box_public": public.box_public.hex() if public else "",
        "plan_hash": wave.plan_hash,
        "fingerprint": public.fingerprint if public else "",
        "version": asked.version16,
        "closes_on": date_format(wave.closes_on, "j F Y") if wave.closes_on else "",
        "state": wave.state,
        "preview": preview,
        "demo": settings.DEMO,
        "addresses": addresses(wave.label),
        "questions": asked.page_json(settings.LANGUAGE_CODE),
    }


def addresses(label: str) -> dict[str, str]:
    return {
        name: reverse(f"survey:{name}", args=[label])
        for name in ("page", "collect", "cast", "anonymity", "plain")
    }

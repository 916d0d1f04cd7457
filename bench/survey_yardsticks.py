"""What submitting is measured against: one row by the ORM, a page that says hello, and a package.

The row is what a plain survey would keep: eight answers as they are, in columns, behind the whole
middleware and Django's own token against forged requests. It spends no invitation, seals nothing
and promises nothing to anybody.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from accounts.doors import open_door
from bench import asking

QUESTIONS = 8
COLUMNS = {f"q{place}": models.PositiveSmallIntegerField(null=True) for place in range(QUESTIONS)}


class _Meta:
    app_label = "bench"


Answered: Any = type(
    "Answered",
    (models.Model,),
    {
        "__module__": __name__,
        "__doc__": "One person's answers, in the clear.",
        "Meta": _Meta,
        **COLUMNS,
    },
)


@open_door
@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """One INSERT by the ORM: what nothing that keeps answers can do without."""
    Answered.objects.create(**{name: int(request.POST[name]) for name in COLUMNS})
    return HttpResponse(b'{"ok": true}', content_type="application/json")


@open_door
def hello(request: HttpRequest) -> HttpResponse:
    """The least that a page can be."""
    return HttpResponse(b"hello")


def build() -> None:
    """Make the table of the one-INSERT view."""
    with connection.schema_editor() as editor:
        editor.create_model(Answered)


def insert_one() -> Callable[[], object]:
    """Submits eight answers to it, as a form does: with the cookie and the token."""
    token = "a" * 32
    form = {**dict.fromkeys(COLUMNS, "1"), "csrfmiddlewaretoken": token}
    return lambda: asking.post_form("/bench/insert", form, cookie=f"csrftoken={token}")


def record_with_form_surveys() -> Callable[[], object]:
    """The same eight answers with django-form-surveys, by its own view."""
    from djf_surveys.models import TYPE_FIELD, Question, Survey

    survey = Survey.objects.create(name="Eight", can_anonymous_user=True, duplicate_entry=True)
    for place in range(QUESTIONS):
        Question.objects.create(
            survey=survey,
            label=f"Question {place}",
            type_field=TYPE_FIELD.radio,
            choices="one, two, three, four",
            ordering=place,
        )
    names = [f"field_survey_{question.pk}" for question in survey.questions.order_by("pk")]
    token = "a" * 32
    form = {**dict.fromkeys(names, "two"), "csrfmiddlewaretoken": token}
    address = f"/bench/create/{survey.slug}/"
    return lambda: asking.post_form(address, form, cookie=f"csrftoken={token}", expect=302)

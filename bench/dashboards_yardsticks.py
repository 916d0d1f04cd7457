"""What the leaders' pages are measured against: hello to somebody signed in, and a package.

The package is django-form-surveys, whose summary counts the answers each time it is looked at. It
shows them to whoever is staff, protects nobody and compares nothing: only the cost is compared.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from accounts.doors import PageRequest, may
from accounts.roles import Capability

QUESTIONS, CHOICES = 8, ("one", "two", "three", "four")
BATCH = 5_000


@may(Capability.SEE_PLAN)
def hello(request: PageRequest) -> HttpResponse:
    """The least that a page for somebody signed in can be: session, reader, door."""
    return HttpResponse("hello")


def form_surveys(responses: int) -> Callable[[], object]:
    """The summary of so many responses to eight questions, by the package's own view."""
    from djf_surveys.admins.views import SummaryResponseSurveyView
    from djf_surveys.models import TYPE_FIELD, Question, Survey

    survey = Survey.objects.create(name=f"Eight of {responses}")
    for place in range(QUESTIONS):
        Question.objects.create(
            survey=survey,
            label=f"Question {place}",
            type_field=TYPE_FIELD.radio,
            choices=", ".join(CHOICES),
            ordering=place,
        )
    _answer(survey, responses)
    view = SummaryResponseSurveyView.as_view()

    def page() -> None:
        reply: Any = view(_of_staff(), slug=survey.slug)
        if b"Question 7" not in reply.render().content:
            raise SystemExit("The summary does not show the last of its questions.")

    return page


def _answer(survey: Any, responses: int) -> None:
    from djf_surveys.models import Answer, UserAnswer

    questions = list(survey.questions.all())
    made = UserAnswer.objects.bulk_create(
        (UserAnswer(survey=survey) for _one in range(responses)), batch_size=BATCH
    )
    Answer.objects.bulk_create(
        (
            Answer(question=question, user_answer=one, value=CHOICES[(at * 7 + place) % 4])
            for at, one in enumerate(made)
            for place, question in enumerate(questions)
        ),
        batch_size=BATCH,
    )


class _Staff:
    """Who its view lets in: the product has no such person."""

    is_active = is_staff = is_authenticated = is_superuser = True
    name = "Staff"

    def may(self, capability: Capability) -> bool:
        return False


def _of_staff() -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = _Staff()  # type: ignore[assignment]
    return request

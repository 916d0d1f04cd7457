"""What one step of the way without JavaScript works with: the wave, and what came with the form."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from strategy.models import Organisation
from surveys.models import Wave
from surveys.questions.sets import QuestionSet

Answers = list[int | None]


@dataclass(frozen=True)
class Asked:
    """One step of the way: the wave, what it asks, and what has come with the form."""

    request: HttpRequest
    wave: Wave
    questions: QuestionSet

    def said(self, name: str) -> str:
        return self.request.POST.get(name, "")

    def shows(self, template: str, *, status: int = 200, **context: object) -> HttpResponse:
        """A page that nobody on the way, and no Back button of the next person, may keep."""
        page = render(self.request, template, self._common() | context, status=status)
        page.headers["Cache-Control"] = "no-store"
        return page

    def _common(self) -> dict[str, object]:
        """What every page takes; the ballot paper travels from form to form."""
        return {
            "wave": self.wave,
            "title": self.wave.title,
            "organisation": Organisation.current(),
            "demo": settings.DEMO,
            "input": self.said("input"),
            "signature": self.said("signature"),
        }

    def answers(self) -> Answers:
        """What came with the form; anything that is no option of its question is no answer."""
        sizes = [len(question.options) for question in self.questions.questions]
        return [_one_of(size, self.said(f"q{place}")) for place, size in enumerate(sizes)]

    def rows(self, answers: Answers) -> list[dict[str, Any]]:
        """The questions as a page shows them, each with what was chosen and what that says."""
        asked = self.questions.page_json(settings.LANGUAGE_CODE)
        return [
            {
                "name": f"q{place}",
                "question": question,
                "chosen": chosen,
                "label": _("No answer") if chosen is None else question["options"][chosen]["label"],
            }
            for place, (question, chosen) in enumerate(zip(asked, answers, strict=True))
        ]


def _one_of(size: int, said: str) -> int | None:
    return int(said) if said in map(str, range(size)) else None

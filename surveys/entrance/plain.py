"""Answering without JavaScript: the server makes the ballot paper and seals the answers itself.

Nothing is kept between the pages: the ballot paper and the answers travel in the form, and the
tables end up the same as for anybody else. What cannot be promised is that the server did not
look; the first page says so before anything is asked.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.doors import open_door
from strategy.models import Organisation
from surveys.ballot import door
from surveys.entrance.limits import wrong_codes
from surveys.models import Wave
from surveys.questions.sets import QuestionSet
from surveys.states import State
from surveys.wave_questions import about_invitee, question_set

Answers = list[int | None]


@dataclass(frozen=True)
class Asked:
    """One step of the way: the wave, what it asks, and what has come with the form."""

    request: HttpRequest
    wave: Wave
    questions: QuestionSet

    def said(self, name: str) -> str:
        return self.request.POST.get(name, "")

    def shows(self, template: str, **context: object) -> HttpResponse:
        """A page that nobody on the way, and no Back button of the next person, may keep."""
        status = int(str(context.pop("status", 200)))
        common = {
            "wave": self.wave,
            "title": self.wave.title,
            "organisation": Organisation.current(),
            "demo": settings.DEMO,
        }
        page = render(self.request, template, common | context, status=status)
        page.headers["Cache-Control"] = "no-store"
        return page


@open_door
@csrf_exempt  # the code, then the ballot paper, is the authority: there is no cookie to borrow
@require_http_methods(["GET", "HEAD", "POST"])
def plain(request: HttpRequest, label: str) -> HttpResponse:
    """The whole way in one address: the code, the questions, the check, the thanks."""
    wave = Wave.objects.filter(label=label).exclude(state=State.DRAFT).first()
    if wave is None:
        raise Http404
    asked = Asked(request, wave, question_set(wave))
    steps = {"code": _code, "answers": _check, "change": _change, "send": _send}
    step = steps.get(asked.said("step")) if request.method == "POST" else None
    return step(asked) if step else asked.shows("survey/plain_code.html")


def _code(asked: Asked) -> HttpResponse:
    """The code is given: collect the ballot paper, and show the questions."""
    again = asked.said("again") == "yes"
    if wrong_codes.too_many(asked.request):
        return _refused(asked, "slow-down")
    try:
        paper = door.paper_for(label=asked.wave.label, token=asked.said("code"), again=again)
    except door.Refused as refused:
        if refused.word == "unknown":
            wrong_codes.one_more(asked.request)
        return _refused(asked, refused.word)
    about = about_invitee(label=asked.wave.label, invitee=paper.invitee)
    filled_in = [about.get(question.prefill) for question in asked.questions.questions]
    return _questions(asked, paper.input.hex(), paper.signature.hex(), filled_in)


def _refused(asked: Asked, word: str) -> HttpResponse:
    """The first page again, with the sentence for this refusal and what was typed."""
    return asked.shows(
        "survey/plain_code.html",
        sentence=sentences()[word],
        code=asked.said("code"),
        may_ask_again=word == "used",
        status=200 if word in ("closed", "not-open") else 422,
    )


def sentences() -> dict[str, str]:
    """What each refusal says to the person."""
    return {
        "unknown": _("This code is not one of this survey’s. Look at it again, and type it anew."),
        "used": _(
            "A ballot paper was collected with this code already. If you sent your answers, you "
            "are done. If you lost it on the way, you can have another one, once."
        ),
        "spent": _("This code has given out two ballot papers, which is the most. You are done."),
        "closed": _("This survey is closed. It takes no more answers."),
        "not-open": _("This survey is not open."),
        "slow-down": _("Too many wrong codes came from here. Wait a minute, then try again."),
        "bad-ballot": _("These answers could not be sent. Begin again with your code."),
        "malformed": _("These answers could not be sent. Begin again with your code."),
    }


def _questions(asked: Asked, input: str, signature: str, answers: Answers) -> HttpResponse:
    page = asked.questions.page_json(settings.LANGUAGE_CODE)
    rows = [
        {"name": f"q{place}", "question": question, "chosen": chosen}
        for place, (question, chosen) in enumerate(zip(page, answers, strict=True))
    ]
    return asked.shows("survey/plain_questions.html", rows=rows, input=input, signature=signature)


def _check(asked: Asked) -> HttpResponse:
    """Check your answers, before anything is sent."""
    answers = _answers(asked)
    page = asked.questions.page_json(settings.LANGUAGE_CODE)
    rows = [
        {
            "name": f"q{place}",
            "wording": question["wording"],
            "value": "" if chosen is None else chosen,
            "label": _label(asked.questions, place, chosen),
        }
        for place, (question, chosen) in enumerate(zip(page, answers, strict=True))
    ]
    return asked.shows(
        "survey/plain_check.html",
        rows=rows,
        input=asked.said("input"),
        signature=asked.said("signature"),
    )


def _label(asked: QuestionSet, place: int, chosen: int | None) -> str:
    if chosen is None:
        return _("No answer")
    return str(asked.questions[place].options[chosen].page(settings.LANGUAGE_CODE)["label"])


def _change(asked: Asked) -> HttpResponse:
    return _questions(asked, asked.said("input"), asked.said("signature"), _answers(asked))


def _answers(asked: Asked) -> Answers:
    """What came with the form; anything that is no option of its question is no answer."""
    chosen = []
    for place, question in enumerate(asked.questions.questions):
        said = asked.said(f"q{place}")
        fits = said in {str(number) for number in range(len(question.options))}
        chosen.append(int(said) if fits else None)
    return chosen


def _send(asked: Asked) -> HttpResponse:
    """Seal the answers in memory and cast them."""
    label = asked.wave.label
    plaintext = asked.questions.ballot(_answers(asked), language=settings.LANGUAGE_CODE)
    try:
        said = bytes.fromhex(asked.said("input"))
        signature = bytes.fromhex(asked.said("signature"))
        box = door.seal(label=label, plaintext=plaintext)
        door.cast(label=label, input=said, signature=signature, box=box)
    except ValueError:
        return _refused(asked, "malformed")
    except door.Refused as refused:
        return _refused(asked, refused.word)
    return asked.shows("survey/plain_done.html", number=door.ballot_number(said))

"""Answering without JavaScript: the server makes the ballot paper and seals the answers itself.

Nothing is kept between the pages: the ballot paper and the answers travel in the form, and the
tables end up the same as for anybody else. What cannot be promised is that the server did not
look; the first page says so before anything is asked.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.doors import open_door
from surveys.ballot import door
from surveys.ballot_numbers import written
from surveys.entrance.limits import wrong_codes
from surveys.entrance.plain_asked import Asked
from surveys.entrance.plain_refusals import refuse
from surveys.entrance.protection import wave_to_show
from surveys.states import State
from surveys.wave_questions import about_invitee, question_set


@open_door
@csrf_exempt  # the code, then the ballot paper, is the authority: there is no cookie to borrow
@require_http_methods(["GET", "HEAD", "POST"])
def plain(request: HttpRequest, label: str) -> HttpResponse:
    """The whole way in one address: the code, the questions, the check, the thanks."""
    wave = wave_to_show(label)
    if wave is None:
        raise Http404
    asked = Asked(request, wave, question_set(wave))
    if wave.state != State.OPEN:
        return refuse(asked, "abandoned" if wave.state == State.ABANDONED else "closed")
    steps = {"code": _code, "answers": _check, "change": _change, "send": _send}
    return steps.get(asked.said("step"), _begin)(asked)


def _begin(asked: Asked) -> HttpResponse:
    return asked.shows("survey/plain_code.html")


def _code(asked: Asked) -> HttpResponse:
    """The code is given: collect the ballot paper, and show the questions."""
    if not asked.said("code").strip():
        return refuse(asked, "missing")
    if wrong_codes.too_many(asked.request):
        return refuse(asked, "slow-down")
    try:
        paper = _paper(asked)
    except door.Refused as refused:
        if refused.word == "unknown":
            wrong_codes.one_more(asked.request)
        return refuse(asked, refused.word)
    return asked.shows(
        "survey/plain_questions.html",
        rows=asked.rows(_filled_in(asked, paper.invitee)),
        from_list=True,
        input=paper.input.hex(),
        signature=paper.signature.hex(),
    )


def _paper(asked: Asked) -> door.Credential:
    again = asked.said("again") == "yes"
    return door.paper_for(label=asked.wave.label, token=asked.said("code"), again=again)


def _filled_in(asked: Asked, invitee: int) -> list[int | None]:
    """What the employer's list says, for them to change or clear."""
    about = about_invitee(label=asked.wave.label, invitee=invitee)
    return [about.get(question.prefill) for question in asked.questions.questions]


def _check(asked: Asked) -> HttpResponse:
    """Check your answers, before anything is sent."""
    return asked.shows("survey/plain_check.html", rows=asked.rows(asked.answers()))


def _change(asked: Asked) -> HttpResponse:
    return asked.shows("survey/plain_questions.html", rows=asked.rows(asked.answers()))


def _send(asked: Asked) -> HttpResponse:
    """Seal the answers in memory and cast them."""
    try:
        said = _cast(asked)
    except ValueError:
        return refuse(asked, "malformed")
    except door.Refused as refused:
        return refuse(asked, refused.word)
    return asked.shows("survey/plain_done.html", number=written(door.nullifier(said)))


def _cast(asked: Asked) -> bytes:
    """Gives the ballot paper's message, from which its number is made."""
    label = asked.wave.label
    said = bytes.fromhex(asked.said("input"))
    signature = bytes.fromhex(asked.said("signature"))
    plaintext = asked.questions.ballot(asked.answers(), language=settings.LANGUAGE_CODE)
    box = door.seal(label=label, plaintext=plaintext)
    door.cast(label=label, input=said, signature=signature, box=box)
    return said

"""Why the way without JavaScript goes no further: each reason in its own sentence."""

from django.http import HttpResponse
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from surveys.entrance.plain_asked import Asked

AGAIN = _("These answers could not be sent, and were not counted. Begin again with your code.")
SENTENCES: dict[str, str | Words] = {
    "missing": _("Type your code first. It is in your invitation, or on your card."),
    "unknown": _("This code is not one of this survey’s. Look at it again, and type it anew."),
    "used": _(
        "A ballot paper was collected with this code already. If you sent your answers, you "
        "are done. If you lost it on the way, you can have another one, once."
    ),
    "slow-down": _("Too many wrong codes came from here. Wait a minute, then try again."),
    "bad-ballot": AGAIN,
    "malformed": AGAIN,
}
# After these there is nothing left to type.
ENDS: dict[str, str | Words] = {
    "spent": _(
        "This code has given out two ballot papers, which is the most. If you sent your answers, "
        "you are done."
    ),
    "closed": _("This survey is closed. It takes no more answers."),
    "abandoned": _(
        "This survey was abandoned: every answer was destroyed and nothing was counted."
    ),
    "not-open": _("This survey is not open."),
}


def refuse(asked: Asked, word: str) -> HttpResponse:
    """The first page again, with the sentence for this refusal and what was typed."""
    if word in ENDS:
        return asked.shows("survey/plain_over.html", sentence=ENDS[word])
    return asked.shows(
        "survey/plain_code.html",
        sentence=SENTENCES[word],
        code=asked.said("code"),
        may_ask_again=word == "used",
        status=422,
    )

"""The messages people get: plain text, one link of their own, and nothing that tells on them.

No picture is fetched and no link leads by way of a counter, so nobody learns who read what.
What stands after the # of a link never reaches a server's log.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from strategy.models import Organisation
from surveys.ballot import door
from surveys.checklist import about_minutes
from surveys.models import Wave
from surveys.models.invitations import RunKind
from surveys.questions.refusals import NotAQuestionSet
from surveys.wave_questions import question_set

ENTRANCE = "surveys.entrance.urls"
WITHOUT_SCRIPT = "without-script/"  # the page of the survey that takes a typed code


@dataclass(frozen=True)
class Letter:
    """One message to many people: the same for all of them but for the code."""

    subject: str
    opening: tuple[str, ...]
    page: str
    closing: tuple[str, ...]

    def to(self, code: str) -> str:
        """The text for whoever has this code."""
        link = [
            _("Your own link:\n%(link)s") % {"link": link_of(self.page, code)},
            _("If it does not work, go to this page and type the code:\n%(page)s\n%(code)s")
            % {"page": f"{self.page}{WITHOUT_SCRIPT}", "code": door.spaced(code)},
        ]
        return "\n\n".join([*self.opening, *link, *self.closing]) + "\n"


def link_of(page: str, code: str) -> str:
    """The link that carries a code, in the part of an address that stays in the browser."""
    return f"{page}#t={code}"


def page_of(wave: Wave) -> str:
    """Where this wave is answered, as a whole address."""
    return f"{settings.SITE_URL}{reverse('page', args=[wave.label], urlconf=ENTRANCE)}"


def letter(*, wave: Wave, kind: str, fingerprint: str) -> Letter:
    """The message of one kind for a wave: who asks, why, how it is protected, until when."""
    organisation = Organisation.current()
    asks = organisation.name if organisation else _("Your employer")
    return Letter(
        subject=_subject(kind) % {"title": wave.title, "organisation": asks},
        opening=(_("Hello,"), *_opening(kind, asks, _time(wave))),
        page=page_of(wave),
        closing=(_until(wave), _promises(), _check(wave, fingerprint), _ask(wave)),
    )


def _subject(kind: str) -> str:
    if kind == RunKind.REMINDER:
        return _("A reminder from %(organisation)s: %(title)s")
    if kind == RunKind.LAST_CALL:
        return _("Last days to answer: %(title)s (%(organisation)s)")
    return _("%(organisation)s asks: %(title)s")


def _time(wave: Wave) -> str:
    """How long it takes, by how many questions there are."""
    try:
        minutes = about_minutes(len(question_set(wave).questions))
    except NotAQuestionSet:  # a draft whose questions are not chosen yet
        return _("It takes a few minutes.")
    words = ngettext("It takes about a minute.", "It takes about %(n)s minutes.", minutes)
    return words % {"n": minutes}


def _opening(kind: str, asks: str, time: str) -> list[str]:
    """Why they are written to. The last call goes to everybody, and says so."""
    invites = _(
        "%(organisation)s invites you to say a little about where you started in life, so that"
        " it can see who gets in and who gets on. %(time)s Whether you answer is up to you."
    ) % {"organisation": asks, "time": time}
    if kind == RunKind.REMINDER:
        return [_("This is a reminder: you have not started the survey yet."), invites]
    if kind == RunKind.LAST_CALL:
        everybody = _(
            "This goes to everybody. If you have already answered, ignore it: we cannot tell that"
            " you have sent your answers."
        )
        return [everybody, invites]
    return [invites]


def _until(wave: Wave) -> str:
    if wave.closes_on is None:
        return _(
            "You can answer until the survey closes. If you used your own device, with JavaScript,"
            " you can also change your answers on it until then."
        )
    return _(
        "You can answer until %(day)s. If you used your own device, with JavaScript, you can also"
        " change your answers on it until then."
    ) % {"day": date_format(wave.closes_on, "j F Y")}


def _promises() -> str:
    """Four, in plain words; the page they lead to says what is not promised as well."""
    return "\n".join(
        (
            _("What we promise:"),
            _(
                "1. Your answers are sealed on your device, without your name. If you answer"
                " without JavaScript, our server seals them."
            ),
            _("2. Nobody reads them one by one. They are counted together, once, then destroyed."),
            _("3. They never decide about a job or a promotion. Your manager does not see them."),
            _("4. You need not answer any question: each has “Prefer not to say”."),
        )
    )


def _check(wave: Wave, fingerprint: str) -> str:
    """The same in every message, so that two people can compare theirs."""
    page = reverse("anonymity", args=[wave.label], urlconf=ENTRANCE)
    return _(
        "How this works, and what it cannot promise:\n%(page)s\n"
        "The fingerprint of this survey, the same for everybody:\n%(fingerprint)s"
    ) % {"page": f"{settings.SITE_URL}{page}", "fingerprint": fingerprint}


def _ask(wave: Wave) -> str:
    contact = _("Questions: %(contact)s") % {"contact": wave.contact}
    own = _("The link is for you alone, so please do not pass this message on.")
    return f"{contact}\n{own}" if wave.contact else own

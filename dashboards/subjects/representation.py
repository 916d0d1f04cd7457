"""Representation: the background of everybody who could be placed."""

from django.utils.translation import gettext_lazy as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import everybody
from dashboards.subjects.questions import Question

BACKGROUND = "SEB1"
QUESTION = Question(
    key="background",
    heading=_("Who works here"),
    measures=(BACKGROUND,),
    says={
        ("lower",): _("%(share)s come from lower backgrounds"),
        ("professional",): _("%(share)s come from professional backgrounds"),
    },
    meaning=_("Background is the job of the main earner at home when the person was about 14."),
    terms=("background", "professional", "intermediate", "lower"),
)


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    return (everybody.finding(chosen, QUESTION),)

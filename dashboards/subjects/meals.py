"""Free school meals: of those who answered yes or no, who was eligible in their schooldays."""

from django.utils.translation import gettext_lazy as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import everybody
from dashboards.subjects.questions import Question

QUESTION = Question(
    key="meals",
    heading=_("Free school meals"),
    measures=("SEB3",),
    says={("fsm_yes",): _("%(share)s were eligible for free school meals")},
    meaning=_(
        "Eligible at any time in their own schooldays. It is asked of those who left after 1980."
    ),
    terms=("free-school-meals",),
)


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    return (everybody.finding(chosen, QUESTION),)

"""Parents' education: of those who answered yes or no, who has no parent with a degree."""

from django.utils.translation import gettext_lazy as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import everybody
from dashboards.subjects.questions import Question

QUESTION = Question(
    key="education",
    heading=_("Parents’ education"),
    measures=("SEB4", "SEB4_2020"),
    says={("no_graduate_parent",): _("%(share)s have no parent with a degree")},
    meaning=_(
        "Whether a parent had a degree by the time somebody was 18. It is not “first generation "
        "graduate”, which is only for people who are graduates themselves."
    ),
    terms=("parents-degree",),
)


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    return (everybody.finding(chosen, QUESTION),)

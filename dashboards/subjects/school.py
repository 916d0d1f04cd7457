"""School between 11 and 16: the fee-paying together, as benchmarks count them, and each by itself.

With five answers a school with a bursary is a category of its own; the benchmark counts both.
"""

from django.utils.translation import gettext_lazy as _

from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects import everybody
from dashboards.subjects.questions import Question

BOTH = ("independent", "independent_bursary")
WENT = _("%(share)s went to a fee-paying school")
QUESTION = Question(
    key="school",
    heading=_("School type"),
    measures=("SEB2", "SEB2_2020"),
    says={BOTH: WENT, ("independent",): WENT},
    together={BOTH: _("Fee-paying school, with a bursary or without")},
    meaning=_("The kind of school somebody went to for most of the time between 11 and 16."),
    terms=("independent-school",),
)


def findings(chosen: Chosen) -> tuple[Finding, ...]:
    return (everybody.finding(chosen, QUESTION),)

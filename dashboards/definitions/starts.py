"""Words about where people started."""

from django.utils.translation import gettext_lazy as _

from dashboards.definitions.term import Term

TERMS = (
    Term(
        key="background",
        name=_("Socio-economic background"),
        means=_(
            "The job of the main earner at home when a person was about 14, in three groups. It is "
            "the best single sign of the start somebody had. It says nothing about anybody’s job "
            "today."
        ),
        method=_(
            "The question and its nine answers: Social Mobility Commission, guidance for "
            "employers, November 2020. Which answer is in which group follows the National "
            "Statistics Socio-economic Classification (NS-SEC); we derived it, and did not see the "
            "Commission’s own table."
        ),
        glossary="NS-SEC",
    ),
    Term(
        key="professional",
        name=_("Professional background"),
        means=_(
            "The main earner had a modern or traditional profession, or was a senior, middle or "
            "junior manager or administrator."
        ),
        glossary="professional background",
    ),
    Term(
        key="intermediate",
        name=_("Intermediate background"),
        means=_("The main earner did clerical or intermediate work, or owned a small business."),
        glossary="intermediate background",
    ),
    Term(
        key="lower",
        name=_("Lower socio-economic background"),
        means=_(
            "The main earner’s job was technical, craft, routine, manual or in service, or they "
            "had long been without one. Many call it a working-class background."
        ),
        glossary="lower background",
    ),
    Term(
        key="independent-school",
        name=_("Independent or fee-paying school"),
        means=_(
            "The kind of school a person attended for most of the time between 11 and 16. Those "
            "who went to school abroad, or do not know, stand beside the share and are not in it."
        ),
        method=_("Social Mobility Commission, employers’ toolkit, 2020."),
        glossary="independent school",
    ),
    Term(
        key="free-school-meals",
        name=_("Free school meals"),
        means=_(
            "Whether a person who finished school after 1980 was eligible for free school meals at "
            "any time. The share is of those who answered yes or no."
        ),
        method=_("Social Mobility Commission, employers’ toolkit, February 2020."),
        glossary="free school meals",
    ),
    Term(
        key="parents-degree",
        name=_("No parent with a degree"),
        means=_(
            "Neither parent had gained a degree by the time the person was 18. It is not “first in "
            "the family to graduate”: that is only for people who are graduates themselves."
        ),
        method=_(
            "The question as in the Judicial Appointments Commission’s application form, 2023. The "
            "share is of those who answered yes or no; leaving out the others is our choice."
        ),
        glossary="parents’ degree",
    ),
    Term(
        key="pay-gap",
        name=_("Class pay gap"),
        means=_(
            "By how much people from lower backgrounds are paid less than people from professional "
            "backgrounds, at the middle of each group. It compares groups, not people in the same "
            "job."
        ),
        method=_(
            "Pay is asked for in bands and read as grouped medians; shown from %(pay_side)s people "
            "on each side, and the fewer there are, the coarser it is rounded."
        ),
        glossary="class pay gap",
    ),
)

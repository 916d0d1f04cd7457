"""Words about who was asked, and who answered."""

from django.utils.translation import gettext_lazy as _

from dashboards.definitions.term import Term

TERMS = (
    Term(
        key="wave",
        name=_("Wave"),
        means=_(
            "One asking of the survey, from its first day to its last. Its figures come out once, "
            "when it is published. A correction is a new version beside the old one."
        ),
        glossary="wave",
    ),
    Term(
        key="invited",
        name=_("Invited"),
        means=_(
            "Everybody who was sent the survey or handed a card. For an earlier survey it may no "
            "longer be known, and then no response rate is given."
        ),
        glossary="coverage",
    ),
    Term(
        key="responded",
        name=_("Responded"),
        means=_(
            "Those who sent the survey back. “Prefer not to say” is a response: whoever chose it "
            "took part."
        ),
        glossary="coverage",
    ),
    Term(
        key="answered",
        name=_("Answered"),
        means=_(
            "Those who said something to one question: neither “Prefer not to say” nor left out."
        ),
        glossary="coverage",
    ),
    Term(
        key="classified",
        name=_("Could be placed"),
        means=_(
            "Those whose answer could be placed in a group. Every share is of them: 29%% means 29 "
            "of every 100 people who could be placed, not of all who work here."
        ),
        glossary="classified",
    ),
    Term(
        key="response-rate",
        name=_("Response rate"),
        means=_(
            "How many of those invited responded. A low rate does not make a figure wrong; it says "
            "how much could be otherwise if those who kept silent differ from those who spoke."
        ),
        method=_(
            "Responded ÷ invited. Everybody is in that count, so no likely range stands by it."
        ),
        glossary="response rate",
    ),
    Term(
        key="disclosure-rate",
        name=_("Disclosure rate"),
        means=_(
            "Of those who took part, how many said something to a question. It rises where people "
            "trust how their answers are kept."
        ),
        method=_(
            "1 − the share of those who preferred not to say or left the question out, of all who "
            "responded, made of the same protected counts as every other figure."
        ),
        glossary="disclosure rate",
    ),
)

"""What a benchmark counts, out of whom, and how: two figures of unlike definitions never meet.

Each definition says in a sentence why a share of our survey may not be set beside its benchmarks,
or nothing, where it may. Which benchmark has which is in `benchmarks.json`; the reasoning is in
docs/how-to/benchmarks.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
Groups = tuple[str, ...]

FIVE_ANSWERS = "SMC-2020-11, five answers"
Compares = Mapping[tuple[str, str], Mapping[str, Groups]]


@dataclass(frozen=True)
class Definition:
    """One way to count. `name` says which; `refusal` why no share of ours compares with it.

    Where one does, `compares` gives for a measure, by its code and the version of its mapping,
    which categories of ours, taken together, are the benchmark's group. An earlier form of a
    question has a code of its own. `alike` is False where not even two benchmarks of this
    definition compare: each employer or study counted in a way of its own.
    """

    name: Text
    refusal: Text = ""
    compares: Compares = field(default_factory=dict)
    alike: bool = True


DEFINITIONS: dict[str, Definition] = {
    "background-2021": Definition(
        _("Main earner’s job at 14, of those who could be placed, as in the benchmark of 2021"),
        compares={
            ("SEB1", "SMC-2020-11"): {
                "professional": ("professional",),
                "intermediate": ("intermediate",),
                "lower": ("lower",),
            }
        },
    ),
    "school-commission": Definition(
        _("Fee-paying school, with a bursary or without, of those who went to school in the UK"),
        compares={
            ("SEB2", FIVE_ANSWERS): {"independent": ("independent", "independent_bursary")},
            ("SEB2_2020", "SMC-2020-02"): {"independent": ("independent",)},
        },
    ),
    "fsm-adults": Definition(
        _("Eligible for free school meals in one’s own schooldays, of adults"),
        compares={("SEB3", "SMC-2020-02"): {"fsm_yes": ("fsm_yes",)}},
    ),
    "parents-degree": Definition(
        _("No parent with a degree, of those who answered yes or no"),
        compares={("SEB4", "after 2020"): {"no_graduate_parent": ("no_graduate_parent",)}},
    ),
    "background-2020": Definition(
        _("Main earner’s job at 14, as worked out in February 2020"),
        _("It was replaced in 2021, when occupations were counted anew. Use the value of 2021."),
    ),
    "background-ofcom": Definition(
        _("Professional background, against an earlier national value of 33%"),
        _("It belongs to an earlier national value, 33%, and not to the 37% of 2021."),
    ),
    "background-lfs-study": Definition(
        _("Lower background as one study of 2022 counts it: 29% of the UK workforce"),
        _(
            "The study it comes from counts 29% of the workforce as of lower background, where the "
            "benchmark of 2021 counts 39%. It can only stand beside that study’s own figures."
        ),
    ),
    "background-unsourced": Definition(
        _("Working-class background, by an older definition: 33.3% of the UK"),
        _("Its source was not found, and its definition is an older one. It is never compared."),
    ),
    "background-unstated": Definition(
        _("Socio-economic background; how it was counted was not seen"),
        _("Whether it is a share of those who could be placed, as yours is, was not seen."),
        alike=False,
    ),
    "background-senior": Definition(
        _("Background of senior people, or of junior ones, only"),
        _("It is of one level of other employers, counted in different years and ways."),
        alike=False,
    ),
    "school-common": Definition(
        _("Fee-paying school, as often quoted: 7% of the UK"),
        _(
            "It is a round value from another source. The value that belongs to the question you "
            "ask is 7.5%."
        ),
    ),
    "school-senior": Definition(
        _("Fee-paying school, of senior people only"),
        _("It is of senior people of other employers only."),
        alike=False,
    ),
    "school-all-answers": Definition(
        _("Fee-paying school, of everybody, including those schooled abroad"),
        _("Its whole includes people who went to school abroad; yours leaves them out."),
    ),
    "fsm-pupils": Definition(
        _("Eligible for free school meals, of pupils in that year"),
        _("It is of pupils in that year; your people are adults who tell of their own schooldays."),
    ),
    "first-in-family-graduates": Definition(
        _("Graduates who are the first of their family, of everybody of one cohort"),
        _("It is of young people who are graduates themselves; yours is of everybody."),
    ),
    "first-generation-entrants": Definition(
        _("No parent with a qualification from higher education, of students who begin"),
        _("It is of students, and counts any qualification, not only a degree."),
    ),
    "progression": Definition(
        _("How much longer it takes to rise"),
        _("It is not a share of people: an anonymous survey cannot tell how long anybody took."),
        alike=False,
    ),
    "pay-gap": Definition(
        _("A difference in pay"),
        _(
            "It is a difference in pay and not a share of people, and employers count it "
            "differently."
        ),
        alike=False,
    ),
    "target": Definition(
        _("What another employer aims for"), _("It is an aim, not a figure that was found.")
    ),
    "outcome": Definition(
        _("What became of people of a background, in the whole country"),
        _("It is of the whole country’s young people, and of what became of them."),
        alike=False,
    ),
    "response-goal": Definition(
        _("Response rate: who answered, of everybody who was asked"),
        _("It is a goal for the response rate. Give it to a key result as its To."),
    ),
    "about-employers": Definition(
        _("How many employers do something"),
        _("It is of employers, not of people."),
        alike=False,
    ),
    "own-other": Definition(
        _("Counted in another way, or nobody knows how"),
        _("It was added as counted in another way than your survey counts."),
        alike=False,
    ),
}

"""Progression: three statements of the blog, and two rows of the table's fourth objective."""

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import End, Place, PlaybookRow, Step
from okrs.playbook.sources import HIRE_AND_PROGRESS, TABLE, blog
from okrs.rules.words import Cadence, Direction, Kind
from strategy.pillars import Pillar

OUR_START = End(label=_("Not started"), proposed=True)
OUR_END = End(label=_("Completed"), proposed=True)

ROWS: tuple[PlaybookRow, ...] = (
    PlaybookRow(
        id="B-P1",
        pillar=Pillar.PROGRESSION,
        objective="B-P",
        heading=_("Track progression"),
        title=_("Track what happens to joiners and how they progress"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        also_supports=(Pillar.DATA,),
        place=blog("Progress"),
    ),
    PlaybookRow(
        id="B-P2",
        pillar=Pillar.PROGRESSION,
        objective="B-P",
        heading=_("Identify barriers"),
        title=_("Identify perceived and actual barriers to progression"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        also_supports=(Pillar.DATA, Pillar.CULTURE),
        place=blog("Progress"),
    ),
    PlaybookRow(
        id="B-P3",
        pillar=Pillar.PROGRESSION,
        objective="B-P",
        heading=_("Build a toolkit"),
        title=_(
            "Build a toolkit that promotes opportunity for people from low socio-economic "
            "backgrounds"
        ),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.quarterly,
        guidance=(
            _("Be inventive: what is new shows that talent counts here, and background does not."),
        ),
        also_supports=(Pillar.CULTURE,),
        place=blog("Progress"),
    ),
    PlaybookRow(
        id="O4-5",
        pillar=Pillar.PROGRESSION,
        objective="O4P",
        title=_("Develop fair hiring, progression and reward evaluation processes"),
        kind=Kind.status,
        direction=Direction.complete,
        start=End(label=_("Not started")),
        end=End(label=_("Completed")),
        cadence=Cadence.quarterly,
        steps=(Step(id="O4-5.m1", text=_("Put every candidate through the same selection")),),
        guidance=(
            _("Look at what background does to promotion, bonus and reward."),
            _("Look at gender, ethnicity and background together, in figures and in interviews."),
            _("Find out how decisions are really made."),
            _("Say what talent means in each part of the business, and what must not count."),
            _("Give out work, and judge it, by rules that people can read."),
            _("See that training is taken up evenly, whatever somebody’s background."),
            _("Talk to people where the figures do not explain enough."),
            _("Do not hire in a hurry when somebody leaves: haste costs diversity."),
        ),
        note=_("The eight points make a good checklist; the row itself is one status."),
        also_supports=(Pillar.HIRING, Pillar.DATA),
        place=Place(document=TABLE, section=HIRE_AND_PROGRESS, row="O4-5"),
    ),
    PlaybookRow(
        id="O4-6",
        pillar=Pillar.PROGRESSION,
        objective="O4P",
        title=_("Ensure opportunities are fairly allocated and visible to all"),
        kind=Kind.status,
        direction=Direction.complete,
        start=End(label=_("Not started")),
        end=End(label=_("Completed")),
        cadence=Cadence.quarterly,
        guidance=(
            _("Pay and promote people who came without a degree like those who came with one."),
            _("Middle managers are seen to back training for people in low-skilled work."),
            _("Say plainly what training there is, so that people can ask for it themselves."),
        ),
        also_supports=(Pillar.CULTURE,),
        place=Place(
            document=TABLE,
            section=HIRE_AND_PROGRESS,
            row="O4-6",
            note=_(
                "In the table this row stands one column too far to the right; we read it as "
                "key result, From and To, with no milestone."
            ),
        ),
    ),
)

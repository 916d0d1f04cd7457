"""Culture and leadership: two rows of the table, split in four, and two statements of the blog."""

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import End, Place, PlaybookRow, Step
from okrs.playbook.sources import CULTURE, TABLE, blog
from okrs.rules.words import Cadence, Direction, Kind
from strategy.pillars import Pillar

X = End(label="x")
LEADERS = _("Authentic leaders")
OUR_START = End(label=_("Not started"), proposed=True)
OUR_END = End(label=_("Completed"), proposed=True)
FIRST_ROW = Place(
    document=TABLE,
    section=CULTURE,
    row="O3-1",
    note=_(
        "The table has one row with two key results and five milestones; which milestone belongs "
        "to which is our reading."
    ),
)
SECOND_ROW = Place(
    document=TABLE,
    section=CULTURE,
    row="O3-2",
    note=_("The table has one row with two key results and no milestones; here it is two."),
)

ROWS: tuple[PlaybookRow, ...] = (
    PlaybookRow(
        id="O3-1a",
        pillar=Pillar.CULTURE,
        objective="O3",
        title=_("Listen"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O3-1.m1",
                text=_(
                    "Set up ways to listen (workshops, one-to-ones, an anonymous survey, an open "
                    "call for ideas) and learn what social mobility is really like here"
                ),
            ),
        ),
        guidance=(
            _("Before changing a culture, learn what it is, and how it feels to live in it."),
            _("Ask what works, what could be better, and what people miss."),
            _("Bear what is uncomfortable: the point is an honest picture, good or bad."),
        ),
        also_supports=(Pillar.DATA,),
        place=FIRST_ROW,
    ),
    PlaybookRow(
        id="O3-1b",
        pillar=Pillar.CULTURE,
        objective="O3",
        title=_("Provide action"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O3-1.m2",
                text=_("Turn what you heard into a plan, written together with colleagues"),
            ),
            Step(
                id="O3-1.m3",
                text=_("Start a Social Mobility employee network, and let it become a movement"),
            ),
            Step(
                id="O3-1.m4",
                text=_(
                    "Pair people from under-represented groups with a senior sponsor, so that one "
                    "is seen and the other learns"
                ),
            ),
            Step(
                id="O3-1.m5",
                text=_("Look at how promotion works, for whom it does not, and change it"),
            ),
        ),
        guidance=(
            _("Answer what you heard with a plan: talk that leads nowhere turns people away."),
            _(
                "Where some groups stay behind or leave, try sponsorship: a senior leader who "
                "opens doors, says honestly what to do better, and gives credit."
            ),
            _("Where promotion does not work for everyone, change how it works."),
            _("Where people do not feel they belong, a network helps them find each other."),
            _("Work with organisations that speak for people who are seldom heard."),
        ),
        also_supports=(Pillar.PROGRESSION, Pillar.COLLABORATION),
        place=FIRST_ROW,
    ),
    PlaybookRow(
        id="O3-2a",
        pillar=Pillar.CULTURE,
        objective="O3",
        title=_("Value all input"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        could_start_with=(_("Ask every group for its view, from the newest to the board"),),
        guidance=(
            _("Culture and belonging are not the same thing to everyone."),
            _("Weigh every voice the same: the top sees the business, others see what it cannot."),
            _("Hear each group of employees, and give each its own session."),
            _("A place that includes people does so at every grade."),
        ),
        place=SECOND_ROW,
    ),
    PlaybookRow(
        id="O3-2b",
        pillar=Pillar.CULTURE,
        objective="O3",
        title=_("Form two-way communication between leaders and all employees"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        could_start_with=(_("Open a standing line on which leaders answer anybody’s question"),),
        guidance=(
            _("As a company grows its culture moves; it is never finished."),
            _(
                "A line that runs both ways, always open, keeps respect alive, and is itself a "
                "sign of health."
            ),
            _("Welcome having your thinking challenged: that is how everyone comes to be heard."),
        ),
        place=SECOND_ROW,
    ),
    PlaybookRow(
        id="B-C1",
        pillar=Pillar.CULTURE,
        objective="B-C",
        heading=LEADERS,
        title=_("Name an authentic leader to lead, challenge and drive social mobility"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        guidance=(
            _("Whoever it is may come from any background; what counts is that they mean it."),
        ),
        place=blog("Culture & Leadership"),
    ),
    PlaybookRow(
        id="B-C2",
        pillar=Pillar.CULTURE,
        objective="B-C",
        heading=LEADERS,
        title=_("Aim to appoint a leader from a low socio-economic background"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        guidance=(
            _(
                "An aim for later, and a part of success; not being there yet says how far we have "
                "come, and is no failure."
            ),
        ),
        note=_("Record only that the aim is met, never anybody’s background."),
        also_supports=(Pillar.PROGRESSION,),
        place=blog("Culture & Leadership"),
    ),
)

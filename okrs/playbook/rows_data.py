"""Data: seven rows of the table on knowing the baseline, and three statements of the blog."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import End, Place, PlaybookRow, Step
from okrs.playbook.sources import BASELINE_DATA, TABLE, blog
from okrs.rules.words import Cadence, Direction, Kind
from strategy.pillars import Pillar

TRUST = _("Build trust on reason for data collection")
WORKFORCE = _("Understand socio-economic status of existing workforce")
NOT_STARTED = End(label=_("Not started"))
COMPLETED = End(label=_("Completed"))
OUR_START = End(label=_("Not started"), proposed=True)
OUR_END = End(label=_("Completed"), proposed=True)


def _in_table(row: str) -> Place:
    return Place(document=TABLE, section=BASELINE_DATA, row=row)


ROWS: tuple[PlaybookRow, ...] = (
    PlaybookRow(
        id="O1-1",
        pillar=Pillar.DATA,
        objective="O1",
        heading=TRUST,
        title=_("Learn and share the Inclusive Boards statistics"),
        kind=Kind.status,
        direction=Direction.complete,
        start=NOT_STARTED,
        end=COMPLETED,
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O1-1.m1",
                text=_(
                    "Read what Inclusive Boards found on how few people from a lower "
                    "socio-economic background work in technology, and share it"
                ),
            ),
        ),
        guidance=(_("This is about trust: people answer when they know why we ask."),),
        also_supports=(Pillar.CULTURE,),
        resources=("inclusive_boards",),
        place=_in_table("O1-1"),
    ),
    PlaybookRow(
        id="O1-2",
        pillar=Pillar.DATA,
        objective="O1",
        heading=TRUST,
        title=_("Benchmark on the Social Mobility Index and share the results"),
        kind=Kind.status,
        direction=Direction.complete,
        start=NOT_STARTED,
        end=COMPLETED,
        cadence=Cadence.annual,
        steps=(
            Step(
                id="O1-2.m1",
                text=_(
                    "Enter the Social Mobility Index, and tell the whole company how we came out"
                ),
            ),
        ),
        note=_(
            "For an employer this means the Social Mobility Foundation’s Employer Index. The "
            "Social Mobility Commission has a national index of a similar name, first "
            "published in 2022."
        ),
        also_supports=(Pillar.COLLABORATION,),
        resources=("social_mobility_index",),
        place=_in_table("O1-2"),
    ),
    PlaybookRow(
        id="O1-3",
        pillar=Pillar.DATA,
        objective="O1",
        heading=TRUST,
        title=_("Share social mobility stories from within the business"),
        kind=Kind.status,
        direction=Direction.complete,
        start=NOT_STARTED,
        end=COMPLETED,
        cadence=Cadence.quarterly,
        steps=(Step(id="O1-3.m1", text=_("Tell our own people’s social mobility stories")),),
        guidance=(
            _("Where the stories are not senior leaders’ own, they pass them on in person."),
        ),
        also_supports=(Pillar.CULTURE,),
        place=_in_table("O1-3"),
    ),
    PlaybookRow(
        id="O1-4",
        pillar=Pillar.DATA,
        objective="O1",
        heading=TRUST,
        title=_("Senior leaders carry a social mobility commitment"),
        kind=Kind.percent,
        start=End(value=Decimal(0), label="0%"),
        end=End(value=Decimal(100), label="100%"),
        unit=_("of senior leaders"),
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O1-4.m1",
                text=_(
                    "Each senior leader takes on one commitment, such as sponsoring an outreach "
                    "programme, and tells the business about it"
                ),
            ),
        ),
        note=_(
            "Count the leaders whose commitment is written down and told to others, out of all "
            "senior leaders."
        ),
        also_supports=(Pillar.CULTURE, Pillar.HIRING),
        place=_in_table("O1-4"),
    ),
    PlaybookRow(
        id="O1-5",
        pillar=Pillar.DATA,
        objective="O1",
        heading=WORKFORCE,
        title=_("Employee-wide socio-economic survey response rate"),
        kind=Kind.percent,
        start=End(value=Decimal(0), label="0%"),
        end=End(value=Decimal(66), label="66%*"),
        unit=_("of employees invited"),
        cadence=Cadence.on_survey,
        follows_the_survey=True,
        steps=(
            Step(
                id="O1-5.m1",
                text=_(
                    "Ask every employee, with the key questions of the Social Mobility Commission "
                    "toolkit, and keep the answers anonymous"
                ),
            ),
        ),
        guidance=(
            _("Report totals only: no answer may lead back to a person."),
            _("* 66% is the goal that the Social Mobility Commission toolkit suggests."),
        ),
        resources=("smc_toolkit",),
        place=_in_table("O1-5"),
    ),
    PlaybookRow(
        id="O1-6",
        pillar=Pillar.DATA,
        objective="O1",
        heading=WORKFORCE,
        title=_("Compare responses with Inclusive Boards’ tech industry statistics"),
        kind=Kind.status,
        direction=Direction.complete,
        start=NOT_STARTED,
        end=COMPLETED,
        cadence=Cadence.on_survey,
        steps=(
            Step(
                id="O1-6.m1",
                text=_(
                    "Set our answers beside the industry statistics of Inclusive Boards, and say "
                    "where we differ"
                ),
            ),
        ),
        resources=("inclusive_boards",),
        place=_in_table("O1-6"),
    ),
    PlaybookRow(
        id="O1-7",
        pillar=Pillar.DATA,
        objective="O1",
        heading=WORKFORCE,
        title=_("Assess data collection and profiling maturity"),
        kind=Kind.status,
        direction=Direction.complete,
        start=NOT_STARTED,
        end=COMPLETED,
        cadence=Cadence.annual,
        steps=(
            Step(
                id="O1-7.m1",
                text=_(
                    "Place ourselves on the maturity scale on page 16 of the Social Mobility "
                    "Commission toolkit"
                ),
            ),
        ),
        resources=("smc_toolkit_p16",),
        place=_in_table("O1-7"),
    ),
    PlaybookRow(
        id="B-D1",
        pillar=Pillar.DATA,
        objective="B-D",
        heading=_("Identify and baseline the indicators"),
        title=_("Agree the key performance indicators and baseline them"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        guidance=(
            _("Pick figures that show how we do on class, as we have for other characteristics."),
        ),
        place=blog("Data"),
    ),
    PlaybookRow(
        id="B-D2",
        pillar=Pillar.DATA,
        objective="B-D",
        heading=_("Track, report and act"),
        title=_("Track, report and act on the data"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.quarterly,
        guidance=(_("Let the baseline lead: follow it, report it well, and act on what it says."),),
        place=blog("Data"),
    ),
    PlaybookRow(
        id="B-D3",
        pillar=Pillar.DATA,
        objective="B-D",
        heading=_("Transparent and open to challenge"),
        title=_("Make the process transparent and open to challenge"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        guidance=(_("Show how each figure came about, and give people a way to question it."),),
        also_supports=(Pillar.CULTURE,),
        place=blog("Data"),
    ),
)

"""Hiring, second half: six rows of the table's fourth objective."""

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import End, Place, PlaybookRow, Step
from okrs.playbook.sources import HIRE_AND_PROGRESS, TABLE
from okrs.rules.words import Cadence, Direction, Kind
from strategy.pillars import Pillar

GEOGRAPHY = _("Remove geographical barriers and blockers")
EXPERIENCED = _("Enable experienced workers to be successful")
NOT_STARTED = End(label=_("Not started"))
COMPLETED = End(label=_("Completed"))


def _in_table(row: str) -> Place:
    return Place(document=TABLE, section=HIRE_AND_PROGRESS, row=row)


ROWS: tuple[PlaybookRow, ...] = (
    PlaybookRow(
        id="O4-1",
        pillar=Pillar.HIRING,
        objective="O4H",
        title=_("Attract more candidates from lower socio-economic backgrounds"),
        kind=Kind.percent,
        start=End(label="Current %"),
        end=End(label="Target %"),
        unit=_("of candidates"),
        cadence=Cadence.quarterly,
        also_supports=(Pillar.DATA,),
        place=_in_table("O4-1"),
    ),
    PlaybookRow(
        id="O4-2",
        pillar=Pillar.HIRING,
        objective="O4H",
        heading=GEOGRAPHY,
        title=_("Cold spots on the hiring list"),
        kind=Kind.number,
        start=End(label="Current # of cold spots"),
        end=End(label="Target #"),
        unit=_("cold spots"),
        cadence=Cadence.quarterly,
        steps=(
            Step(id="O4-2.m1", text=_("Put more cold spots on the list of places we hire from")),
        ),
        guidance=(
            _("A cold spot is a place where background weighs most on what becomes of you."),
        ),
        place=_in_table("O4-2"),
    ),
    PlaybookRow(
        id="O4-3",
        pillar=Pillar.HIRING,
        objective="O4H",
        heading=GEOGRAPHY,
        title=_("Actions taken to improve flexible working"),
        kind=Kind.number,
        start=End(label="Current # followed"),
        end=End(label="Target #"),
        unit=_("flexible working actions in place"),
        cadence=Cadence.quarterly,
        steps=(Step(id="O4-3.m1", text=_("Make work more flexible, one action at a time")),),
        note=_(
            "The table counts what is “followed” without saying what; we read it as actions in "
            "place. Agree what counts when you set the baseline."
        ),
        also_supports=(Pillar.CULTURE,),
        place=_in_table("O4-3"),
    ),
    PlaybookRow(
        id="O4-4",
        pillar=Pillar.HIRING,
        objective="O4H",
        heading=_("Engage with potential employees on multiple entry points"),
        title=_("Roles with a non-graduate route"),
        kind=Kind.number,
        start=End(label="Start # of non-grad roles"),
        end=End(label="Target #"),
        unit=_("non-graduate roles"),
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O4-4.m1",
                text=_("Open more roles to people without a degree, by apprenticeship for one"),
            ),
        ),
        also_supports=(Pillar.PROGRESSION,),
        resources=("apprenticeships",),
        place=_in_table("O4-4"),
    ),
    PlaybookRow(
        id="O4-7",
        pillar=Pillar.HIRING,
        objective="O4H",
        heading=EXPERIENCED,
        title=_("Require recruitment agencies to deliver diverse shortlists"),
        kind=Kind.status,
        direction=Direction.complete,
        start=NOT_STARTED,
        end=COMPLETED,
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O4-7.m1",
                text=_("Make a diverse shortlist a condition of working with an agency"),
            ),
        ),
        also_supports=(Pillar.PROGRESSION,),
        place=_in_table("O4-7"),
    ),
    PlaybookRow(
        id="O4-8",
        pillar=Pillar.HIRING,
        objective="O4H",
        heading=EXPERIENCED,
        title=_("Analyse lateral hires for their effect on diversity"),
        kind=Kind.status,
        direction=Direction.complete,
        start=NOT_STARTED,
        end=COMPLETED,
        cadence=Cadence.annual,
        steps=(
            Step(
                id="O4-8.m1",
                text=_("Work out from the data what lateral hires do to diversity"),
            ),
        ),
        note=_("The table points to pages 25 to 26 without naming the document."),
        also_supports=(Pillar.DATA, Pillar.PROGRESSION),
        resources=("smc_toolkit_p25_26",),
        place=_in_table("O4-8"),
    ),
)

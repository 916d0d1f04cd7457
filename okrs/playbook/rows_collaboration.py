"""Collaboration: three statements of the blog, and one milestone of the table by itself."""

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import End, Place, PlaybookRow
from okrs.playbook.sources import OUTREACH, TABLE, blog
from okrs.rules.words import Cadence, Direction, Kind
from strategy.pillars import Pillar

OUR_START = End(label=_("Not started"), proposed=True)
OUR_END = End(label=_("Completed"), proposed=True)
REACH_OUT = _("Reach out")

ROWS: tuple[PlaybookRow, ...] = (
    PlaybookRow(
        id="B-X1",
        pillar=Pillar.COLLABORATION,
        objective="B-X",
        heading=REACH_OUT,
        title=_("Reach out to organisations already improving social mobility"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.quarterly,
        guidance=(_("Begin close by, in the communities we serve and work in."),),
        also_supports=(Pillar.HIRING,),
        place=blog("Collaboration"),
    ),
    PlaybookRow(
        id="B-X2",
        pillar=Pillar.COLLABORATION,
        objective="B-X",
        heading=REACH_OUT,
        title=_("Partnerships with local FE colleges and training providers"),
        kind=Kind.number,
        start=End(label="x"),
        end=End(label="x"),
        unit=_("partnerships"),
        cadence=Cadence.quarterly,
        also_supports=(Pillar.HIRING,),
        resources=(
            "manchester_codes",
            "multiverse",
            "generation",
            "digital_skills_partnerships",
            "techuk",
            "aoc",
            "lep",
        ),
        twice_with="O2-1.m4",
        place=Place(
            document=TABLE,
            section=OUTREACH,
            row="O2-1",
            note=_("A milestone of the row that can be counted, offered by itself."),
        ),
    ),
    PlaybookRow(
        id="B-X3",
        pillar=Pillar.COLLABORATION,
        objective="B-X",
        heading=_("Share the journey"),
        title=_("Share your journey with the social mobility community"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        guidance=(_("People in every sector give help and advice freely: ask, and tell."),),
        also_supports=(Pillar.CULTURE,),
        place=blog("Collaboration"),
    ),
    PlaybookRow(
        id="B-X4",
        pillar=Pillar.COLLABORATION,
        objective="B-X",
        heading=_("Set realistic expectations"),
        title=_("Reflect on your own and the organisation’s expectations"),
        kind=Kind.status,
        direction=Direction.complete,
        start=OUR_START,
        end=OUR_END,
        cadence=Cadence.annual,
        guidance=(_("What was denied people for generations does not open up in a year."),),
        also_supports=(Pillar.CULTURE,),
        place=blog("Collaboration"),
    ),
)

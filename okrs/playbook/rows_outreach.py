"""Hiring, first half: the table's second objective, outreach. One row of the table, split in five,
and one of its milestones offered as a key result.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import End, Place, PlaybookRow, Step
from okrs.playbook.sources import OUTREACH, TABLE
from okrs.rules.words import Cadence, Kind
from strategy.pillars import Pillar

X = End(label="x")
DIGITAL = _("Digital outreach")
TARGETED = _("Targeted approach")
SPLIT = _(
    "The table has one row with five paragraphs and seven milestones; here each paragraph is a key "
    "result, and which milestone belongs to which is our reading."
)


def _paragraph() -> Place:
    return Place(document=TABLE, section=OUTREACH, row="O2-1", note=SPLIT)


ROWS: tuple[PlaybookRow, ...] = (
    PlaybookRow(
        id="O2-1a",
        pillar=Pillar.HIRING,
        objective="O2",
        heading=_("Outreach programmes"),
        title=_("Outreach programmes with schools, training providers and FE colleges"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O2-1.m2",
                kind="outcome",
                target="X%",
                target_unit="%",
                text=_("X% rise in what young people from a lower background aspire to"),
            ),
            Step(
                id="O2-1.m3",
                kind="outcome",
                target="X%",
                target_unit="%",
                text=_("X% more young people aware of what work in technology offers"),
            ),
            Step(
                id="O2-1.m4",
                promoted_to="B-X2",
                text=_(
                    "Partner with FE colleges and training providers nearby, such as Manchester "
                    "Codes, Multiverse or Generation; ask the local Digital Skills Partnership, "
                    "techUK, the Association of Colleges and the LEP what already runs"
                ),
            ),
        ),
        guidance=(
            _("Work where chances are fewest: cold spots, and areas with many free school meals."),
            _("Offer the whole way: a first look, taster days, a mentor, skills, a paid place."),
            _("Build on what is there: Kickstart, apprenticeships, coding clubs."),
        ),
        also_supports=(Pillar.COLLABORATION,),
        resources=(
            "kickstart",
            "apprenticeships",
            "code_club",
            "manchester_codes",
            "multiverse",
            "generation",
            "digital_skills_partnerships",
            "techuk",
            "aoc",
            "lep",
        ),
        place=_paragraph(),
    ),
    PlaybookRow(
        id="O2-1b",
        pillar=Pillar.HIRING,
        objective="O2",
        heading=DIGITAL,
        title=_("Include digital activities to widen scale, access and breadth"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        could_start_with=(
            _("Agree work with a partner who gets people online"),
            _("Give data plans and devices to those who need them to take part"),
        ),
        guidance=(
            _("Choose partners who know the digital divide and how to keep young people safe."),
            _("See that everyone can get online: lend devices, pay for data."),
        ),
        also_supports=(Pillar.COLLABORATION,),
        resources=("futuredotnow", "good_things_foundation"),
        place=_paragraph(),
    ),
    PlaybookRow(
        id="O2-1c",
        pillar=Pillar.HIRING,
        objective="O2",
        heading=DIGITAL,
        title=_("Balance digital with other outreach to reach the target group"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        could_start_with=(_("See whom each channel reaches, and shift the balance"),),
        guidance=(
            _("Outreach and hiring that happen only online can themselves shut people out."),
        ),
        place=_paragraph(),
    ),
    PlaybookRow(
        id="O2-1d",
        pillar=Pillar.HIRING,
        objective="O2",
        heading=_("Senior leadership buy-in"),
        title=_("Senior leadership buy-in"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O2-1.m6",
                text=_(
                    "Write targets for including people from a lower background into staff "
                    "objectives and performance reviews"
                ),
            ),
        ),
        guidance=(
            _("The senior team owns the measures of success, and its own reviews say so."),
            _("Better still, its role models and champions take part in outreach."),
            _("Be seen to stand for it."),
        ),
        also_supports=(Pillar.CULTURE,),
        place=_paragraph(),
    ),
    PlaybookRow(
        id="O2-1e",
        pillar=Pillar.HIRING,
        objective="O2",
        heading=TARGETED,
        title=_("Targeted approach: link outreach outcomes to hiring"),
        kind=Kind.milestones,
        start=X,
        end=X,
        cadence=Cadence.quarterly,
        steps=(
            Step(
                id="O2-1.m1",
                kind="outcome",
                target="X%",
                target_unit="%",
                promoted_to="O2-1f",
                text=_("X% more applicants from socio-economically diverse backgrounds"),
            ),
            Step(
                id="O2-1.m5",
                text=_("Tie outreach to hiring, and to recruitment that looks at context"),
            ),
            Step(
                id="O2-1.m7",
                text=_("Aim outreach at lower backgrounds, so that hiring has the data it needs"),
            ),
        ),
        guidance=(
            _(
                "Follow what becomes of the pupils you met early, by the Gatsby Benchmarks, and "
                "let it shape how you hire."
            ),
        ),
        also_supports=(Pillar.DATA,),
        resources=("gatsby_benchmarks",),
        place=_paragraph(),
    ),
    PlaybookRow(
        id="O2-1f",
        pillar=Pillar.HIRING,
        objective="O2",
        heading=TARGETED,
        title=_("More applicants from socio-economically diverse backgrounds"),
        kind=Kind.percent_change,
        start=End(value=Decimal(0), label="0%", proposed=True),
        end=End(label="X%"),
        unit=_("change in applicants since the base period"),
        cadence=Cadence.quarterly,
        note=_("A percentage change starts at 0%; the number of applicants behind it is to set."),
        also_supports=(Pillar.DATA,),
        twice_with="O2-1.m1",
        place=Place(
            document=TABLE,
            section=OUTREACH,
            row="O2-1",
            note=_("A milestone of the row that can be measured, offered by itself."),
        ),
    ),
)

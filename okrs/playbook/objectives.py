"""The nine objectives: four of the table, of which one is split in two, and four of the blog."""

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import Place, PlaybookObjective
from okrs.playbook.sources import (
    BASELINE_DATA,
    CULTURE,
    HIRE_AND_PROGRESS,
    OUTREACH,
    TABLE,
    blog,
)
from strategy.pillars import Pillar

SPLIT = _(
    "The table has one objective for hiring and progressing; here it is two, because they are two "
    "pillars."
)

OBJECTIVES: tuple[PlaybookObjective, ...] = (
    PlaybookObjective(
        id="O1",
        pillar=Pillar.DATA,
        title=_("Know the baseline data"),
        place=Place(document=TABLE, section=BASELINE_DATA),
    ),
    PlaybookObjective(
        id="B-D",
        pillar=Pillar.DATA,
        title=_("Make data the backbone of the strategy"),
        place=blog("Data"),
    ),
    PlaybookObjective(
        id="B-P",
        pillar=Pillar.PROGRESSION,
        title=_("Put talent over social background"),
        place=blog("Progress"),
    ),
    PlaybookObjective(
        id="O4P",
        pillar=Pillar.PROGRESSION,
        title=_("Progress more people from low socio-economic backgrounds"),
        place=Place(document=TABLE, section=HIRE_AND_PROGRESS, note=SPLIT),
    ),
    PlaybookObjective(
        id="O2",
        pillar=Pillar.HIRING,
        title=_("Increase outreach and engagement"),
        place=Place(document=TABLE, section=OUTREACH),
    ),
    PlaybookObjective(
        id="O4H",
        pillar=Pillar.HIRING,
        title=_("Hire more people from low socio-economic backgrounds"),
        place=Place(document=TABLE, section=HIRE_AND_PROGRESS, note=SPLIT),
    ),
    PlaybookObjective(
        id="O3",
        pillar=Pillar.CULTURE,
        title=_("Create an inclusive culture"),
        place=Place(document=TABLE, section=CULTURE),
    ),
    PlaybookObjective(
        id="B-C",
        pillar=Pillar.CULTURE,
        title=_("Lead authentically on social mobility"),
        place=blog("Culture & Leadership"),
    ),
    PlaybookObjective(
        id="B-X",
        pillar=Pillar.COLLABORATION,
        title=_("Work with others and share the journey"),
        place=blog("Collaboration"),
    ),
)

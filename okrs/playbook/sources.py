"""The two documents, and everything they point to."""

from django.utils.translation import gettext_lazy as _

from okrs.playbook.shapes import Document, Place, Resource

BLOG = Document(
    id="blog",
    short=_("Five-pillar blog"),
    title=_("Second blog in a series on class inequality and social mobility at work"),
    by="Paul Downer",
    year="2022",
)
TABLE = Document(
    id="ttc",
    short=_("Hackathon table"),
    title=_("How to incorporate social mobility into a diversity and inclusion strategy"),
    by=_("Mat Corbett, Toni Kent, Lucia Kuzminskaite and Damien Shieber, TTC hackathon"),
    year="2021",
)
DOCUMENTS = (BLOG, TABLE)

BASELINE_DATA = _("1. Know the baseline data")
OUTREACH = _("2. Increase outreach and engagement")
CULTURE = _("3. Create an inclusive culture")
HIRE_AND_PROGRESS = _("4. Hire and progress more people from low socio-economic backgrounds")


def blog(section: str) -> Place:
    """A place in the blog; it has sections and no rows."""
    return Place(document=BLOG, section=section)


RESOURCES: tuple[Resource, ...] = (
    Resource(
        id="techuk",
        name="techUK",
        helps=_("Figures behind the case for action, and a place to look for local programmes."),
    ),
    Resource(
        id="inclusive_boards",
        name="Inclusive Boards",
        helps=_("Statistics on who works in, and leads, technology."),
    ),
    Resource(
        id="social_mobility_index",
        name="Social Mobility Index",
        helps=_("Benchmarking for employers: the Social Mobility Foundation’s Employer Index."),
    ),
    Resource(
        id="smc_toolkit",
        name=_("Social Mobility Commission toolkit (website)"),
        helps=_("Questions for the survey, and a goal for its response rate: 66%."),
    ),
    Resource(
        id="smc_toolkit_p16",
        name=_("Social Mobility Commission toolkit (download), page 16"),
        helps=_("How mature our collecting and profiling of data is."),
    ),
    Resource(
        id="smc_toolkit_p25_26",
        name=_("Pages 25 to 26 of a document the table does not name"),
        helps=_("Analysing lateral hires."),
        check=_("Probably the Social Mobility Commission toolkit: see that before quoting it."),
    ),
    Resource(
        id="gatsby_benchmarks",
        name="Gatsby Benchmarks",
        helps=_("What good careers guidance in schools looks like: link outreach to it."),
    ),
    Resource(
        id="kickstart",
        name=_("Kickstart (the table says “Kickstarter”)"),
        helps=_("Placements through something that already exists."),
        check=_("A scheme of 2021: find out whether it still runs before sending anybody there."),
    ),
    Resource(
        id="apprenticeships",
        name=_("Apprenticeships"),
        helps=_("A way in that already exists and needs no degree."),
    ),
    Resource(id="code_club", name="Code Club", helps=_("Coding clubs for young people.")),
    Resource(
        id="futuredotnow",
        name=_("FutureDotNow (the table says “Future Dot Now”)"),
        helps=_("A partner for getting people online."),
    ),
    Resource(
        id="good_things_foundation",
        name="Good Things Foundation",
        helps=_("A partner for getting people online."),
    ),
    Resource(id="manchester_codes", name="Manchester Codes", helps=_("A training provider.")),
    Resource(id="multiverse", name="Multiverse", helps=_("A training provider.")),
    Resource(id="generation", name="Generation", helps=_("A training provider.")),
    Resource(
        id="digital_skills_partnerships",
        name=_("Local Digital Skills Partnerships"),
        helps=_("A place to look for local programmes."),
    ),
    Resource(
        id="aoc",
        name=_("Association of Colleges"),
        helps=_("A place to look for local programmes."),
    ),
    Resource(
        id="lep",
        name=_("Local Enterprise Partnership (LEP)"),
        helps=_("A place to look for local programmes."),
        check=_("Find out whether the one near you still exists."),
    ),
)

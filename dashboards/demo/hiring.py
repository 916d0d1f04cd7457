"""The demo's history in Hiring: some of it going well, some of it not. All of it is invented."""

from decimal import Decimal

from dashboards.demo.following import EARLY
from dashboards.demo.shapes import NOW, Said, Tale, counted, done, number, read, word

HIRING = (
    Tale(
        row="O2-1a",
        owner="doyle",
        terms=number("programmes running"),
        ends={"from_value": Decimal(4), "to_value": Decimal(12)},
        said=(
            read(6, "5"),
            read(12, "6", "Two colleges in the coalfields joined."),
            read(18, "8", sure=8),
            read(NOW, "9", "A taster week in Ashington filled in two days.", sure=8),
        ),
    ),
    Tale(row="O2-1b", owner="doyle", starts=23, set_by=NOW + 2),
    Tale(
        row="O2-1d",
        owner="bevan",
        terms=number("leaders taking part"),
        ends={"from_value": Decimal(2), "to_value": Decimal(10)},
        said=(read(6, "4"), read(12, "5"), read(18, "6", "Two directors mentor in schools.")),
    ),
    Tale(
        row="O2-1e",
        owner="doyle",
        terms=number("hires from outreach"),
        ends={"from_value": Decimal(0), "to_value": Decimal(15)},
        said=(
            read(9, "1"),
            read(15, "2", sure=6),
            read(21, "2", sure=5),
            read(
                NOW,
                "3",
                "School programmes do not yet lead to an application.",
                next="Guaranteed interviews from February.",
                sure=4,
            ),
        ),
    ),
    Tale(
        row="O2-1f",
        owner="quinn",
        terms={"unit": "applicants, against the year before the strategy"},
        ends={"base_count": Decimal(640), "to_value": Decimal(25)},
        said=(
            Said(month=9, part=655),
            Said(month=15, part=690, changed="The new adverts are shorter."),
            Said(month=NOW, part=730, changed="Evening open days work.", sure=7),
        ),
    ),
    Tale(
        row="O4-1",
        owner="quinn",
        ends={"from_numerator": 366, "from_denominator": 1744, "to_value": Decimal(30)},
        said=(
            counted(12, 379, 1763, "Counting began in earnest."),
            counted(21, 409, 1780, "First adverts without the degree line.", sure=6),
            counted(
                NOW,
                458,
                1910,
                "The two college fairs brought 140 applications.",
                next="Adverts without the degree line for all service roles from January.",
                sure=5,
            ),
        ),
    ),
    EARLY,
    Tale(
        row="O4-2",
        owner="quinn",
        terms={"unit": "places"},
        ends={"from_value": Decimal(2), "to_value": Decimal(8)},
        said=(read(9, "3"), read(18, "5"), read(21, "6"), read(NOW, "5", "Grimsby closed.")),
    ),
    Tale(
        row="O4-3",
        owner="iqbal",
        terms={"unit": "actions followed"},
        ends={"from_value": Decimal(3), "to_value": Decimal(10)},
        said=(
            read(9, "4"),
            read(18, "6"),
            read(
                NOW,
                "7",
                "Compressed weeks are agreed for two sites.",
                blockers="The union has not signed the shift swap rules.",
                blocked=True,
                sure=5,
            ),
        ),
    ),
    Tale(
        row="O4-4",
        owner="quinn",
        terms={"unit": "roles"},
        ends={"from_value": Decimal(40), "to_value": Decimal(120)},
        said=(
            read(9, "55"),
            read(15, "71"),
            read(21, "84"),
            read(NOW, "92", "Eight more apprenticeships in Technology.", sure=9),
            read(NOW, "78", "A figure of last spring that was missing.", of_month=18),
        ),
        steps_done=(12,),
    ),
    Tale(
        beside="O4-4",
        owner="quinn",
        terms={
            "title": "New hires still here after a year",
            "kind": "keep_at",
            "unit": "% of new hires",
            "cadence": "quarterly",
        },
        ends={"low": Decimal(85), "high": Decimal(100), "tolerance": Decimal(3)},
        said=(
            read(12, "91", "Counted for the first time, for the hires of the year before."),
            read(18, "88"),
            read(
                NOW,
                "79",
                "Apprentices in two depots left within months: shifts changed without notice.",
                next="A named mentor for each new starter from next month.",
                sure=5,
            ),
        ),
    ),
    Tale(
        row="O4-7",
        owner="quinn",
        said=done(17, "All four agencies signed; one was let go."),
        steps_done=(17,),
    ),
    Tale(
        row="O4-8",
        owner="admin",
        terms={"cadence": "quarterly"},
        starts=20,
        due=40,
        said=(
            word(23, "not_started"),
            Said(month=NOW, changed="The extract is ordered for January."),
        ),
    ),
)

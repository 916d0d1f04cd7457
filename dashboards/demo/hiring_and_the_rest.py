"""The demo's history in Hiring, Culture & leadership and Collaboration. All of it is invented."""

from decimal import Decimal

from dashboards.demo.shapes import NOW, Said, Tale, counted, done, read, under_way, word


def number(unit: str, **more: object) -> dict[str, object]:
    """The playbook leaves these rows without a figure; this employer counts something."""
    return {"kind": "number", "source": "value", "unit": unit, **more}


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
        steps_done=(14, 19),
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
        said=(word(NOW, "not_started", "The extract is ordered for January."),),
    ),
)

CULTURE = (
    Tale(
        row="O3-1a",
        owner="bevan",
        terms=number("listening sessions held"),
        ends={"from_value": Decimal(2), "to_value": Decimal(12)},
        said=(read(9, "4"), read(18, "7"), read(NOW, "9", "Night shift was heard at last.")),
        steps_done=(7,),
    ),
    Tale(
        row="O3-1b",
        owner="bevan",
        said=(Said(month=NOW, changed="The sponsorship scheme has 26 of 40 pairs."),),
        steps_done=(10, 16),
    ),
    Tale(
        row="O3-2a",
        owner="bevan",
        terms={
            "kind": "percent",
            "source": "value",
            "unit": "of suggestions answered in 30 days",
            "cadence": "monthly",
        },
        ends={"from_numerator": 61, "from_denominator": 100, "to_value": Decimal(90)},
        said=(
            counted(12, 78, 120, sure=7),
            counted(21, 69, 115, sure=6),
            counted(
                NOW,
                66,
                120,
                "Twice as many suggestions came in, and the panel still meets once a month.",
                next="A weekly panel from the second week of next month.",
                sure=5,
            ),
        ),
    ),
    Tale(
        row="O3-2b",
        owner="lead",
        terms=number("open sessions a year"),
        ends={"from_value": Decimal(1), "to_value": Decimal(6)},
        said=(read(12, "2"), read(18, "3"), read(NOW, "4", "The last one had 300 people.")),
    ),
    Tale(
        row="B-C1",
        owner="lead",
        terms={"cadence": "quarterly"},
        said=done(4, "Margaret Hale leads it, and says why at every induction."),
    ),
    Tale(
        row="B-C2",
        owner="bevan",
        terms={"cadence": "quarterly"},
        said=(word(9, "in_progress", "Named in the succession plan."), Said(month=18)),
    ),
)

COLLABORATION = (
    Tale(
        row="B-X1",
        owner="lead",
        said=under_way("Three charities in the towns we work in; a fourth asked us."),
        evidence=("Agreement with the coalfields trust",),
    ),
    Tale(
        row="B-X2",
        owner="doyle",
        ends={"from_value": Decimal(2), "to_value": Decimal(6)},
        said=(read(9, "3"), read(18, "4"), read(NOW, "5", "Newcastle College signed.")),
    ),
    Tale(
        beside="B-X1",
        owner="lead",
        starts=22,
        set_by=NOW + 1,
        terms={
            "title": "Work experience places with partners",
            "kind": "number",
            "unit": "places a year",
            "cadence": "quarterly",
            "from_label": "x",
            "to_label": "x",
        },
    ),
    Tale(
        row="B-X3",
        owner="lead",
        terms={"cadence": "quarterly"},
        due=34,
        said=under_way("One talk given; the case study waits for figures we may show.", sure=5),
    ),
)

DECLINED = {
    "O2-1c": ("later", "After the first year of outreach, when we know whom we reach."),
}

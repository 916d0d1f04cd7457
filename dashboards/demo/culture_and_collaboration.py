"""The demo's history in Culture & leadership and Collaboration, and what was left out, and why.

All of it is invented.
"""

from decimal import Decimal

from dashboards.demo.shapes import NOW, Said, Tale, counted, done, number, read, under_way

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
        said=(
            Said(month=3, changed="The four actions are agreed."),
            Said(month=NOW, changed="The sponsorship scheme has 26 of 40 pairs."),
        ),
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
        due=12,  # carried over, as it goes on (periods.py)
        ends={"from_value": Decimal(2), "to_value": Decimal(4)},
        said=(read(6, "2"), read(12, "3", "Newcastle signed; Ashington waits for its board.")),
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
    "B-C2": ("misfit", "Nobody here is asked where they come from in order to be appointed."),
}

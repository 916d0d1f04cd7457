"""The demo's history in Data and Progression. Every figure and sentence is invented."""

from decimal import Decimal

from dashboards.demo.following import DISTANCE, SAY, SENIOR
from dashboards.demo.shapes import NOW, Said, Tale, counted, done, read, under_way, word

DATA = (
    Tale(
        row="O1-1",
        owner="admin",
        said=done(8, "All three town halls saw the figures; 41 questions came in."),
        steps_done=(8,),
    ),
    Tale(
        row="O1-2",
        owner="lead",
        terms={"cadence": "quarterly"},
        said=under_way("Entered for this year; the result comes in spring."),
    ),
    Tale(
        row="O1-3",
        owner="bevan",
        said=under_way("Six stories told, two of them by directors. Four more are promised."),
        steps_done=(15,),
        evidence=("Stories on the intranet",),
    ),
    Tale(
        row="O1-4",
        owner="lead",
        ends={"from_value": Decimal(0), "to_value": Decimal(100)},
        said=(
            counted(6, 3, 64, "The executive team went first."),
            counted(12, 8, 64, "Sponsors found for the outreach programme.", sure=7),
            counted(18, 14, 64, "Two departments still have none.", sure=6),
            counted(NOW, 20, 64, "Finance joined in; Operations is asked in December.", sure=6),
        ),
    ),
    Tale(
        row="O1-5",
        owner="lead",
        terms={"follows": ""},  # its two waves were asked on paper; the open one is a pilot of 60
        ends={"from_value": Decimal(0), "to_value": Decimal(66)},
        said=(
            counted(12, 684, 1180, "First wave. People told us it was too long.", sure=6),
            counted(NOW, 816, 1200, "Second wave: one question a page, four minutes.", sure=9),
        ),
        steps_done=(11,),
        evidence=("Published tables of the second wave",),
    ),
    SAY,
    Tale(
        row="O1-6",
        owner="admin",
        terms={"cadence": "quarterly"},
        said=done(14, "We stand above the sector and below the country."),
    ),
    DISTANCE,
    Tale(
        row="O1-7",
        owner="admin",
        terms={"cadence": "quarterly"},
        said=done(9, "Level two of four. The plan says how we reach three."),
    ),
    Tale(
        row="B-D1",
        owner="lead",
        terms={"cadence": "quarterly"},
        said=done(5, "Nine indicators agreed with the board, each with an owner."),
    ),
    Tale(
        row="B-D2",
        owner="lead",
        said=under_way("Each quarter’s figures now go to the board with one action."),
    ),
    Tale(
        row="B-D3",
        owner="admin",
        terms={"cadence": "quarterly"},
        due=34,
        said=(
            word(6, "in_progress", "The method is published inside."),
            *(Said(month=month) for month in (9, 12, 15, 18, 21)),
            Said(
                month=NOW,
                changed="Questions come in, and nobody is named to answer them.",
                blockers="Legal has to agree the wording before we publish outside.",
                sure=4,
            ),
        ),
    ),
)

PROGRESSION = (
    Tale(
        row="B-P1",
        owner="owner",
        terms={"cadence": "quarterly"},
        said=under_way("Two intakes followed so far, by background, without naming anybody."),
    ),
    Tale(
        row="B-P2",
        owner="owner",
        terms={"cadence": "quarterly"},
        said=done(13, "Forty conversations. The barrier named most is who hears of a post."),
    ),
    Tale(
        row="B-P3",
        owner="iqbal",
        due=40,
        said=(
            word(9, "not_started", "Waiting for the barriers to be known.", sure=7),
            *(Said(month=month) for month in (12, 15, 18)),
            Said(month=21, sure=7),
            Said(
                month=NOW,
                changed="Nobody has had time since one post was lost in May.",
                next="Agree the scope with Tom by the middle of next month.",
                blockers="Two days a month of somebody’s time.",
                sure=4,
            ),
        ),
    ),
    Tale(
        row="O4-5",
        owner="iqbal",
        said=under_way("Five of the eight points are done; pay reviews are next."),
        steps_done=(16,),
    ),
    Tale(
        row="O4-6",
        owner="owner",
        due=34,
        said=(
            word(6, "in_progress", "Every internal post is now advertised.", sure=8),
            *(Said(month=month) for month in (9, 12, 15, 18)),
            Said(month=21, changed="Line managers do not all pass it on.", sure=6),
        ),
    ),
    SENIOR,
    Tale(
        beside="O4-5",
        owner="owner",
        terms={
            "title": "Interview panels with a trained member",
            "kind": "keep_at",
            "unit": "% of panels",
            "cadence": "quarterly",
        },
        ends={"low": Decimal(80), "high": Decimal(100), "tolerance": Decimal(5)},
        said=(
            read(3, "81", "Training began in spring."),
            read(9, "84"),
            read(15, "78", "Two teams were new."),
            read(NOW, "88", "Every hiring manager has been trained once."),
        ),
    ),
    Tale(
        beside="O4-6",
        owner="owner",
        starts=22,
        set_by=NOW,
        terms={
            "title": "Promotions that go to people from a lower background",
            "kind": "percent",
            "unit": "of promotions",
            "cadence": "annual",
            "from_label": "Current %",
            "to_label": "Target %",
        },
    ),
)

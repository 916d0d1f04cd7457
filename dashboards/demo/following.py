"""The demo's key results that follow figures of the survey: nobody types their readings.

From is what the first survey published, where nobody knew one before; each survey since gives a
reading by itself. One waits with its offer, for whoever looks at the demo to take.
"""

from datetime import timedelta
from decimal import Decimal

from accounts.models import User
from dashboards.demo.calendar import Calendar
from dashboards.demo.shapes import FIRST_SURVEY, NOW, SECOND_SURVEY, Said, Tale
from okrs import baselines, survey_offers, survey_posting
from okrs.followed import DISCLOSURE_RATE, GAP, SHARE, Followed
from okrs.models import KeyResult
from okrs.survey_waves import published

LEVEL = ("GRADE",)
WITH_EACH_SURVEY = {"kind": "percent", "cadence": "on_survey"}

SAY = Tale(
    beside="O1-5",
    owner="lead",
    starts=11,
    terms=WITH_EACH_SURVEY
    | {"title": "People who say where they started", "unit": "of those who took part"},
    figure=Followed(word=DISCLOSURE_RATE, measure="SEB1"),
    ends={"to_value": Decimal(95)},
    said=(Said(month=NOW, changed="The reason now stands beside every question.", sure=8),),
)
EARLY = Tale(
    beside="O4-1",
    owner="quinn",
    starts=11,
    terms=WITH_EACH_SURVEY
    | {
        "title": "Early-career people from lower socio-economic backgrounds",
        "unit": "of those who could be placed",
        "definition": "Entry and early-career levels, by the survey.",
    },
    figure=Followed(
        word=SHARE,
        measure="SEB1",
        groups=("lower",),
        cut=LEVEL,
        key=("ENTRY_EARLY_CAREER",),
    ),
    ends={"to_value": Decimal(40)},
)
SENIOR = Tale(
    beside="O4-5",
    owner="owner",
    starts=11,
    due=59,
    terms=WITH_EACH_SURVEY
    | {
        "title": "Senior leaders from lower socio-economic backgrounds",
        "unit": "of those who could be placed",
        "definition": "Senior leaders by the survey; the executive team is counted apart.",
        "intent": "aspirational",
        "also_supports": ["data"],
    },
    figure=Followed(
        word=SHARE, measure="SEB1", groups=("lower",), cut=LEVEL, key=("SENIOR_LEADER",)
    ),
    ends={"from_value": Decimal(12), "to_value": Decimal(25)},
    said=(
        Said(
            month=NOW,
            changed="Internal moves are up since roles carry the pay range. Director posts are "
            "still the gap: most of them went outside.",
            sure=6,
        ),
    ),
    evidence=("Talent definitions, all departments", "Sponsorship scheme: the first six months"),
)
DISTANCE = Tale(
    beside="O1-6",
    owner="lead",
    starts=22,
    set_by=NOW + 1,
    terms={
        "title": "Distance to the UK workforce in lower backgrounds",
        "kind": "number",
        "unit": "points",
        "cadence": "on_survey",
        "direction": "up",
    },
    ends={"to_value": Decimal(-5)},
    figure=Followed(word=GAP, measure="SEB1", groups=("lower",), benchmark="uk_workforce_lower"),
)


def follow(
    key_result: KeyResult, figure: Followed, *, waits: bool, by: User, days: Calendar
) -> None:
    """From is the first survey's figure, unless it waits; both surveys give their readings."""
    key_result.refresh_from_db()
    if not waits:
        _start_from_the_first(key_result, figure, by, days)
    for month in (FIRST_SURVEY, SECOND_SURVEY):
        survey_posting.post([key_result], today=days.month(month), at=days.at(month))


def _start_from_the_first(
    key_result: KeyResult, figure: Followed, by: User, days: Calendar
) -> None:
    """Take the offer; where From was known from an old form, it moves, and the line breaks."""
    offer = survey_offers.among(published([figure]), figure).offer
    if offer is None:
        return
    at = days.at(FIRST_SURVEY) + timedelta(minutes=5)
    if key_result.from_value is None:
        survey_offers.take(
            key_result=key_result, wave=offer.wave, version=offer.version, seen=None, by=by, at=at
        )
        return
    baselines.set_baseline(
        key_result=key_result,
        to_value=key_result.to_value,
        reason="The old form asked another question and reached 41% of people.",
        approved_by="Margaret Hale",
        on=days.as_of(FIRST_SURVEY),
        by=by,
        at=at,
        **offer.ends,
    )

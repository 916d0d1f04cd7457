"""Key results that keep a figure where it is, from a plain sheet and from the offline edition."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from okrs.importing import checking, confirming, drafts, showing
from okrs.importing.places import State
from okrs.models import KeyResult
from okrs.offline import accepting
from okrs.rules.words import Kind
from okrs.sheets import reading
from okrs.sheets.columns import Part
from okrs.sheets.keeping import in_words
from okrs.sheets.measures import CannotMeasure, measure
from tests.factories import StrategyFactory
from tests.okrs.offline import making

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        ("keep at 80 to 100", (80, 100, ""), "80 to 100"),
        ("Keep between 80% and 100%", (80, 100, "%"), "80% to 100%"),
        ("keep at 80–100%", (80, 100, "%"), "80% to 100%"),
        ("keep ≥ 90", (90, None, ""), "at least 90"),
        ("keep >= 90%", (90, None, "%"), "at least 90%"),
        ("stay at or above 2.5", (Decimal("2.5"), None, ""), "at least 2.5"),
        ("remain at most 5 days", (None, 5, "days"), "at most 5"),
        ("keep no more than 5", (None, 5, ""), "at most 5"),
        ("maintain 80", (80, 80, ""), "80"),
        ("keep at 80%", (80, 80, "%"), "80%"),
    ],
)
@pytest.mark.parametrize("is_from", [True, False])
def test_what_is_to_be_kept_is_read_with_its_limits(text, limits, words, is_from):
    found = measure(start=text if is_from else "", end="" if is_from else text)

    assert (found.kind, found.low, found.high, found.unit) == (Kind.keep_at, *limits)
    assert in_words(found.low, found.high, found.unit) == words


@pytest.mark.parametrize(
    "text", ["keep", "keep at the current level", "keep at 1,5", "keep +5%", "keep at 100 to 80"]
)
def test_limits_that_nobody_can_read_are_asked_about(text):
    with pytest.raises(CannotMeasure) as refusal:
        measure(start="", end=text)

    assert refusal.value.part is Part.TO


def test_a_from_beside_what_is_kept_is_not_lost_in_silence():
    with pytest.raises(CannotMeasure) as refusal:
        measure(start="82", end="keep ≥ 80")

    assert (refusal.value.part, refusal.value.fix) == (Part.FROM, "to set")


@pytest.mark.django_db
def test_a_plain_sheet_writes_a_keep_at(lead):
    draft = drafts.start(
        sheets=reading.read_pasted(
            "Key result\tTo\tPillar\tQ4 2026\nReturners who stay\tkeep at 80% to 100%\tHiring\t\n"
            "Days to answer\tmaintain 5\tHiring\t\n"
        ),
        name="Plan", strategy=StrategyFactory(), by=lead, at=NOW,
    )  # fmt: skip
    setting = checking.setting_of(draft, today=NOW.date())
    shares, days = checking.check(draft, setting).rows

    assert shares.state is State.NEW
    assert (showing.shown(shares, setting).start, showing.shown(shares, setting).end) == (
        "–", "80% to 100%",
    )  # fmt: skip
    assert any("To be kept at exactly that." in note for note in days.notes)
    confirming.confirm(draft=draft, by=lead, at=NOW, today=NOW.date())
    made = KeyResult.objects.get(title="Returners who stay")
    assert (made.kind, made.low, made.high, made.unit) == ("keep_at", 80, 100, "%")
    assert made.direction == "keep"


@pytest.mark.django_db
@pytest.mark.parametrize("cells", [{"To": "keep at 80 to 100"}, {"At_least": 80, "At_most": 100}])
def test_the_offline_edition_adds_a_keep_at(cells, lead):
    strategy = StrategyFactory()
    making.a_plan(strategy)
    offline = making.Offline(strategy)
    offline.key_results.add(Pillar="Hiring", Objective="Reach further", Key_result="Stay", **cells)
    draft = making.brought(offline.saved(), strategy=strategy, by=lead)
    found = making.compared(draft)

    assert [(str(one.state), one.problems) for one in found.differences] == [("added", ())]
    accepting.accept(draft=draft, found=found, by=lead, at=making.NOW, version=draft.version)
    made = KeyResult.objects.get(title="Stay")
    assert (made.kind, made.low, made.high) == ("keep_at", 80, 100)

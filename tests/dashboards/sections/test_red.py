"""What is red: the numbers, the owner's own words, and what comes next."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from dashboards import known
from dashboards.finding import Finding
from dashboards.sections import red
from okrs.models import KeyResult
from okrs.models.changes import StatusOverride
from okrs.readings import readings_of
from okrs.rules.words import Word
from tests.dashboards.sections import headlines
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(TODAY, tick=False):
        yield


def finding(*, names: bool = True) -> Finding:
    return red.finding(known.read(day=TODAY, today=TODAY, names=names))


def cells(found: Finding) -> dict[str, str]:
    (row,) = found.table.rows
    return dict(zip(found.table.heads, (cell.said for cell in row.cells), strict=True))


def test_a_red_key_result_stands_with_all_that_a_leader_asks():
    headlines.plan()

    found = finding()

    assert found.title == "One key result is off track"
    assert found.table.rows[0].names == ("Link outreach to hiring", "Hiring")
    assert cells(found) == {
        "Status": "Off track",
        "Why, by the numbers": "3% is 5% of the way from 0% to 66%; 88% was expected by now: "
        "83 points behind.",
        "What is next": "Guarantee interviews. Agree the scope, by 15 January 2027.",
        "What its owner says": "Schools do not lead to applications. In the way: Two days a month.",
        "Owner": "R. Iqbal",
    }


def test_the_owners_own_status_stands_beside_the_calculated_one():
    headlines.plan()
    key_result = KeyResult.objects.get(title__startswith="Link")
    StatusOverride.objects.create(
        key_result=key_result,
        status="on_track",
        reason="Two colleges joined",
        until=date(2027, 1, 31),
        by=UserFactory.create(name="Liam Doyle"),
        at=datetime(2026, 11, 10, 9, tzinfo=UTC),
    )

    assert "Two colleges joined" in cells(finding())["What its owner says"]
    assert "Two colleges joined" not in str(finding(names=False))


def test_of_the_steps_that_are_open_the_one_due_first_is_next():
    headlines.plan()
    key_result = KeyResult.objects.get(title__startswith="Link")
    MilestoneFactory.create(key_result=key_result, text="Ask the board", due_on=date(2026, 12, 1))
    MilestoneFactory.create(key_result=key_result, text="Some day")

    assert cells(finding(names=False))["What is next"] == "Ask the board, by 1 December 2026."


@pytest.mark.parametrize("word", ["not_started", "in_progress"])
def test_a_card_says_a_status_once_and_of_what_has_not_begun_when_it_was_to(client, word):
    late = headlines.key_result(
        headlines.strategy(), status=True, owner=UserFactory.create(name="Jo Bevan")
    )
    CheckInFactory.create(key_result=late, value=None, word=word, as_of=date(2026, 11, 1))
    late.latest, late.confirmed_on = late.check_ins.get(), date(2026, 11, 1)
    late.save()
    OrganisationFactory.create()
    client.force_login(UserFactory.create(viewer=True))

    answer = client.get(reverse("dashboards:plan"))

    (card,) = answer.context["cards"]
    reason = card.row.standing.reason
    label = str(Word[word].label)
    assert (card.path, reason.count(label)) == ("", 1)
    begun = "and it was to start on 1 January 2025" in reason
    assert begun is (word == "not_started")
    shown = " ".join(answer.content.decode().split())
    shown = shown.partition('id="red"')[2].partition("</article>")[0]
    assert (shown.count(label), "Owner: J. Bevan" in shown) == (1, True)


def test_what_has_moved_backwards_is_in_the_title():
    strategy = headlines.plan()
    for _ in range(2):
        back = headlines.key_result(strategy, "culture", from_value=20)
        headlines.read(back, 10, date(2026, 11, 1))

    assert finding().title == "Three key results are off track; two of them have moved backwards"


@pytest.mark.parametrize(
    ("people", "title"),
    [
        ((5, 5), "Three key results are off track; two of them may have moved backwards"),
        ((5, 500), "Three key results are off track; one of them has moved backwards"),
        ((500, 500), "Three key results are off track; two of them have moved backwards"),
    ],
)
def test_what_chance_could_explain_is_said_to_have_moved_backwards_only_perhaps(people, title):
    strategy = headlines.plan()
    for many in people:
        counted = {"from_value": 20, "from_denominator": many, "kind": "percent"}
        back = headlines.key_result(strategy, "culture", **counted)
        headlines.read(back, 10, date(2026, 11, 1), denominator=many)

    assert finding().title == title


@pytest.mark.parametrize(
    ("many", "title"),
    [
        (5, "One key result is off track, and may have moved backwards"),
        (500, "One key result is off track, and has moved backwards"),
    ],
)
def test_the_only_one_that_is_red_is_spoken_of_alone(many, title):
    strategy = headlines.strategy()
    counted = {"from_value": 20, "from_denominator": many, "kind": "percent"}
    back = headlines.key_result(strategy, "culture", **counted)
    headlines.read(back, 10, date(2026, 11, 1), denominator=many)

    assert finding().title == title


@pytest.mark.parametrize(
    ("many", "word", "perhaps"),
    [(5, "May have moved backwards", True), (500, "Moved backwards", False)],
)
def test_its_status_says_no_more_than_the_title_does(many, word, perhaps):
    strategy = headlines.strategy()
    counted = {"from_value": 20, "from_denominator": many, "kind": "percent"}
    back = headlines.key_result(strategy, "culture", **counted)
    headlines.read(back, 10, date(2026, 11, 1), denominator=many)

    told = cells(finding())

    assert told["Status"] == word
    assert told["Why, by the numbers"].startswith("10% is further from the target of 66% than")
    assert ("Chance alone could explain so small a move." in str(told)) is perhaps
    last = known.read(day=TODAY, today=TODAY).report.red[0]
    readings = readings_of(back, back.check_ins.all(), ())
    assert (readings.all[-1].standing.word, last.standing.word) == (word, word)


def test_where_nothing_is_red_that_is_said():
    headlines.plan()
    KeyResult.objects.filter(title__startswith="Link").delete()

    found = finding()

    assert (found.title, found.number, found.table) == ("Nothing is off track", "0", None)


def test_before_anything_is_on_track_or_off_it_there_is_no_net_confidence():
    KeyResultFactory.create(starts_on=TODAY, objective=ObjectiveFactory.create())

    assert known.read(day=TODAY, today=TODAY).report.net_confidence == ""


def test_net_confidence_counts_what_is_achieved_with_what_is_on_track():
    made = headlines.plan()
    done = headlines.key_result(made, title="Done")
    headlines.read(done, 66, date(2026, 11, 1))

    said = known.read(day=TODAY, today=TODAY).report.net_confidence

    assert said == (
        "Net confidence +25: of every 100 key results,"
        " 25 more are achieved or on track than off track."
    )

"""The sentence behind "Why?"."""

from datetime import date
from decimal import Decimal

import pytest

from okrs.rules import reasons
from okrs.rules.facts import Override
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Kind, Pace, Status, Word
from tests.okrs.rules.examples import DUE, MID_YEAR, START, stands, steps

D = Decimal
UNSET = {"baseline": None, "target": None}
KEEP = {"kind": Kind.keep_at, "low": D(15), "high": D(25), "tolerance": D(2)}
STALE = {"today": date(2027, 10, 20)}
END = {"today": DUE, "confirmed_on": date(2027, 12, 20)}
EARLY = {"today": date(2027, 2, 1), "confirmed_on": START}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"counted": False}, "It has left the plan, so it is not counted."),
        ({"blocked": True}, "The last check-in says that it is blocked."),
        (
            UNSET,
            "Baseline (From) and target (To) are not set; the day to set them by is 1 April 2027.",
        ),
        (
            {"baseline": None},
            "The baseline (From) is not set; the day to set it by is 1 April 2027.",
        ),
        ({"target": None}, "The target (To) is not set; the day to set it by is 1 April 2027."),
        (
            {"kind": Kind.keep_at},
            "The limits to keep to are not set; the day to set them by is 1 April 2027.",
        ),
        (
            UNSET | {"kind": Kind.milestones},
            "There are no milestones yet; the day to set them by is 1 April 2027.",
        ),
        (
            {"suppressed": True},
            "The latest reading is not shown, to protect people: too few responses stand behind "
            "it, or beside it.",
        ),
        (
            STALE | {"value": D(35)},
            "A check-in was due on 1 October 2027, 19 days ago."
            " When last heard of, it was: Behind.",
        ),
        (
            {"confirmed_on": None, "today": date(2027, 4, 2)},
            "A check-in was due on 1 April 2027, 1 day ago, and there has been none.",
        ),
        ({}, "There is no reading yet; the next is due on 1 October 2027."),
        (
            {"today": date(2027, 10, 2)},
            "There is no reading yet; one was due on 1 October 2027.",
        ),
        ({"value": D(100)}, "100 is the target."),
        ({"value": D("125.50"), "kind": Kind.percent}, "126% is beyond the target of 100%."),
        ({"kind": Kind.status, "word": Word.completed}, "It is completed."),
        (UNSET | {"milestones": steps(True)}, "Every milestone is done."),
        (KEEP | END | {"value": D(15)}, "15 is from 15 to 25, at the end of the period."),
        (KEEP | {"value": D(20)}, "It is to be kept from 15 to 25, and 20 is."),
        (
            KEEP | {"value": D(26)},
            "It is to be kept from 15 to 25; 26 is outside by no more than 2.",
        ),
        (
            KEEP | {"value": D(26), "in_percent": True},
            "It is to be kept from 15% to 25%; 26% is outside by no more than 2 points.",
        ),
        (
            KEEP | {"value": D(9), "high": None},
            "It is to be kept at or above 15; 9 is outside.",
        ),
        (
            KEEP | {"value": D(90), "low": None},
            "It is to be kept at or below 25; 90 is outside.",
        ),
        (KEEP | {"value": D(90), "high": D(15)}, "It is to be kept at 15; 90 is outside."),
        (
            EARLY | {"value": D(3)},
            "3 is 3% of the way from 0 to 100; nothing has been due yet.",
        ),
        (
            EARLY | {"value": D(3), "pace": Pace.linear},
            "3 is 3% of the way from 0 to 100; less than a tenth of the period has passed.",
        ),
        ({"value": D(-3)}, "−3 is further from the target of 100 than the baseline, 0."),
        (
            {"value": D(30)},
            "30 is 30% of the way from 0 to 100; 50% was expected by now: 20 points behind.",
        ),
        (
            {"value": D(51)},
            "51 is 51% of the way from 0 to 100; 50% was expected by now: 1 point ahead.",
        ),
        (
            {"value": D(50)},
            "50 is 50% of the way from 0 to 100; 50% was expected by now.",
        ),
        (
            {"kind": Kind.status, "word": Word.not_started},
            "The status is “Not started”, and it was to start on 1 January 2027; 50% was expected "
            "by now: 50 points behind.",
        ),
        (
            UNSET | {"milestones": steps(True, False, False)},
            "33% of the milestones are done; 50% was expected by now: 17 points behind.",
        ),
        (
            {"value": D(50), "ever_achieved": True},
            "50 is 50% of the way from 0 to 100; 50% was expected by now."
            " It had reached its target before.",
        ),
    ],
)
def test_the_reason_is_a_sentence_with_the_numbers_used(changes, sentence):
    assert stands(**({"today": date(2027, 7, 2)} | changes)).reason == sentence


def test_every_verdict_has_its_sentence():
    assert set(reasons._SENTENCES) == set(Verdict)


def test_an_override_is_read_out_beside_what_was_calculated():
    said = Override(
        status=Status.on_track, reason="two offices report next week.", until=MID_YEAR, by="Priya"
    )

    assert stands(value=D(30), override=said).both_views == (
        "Calculated Behind; Priya says On track, because: two offices report next week."
    )
    assert stands(value=D(30)).both_views == ""


@pytest.mark.parametrize(("fraction", "percent"), [("0.505", 51), ("0.5049", 50), ("1.25", 125)])
def test_percentages_are_whole(fraction, percent):
    assert reasons.whole_percent(D(fraction)) == percent

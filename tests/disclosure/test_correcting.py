"""A correction is a new version with a reason; the old one stays, and no number is ever edited."""

from datetime import timedelta

import pytest

from accounts.models import AuditEvent
from disclosure import correcting, reading, series
from disclosure.correcting import CannotCorrect, Correction
from disclosure.models import Publication
from tests.disclosure.publications import AT, protected_tables, publication
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def correct(reason="The population was named wrongly.", seen=1, **over) -> Publication:
    latest = reading.latest("w1")
    given = {name: getattr(latest, name) for name in ("title", "population", "invited")}
    return correcting.correct(
        source="w1",
        seen=seen,
        correction=Correction(**given | over),
        reason=reason,
        by=UserFactory.create(name="Ada Lead"),
        at=AT,
    )


def test_it_is_a_new_version_and_the_old_one_stays():
    first = publication(population="All staff")

    second = correct(population="All staff in the United Kingdom")

    assert (second.version, second.reason) == (2, "The population was named wrongly.")
    assert second.by.name == "Ada Lead"
    assert reading.version("w1", 1) == first
    assert reading.version("w1", 1).population == "All staff"
    assert reading.latest("w1").population == "All staff in the United Kingdom"


def test_it_keeps_every_number_and_every_word():
    first = publication()

    second = correct(title="Survey of last autumn")

    assert reading.whole("w1", 2) == reading.whole("w1", 1) == protected_tables()
    assert Publication.objects.get(pk=second.pk).words == first.words


def test_a_table_can_be_taken_back_whole():
    publication()

    second = correct(taken_back=frozenset([("UNIT", "GRADE")]))

    with pytest.raises(reading.NotPublished):
        reading.table(second, ("UNIT", "GRADE"))
    assert reading.table(second, ("UNIT",)).cells == protected_tables().cells["UNIT",]
    assert ("UNIT", "GRADE") in reading.whole("w1", 1).cells
    assert ("UNIT", "GRADE") not in reading.whole("w1", 2).cells


GAP = {"median": 10, "mean": None, "step": 5, "smaller_side_about": 40}
PAY = {
    "gaps": {cut: [[[], GAP]] for cut in ("", "UNIT", "GRADE")},
    "floors": [0, 20_000],
    "smallest": 20,
}


def test_the_pay_gaps_of_a_table_go_with_it_and_the_others_stay():
    publication(pay=PAY)

    second = correct(taken_back=frozenset([("UNIT",), ("UNIT", "GRADE")]))

    assert second.pay == {**PAY, "gaps": {cut: [[[], GAP]] for cut in ("", "GRADE")}}
    assert reading.version("w1", 1).pay == PAY


def test_of_an_earlier_day_what_was_taken_back_is_gone_as_well():
    publication(pay=PAY, at=AT - timedelta(days=9))
    second = correct(taken_back=frozenset([("UNIT",), ("UNIT", "GRADE")]))

    then = series.newest(["w1"], until=AT - timedelta(days=1))["w1"]

    assert then.version == 1
    assert then.pay == second.pay
    assert set(then.table_digests) == set(second.table_digests)
    assert set(series.tables_of([then], [("UNIT",), ("GRADE",)])["w1"]) == {("GRADE",)}


def test_where_pay_was_not_asked_there_is_none_afterwards():
    publication()

    assert correct(taken_back=frozenset([("UNIT",)])).pay is None


def test_what_was_taken_back_is_still_known_to_the_gate():
    publication()
    correct(taken_back=frozenset([("UNIT", "GRADE")]))

    (earlier,) = reading.earlier(["w1"])

    assert ("UNIT", "GRADE") in earlier.shown


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({}, "Nothing is different"),
        ({"title": "Other", "reason": "  "}, "Say why"),
        ({"title": ""}, "between 1 and 120"),
        ({"population": "x" * 201}, "between 1 and 200"),
        ({"invited": 12}, "More people answered than were invited"),
        ({"taken_back": frozenset([()])}, "everybody together stay"),
        ({"taken_back": frozenset([("SHOE_SIZE",)])}, "no such table"),
        ({"title": "Other", "seen": 2}, "in the meantime"),
    ],
)
def test_it_is_refused_in_a_sentence(over, said):
    publication()

    with pytest.raises(CannotCorrect, match=said):
        correct(**over)
    assert Publication.objects.count() == 1


def test_two_people_cannot_both_correct_the_same_version():
    publication()
    correct(title="Survey of autumn")

    with pytest.raises(CannotCorrect, match="in the meantime"):
        correct(title="The survey", seen=1)


def test_it_is_in_the_record_with_what_stood_there_before():
    publication()

    correct(invited=1_200, taken_back=frozenset([("GENDER",)]))

    event = AuditEvent.objects.get(verb="corrected the tables of")
    assert event.changes == {"invited": [1_000, 1_200], "taken_back": ["", "GENDER"]}
    assert event.note == "The population was named wrongly."

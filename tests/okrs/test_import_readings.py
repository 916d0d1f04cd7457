"""Readings that a sheet brings: each of its own day, none of them guessed, all of them undone."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts.audit import Way
from accounts.models import AuditEvent
from okrs.importing import checking, confirming, drafts, undoing
from okrs.models import CheckIn, KeyResult
from okrs.sheets import reading
from okrs.sheets.columns import Part
from tests.factories import StrategyFactory, UserFactory

NOW = datetime(2027, 9, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(lead):
    """A draft from pasted rows."""
    strategy = StrategyFactory()  # 1 January 2027 to 31 December 2029

    def bring(text):
        return drafts.start(
            sheets=reading.read_pasted(text), name="Plan", strategy=strategy, by=lead, at=NOW
        )

    return bring


def first(draft):
    return checking.check(draft, checking.setting_of(draft, today=TODAY)).rows[0]


def confirm(draft, by):
    confirming.confirm(draft=draft, by=by, at=NOW, today=TODAY)


HEADER = "Key result\tFrom\tTo\tPillar\tQ1 2027\tActual June 2027\tQ4 2027\n"


def test_columns_headed_by_a_day_are_readings_of_that_day(bring, lead):
    draft = bring(HEADER + "Talks given\t0\t12\tHiring\t3\t5\t\n")

    confirm(draft, lead)

    key_result = KeyResult.objects.get()
    assert list(key_result.check_ins.order_by("as_of").values_list("as_of", "value", "source")) == [
        (date(2027, 3, 31), Decimal(3), CheckIn.IMPORT),
        (date(2027, 6, 30), Decimal(5), CheckIn.IMPORT),
    ]
    assert key_result.latest.value == 5
    assert key_result.starts_on == date(2027, 1, 1)
    assert set(
        AuditEvent.objects.filter(subject=f"okrs.keyresult:{key_result.pk}").values_list(
            "verb", "via"
        )
    ) == {("imported", Way.IMPORT.value), ("checked in", Way.IMPORT.value)}


def test_current_is_where_we_start_unless_a_baseline_stands_beside_it(bring):
    alone = first(bring("Key result\tCurrent\tTarget\tPillar\nTalks\t2\t12\tHiring\n"))
    beside = first(
        bring(
            "Key result\tCurrent\tBaseline\tTarget\tAs at\tPillar\n"
            "Talks\t5\t2\t12\t30/06/2027\tHiring\n"
        )
    )

    assert (alone.judged.measure.start, alone.judged.readings) == (2, ())
    assert beside.judged.measure.start == 2
    assert [(one.day, one.value) for one in beside.judged.readings] == [(date(2027, 6, 30), 5)]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("", "“5” has no day, so it stays out as a reading."),
        ("31/12/2027", "The reading of 31 December 2027 stays out: that day has not come yet."),
        ("31/12/2026", "The reading of 31 December 2026 stays out: the plan had not begun."),
    ],
)
def test_a_reading_that_cannot_be_dated_stays_out_and_says_so(bring, day, told):
    row = first(
        bring(f"Key result\tFrom\tTo\tActual\tAs at\tPillar\nTalks\t2\t12\t5\t{day}\tHiring\n")
    )

    assert row.judged.problems == ()
    assert row.judged.readings == ()
    assert any(note.startswith(told) for note in row.notes)


def test_an_undated_reading_goes_in_once_somebody_gives_it_a_day(bring, lead):
    draft = bring("Key result\tFrom\tTo\tActual\tPillar\nTalks\t2\t12\t5\tHiring\n")

    drafts.mend_rows(draft=draft, texts={2: {Part.READING: "30 June 2027: 5"}})
    draft.refresh_from_db()
    confirm(draft, lead)

    assert CheckIn.objects.get().as_of == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Talks\t2\t12\tHiring\ta few", "Row 2: the reading is “q1 2027: a few”. Write a number"),
        ("Share\t2%\t12%\tHiring\t140", "Write a number from 0 to 100"),
        (
            "Done\tNot started\tCompleted\tHiring\t12",
            "Write “Not started”, “In progress” or “Completed”.",
        ),
    ],
)
def test_a_reading_that_cannot_be_read_is_one_sentence(bring, line, sentence):
    row = first(bring(f"Key result\tFrom\tTo\tPillar\tQ1 2027\n{line}\n"))

    assert [sentence in problem.sentence for problem in row.judged.problems] == [True]


def test_what_an_import_read_does_not_keep_it_from_being_undone(bring, lead):
    draft = bring(HEADER + "Talks given\t0\t12\tHiring\t3\t5\t\n")
    confirm(draft, lead)
    draft.refresh_from_db()

    reach = undoing.undo(draft=draft, by=lead, at=NOW)

    assert len(reach.goes) == 1
    assert KeyResult.objects.get().retired_as == KeyResult.ARCHIVED


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("19% → 25%", (19, 25)),
        ("19 -> 25%", (19, 25)),
        ("2 to 12", (2, 12)),
        ("x → 25%", (None, 25)),
    ],
)
def test_from_and_to_in_one_cell_are_parted(bring, cell, ends):
    measure = first(bring(f"Key result\tTarget\tPillar\nTalks\t{cell}\tHiring\n")).judged.measure

    assert (measure.start, measure.end) == ends


def test_ends_that_stand_only_in_the_words_are_read_and_told(bring):
    row = first(bring("Key result\tFrom\tTo\tPillar\nRaise offers from 19% to 25%\t\t\tHiring\n"))

    assert (row.judged.measure.start, row.judged.measure.end) == (19, 25)
    assert "From and To are read out of its words: “from 19% to 25%”." in row.notes


def test_of_several_owners_the_first_is_it_and_the_others_are_told(bring):
    ada = UserFactory.create(name="Ada Stone")
    text = "Key result\tFrom\tTo\tPillar\tOwner\nTalks\t2\t12\tHiring\tAda Stone, Jo Bevan\n"

    row = first(bring(text))

    assert row.judged.owner.pk == ada.pk
    assert "Also named: Jo Bevan. A key result has one owner, so the first is." in row.notes


def test_a_name_turned_round_is_one_person(bring):
    ada = UserFactory.create(name="Ada Stone")
    text = "Key result\tFrom\tTo\tPillar\tOwner\nTalks\t2\t12\tHiring\tStone, Ada\n"

    row = first(bring(text))

    assert row.judged.owner.pk == ada.pk
    assert not any(note.startswith("Also named") for note in row.notes)

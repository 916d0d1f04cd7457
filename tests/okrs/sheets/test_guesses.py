"""Nothing is guessed in silence: whose it is, which number is the month, what a fraction means."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from okrs.importing import asking, checking, drafts
from okrs.importing.places import State
from okrs.models import SheetImport
from okrs.sheets import reading
from okrs.sheets.columns import Part
from tests.factories import StrategyFactory, UserFactory

NOW = datetime(2027, 9, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(lead):
    strategy = StrategyFactory()  # 1 January 2027 to 31 December 2029

    def checked(text):
        sheets = reading.read_pasted(text)
        draft = drafts.start(sheets=sheets, name="Plan", strategy=strategy, by=lead, at=NOW)
        return checking.check(draft, checking.setting_of(draft, today=TODAY)).rows

    return checked


PLAIN = "Key result\tFrom\tTo\tPillar\tDue\n"


def test_one_day_that_has_the_month_first_decides_for_all_and_it_is_told(checked):
    first, other = checked(PLAIN + "A\t1\t2\tHiring\t03/04/2028\nB\t1\t2\tHiring\t12/31/28\n")

    assert first.judged.due_on == date(2028, 3, 4)
    assert first.notes == (
        "“3/4/2028” is read with the month first, as 4 March 2028: another day says so.",
    )
    assert (other.judged.due_on, other.notes) == (date(2028, 12, 31), ())


def test_days_that_contradict_each_other_are_told_and_the_impossible_one_is_asked(checked):
    days = ("03/04/2028", "12/31/2028", "31/12/2028")
    first, wrong, right = checked(PLAIN + "".join(f"{day}x\t1\t2\tHiring\t{day}\n" for day in days))

    assert first.judged.due_on == date(2028, 4, 3)
    assert "is read with the day first, as 3 April 2028" in first.notes[0]
    assert wrong.state is State.NEEDS
    assert (right.judged.due_on, right.notes) == (date(2028, 12, 31), ())


def test_two_figures_of_one_day_are_asked_about(checked):
    [row] = checked("Key result\tFrom\tTo\tPillar\tQ1 2027\tMarch 2027\nA\t1\t9\tHiring\t3\t5\n")

    assert [problem.part for problem in row.judged.problems] == [Part.READING]
    assert "another reading of that day" in row.judged.problems[0].sentence


def test_the_same_figure_twice_of_one_day_is_one_reading(checked):
    [row] = checked("Key result\tFrom\tTo\tPillar\tQ1 2027\tMarch 2027\nA\t1\t9\tHiring\t3\t3\n")

    assert [(one.day, one.value) for one in row.judged.readings] == [
        (date(2027, 3, 31), Decimal(3))
    ]


def test_two_people_of_one_name_are_told_and_neither_is_taken(checked):
    for n in (1, 2):
        UserFactory.create(name="Ada Stone", email=f"ada{n}@example.org")
    named, addressed = checked(
        "Key result\tTo\tPillar\tOwner\nA\t2\tHiring\tAda Stone\nB\t2\tHiring\tADA2@example.org\n"
    )

    assert named.judged.owner is None
    assert "“Ada Stone” could be more than one person here; it will have no owner." in named.notes
    assert addressed.judged.owner.email == "ada2@example.org"


def test_an_address_that_is_only_alike_is_nobodys(checked):
    UserFactory.create(name="Ann Lee", email="ann.lee@example.org")

    [row] = checked("Key result\tTo\tPillar\tOwner\nA\t2\tHiring\tann-lee@example.org\n")

    assert row.judged.owner is None


def test_years_in_the_words_are_no_from_and_to(checked):
    [row] = checked("Key result\tPillar\nPublish the pay gap every year from 2027 to 2029\tData\n")

    assert row.judged.measure.start is None


def test_a_start_date_is_not_where_the_figure_starts(checked):
    [row] = checked("Key result\tTarget\tStart date\tEnd date\nHire\t12\t01/02/2027\t31/12/2027\n")

    assert (row.judged.measure.start, row.judged.measure.end) == (None, 12)
    assert row.judged.due_on == date(2027, 12, 31)


VIVA = "Title,Object Type,Goal Type,Period,Start,Target,Unit,Current Value,Progress,Last Check In\n"


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("0.19,0.25,%,,,", Part.FROM),
        ("0,0.25,percent,,,", Part.TO),
        ("19,25,%,0.22,,2027-06-30", Part.READING),
    ],
)
def test_a_fraction_of_an_export_is_asked_about(row, part, checked):
    [found] = checked(VIVA + f"A,Key result,,2027,{row}\n")

    assert part in [problem.part for problem in found.judged.problems]
    assert any("it could be either" in p.sentence for p in found.judged.problems)


def test_progress_that_may_be_a_fraction_makes_no_reading(checked):
    half, whole = checked(
        VIVA
        + "A,Key result,,2027,19,25,%,,0.5,2027-06-30\n"
        + "B,Key result,,2027,19,25,%,,0.5%,2027-06-30\n"
    )

    assert half.judged.readings == ()
    assert "“0.5” stays out as a reading: it could mean more than one thing." in half.notes
    assert [one.value for one in whole.judged.readings] == [Decimal("19.03")]


@pytest.mark.parametrize(("said", "reads"), [("Yes", True), ("100%", True), ("perhaps", False)])
def test_a_yes_or_no_of_an_export_is_read_or_told(said, reads, checked):
    [row] = checked(
        "Name,Type,Lead,Timeframe,Target type,Stage,Current value,Last updated\n"
        f"A,Key result,,2027,binary,,{said},2027-06-30\n"
    )

    assert bool(row.judged.readings) is reads
    assert any("stays out as a reading" in note for note in row.notes) is not reads


def test_a_box_that_is_on_no_page_is_passed_over(checked):
    checked(PLAIN + "A\t1\t2\tHiring\t31/12/2028\n")
    draft = SheetImport.objects.get()

    assert not asking.mend(draft, asking.Order("check"), {2: {Part.READ_ON: "x"}}, today=TODAY)

"""Pay, where a survey asks it: from the sealed box to gaps of large groups, and nothing else."""

import json
from typing import Any

import pytest

from disclosure import reading
from disclosure.control.safe_pay_gaps import PayGap, PayGaps, step_of
from surveys import guardian_counts, returned_tables, tables_plan
from surveys.ballot import door
from surveys.closing import close_wave
from surveys.models import Wave
from surveys.plan import default_plan
from surveys.questions.choosing import Choices, chosen
from surveys.wave_questions import question_set
from tests.factories import NOON
from tests.surveys import making
from tests.surveys.test_guardian import Keys, box_of

pytestmark = pytest.mark.django_db
CHOICES = {"attributes": ["UNIT"], "lists": making.A_LIST, "pay": True}
ASKED = chosen(Choices.from_data(CHOICES))
PLAN = default_plan(ASKED)
SHAPE = tables_plan.shape(PLAN, ASKED)
SECRET = b"a server's secret of 32 bytes..."


def rows(many: int = 400) -> list[tuple[int, ...]]:
    """Half from professional backgrounds, half from lower ones who are in lower bands of pay."""
    professional, lower = 0, 4
    made = []
    for turn in range(many):
        said = [0] * len(ASKED.questions)
        said[ASKED.index_of("SEB1")] = lower if turn % 2 else professional
        said[ASKED.index_of("UNIT")] = turn % 4 // 2
        said[ASKED.index_of("PAY")] = 3 + turn % 3 + (0 if turn % 2 else 2)
        made.append(tuple(said))
    return made


def test_pay_is_in_no_table_and_its_gaps_stand_beside_them():
    count = door.count_rows(rows=rows(), secret=SECRET, shape=SHAPE)

    assert "PAY" not in {code for cut in SHAPE.plan.cuts for code in cut}
    assert count.pay.gaps[()][()].median > 0
    assert set(count.pay.gaps) == {(), ("UNIT",)}
    for table in count.protected.tables.values():
        assert all("PAY" not in cell.counts for cell in table.cells.values() if cell)


def test_where_pay_is_not_asked_there_are_no_gaps():
    asked = chosen(Choices(attributes=("UNIT",), lists={"UNIT": ("North", "South")}))
    shape = tables_plan.shape(default_plan(asked), asked)

    assert shape.pay == ()
    rows = [(0,) * len(asked.questions)] * 20
    assert door.count_rows(rows=rows, secret=SECRET, shape=shape).pay is None


def test_the_gaps_of_a_wave_are_stored_with_its_tables():
    wave = making.open_wave(12, choices=CHOICES)
    making.everyone_answers(wave)

    making.close_and_count(wave)

    kept = PayGaps.from_data(reading.latest(wave.label).pay)
    assert kept.gaps[()] == {(): None}, "twelve people are not twenty on each side"
    assert "FROM_20000" not in json.dumps(reading.latest(wave.label).words)


def test_they_come_back_from_a_guardians_machine():
    keys = Keys()
    wave = guarded(keys)
    result = guardian_counts.counted(box=box_of(wave), key=keys.pem)

    content = guardian_counts.written(result).encode()
    guardian_counts.take(wave=wave, content=content, by=None, at=NOON)

    assert PayGaps.from_data(reading.latest(wave.label).pay) == result.pay


def guarded(keys: Keys) -> Wave:
    wave = making.open_wave(
        12, choices=CHOICES, custody="guardian", guardian="Ada", guardian_public=keys.public
    )
    making.everyone_answers(wave)
    return close_wave(wave=wave, by=None, at=NOON)


@pytest.fixture(scope="module")
def count() -> door.Count:
    return door.count_rows(rows=rows(), secret=SECRET, shape=SHAPE)


def fits(pay: PayGaps | None, count: door.Count, bands: tuple[str, ...] = SHAPE.pay) -> bool:
    return returned_tables.pay_fits(pay, tables=count.protected, bands=bands, plan=SHAPE.plan)


NOT_OURS: dict[str, dict[str, Any]] = {
    "other bands": {"floors": (0, 30_000)},
    "gaps that were not attacked": {"checks": ()},
    "a smaller side": {"smallest": 10},
    "a cut that was not planned": {"gaps": {("GRADE",): {}}},
    "a group that could not be": {"gaps": {("UNIT",): {("EAST",): None}}},
    "a group that the tables hide": {
        "gaps": {("UNIT",): {("not_disclosed",): PayGap(10, None, 5, 20)}}
    },
}


@pytest.mark.parametrize("changes", NOT_OURS.values(), ids=NOT_OURS)
def test_gaps_that_are_not_of_this_plan_are_refused(changes, count):
    assert fits(count.pay, count)
    assert not fits(PayGaps(**{**vars(count.pay), **changes}), count)


def test_gaps_come_only_where_pay_was_asked_and_tables_were_made(count):
    assert fits(None, count)
    assert fits(None, count, bands=())
    assert not fits(count.pay, count, bands=())
    assert not fits(count.pay, door.Count.of_nobody())


def test_a_gap_is_rounded_and_never_of_fewer_than_twenty_on_a_side(count):
    """It is not blurred: what protects people is that it says no more than its step."""
    gaps = [gap for found in count.pay.gaps.values() for gap in found.values() if gap]

    assert gaps
    for gap in gaps:
        assert gap.smaller_side_about >= 20
        assert gap.step == step_of(gap.smaller_side_about)
        assert gap.median is not None
        assert gap.median % gap.step == 0


def test_the_public_page_says_that_gaps_are_made(client):
    wave = making.open_wave(12, choices=CHOICES)

    page = client.get(f"/surveys/{wave.label}/anonymity/").content.decode()

    assert "by how much people from lower backgrounds are paid less" in page
    assert [q.code for q in question_set(wave).questions if q.kind == "pay"] == ["PAY"]

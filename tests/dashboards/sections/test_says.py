"""The sentences that a reader should leave with, on everything a survey and a plan can be."""

from datetime import date

import pytest

from dashboards.known import Known
from dashboards.sections import says
from okrs.rules.rollup import Counts
from tests.dashboards.subjects.by_hand import look, wave

DAY = date(2026, 11, 30)
FEWER = {"SEB1": (60, 70, 220, 20, 30)}  # 17% of 350
NEARLY = {"SEB1": (96, 52, 202, 20, 30)}  # 27% of 350
MORE = {"SEB1": (104, 49, 197, 20, 30)}  # 30% of 350
LIKE_THE_UK = {"SEB1": (135, 85, 130, 20, 30)}  # 39% of 350
FEW = {"SEB1": (4, 3, 6, 1, 1)}
NOBODY_PLACED = {"SEB1": (0, 0, 0, 300, 100)}
OTHERWISE = {"SEB1": {"mapping": "another"}}


def said(*waves) -> tuple[str, str]:
    found = says.of(Known(day=DAY, chosen=look(*waves)))
    return found[0].text, found[1].text


@pytest.mark.parametrize(
    ("waves", "sentence"),
    [
        ([wave()], "67% responded. We can describe 58% of those invited."),
        ([wave(2025, responded=300), wave()], "67% responded, up from 50%."),
        ([wave(2025, responded=500), wave()], "67% responded, down from 83%."),
        ([wave(2025, responded=390), wave()], "67% responded; it was 65%: no clear change."),
        ([wave(2025), wave()], "67% responded; it was 67%: no clear change."),
        ([wave(2025, invited=None), wave()], "67% responded. We"),
        (
            [wave(invited=None)],
            "400 people responded; it is no longer known how many were invited.",
        ),
    ],
)
def test_how_many_answered_is_called_a_change_only_where_it_beats_chance(waves, sentence):
    assert said(*waves)[0].startswith(sentence)


@pytest.mark.parametrize(
    ("waves", "sentence"),
    [
        ([wave()], "29% come from a lower background; the UK is 39%."),
        ([wave(2025, FEWER), wave()], "the UK is 39%. It was 17%: a clear rise."),
        ([wave(2025), wave(2026, FEWER)], "It was 29%: a clear fall."),
        ([wave(2025, NEARLY), wave()], "It was 27%, but chance could explain the rise."),
        ([wave(2025, MORE), wave()], "It was 30%, but chance could explain the fall."),
        ([wave(2025), wave()], "It was 29%: no clear change."),
        ([wave(2025, told=OTHERWISE), wave()], "39%."),
        (
            [wave(2025, NOBODY_PLACED), wave()],
            "39%. October 2025 cannot be compared: in one of the waves too few could be placed.",
        ),
        ([wave(2026, LIKE_THE_UK)], ": no clear difference from the UK (39%)."),
        ([wave(2026, FEW)], "About a third come from a lower background"),
        ([wave(2026, NOBODY_PLACED)], "Lower socio-economic background: too few could be placed."),
        ([wave(2026, {"SEB3": (90, 200, 20, 30)})], "Background was not asked in October 2026"),
    ],
)
def test_who_works_here_is_said_as_surely_as_the_figures_are(waves, sentence):
    assert sentence in said(*waves)[1]


def test_what_cannot_be_compared_is_not_compared():
    assert "It was" not in said(wave(2025, told=OTHERWISE), wave())[1]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (Counts(), "No key result is in the plan yet."),
        (Counts(achieved=8, on_track=16, behind=6, off_track=3, unset=3, stale=2),
         "24 of 38 key results are achieved or on track. 3 are off track."),
        (Counts(achieved=2), "2 of 2 key results are achieved or on track. None is off track."),
        (Counts(on_track=1), "1 of 1 key result is achieved or on track. None is off track."),
        (Counts(off_track=1, on_track=1),
         "1 of 2 key results is achieved or on track. 1 is off track."),
        (Counts(unset=1), "0 of 1 key result is achieved or on track. None is off track."),
        (Counts(unset=4), "0 of 4 key results are achieved or on track. None is off track."),
    ],
)  # fmt: skip
def test_how_the_plan_stands_is_counted(counts, sentence):
    assert says.of_the_plan(counts).text == sentence


def test_a_sentence_begins_with_what_is_set_in_bold():
    found = says.of(Known(day=DAY, chosen=look(wave(2025, FEWER), wave())))

    assert all(say.text == say.lead + say.rest for say in found)
    assert [say.lead for say in found][:2] == ["67% responded", "29% come from a lower background"]
    assert found[1].beneath == ("about 350 could be placed, October 2026; the UK workforce, 2021")

"""What changed: each figure by the test of its kind, and how many were tested."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from dashboards.comparing import CANNOT, CLEAR, NOT_CLEAR
from dashboards.finding import Cell
from dashboards.known import Known
from dashboards.plan_moves import Movement, Noise
from dashboards.plan_report import PlanReport
from dashboards.sections import changed, changed_title
from dashboards.survey_moves import Move, counted
from okrs.rules.words import Status
from okrs.standings import Plan, plan_of
from tests.dashboards.subjects.by_hand import look, wave

LOWER = "Lower socio-economic background"
DAY = date(2026, 11, 30)
FEWER = {"SEB1": (60, 70, 220, 20, 30)}
SILENT = {"SEB1": (70, 35, 140, 15, 140)}
OTHERWISE = {"SEB1": {"mapping": "another"}}


def known(*waves) -> Known:
    return Known(day=DAY, chosen=look(*waves))


ALL = "about 400 answers, then about 400"


def rows(*waves) -> dict[str, list[str]]:
    found = changed.finding(known(*waves))
    return {row.names[0]: [cell.said for cell in row.cells] for row in found.table.rows}


def move(verdict: str, short: str = "response") -> Move:
    nothing = Cell(said="")
    return Move(
        name="", short=short, was=nothing, now=nothing, said=nothing, verdict=verdict, because=""
    )


def test_each_figure_stands_with_what_it_was_how_far_it_moved_and_whether_that_is_real():
    found = rows(wave(2025, FEWER, responded=300), wave())

    assert found["Survey response"] == [
        "50%",
        "67%",
        "+17 points",
        "Clear change: 300 of 600, then 400 of 600",
    ]
    assert found[LOWER] == ["17%", "29%", "+12 points", f"Clear change: {ALL}"]
    assert found["Intermediate background"][2] == "−6 points"
    assert found["People who said something about their background"] == [
        "93%",
        "93%",
        "no change",
        "No clear change: about 7 points would show",
    ]


def test_who_said_nothing_is_a_figure_of_its_own():
    said = rows(wave(2025, SILENT), wave())["People who said something about their background"]

    assert said == ["65%", "93%", "+28 points", f"Clear change: {ALL}"]


def test_what_was_counted_otherwise_says_why_it_stands_alone():
    _was, now, moved, why = rows(wave(2025, told=OTHERWISE), wave())[LOWER]

    assert (now, moved) == ("29%", "–")
    assert why == "Cannot be compared: this was not asked then, or not in the same way."


def test_too_few_placed_is_told_apart_from_hidden():
    nobody_placed = wave(2026, {"SEB1": (0, 0, 0, 300, 100)})

    assert rows(wave(2025), nobody_placed)[LOWER][1:] == [
        "Too few could be placed",
        "–",
        "Cannot be compared: in one of the waves too few could be placed.",
    ]
    assert "hidden to protect people" in rows(wave(2025), wave(2026, hidden=True))[LOWER][3]


def test_nobody_knows_any_more_how_many_were_invited():
    found = rows(wave(2025, invited=None), wave())["Survey response"]

    assert found[:3] == ["–", "67%", "–"]
    assert found[3] == "Cannot be compared: it is no longer known how many were invited."


@pytest.mark.parametrize(
    ("moves", "title"),
    [
        ([], "No figure can be tested for a change since October 2025"),
        ([move(CANNOT)], "No figure can be tested for a change since October 2025"),
        ([move(NOT_CLEAR), move(CANNOT)], "No tested figure clearly changed since October 2025"),
        ([move(CLEAR)], "One clear change since October 2025: response"),
        (
            [move(CLEAR), move(NOT_CLEAR), move(CLEAR, "who applies")],
            "Two clear changes since October 2025: response and who applies",
        ),
        ([move(CLEAR)] * 3, "Three clear changes since October 2025"),
        (
            [counted("Achieved", 1, 9)],
            "No figure can be tested for a change since October 2025",
        ),
    ],
)
def test_the_title_counts_clear_changes_and_names_at_most_two(moves, title):
    assert changed_title.of(moves, "October 2025") == title
    assert list(changed_title.named(moves, title)) == []


LONG = "“Half of all who are hired into the first level come from lower backgrounds”"


@pytest.mark.parametrize(
    ("names", "title", "note"),
    [
        ([LONG], "One clear change since October 2025", f"Clear change: {LONG}."),
        (
            ["response", LONG],
            "Two clear changes since October 2025",
            f"Clear changes: response and {LONG}.",
        ),
    ],
)
def test_names_that_are_too_long_for_a_title_stand_in_a_note(names, title, note):
    moves = [move(CLEAR, name) for name in names]

    assert changed_title.of(moves, "October 2025") == title
    assert list(changed_title.named(moves, title)) == [note]


@pytest.mark.parametrize("verdict", [CLEAR, NOT_CLEAR, CANNOT])
def test_a_wave_with_a_long_name_is_named_by_its_first_words(verdict):
    wave = "The second survey of everybody who works in the whole of the group"

    title = changed_title.of([move(verdict)], wave)

    assert "since The second survey of everybody who…" in title
    assert len(title.split()) <= 15


def test_of_many_figures_some_look_changed_by_chance_and_that_is_said():
    found = changed.finding(known(wave(2025), wave()))

    (note,) = found.notes
    assert note == (
        "Five figures are tested here. Of figures that did not change, about one in 20 looks as "
        "if it had."
    )
    assert found.verdict == NOT_CLEAR


def test_where_nothing_can_be_compared_nothing_is_said_to_have_stayed():
    found = changed.finding(known(wave(2025, {"SEB3": (90, 200, 20, 30)}, invited=None), wave()))

    assert found.title == "No figure can be tested for a change since October 2025"
    assert (found.verdict, found.notes) == ("", ())


@pytest.mark.parametrize(
    ("clear", "number_of"), [(0, "clear changes"), (1, "clear change"), (2, "clear changes")]
)
def test_one_clear_change_is_one(clear, number_of):
    assert changed._number_of(clear, "October 2025") == f"{number_of} since October 2025"


def test_what_is_counted_needs_no_test():
    found = counted("Key results achieved", 3, 8)

    assert changed.noise(found) == "Counted, so no test is needed"
    assert [found.was.said, found.now.said, found.said.said] == ["3", "8", "+5"]


def test_before_there_are_two_waves_no_survey_figure_is_compared():
    found = changed.finding(known(wave()))

    assert (found.table, found.verdict, found.number) == (None, "", "")


def on(year: int, month: int, day: int) -> Plan:
    return plan_of((), (), today=date(year, month, day))


@pytest.mark.parametrize(
    ("at_wave", "days"),
    [
        (None, "on 30 November 2026, and on 30 October 2026."),
        (on(2025, 10, 31), "on 30 November 2026, on 30 October 2026 and on 31 October 2025."),
    ],
)
def test_every_day_that_key_results_are_seen_on_is_named(at_wave, days):
    report = PlanReport(now=on(2026, 11, 30), then=on(2026, 10, 30), at_wave=at_wave)

    found = changed.finding(Known(day=DAY, report=report))

    assert found.about == f"Key results: as known {days}"


@pytest.mark.parametrize(("many", "named"), [(5, 5), (6, 0)])
def test_many_key_results_of_another_status_are_counted_and_few_are_named(many, named):
    report = PlanReport(now=on(2026, 11, 30), then=on(2026, 10, 30))
    row: Any = SimpleNamespace(standing=SimpleNamespace(status=Status.stale))
    moved = Movement(row=row, was="", now="", status_was="Behind", moved="", noise=Noise(""))
    report.__dict__["movements"] = [moved] * many

    assert len(report.named) == named
    assert report.moved_to == f"{many} stale"

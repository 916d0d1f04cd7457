"""Response and coverage: four populations that stay apart, who said something, and by unit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.finding import Finding, Table
from dashboards.finding_files import drawing
from dashboards.subjects import response
from dashboards.waves import WaveSeen
from surveys.models import WaveCount
from surveys.models.waves import Origin
from tests.dashboards.subjects.by_hand import look, wave

SILENT = {"SEB1": (80, 40, 160, 20, 100)}  # 300 of 400 said something, 280 could be placed
UNITS = [
    {"unit": "South", "invited": 200, "collected": 90},
    {"unit": "North", "invited": 150, "collected": 120},
]


def seen(*waves: WaveSeen, goal: Decimal | None = None, **query: str) -> tuple[Finding, ...]:
    return response.findings(look(*waves, **query), goal)


def first(*waves: WaveSeen, goal: Decimal | None = None, **query: str) -> Finding:
    return seen(*waves, goal=goal, **query)[0]


def said(found: Finding, table: Table | None = None) -> list[list[str]]:
    return [[cell.said for cell in row.cells] for row in (table or found.table).rows]


def test_four_populations_stand_apart_each_as_exactly_as_it_is_known():
    found = first(wave(invited=600))

    assert [row.names[0] for row in found.table.rows] == [
        "Invited",
        "Responded",
        "Answered",
        "Classified",
    ]
    assert said(found) == [["100%"], ["67%"], ["62%"], ["58%"]]
    assert said(found, found.more[0]) == [["600"], ["400"], ["about 370"], ["about 350"]]
    assert found.title == "67% responded; 58% could be placed in a group"
    assert (found.number, found.verdict) == ("67%", "")
    assert found.chart.bars
    assert [line.spot.value for line in found.chart.panels[0].lines] == [100, 67, 62, 58]


def test_the_earlier_wave_stands_beside_it_with_the_points_a_reader_would_subtract():
    found = first(wave(2025, SILENT, invited=700), wave(invited=600))

    assert found.title == "67% responded, up 10 points; 58% could be placed in a group"
    assert found.verdict == "clear"
    assert said(found)[1] == ["67%", "57%", "up 10 points"]
    assert said(found, found.more[0])[2] == ["about 370", "about 300"]
    assert found.table.rows[1].cells[-1].number == 10
    assert "In October 2025 57% responded: up 10 points." in found.notes
    assert [line.before and line.before.said for line in found.chart.panels[0].lines] == [
        None,
        "57%",
        "43%",
        "40%",
    ]


def test_backwards_is_down():
    found = first(wave(2025, invited=600), wave(2026, SILENT, invited=700))

    assert found.title.startswith("57% responded, down 10 points; ")


def test_a_move_that_chance_explains_is_no_clear_change():
    found = first(wave(2025, invited=600), wave(2026, invited=590))

    assert "no clear change" in found.title
    assert found.verdict == "not_clear"
    assert found.table.rows[1].cells[-1].number is None


def test_what_rounding_may_hide_is_no_change():
    few, more = {"SEB1": (10, 10, 5, 5, 20)}, {"SEB1": (14, 14, 12, 5, 5)}
    found = first(wave(2025, few, invited=80), wave(2026, more, invited=80))

    # 38% to 56%: exact, it would beat chance; but each is known to 5 of 80 people only.
    assert said(found)[2] == ["56%", "38%", "no clear change"]


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        ("60", "67% responded, past the 60% goal"),
        ("70", "67% responded, short of the 70% goal"),
        ("67", "67% responded, just short of the 67% goal"),  # it is 66.7%
        ("66.5", "67% responded, past the 66.5% goal"),
        ("66.8", "67% responded, just short of the 66.8% goal"),
    ],
)
def test_a_goal_is_reached_by_the_exact_rate(goal, said):
    found = first(wave(invited=600), goal=Decimal(goal))

    assert found.title == said
    goals = [line.goal and line.goal.said for line in found.chart.panels[0].lines]
    assert goals == [None, f"goal {goal}%", None, None]
    assert f"goal {goal}%" in drawing(found)


def test_a_goal_that_is_met_exactly_is_met():
    assert first(wave(invited=500), goal=Decimal(80)).title == "80% responded, at the 80% goal"


def test_where_nobody_knows_how_many_were_invited_there_are_numbers_and_no_rate():
    found = first(wave(2025, invited=None), wave(invited=None))

    assert found.title == "400 people responded; how many were invited is not known"
    assert (found.number, found.chart, found.verdict) == ("", None, "")
    assert said(found)[:2] == [["no longer known"] * 2, ["400", "400"]]
    assert found.more == ()
    assert {cell.kind for cell in found.table.rows[0].cells} == {"shown"}  # not known, not hidden


def test_when_everybody_is_hidden_so_are_the_answers():
    found, coverage, _units = seen(wave(hidden=True))

    assert found.title == "67% responded"
    assert [row[0] for row in said(found)[2:]] == ["Hidden to protect people"] * 2
    assert found.chart.panels[0].lines[3].instead == "Hidden to protect people"
    assert coverage.title == "Who said something: hidden to protect people"


def test_a_wave_that_counted_otherwise_shows_its_response_only():
    old = wave(2025, SILENT, told={"SEB1": {"mapping": "2010"}}, invited=700)
    found = first(old, wave(invited=600))

    assert said(found)[1][-1] == "up 10 points"
    assert [row[1:] for row in said(found)[2:]] == [["–", "–"]] * 2
    assert any("only its response is shown" in note for note in found.notes)


def test_each_question_has_its_rate_beside_the_earlier_one():
    both = {"SEB1": (100, 50, 200, 20, 30), "SEB3": (40, 300, 20, 40)}
    _first, found, _units = seen(wave(2025, SILENT), wave(2026, both))

    assert found.title == "93% said something about their background, up 18 points"
    assert said(found) == [["93%", "75%", "up 18 points"], ["90%", "–", "–"]]
    assert found.verdict == "clear"
    assert (
        "October 2025 did not ask every question on this list, or asked one differently."
        in found.notes
    )
    (counts,) = found.more
    assert [[cell.said for cell in row.cells] for row in counts.rows] == [
        ["400", "about 370", "about 350"],
        ["400", "about 360", "about 340"],
    ]


def test_a_rate_of_a_question_that_was_counted_otherwise_stands_alone():
    _first, found, _units = seen(wave(2025, SILENT, told={"SEB1": {"mapping": "2010"}}), wave())

    assert found.title == "93% said something about their background"
    assert said(found) == [["93%", "–", "–"]]
    assert found.verdict == ""


def test_a_survey_without_background_tells_of_its_first_question():
    found, coverage, _units = seen(wave(2026, {"SEB3": (40, 300, 20, 40)}))

    assert found.title.startswith("67% responded")
    assert coverage.title == "“Question SEB3”: 90% said something"


def test_halves_are_rounded_as_people_do():
    found = first(wave(2026, {"SEB1": (100, 50, 200, 20, 30)}, responded=125, invited=200))

    assert found.number == "63%"  # 62.5


def test_nothing_counted_is_said():
    (found,) = seen(wave(2026, {}, responded=12))

    assert found.title == "12 people responded, and no question was counted"


def test_units_that_are_kept_stand_in_the_order_of_their_rates():
    asked = wave()
    asked.shown.wave.count = WaveCount(by_unit=UNITS)
    found = seen(asked)[2]

    assert found.title == ("About 45% in South collected a ballot paper, about 80% in North")
    assert said(found) == [["150", "about 120", "about 80%"], ["200", "about 90", "about 45%"]]
    assert found.table.heads[-1] == "October 2026"
    assert found.sentence == "Units that are not listed are not shown, to protect people."


@pytest.mark.parametrize(
    ("units", "title"),
    [
        ([("North", 150, 120)], "About 80% in North collected a ballot paper"),
        (
            [("North", 150, 120), ("South", 100, 80)],
            "About 80% of each unit shown collected a ballot paper",
        ),
    ],
)
def test_one_unit_and_units_alike_are_said_as_such(units, title):
    asked = wave()
    asked.shown.wave.count = WaveCount(
        by_unit=[{"unit": u, "invited": all_, "collected": some} for u, all_, some in units]
    )

    assert seen(asked)[2].title == title


@pytest.mark.parametrize("many", [1, 2])
def test_units_with_long_names_are_named_in_the_sentence(many):
    asked, low = wave(), "Finance, buildings and everything else that nobody asked to be put here"
    asked.shown.wave.count = WaveCount(
        by_unit=[
            {"unit": low, "invited": 200, "collected": 90},
            {"unit": "North and everything beside it", "invited": 150, "collected": 120},
        ][:many]
    )
    found = seen(asked)[2]

    assert (
        found.title
        == (
            "About 45% of the one unit shown collected a ballot paper",
            "Between about 45% and 80% of each unit shown collected a ballot paper",
        )[many - 1]
    )
    assert found.sentence.startswith(f"About 45% in {low} collected a ballot paper")
    assert found.sentence.endswith("Units that are not listed are not shown, to protect people.")


def test_units_stand_beside_what_they_were_where_that_was_kept_too():
    before, now = wave(2025), wave()
    before.shown.wave.count = WaveCount(
        by_unit=[{"unit": "North", "invited": 150, "collected": 60}]
    )
    now.shown.wave.count = WaveCount(by_unit=UNITS)
    found = seen(before, now)[2]

    assert found.table.heads[2:] == ("October 2026", "October 2025", "Change since October 2025")
    assert [row[2:] for row in said(found)] == [
        ["about 80%", "about 40%", "up 40 points"],
        ["about 45%", "–", "–"],
    ]
    assert [line.before and line.before.said for line in found.chart.panels[0].lines] == [
        "about 40%",
        None,
    ]
    assert "North: about 80%, October 2025 about 40%." in found.chart.description


def test_units_beside_a_wave_that_kept_none_stand_alone():
    now = wave()
    now.shown.wave.count = WaveCount(by_unit=UNITS)

    assert seen(wave(2025), now)[2].table.heads[-1] == "October 2026"


@pytest.mark.parametrize(
    ("origin", "why"), [(Origin.IMPORTED, "from a file"), (Origin.ASKED, "at least ten")]
)
def test_units_that_are_not_kept_are_said_not_to_be_and_why(origin, why):
    asked = wave()
    asked.shown.wave.origin = origin
    found = seen(asked)[2]

    assert found.title == "Response by unit is not known for October 2026"
    assert why in found.about
    assert (found.chart, found.table, found.number) == (None, None, "")


@given(st.integers(0, 400), st.integers(400, 1_000), st.integers(0, 400), st.integers(400, 1_000))
def test_whatever_the_rates_the_title_goes_the_way_they_went(was, then, now, invited):
    found = first(
        wave(2025, responded=was, invited=then), wave(2026, responded=now, invited=invited)
    )

    assert (", up " in found.title) == (found.verdict == "clear" and now * then > was * invited)
    assert (", down " in found.title) == (found.verdict == "clear" and now * then < was * invited)
    assert " 0 points" not in found.title
    assert len(found.title.split()) <= 15


def test_an_earlier_wave_that_is_hidden_has_its_response_and_no_more():
    found, coverage, _units = seen(wave(2025, hidden=True), wave())

    assert [row[1] for row in said(found)] == [
        "100%",
        "67%",
        "Hidden to protect people",
        "Hidden to protect people",
    ]
    assert said(found)[3][2] == "–"
    assert said(coverage) == [["93%", "Hidden to protect people", "–"]]
    assert coverage.verdict == ""

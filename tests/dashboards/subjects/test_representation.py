"""Who works here: each background beside earlier waves and a benchmark; or why it is not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.finding import Finding
from dashboards.subjects import representation
from dashboards.waves import WaveSeen
from disclosure.benchmarks import catalogue
from tests.dashboards.subjects.by_hand import look, wave

FEWER = {"SEB1": (60, 70, 220, 20, 30)}  # 17% of 350
FEW = {"SEB1": (4, 3, 6, 1, 1)}  # so few that shares are said in words
HIDDEN = "Hidden to protect people"


def seen(*waves: WaveSeen, **query: str) -> Finding:
    (found,) = representation.findings(look(*waves, **query))
    return found


def said(found: Finding, row: int = 0) -> list[str]:
    return [cell.said for cell in found.table.rows[row].cells]


def test_one_wave_stands_beside_its_benchmark_and_says_it_is_the_first():
    found = seen(wave())

    assert found.title == "29% come from lower backgrounds, 10 points below the UK"
    assert (found.number, found.verdict) == ("29%", "")
    assert "This is the first survey: changes are counted from here." in found.notes
    assert found.table.heads == ("October 2026", "The UK workforce, 2021")
    assert said(found) == ["29%", "39%"]
    assert found.chart.panels[0].lines[0].before is None


def test_a_clear_rise_is_said_with_its_points_and_what_it_was():
    found = seen(wave(2025, FEWER), wave())

    assert found.title == (
        "29% come from lower backgrounds, up 12 points, still 10 points below the UK"
    )
    assert found.verdict == "clear"
    assert "Since October 2025, when it was 17%: up 12 points." in found.notes
    assert said(found) == ["29%", "17%", "up 12 points", "39%"]
    assert found.table.rows[0].cells[2].number == 12
    assert found.chart.panels[0].lines[0].before.said == "17%"


def test_backwards_is_said_as_plainly():
    found = seen(wave(2025), wave(2026, FEWER))

    assert found.title.startswith("17% come from lower backgrounds, down 12 points; ")
    assert found.verdict == "clear"


def test_equal_figures_are_no_clear_change_without_any_points():
    found = seen(wave(2025), wave())

    assert found.title.endswith("10 points below the UK; no clear change")
    assert found.verdict == "not_clear"
    assert found.table.rows[0].cells[2].number is None
    assert not any("0 points" in note for note in found.notes)


def test_baseline_and_last_wave_have_a_column_each_the_last_one_first():
    found = seen(wave(2024, FEWER), wave(2025), wave())

    assert found.table.heads == (
        "October 2026",
        "October 2025",
        "Change since October 2025",
        "October 2024",
        "Change since October 2024",
        "The UK workforce, 2021",
    )
    assert said(found) == ["29%", "29%", "no clear change", "17%", "up 12 points", "39%"]
    assert "Since the baseline, October 2024, when it was 17%: up 12 points." in found.notes
    assert "Ring: October 2025." in found.marks
    assert found.verdict == "not_clear"  # by the last wave, which the title tells of


def test_only_the_wave_that_was_chosen_stands_beside_it():
    waves = (wave(2024, FEWER), wave(2025), wave())

    assert "October 2025" not in seen(*waves, against="w2024").table.heads
    assert seen(*waves, against="none").table.heads == ("October 2026", "The UK workforce, 2021")
    assert seen(*waves, against="none").verdict == ""


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"definition": "SEB1_OLD"}, "another question was asked"),
        ({"mapping": "2010"}, "answers were grouped in another way"),
        ({"classified": ["lower", "professional"]}, "the share is of something else"),
    ],
)
def test_a_wave_that_asked_or_counted_otherwise_is_refused_in_a_sentence(told, why):
    found = seen(wave(2025, FEWER, told={"SEB1": told}), wave())

    assert f"October 2025: Cannot be compared: {why}." in found.notes
    assert found.table.heads == ("October 2026", "The UK workforce, 2021")
    assert all(line.before is None for line in found.chart.panels[0].lines)
    assert found.verdict == ""


def test_a_wave_that_did_not_ask_it_is_said_not_to():
    found = seen(wave(2025, {"SEB3": (10, 90, 5, 5)}), wave())

    assert "October 2025: Not asked." in found.notes
    assert found.verdict == ""


def test_hidden_in_the_earlier_wave_is_hidden_and_no_change_is_said():
    found = seen(wave(2025, hidden=True), wave())

    assert said(found) == ["29%", HIDDEN, "–", "39%"]
    assert found.table.rows[0].cells[1].kind == "hidden"
    assert found.title == "29% come from lower backgrounds, 10 points below the UK"
    assert found.verdict == ""
    assert found.chart.panels[0].lines[0].before is None
    assert any("hidden to protect people" in note for note in found.notes)


def test_where_the_benchmark_is_from_stands_in_the_source_and_in_the_method():
    found = seen(wave())

    assert "39%, 2021. Everybody in work in the UK aged 16 or over" in found.source
    assert "Social Mobility Commission" in found.source
    assert [name for name, _text in found.method].count("Benchmark") == 3


def test_when_everybody_is_hidden_nothing_is_said_in_figures():
    found = seen(wave(2025), wave(hidden=True))

    assert found.title == "Who works here: hidden to protect people"
    assert (found.number, found.number_of, found.people, found.verdict) == ("", "", "", "")
    assert all(line.spot is None and line.instead == HIDDEN for line in found.chart.panels[0].lines)
    assert found.sentence == "Too few people answered for a share to be shown safely."


def test_when_hardly_anybody_could_be_placed_that_is_another_sentence():
    found = seen(wave(2026, {"SEB1": (1, 0, 2, 30, 90)}))

    assert found.title == "Who works here: too few could be placed"
    assert "could not be placed" in found.sentence


def test_few_people_are_told_of_in_words_and_without_points():
    found = seen(wave(2026, FEW))

    assert found.title.startswith("About a third come from lower backgrounds, ")
    assert found.table.rows[0].cells[0].number is None
    assert "points below" not in found.title


def test_it_says_how_large_a_move_must_be_here():
    assert "At this size a move of about 11 points or more is likely to show." in seen(wave()).notes
    assert (
        "At this size a move of about 65 points or more is likely to show."
        in seen(wave(2026, FEW)).notes
    )


def test_a_benchmark_of_another_mapping_is_never_set_beside_it():
    found = seen(wave(told={"SEB1": {"mapping": "2010"}}))

    assert found.title == "29% come from lower backgrounds"
    assert found.table.heads == ("October 2026",)
    assert "UK" not in found.source
    assert all(line.other is None for line in found.chart.panels[0].lines)


def chosen_benchmark(key: str) -> Finding:
    wanted = replace(look(wave()), benchmark=catalogue.by_key(key))
    return representation.findings(wanted)[0]


def test_a_chosen_benchmark_that_fits_takes_the_place_of_the_others():
    found = chosen_benchmark("tech_ttc_lower")

    assert found.title == "29% come from lower backgrounds, 20 points above the benchmark"
    assert [row.cells[-1].said for row in found.table.rows] == ["9%", "–", "–"]


def test_a_chosen_benchmark_of_another_category_has_its_source_below_the_chart_too():
    found = chosen_benchmark("law_professional")

    assert sorted(row.cells[-1].said for row in found.table.rows) == ["58%", "–", "–"]
    assert "Benchmark: Solicitors: professional background, 58%, 2021." in found.source


def test_a_chosen_benchmark_that_does_not_fit_is_refused_with_the_reason():
    found = chosen_benchmark("scs_lower")

    assert found.table.heads == ("October 2026",)
    assert any("is not set beside these shares" in note for note in found.notes)
    assert all(line.other is None for line in found.chart.panels[0].lines)


@pytest.mark.parametrize(
    ("classified", "said"),
    [
        (["intermediate", "professional"], "80% come from professional backgrounds"),
        (["intermediate"], "Intermediate background: about 100%"),
    ],
)
def test_a_survey_without_the_usual_headline_tells_of_what_it_has(classified, said):
    told = {"classified": classified, "headline": ""}

    assert seen(wave(told={"SEB1": told})).title.startswith(said)


def test_of_how_many_and_as_of_when_stand_beside_it():
    found = seen(wave(invited=600))

    assert found.people == "about 350 of 600 invited, 58%"
    assert found.as_of == wave().day
    assert seen(wave(invited=None)).people == "about 350 people"


def test_a_wave_without_a_day_is_called_by_its_title():
    assert seen(wave(ends_on=None)).table.heads[0] == "Survey of 2026"


def test_every_figure_of_the_chart_is_one_of_the_table_and_of_the_alternative_text():
    found = seen(wave(2025, FEWER), wave())
    for line, row in zip(found.chart.panels[0].lines, found.table.rows, strict=True):
        told = [cell.said for cell in row.cells]

        assert [line.spot.said, line.before.said] == told[:2]
        assert line.other.said == f"UK {told[-1]}"
        for words in (line.spot.said, line.before.said, line.other.said):
            assert words in found.chart.description


@given(st.lists(st.integers(0, 400), min_size=5, max_size=5).filter(lambda row: sum(row) > 9))
def test_whatever_was_counted_the_title_says_the_number_and_never_more(row):
    found = seen(wave(2025), wave(2026, {"SEB1": row}))

    assert not found.number or found.title.lower().startswith(found.number.lower())
    assert len(found.title.split()) <= 21
    assert ("up " in found.title or "down " in found.title or "before" in found.title) == (
        found.verdict == "clear"
    )

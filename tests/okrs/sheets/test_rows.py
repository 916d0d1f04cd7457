"""Lines become rows: headings, sections, merged text, slipped cells; and the real table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrs.sheets import columns, measures, reading, rows
from okrs.sheets.columns import Match, Part
from okrs.sheets.guessing import pillar_of
from okrs.sheets.judging import objective_of
from okrs.sheets.lines import Sheet, lines_of
from okrs.sheets.sheet_rows import SheetRow
from tests.okrs import ttc_table


def understood(text):
    [sheet] = reading.read_pasted(text)
    return rows.understand(sheet, columns.guess(sheet))


HEADER = "Key result\tFrom\tTo\tMilestones\n"


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("Key Result(s)\tFrom\tTo\tMilestones", ["key_result", "from", "to", "milestones"]),
        ("KR\tTheme\tBaseline\tGoal\tWho\tBy when",
         ["key_result", "pillar", "from", "to", "owner", "due"]),
        ("Objective\tKPI\tUnit\tStart\tTarget\tFrequency\tWeighting",
         ["objective", "key_result", "unit", "from", "to", "cadence", "weight"]),
        ("Measure\tBaseline (March 2026)\tTarget 2028",
         ["key_result", "from", "to"]),
        ("Notes\tKey results\tRAG", [None, "key_result", None]),
        ("Key result\tMeasure\tFrom\tTo", ["key_result", "unit", "from", "to"]),
        ("Measure\tKey results\tFrom\tTo", ["unit", "key_result", "from", "to"]),
        ("Key result\tMeasure\tUnit", ["key_result", None, "unit"]),
    ],
)  # fmt: skip
def test_columns_are_known_by_the_names_people_give_them(header, parts):
    [sheet] = reading.read_pasted(f"Our plan 2027\n\n{header}\na\tb\tc")

    match = columns.guess(sheet)

    assert match.header == 3
    assert [
        next((p.value for p, at in match.columns.items() if at == n), None)
        for n in range(len(parts))
    ] == parts


def test_without_a_header_nothing_is_guessed():
    [sheet] = reading.read_pasted("Listen more\t2\t12\nTalk less\t5\t1")

    assert columns.guess(sheet) == Match(None, {})


def test_every_line_is_a_row_when_there_is_no_header():
    [sheet] = reading.read_pasted("Listen more\t2\t12\nTalk less\t5\t1")
    match = Match(None, {Part.KEY_RESULT: 0, Part.FROM: 1, Part.TO: 2})

    assert [(r.number, r.title, r.to_text) for r in rows.understand(sheet, match)] == [
        (1, "Listen more", "12"), (2, "Talk less", "1"),
    ]  # fmt: skip


def test_a_blank_first_cell_belongs_to_the_heading_above():
    first, second = understood(HEADER + "Build trust\tx\tx\tRead it\n\t0%\t100%\tShare it")

    assert [first.title, second.title] == ["Read it", "Share it"]
    assert first.definition == second.definition == "Part of: Build trust"
    assert second.from_text == "0%"


def test_a_line_of_milestones_only_belongs_to_the_row_above():
    [row] = understood(HEADER + "Build trust\tx\tx\tRead it\n\t\t\tShare it")

    assert (row.title, row.milestones) == ("Build trust", ("Read it", "Share it"))


def test_the_line_above_a_table_is_its_objective_and_a_title_higher_up_is_not():
    text = "Our plan\n1. Know the data\n" + HEADER + "A\t1\t2\n2. Reach out\n" + HEADER + "B\t3\t4"

    first, second = understood(text)

    assert [first.section, second.section] == ["1. Know the data", "2. Reach out"]
    assert [objective_of(first), objective_of(second)] == ["Know the data", "Reach out"]


def test_a_key_result_with_nothing_beside_it_is_still_a_row():
    assert [r.title for r in understood(HEADER + "A\t1\t2\n\nB alone\nC alone")] == [
        "A", "B alone", "C alone",
    ]  # fmt: skip


def test_a_numbered_line_that_nothing_follows_is_not_lost():
    assert [r.title for r in understood(HEADER + "A\t1\t2\t\n1. Last one")] == ["A", "Last one"]


def test_a_pillar_written_once_holds_for_the_rows_below_it():
    found = understood("Pillar\tKey result\tFrom\nData\tA\t1\n\tB\t2\nHiring\tC\t3")

    assert [r.pillar for r in found] == ["Data", "Data", "Hiring"]


SLIPPED = "\tEnsure opportunities are fairly allocated and visible to all\tNot started\tCompleted"


def test_a_slipped_row_is_read_one_cell_to_the_left():
    row = understood(HEADER + "A\t1\t2\n" + SLIPPED)[1]

    assert row.shifted
    assert row.title == "Ensure opportunities are fairly allocated and visible to all"
    assert (row.from_text, row.to_text, row.milestones) == ("Not started", "Completed", ())


def test_a_slipped_row_can_be_read_as_it_stands():
    row = rows.as_it_stood(understood(HEADER + "A\t1\t2\n" + SLIPPED)[1])

    assert not row.shifted
    assert (row.from_text[:6], row.to_text, row.milestones) == (
        "Ensure", "Not started", ("Completed",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "line", ["\tshort\tNot started\tCompleted", "Key\tLong words " + "w" * 50 + "\t1\t2",
             "\t" + "w" * 50 + "\tCompleted\tDo this"]
)  # fmt: skip
def test_a_row_that_only_looks_slipped_is_left_alone(line):
    assert not any(r.shifted for r in understood(HEADER + "A\t1\t2\n" + line))


def test_a_footnote_goes_to_the_definition_with_its_mark():
    [row] = understood(HEADER + "Survey\t0%\t66%*\tAsk all (*goal of the toolkit)")

    assert row.definition == "66%* goal of the toolkit"
    assert row.milestones == ("Ask all",)
    assert row.to_text == "66%*"


def test_two_rows_of_one_name_get_numbers():
    assert [r.title for r in understood(HEADER + "A\t1\t2\nA\t3\t4")] == ["A", "A (2)"]


def test_a_row_survives_being_kept():
    for row in understood(ttc_table.as_pasted()):
        assert SheetRow.from_json(row.as_json()) == row


CELL = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["", "x", "19%", "1. Know", "Key result", "From", "To", "Milestones", "<ul> - a - b", "w" * 260]
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=8))
@settings(deadline=None)
def test_no_sheet_crashes_and_every_row_can_be_kept(table):
    sheet = Sheet("s", lines_of((n, row) for n, row in enumerate(table, 1)))

    for row in rows.understand(sheet, columns.guess(sheet)):
        assert len(row.title) <= 240
        assert all(len(step) <= 400 for step in row.milestones)
        assert SheetRow.from_json(row.as_json()) == row


# The real table, by hand: title, kind, from, to, unit, milestones, pillar.
REAL = [
    ("Familiarise yourself with, then share, Inclusive Boards statistics", "status", None, None, "",
     1, "data"),
    ("Benchmark your business on the Social Mobility Index", "status", None, None, "", 1, "data"),
    ("Share social mobility stories from within your business", "status", None, None, "", 1,
     "data"),
    ("All senior leaders to carry", "percent", 0, 100, "%", 1, "data"),
    ("To conduct, and capture anonymised responses to, employee-wide survey", "percent", 0, 66,
     "%", 1, "data"),
    ("Analyse your responses against Inclusive Boards statistics", "status", None, None, "", 1,
     "data"),
    ("Assess your data collection and profiling maturity", "status", None, None, "", 1, "data"),
    ("Outreach programmes", "number", None, None, "", 7, "hiring"),
    ("Listen; provide action", "number", None, None, "", 5, "culture"),
    ("Value all input; form two-way communication", "number", None, None, "", 0, "culture"),
    ("Attract more candidates from lower", "percent", None, None, "%", 0, "hiring"),
    ("Add more cold spots to your org's hiring list", "number", None, None, "cold spots", 1,
     "hiring"),
    ("Take actions to improve flexible working", "number", None, None, "followed", 1, "hiring"),
    ("Engage with potential employees on multiple entry", "number", None, None, "non-grad roles", 1,
     "hiring"),
    ("Develop fair hiring, progression and reward", "status", None, None, "", 1, "progression"),
    ("Ensure opportunities are fairly allocated and visible", "status", None, None, "", 0,
     "progression"),
    ("Require recruitment agencies to deliver diverse", "status", None, None, "", 1, "hiring"),
    ("Analyse data on lateral hires", "status", None, None, "", 1, "hiring"),
]  # fmt: skip


@pytest.mark.parametrize("way", ["xlsx", "pasted"])
def test_the_real_table_is_read_row_by_row(way):
    if way == "xlsx":
        [sheet] = reading.read_upload(name="a.xlsx", content=ttc_table.as_xlsx())
    else:
        [sheet] = reading.read_pasted(ttc_table.as_pasted())

    found = rows.understand(sheet, columns.guess(sheet))

    assert len(found) == len(REAL)
    for row, (title, kind, start, end, unit, steps, pillar) in zip(found, REAL, strict=True):
        measure = measures.measure(start=row.from_text, end=row.to_text, unit=row.unit)
        assert row.title.startswith(title)
        assert (measure.kind.value, measure.start, measure.end, measure.unit) == (
            kind, start, end, unit,
        ), title  # fmt: skip
        assert len(row.milestones) == steps, title
        assert pillar_of(row)[0].value == pillar, title


def test_long_cells_of_the_real_table_keep_every_word():
    found = {r.title: r for r in understood(ttc_table.as_pasted())}

    assert "Gatsby Benchmarks" in found["Outreach programmes"].definition
    assert "Employee resource groups can" in found["Listen; provide action"].definition
    fair = found["Develop fair hiring, progression and reward evaluation processes"]
    assert fair.definition.count("• ") == 8
    assert [r.shifted for r in found.values()].count(True) == 1
    assert not any("<" in r.definition + "".join(r.milestones) for r in found.values())

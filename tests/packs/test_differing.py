"""What is another in one pack than in an earlier one: all of it, and nothing else."""

from dataclasses import replace

from dashboards.finding import Cell
from packs.differing import difference
from tests.packs import examples
from tests.packs.example_findings import background

BEFORE, AFTER = examples.first(), examples.contents()


def with_line(contents, place, **other):
    lines = list(contents.strategy)
    lines[place] = replace(lines[place], **other)
    return replace(contents, strategy=tuple(lines))


def tables(finding):
    return {table.caption: table for table in (finding.table, *finding.more) if table}


def rows(finding, caption):
    told = tables(finding)[caption].rows
    return [(*row.names, *(cell.said for cell in row.cells)) for row in told]


def test_two_packs_that_say_the_same_differ_in_nothing():
    found = difference(BEFORE, AFTER)

    assert found.title == "No key result changed"
    assert (found.table, found.more, found.sentence) == (None, (), "")


def test_packs_are_named_by_number_and_day_and_one_that_is_not_issued_has_no_number():
    moved = with_line(AFTER, 0, now="14%")

    assert difference(BEFORE, moved).table.names[1:] == (
        "Pack 1, 31 December 2026",
        "Pack 2, 31 March 2027",
    )
    assert difference(BEFORE, replace(moved, number=0)).table.names[2] == (
        "This pack, 31 March 2027"
    )


def test_a_key_result_says_each_thing_that_is_another():
    found = difference(BEFORE, with_line(AFTER, 0, now="14%", said="Behind", status="behind"))

    assert found.title == "Key results: 1 changed"
    name = AFTER.strategy[0].key_result
    assert rows(found, "Key results that changed") == [
        (name, f"{BEFORE.strategy[0].said}, 11%", "Behind, 14%"),
    ]


def test_a_new_baseline_and_a_new_target_are_told():
    found = difference(BEFORE, with_line(AFTER, 0, start="12%", end="40%", now=""))

    assert rows(found, "Key results that changed")[0][1:] == (
        "11%, from 10%, to 31%",
        "no figure, from 12%, to 40%",
    )


def test_a_new_name_is_not_another_key_result():
    found = difference(BEFORE, with_line(AFTER, 0, key_result="Another name"))

    assert found.title == "Key results: 1 changed"
    assert rows(found, "Key results that changed")[0][2] == "called “Another name”"


def test_two_key_results_of_one_name_are_two():
    twins = with_line(AFTER, 1, key_result=AFTER.strategy[0].key_result)
    moved = with_line(with_line(twins, 0, now="50%"), 1, now="60%")

    assert difference(twins, moved).title == "Key results: 2 changed"


def test_what_is_new_and_what_is_gone_are_told_apart():
    new = replace(AFTER.strategy[0], key="99", key_result="Quite new", said="Too early")
    after = replace(AFTER, strategy=(*AFTER.strategy[2:], new))

    found = difference(BEFORE, after)

    assert found.title == "Key results: 1 added, 2 taken out"
    told = rows(found, "Key results that changed")
    assert told[0] == ("Quite new", "–", "added: Too early")
    assert [row[2] for row in told[1:]] == ["taken out", "taken out"]


def test_owners_are_not_compared():
    assert BEFORE.strategy[0].owner != AFTER.strategy[0].owner
    assert not difference(BEFORE, AFTER).table


def test_a_finding_that_says_something_else_is_told_with_its_number():
    other = background(title="31% come from a lower background", number="31%")
    after = replace(AFTER, findings=(AFTER.findings[0], other, *AFTER.findings[2:]))

    found = difference(BEFORE, after)

    assert found.sentence == "1 finding says something else."
    assert rows(found, "Findings that say something else") == [
        ("Who works here", background().title, other.title)
    ]


def test_a_number_that_the_sentence_does_not_say_stands_beside_it():
    was, now = background(title="So many", number="29%"), background(title="So many", number="31%")

    found = difference(replace(BEFORE, findings=(was,)), replace(AFTER, findings=(now,)))

    assert rows(found, "Findings that say something else") == [
        ("Who works here", "So many (29%)", "So many (31%)")
    ]


def test_findings_come_and_go():
    found = difference(
        replace(BEFORE, findings=BEFORE.findings[:2]), replace(AFTER, findings=AFTER.findings[1:])
    )

    told = rows(found, "Findings that say something else")
    assert [row[1] for row in told[:2]] == ["no finding of its own"] * 2
    assert [row[2] for row in told[2:]] == ["no finding of its own"]
    assert found.sentence == "3 findings say something else."


def test_what_can_be_judged_now_is_told():
    place = next(i for i, line in enumerate(AFTER.strategy) if line.status == "unset")

    there = with_line(AFTER, place, said="On track", judged=True)

    assert "can be said now" in difference(BEFORE, there).sentence
    line = AFTER.strategy[place]
    assert rows(difference(BEFORE, there), "What can be said now") == [
        (line.pillar, line.key_result)
    ]
    assert rows(difference(there, BEFORE), "What can no longer be said") == [
        (line.pillar, line.key_result)
    ]


HIDDEN = Cell(said="Hidden", kind="hidden")


def with_cells(*cells):
    """The later pack, with these in the first line of its table of backgrounds."""
    table = background().table
    assert table
    hidden = replace(table.rows[0], cells=cells)
    other = background(table=replace(table, rows=(hidden, *table.rows[1:])))
    return replace(AFTER, findings=(AFTER.findings[0], other, *AFTER.findings[2:]))


def test_a_line_that_is_hidden_now_is_told_once():
    found = difference(BEFORE, with_cells(HIDDEN, HIDDEN, HIDDEN))

    assert rows(found, "What can no longer be said") == [
        ("Who works here", "Lower socio-economic background")
    ]
    assert "What can be said now" not in tables(found)


def test_of_a_line_that_is_hidden_in_part_the_columns_are_told():
    found = difference(BEFORE, with_cells(HIDDEN, Cell(said="–"), Cell(said="39%")))

    assert rows(found, "What can no longer be said") == [
        ("Who works here", "Lower socio-economic background: Survey 2027")
    ]


def test_two_tables_that_hide_the_same_tell_it_once():
    def twice(contents):
        told = contents.findings[1]
        again = replace(told.table, caption="The same groups, another question")
        both = replace(told, more=(again,))
        return replace(contents, findings=(contents.findings[0], both, *contents.findings[2:]))

    hidden = with_cells(HIDDEN, HIDDEN, HIDDEN)

    found = difference(twice(hidden), twice(BEFORE))

    assert len(rows(found, "What can be said now")) == 1


def test_a_figure_that_was_not_there_before_could_not_have_been_hidden():
    before = replace(BEFORE, findings=())

    assert "What can be said now" not in tables(difference(before, AFTER))

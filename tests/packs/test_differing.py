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
    assert found.about == "Pack 1, 31 December 2026, beside Pack 2, 31 March 2027."


def test_a_pack_that_is_not_issued_yet_has_no_number():
    assert difference(BEFORE, replace(AFTER, number=0)).about.endswith("This pack, 31 March 2027.")


def test_a_key_result_says_each_thing_that_is_another():
    found = difference(BEFORE, with_line(AFTER, 0, now="14%", said="Behind", status="behind"))

    assert found.title == "Key results: 1 changed"
    name = AFTER.strategy[0].key_result
    assert rows(found, "Key results that changed") == [
        (name, "How it stands", BEFORE.strategy[0].said, "Behind"),
        (name, "Now", "11%", "14%"),
    ]


def test_a_new_name_is_not_another_key_result():
    found = difference(BEFORE, with_line(AFTER, 0, key_result="Another name"))

    assert found.title == "Key results: 1 changed"
    assert rows(found, "Key results that changed")[0][1] == "What it is called"


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
    assert told[0] == ("Quite new", "Added", "–", "Too early")
    assert [row[1] for row in told[1:]] == ["Taken out", "Taken out"]


def test_owners_are_not_compared():
    assert BEFORE.strategy[0].owner != AFTER.strategy[0].owner
    assert not difference(BEFORE, AFTER).table


def test_a_finding_that_says_something_else_is_told_with_its_number():
    other = background(title="31% come from a lower background", number="31%")
    after = replace(AFTER, findings=(AFTER.findings[0], other, *AFTER.findings[2:]))

    found = difference(BEFORE, after)

    assert found.sentence == "1 finding changed."
    assert rows(found, "Findings that changed") == [
        ("Who works here", "What it says", background().title, other.title),
        ("Who works here", "Lower socio-economic background", "29%", "31%"),
    ]


def test_findings_come_and_go():
    found = difference(
        replace(BEFORE, findings=BEFORE.findings[:2]), replace(AFTER, findings=AFTER.findings[1:])
    )

    assert [row[1] for row in rows(found, "Findings that changed")] == [
        "Added",
        "Added",
        "Taken out",
    ]
    assert found.sentence == "3 findings changed."


def test_what_can_be_judged_now_is_told():
    place = next(i for i, line in enumerate(AFTER.strategy) if line.status == "unset")

    there = with_line(AFTER, place, status="ontrack", said="On track")

    assert "can be said now" in difference(BEFORE, there).sentence
    line = AFTER.strategy[place]
    assert rows(difference(BEFORE, there), "What can be said now") == [
        (line.pillar, line.key_result)
    ]
    assert rows(difference(there, BEFORE), "What cannot be said any more") == [
        (line.pillar, line.key_result)
    ]


def test_a_figure_that_is_hidden_now_is_told():
    table = background().table
    assert table
    hidden = replace(table.rows[0], cells=(Cell(said="Hidden", kind="hidden"),))
    other = background(table=replace(table, rows=(hidden, *table.rows[1:])))
    after = replace(AFTER, findings=(AFTER.findings[0], other, *AFTER.findings[2:]))

    found = difference(BEFORE, after)

    assert rows(found, "What cannot be said any more") == [
        ("Who works here", "Lower socio-economic background, Socio-economic background")
    ]
    assert "What can be said now" not in tables(found)


def test_a_figure_that_was_not_there_before_could_not_have_been_hidden():
    before = replace(BEFORE, findings=())

    assert "What can be said now" not in tables(difference(before, AFTER))

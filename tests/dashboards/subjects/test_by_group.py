"""By unit, by level, and both at once: what is said of groups, and what is not."""

from datetime import date
from typing import Any

import pytest

from dashboards import subject_page
from dashboards.finding import Finding
from dashboards.subject_page import SubjectPage
from dashboards.subjects.listing import BY_SLUG
from disclosure.control.certificate import Certificate
from disclosure.control.safe_tables import Protected, digest
from disclosure.storing import store
from tests.disclosure import tables
from tests.disclosure.tables import Cells, cell
from tests.surveys.results.publishing import published, wave

pytestmark = pytest.mark.django_db
LOWER = "Lower socio-economic background"
HIDDEN = "Hidden to protect people"
TODAY = date(2028, 2, 1)
EVERYBODY = {(): cell(400, 117, 83, 151, 22, 27)}


def page(slug: str, **query: str) -> SubjectPage:
    return subject_page.page(BY_SLUG[slug], query, today=TODAY)


def seen(slug: str, **query: str) -> Finding:
    (found,) = page(slug, **query).findings
    return found


def levels(*rows: Any) -> Cells:
    """Entry, senior and board; None where one is hidden."""
    keys = (("ENTRY",), ("SENIOR",), ("BOARD",))
    return {(): dict(EVERYBODY), ("GRADE",): dict(zip(keys, rows, strict=True))}


def placed(lower: int, of: int = 300) -> Any:
    """A group of this many who could be placed, so many of them of lower background."""
    return cell(of, lower, 20, of - lower - 20, 0, 0)


def last_year(made: Cells | None = None, **over: Any) -> None:
    published("w1", made=made, ends_on=date(2026, 10, 30), **over)


def this_year(made: Cells | None = None, **over: Any) -> None:
    published("w2", made=made, ends_on=date(2027, 10, 30), **over)


def row(found: Finding, name: str, table: int | None = None) -> list[str]:
    """How the figures of a group are said, in the first table or in one of the others."""
    asked = found.table if table is None else found.more[table]
    return [one.said for line in asked.rows if line.names == (name,) for one in line.cells]


def test_units_that_clearly_differ_are_named_with_their_shares_in_the_plans_order():
    this_year()

    found = seen("units")

    assert found.title == f"{LOWER}: 49% in North, 13% in South"
    assert found.sentence == "Likely ranges: 41% to 57%, and 7% to 21%. They do not overlap."
    assert (found.number, found.number_of) == ("49%", f"{LOWER}, North")
    assert "Hidden to protect people: East; West." in found.notes
    assert found.about == (
        "Share of those who could be placed: main earner’s job when you were 14, by unit; "
        "about 350 of 600 invited, 58%, 4 January 2027 to 30 October 2027."
    )
    assert found.people == "about 350 of 600 invited, 58%"
    assert found.verdict == ""
    assert row(found, "East") == [HIDDEN] * 4
    assert row(found, "Everybody together")[:2] == ["about 400", "33%"]


def test_shares_that_go_the_other_way_are_said_in_the_same_order():
    this_year(levels(placed(40), placed(150), placed(160)))

    assert seen("grades").title == f"{LOWER}: 13% at Entry, 53% at Board"


def test_levels_whose_ranges_overlap_show_no_clear_difference():
    this_year()

    found = seen("grades")

    assert found.title == f"{LOWER}: no clear difference by level"
    assert found.sentence.startswith("The likely ranges of all groups shown overlap")
    assert found.number == ""


def test_a_small_group_whose_range_reaches_over_the_others_is_not_the_lowest():
    this_year(levels(placed(150), placed(60), cell(30, 4, 4, 20, 1, 1)))

    found = seen("grades")

    assert row(found, "Board")[1] == "about 15%"
    assert found.title == f"{LOWER}: 50% at Entry, 20% at Senior"


def test_equal_shares_are_no_difference():
    this_year(levels(placed(90), placed(90), placed(90)))

    assert seen("grades").title == f"{LOWER}: no clear difference by level"


@pytest.mark.parametrize("others", [(None, None), (None, cell(15, 4, 2, 6, 1, 1))])
def test_one_group_that_is_shown_is_compared_with_nothing(others):
    """Neither with those that are hidden nor with those said in words."""
    this_year(levels(placed(90), *others))

    found = seen("grades")

    assert found.title == f"{LOWER}: too few groups shown to compare by level"
    assert found.sentence == "Groups of few people are hidden, or said in words only."


def test_where_every_group_is_hidden_nothing_is_said_of_any():
    this_year(levels(None, None, None))

    found = seen("grades")

    assert "too few groups" in found.title
    assert [line.instead for line in found.chart.panels[0].lines] == [HIDDEN] * 3
    assert "Hidden to protect people: Entry; Senior; Board." in found.notes


def test_a_fall_from_one_level_to_the_next_is_said_where_both_are_shown():
    this_year(levels(placed(150), placed(145), placed(60)))

    falls = [note for note in seen("grades").notes if note.startswith("It falls")]

    assert falls == ["It falls from 48% at Senior to 20% at Board, the next level."]


def test_no_fall_is_said_across_a_level_that_is_hidden():
    this_year(levels(placed(150), None, placed(60)))

    found = seen("grades")

    assert found.title == f"{LOWER}: 50% at Entry, 20% at Board"
    assert not any(note.startswith("It falls") for note in found.notes)


def test_a_clear_change_of_a_group_is_said_with_what_it_was():
    last_year(levels(placed(60), placed(90), placed(90)))
    this_year(levels(placed(150), placed(90), None))

    found = seen("grades")

    assert found.verdict == "clear"
    assert "Since October 2026: Entry up 30 points." in found.notes
    assert "No clear change in the others that can be compared." in found.notes
    assert "Of twenty shares that did not change, one may seem to have." in found.notes
    assert row(found, "Entry", 0) == ["50%", "20%", "up 30 points"]
    assert row(found, "Board", 0) == [HIDDEN, "30%", "–"]
    lower = found.chart.panels[0]
    assert [line.before and line.before.said for line in lower.lines] == ["20%", "30%", None]


def test_where_every_group_changed_nothing_is_said_of_others():
    last_year(levels(placed(60), None, None))
    this_year(levels(placed(150), placed(90), None))

    found = seen("grades")

    assert "Since October 2026: Entry up 30 points." in found.notes
    assert not any("others" in note for note in found.notes)


def test_without_any_clear_change_that_is_said():
    last_year()
    this_year()

    found = seen("units")

    assert found.verdict == "not_clear"
    assert "Since October 2026: no clear change in any group that can be compared." in found.notes


def test_a_wave_that_counted_otherwise_leaves_no_ring_and_no_column():
    told = tables.words()
    told["measures"]["SEB1"]["mapping"] = "SMC-2018"
    last_year(words=told)
    this_year()

    shown = page("units")
    (found,) = shown.findings

    assert shown.chosen.refusals == (
        "October 2026 is not shown beside it. "
        "Cannot be compared: answers were grouped in another way.",
    )
    assert shown.line == "October 2027"
    assert found.more == ()
    assert all(line.before is None for panel in found.chart.panels for line in panel.lines)


def test_a_unit_that_stood_with_another_has_no_past():
    """North is not the North of a year in which South stood with it."""
    joined = tables.cells()
    del joined["UNIT",]["SOUTH",], joined["UNIT", "GRADE"]
    last_year(joined, recoded={"UNIT": {"SOUTH": "NORTH"}})
    this_year()

    found = seen("units")

    for name in ("North", "South"):
        assert row(found, name, 0)[1:] == ["Did not stand by itself", "–"]
    assert [line.before for line in found.chart.panels[0].lines] == [None] * 4


def test_the_unit_that_a_reader_chose_is_marked_and_said_beside_everybody():
    this_year()

    last_year()
    own, found = page("units", group="south").findings

    assert "South: 13%, was 13%; everybody together: 33%." in found.notes
    notes = {line.name: line.note for line in found.chart.panels[0].lines}
    assert notes["South"] == "Your choice · about 150 people"
    assert notes["North"] == "about 205 people"
    assert own.title == f"{LOWER}: 13% in South, 33% of everybody together"
    assert own.marks == "Dot: the share, on its likely range. Ring: October 2026."
    assert ": South, about 150 people, 4 January 2027 to 30 October 2027." in own.about
    assert (own.key, own.heading, own.people) == ("unit", "South", "about 150 people")
    assert own.table.heads == (
        "October 2027",
        "October 2026",
        "Change since October 2026",
        "Everybody together",
    )
    assert row(own, LOWER) == ["13%", "13%", "no clear change", "33%"]
    south, everybody = own.chart.panels[0].lines
    assert (south.spot.said, south.before.said, everybody.spot.said) == ("13%", "13%", "33%")


def test_a_marked_unit_that_is_hidden_stays_hidden():
    this_year()

    own, found = page("units", group="east").findings

    assert own.title == f"{LOWER}: hidden to protect people in East, 33% of everybody together"
    assert (own.sentence, own.number, own.people) == ("", "", "")
    assert row(own, LOWER) == [HIDDEN, "33%"]
    assert f"East: {HIDDEN}; everybody together: 33%." in found.notes
    assert {line.note for line in found.chart.panels[0].lines if line.name == "East"} == {
        "Your choice"
    }


@pytest.mark.parametrize("counts", [(150, 20), (20, 150)])
def test_units_stand_by_size_and_hidden_ones_after_them_whatever_is_hidden(counts):
    """A place among the others would tell of what is hidden."""
    made: Cells = {
        (): dict(EVERYBODY),
        ("UNIT",): {
            ("WEST",): placed(counts[0]),
            ("EAST",): None,
            ("SOUTH",): placed(counts[1]),
            ("NORTH",): None,
        },
    }
    this_year(made)

    found = seen("units")

    told = ["West", "South"] if counts[0] > counts[1] else ["South", "West"]
    order = [*told, "North", "East"]  # hidden ones in the order of the plan
    assert {tuple(line.name for line in one.lines) for one in found.chart.panels} == {tuple(order)}
    assert [line.names[0] for line in found.table.rows] == [*order, "Everybody together"]


def test_those_who_did_not_say_their_unit_are_in_the_table_and_not_drawn():
    this_year()

    found = seen("units")

    assert "Preferred not to say" not in {line.name for line in found.chart.panels[0].lines}
    assert row(found, "Preferred not to say") == [HIDDEN] * 4


def test_a_group_that_stands_with_those_who_did_not_say_is_drawn():
    made = tables.cells()
    del made["UNIT",]["WEST",]
    this_year(made, recoded={"UNIT": {"WEST": tables.NOT_SAID}})

    names = {line.name for line in seen("units").chart.panels[0].lines}

    assert "Preferred not to say · West" in names


@pytest.mark.parametrize("slug", ["grades", "units", "intersections"])
def test_a_wave_without_such_a_table_says_so_and_what_to_do(slug):
    last_year()
    this_year({(): dict(EVERYBODY)})

    found = seen(slug)

    assert found.title.startswith("October 2027 has no results ")
    assert found.about.startswith("No such table was planned before people were asked.")
    assert (found.chart, found.table, found.files) == (None, None, ())


def test_a_table_that_was_taken_back_may_be_why_there_is_none():
    this_year()
    tables.publication("w2", {(): dict(EVERYBODY)}, reason="Units were named wrongly")

    assert "or it was taken back" in seen("units").about


def test_where_only_everybody_may_be_shown_that_is_why():
    cells = {(): dict(EVERYBODY)}
    told = {**vars(tables.CERTIFICATE), "total_only": True, "digest": digest(cells, {})}
    wave("w2")
    store(
        protected=Protected(cells=cells, recoded={}, certificate=Certificate(**told)),
        about=tables.about("w2"),
        at=tables.AT,
    )

    assert seen("grades").about.startswith("Hiding groups could not protect everybody")


def test_two_groups_at_once_have_a_panel_for_each_group_of_the_second():
    this_year()

    found = seen("intersections")

    assert [panel.name for panel in found.chart.panels] == ["Entry", "Senior"]
    entry, senior = found.chart.panels
    assert [(line.name, line.spot and line.spot.said) for line in entry.lines] == [
        ("North", "50%"),
        ("South", "11%"),
    ]
    assert [line.instead for line in senior.lines] == [HIDDEN, HIDDEN]
    assert found.title == f"{LOWER}: 50% (North, Entry), 11% (South, Entry)"


def test_every_category_stands_in_the_tables_whichever_is_drawn():
    this_year()

    found = seen("intersections", category="professional")

    captions = [table.caption.rpartition(": ")[2] for table in (found.table, *found.more)]
    assert captions == [
        "professional background",
        "lower socio-economic background",
        "intermediate background",
        "how many people",
    ]
    assert found.marks.startswith("Drawn: Professional background.")
    assert found.chart.panels[0].lines[0].spot.said == "28%"

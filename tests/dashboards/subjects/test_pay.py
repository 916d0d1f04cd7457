"""The class pay gap: its sign in words, as coarse as it was stored; or what it takes to know it."""

import pytest

from dashboards.finding import Finding
from dashboards.finding_files import kinds
from dashboards.subjects import pay
from disclosure.control.safe_pay_gaps import PayGap, PayGaps
from tests.dashboards.subjects.by_hand import look, wave


def gap(median: int | None, mean: int | None = None, *, about: int = 205, step: int = 1) -> PayGap:
    return PayGap(median=median, mean=mean, step=step, smaller_side_about=about)


def seen(everybody: PayGap | None, **units: PayGap | None) -> Finding:
    gaps = PayGaps(
        gaps={(): {(): everybody}, ("UNIT",): {(unit,): one for unit, one in units.items()}},
        floors=(0, 20_000, 25_000),
        smallest=20,
    )
    (found,) = pay.findings(look(wave(pay=gaps.to_data())))
    return found


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (gap(12), "People from lower backgrounds are paid 12% less than those from"),
        (gap(-3), "People from lower backgrounds are paid 3% more than those from"),
        (gap(10, about=25, step=5), "People from lower backgrounds are paid about 10% less than"),
        (gap(0), "People from lower and professional backgrounds are paid alike, by the median"),
        (gap(None), "The class pay gap is not known: one side’s median is in the highest band"),
        (None, "The class pay gap is hidden to protect people"),
    ],
)
def test_the_title_says_who_is_paid_less_or_why_that_is_not_known(made, said):
    found = seen(made)

    assert found.title.startswith(said)
    assert len(found.title.split()) <= 15


def test_median_and_mean_stand_beside_each_other_for_each_group():
    found = seen(
        gap(12, 0), NORTH=gap(-5, about=25, step=5), SOUTH=gap(None, about=60, step=2), WEST=None
    )
    rows = {row.names[0]: [cell.said for cell in row.cells] for row in found.table.rows}

    assert rows == {
        "Everybody together": ["12% less", "88%", "no difference", "about 205"],
        "By unit: North": ["about 5% more", "about 105%", "–", "about 25"],
        "By unit: South": ["in the highest band: not known", "–", "–", "about 60"],
        "By unit: West": ["Hidden to protect people", "–", "–", "–"],
    }
    assert [cell.number for cell in found.table.rows[1].cells] == [-5, 105, None, 25]
    assert {cell.kind for cell in found.table.rows[3].cells} == {"hidden"}
    assert found.sentence == "By the mean: no difference."
    assert found.people == "about 205 people on the smaller side"


def test_the_chart_has_each_group_as_its_table_does_and_may_be_longer_than_the_whole():
    found = seen(
        gap(12), NORTH=gap(-5, about=25, step=5), SOUTH=gap(None, about=60, step=2), WEST=None
    )
    (panel,) = found.chart.panels
    drawn = [(one.name, one.spot and (one.spot.value, one.spot.said)) for one in panel.lines]

    assert drawn == [
        ("Everybody together", (88, "12% less")),
        ("By unit: North", (105, "about 5% more")),
        ("By unit: South", None),
        ("By unit: West", None),
    ]
    assert [one.instead for one in panel.lines[2:]] == [
        row.cells[0].said for row in found.table.rows[2:]
    ]
    assert found.chart.most == 110
    for name, said in ((row.names[0], row.cells[0].said) for row in found.table.rows):
        assert f"{name}: {said}" in found.chart.description
    assert kinds(found) == ("csv", "svg", "png")


def test_units_stand_by_size_in_table_and_chart_and_the_page_says_so():
    found = seen(gap(12), NORTH=gap(-5, step=5), SOUTH=None, EAST=gap(None), WEST=gap(15))
    order = [f"By unit: {name}" for name in ("West", "North", "South", "East")]

    assert [row.names[0] for row in found.table.rows] == ["Everybody together", *order]
    assert [one.name for one in found.chart.panels[0].lines] == ["Everybody together", *order]
    assert found.notes[0].startswith("Units stand by their median gap, the largest first")
    assert not seen(gap(12), NORTH=gap(5)).notes[0].startswith("Units")


def test_who_did_not_say_their_unit_is_in_the_table_and_not_in_the_chart():
    found = seen(gap(12), NORTH=gap(5, about=25, step=5), not_disclosed=None)
    silent = "By unit: Preferred not to say"

    assert silent in [row.names[0] for row in found.table.rows]
    assert silent not in [line.name for line in found.chart.panels[0].lines]
    assert "in the table, not in the chart" in found.marks
    assert "in the table" not in seen(gap(12)).marks


@pytest.mark.parametrize("made", [None, gap(None)])
def test_where_no_group_has_a_gap_nothing_is_drawn(made):
    found = seen(made, NORTH=None)

    assert (found.chart, found.marks) == (None, "")


def test_a_group_that_is_paid_alike_fills_the_whole():
    assert seen(gap(0)).chart.panels[0].lines[0].spot.value == 100


def test_the_sign_the_bands_and_what_is_not_compared_are_said():
    found = seen(gap(12))

    assert any("“Less” and “more”" in note for note in found.notes)
    assert any("no change from another survey" in note for note in found.notes)
    assert "£0, £20,000, £25,000" in dict(found.method)["Pay"]
    assert found.verdict == ""


def test_of_how_many_it_is_and_of_how_many_pay_is_known_stand_beside_the_gap():
    about = seen(gap(12)).about

    assert "of 600 invited, " in about
    assert about.endswith("could be placed; about 205 on the smaller side gave their pay.")
    assert seen(None).about.endswith("2026.")


@pytest.mark.parametrize("made", [None, gap(None)])
def test_without_a_median_there_is_no_number(made):
    found = seen(made)

    assert (found.number, found.number_of) == ("", "")


def test_a_survey_that_did_not_ask_says_what_it_would_take():
    (found,) = pay.findings(look(wave()))

    assert found.title == "What people are paid is not known yet"
    assert any(note.startswith("October 2026 did not ask about pay") for note in found.notes)
    assert "choose the question about pay" in found.about
    assert "Figures from HR" in found.about
    assert (found.number, found.table, found.chart) == ("", None, None)

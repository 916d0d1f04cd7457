"""What cannot be said yet: only what is so, what it takes, and when."""

from dataclasses import replace
from datetime import date

import pytest

from dashboards import known
from dashboards.known import Known
from dashboards.sections import gaps, unsaid, unsaid_plan
from disclosure.control.safe_tables import SafeTable
from surveys.models import Wave
from surveys.states import State
from tests.dashboards.sections import headlines
from tests.dashboards.subjects.by_hand import look, wave

DAY = date(2026, 11, 30)
NEARLY = {"SEB1": (96, 52, 202, 20, 30)}
FEWER = {"SEB1": (60, 70, 220, 20, 30)}
EVERYTHING = {
    "SEB1": (100, 50, 200, 20, 30),
    "SEB2": (200, 60, 20, 20, 100),
    "SEB3": (90, 200, 20, 90),
    "SEB4": (100, 100, 20, 180),
}
CHANGED = "Has the share of “Lower socio-economic background” really changed?"


def asked(*waves, coming: Wave | None = None) -> dict[str, gaps.Gap]:
    found = unsaid.gaps(Known(day=DAY, chosen=look(*waves) if waves else None, coming=coming))
    return {gap.question: gap for gap in found}


def test_before_any_survey_one_question_stands_for_all():
    assert list(asked()) == ["Who works here, and where do they come from?"]


def test_with_one_wave_nobody_knows_whether_it_changes():
    assert "One wave is published: October 2026." in asked(wave())["Is it changing?"].why


@pytest.mark.parametrize(
    ("before", "is_there"),
    [(NEARLY, True), (FEWER, False), (None, False)],
)
def test_a_move_inside_chance_is_named_and_a_clear_one_is_not(before, is_there):
    found = asked(wave(2025, before), wave())

    assert (CHANGED in found) is is_there
    if is_there:
        assert found[CHANGED].why == "A move of 2 points is within what chance can do at this size."
        assert "A move of about" in found[CHANGED].takes


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (
            (9, 10, 30, 2, 1),
            (18, 12, 24, 2, 1),
            "A move of about 15 points is within what chance can do at this size.",
        ),
        ((4, 2, 7, 1, 1), (9, 2, 5, 1, 1), "At this size chance alone could explain it."),
    ],
)
def test_of_few_people_a_move_is_said_as_roughly_as_its_figures_are(before, after, why):
    found = asked(wave(2025, {"SEB1": before}), wave(2026, {"SEB1": after}))

    assert found[CHANGED].why == why
    assert "A move of about" in found[CHANGED].takes


def test_where_the_words_are_the_same_nothing_seems_to_have_moved():
    few = {"SEB1": (5, 4, 6, 0, 1)}

    assert CHANGED not in asked(wave(2025, few), wave(2026, few))


@pytest.mark.parametrize(
    "waves",
    [
        (wave(2025), wave(2026, hidden=True)),
        (wave(2025), wave(2026, {"SEB1": (0, 0, 0, 300, 100)})),
    ],
)
def test_what_is_hidden_or_too_few_takes_more_people_and_not_another_question(waves):
    assert asked(*waves)[CHANGED].takes == "More people who answer."


def test_a_background_that_was_not_asked_is_the_first_thing_that_cannot_be_said():
    found = asked(wave(2025, {"SEB3": (90, 200, 20, 90)}), wave(2026, {"SEB3": (90, 200, 20, 90)}))

    question, gap = next(iter(found.items()))
    assert question == "Who works here, and where do they come from?"
    assert gap.why == "The survey did not ask."


def test_waves_that_counted_otherwise_cannot_tell():
    found = asked(wave(2025, told={"SEB1": {"mapping": "another"}}), wave())

    assert "Cannot be compared" in found[CHANGED].why


@pytest.mark.parametrize(("invited", "is_there"), [(600, False), (900, True)])
def test_where_fewer_than_half_could_be_placed_the_others_may_differ(invited, is_there):
    found = asked(wave(invited=invited))

    assert ("Are those who did not answer like those who did?" in found) is is_there


def test_questions_that_were_not_asked_are_named_together():
    assert "What of school type, free school meals and parents’ education?" in asked(wave())
    assert not any(question.startswith("What of") for question in asked(wave(2026, EVERYTHING)))


def test_pay_is_not_known_until_it_was_asked():
    question = "Do people from lower backgrounds earn less here?"

    assert question in asked(wave())
    assert question not in asked(wave(2026, pay={"gaps": {}}))


def test_hidden_groups_are_counted_by_table_and_never_named():
    seen = wave(2026, EVERYTHING)
    cells = {("NORTH",): None, ("SOUTH",): None, ("WEST",): seen.tables[()].cells[()]}
    cells[("not_disclosed",)] = None  # no unit, and no bar of any chart
    table = SafeTable(("UNIT",), cells, seen.tables[()].certificate)
    seen.publication.table_digests = {"": "a", "UNIT": "b"}

    found = asked(replace(seen, tables={**seen.tables, ("UNIT",): table}))

    (gap,) = (gap for question, gap in found.items() if "hidden" in question)
    assert gap.why == "Hidden to protect people: 2 of 3 groups by unit."
    assert "North" not in str(gap)


@pytest.mark.parametrize(
    ("coming", "when"),
    [
        (None, "No survey of the whole workforce is planned yet."),
        (Wave(state=State.DRAFT), "Next survey: begun; its days are still to be set."),
        (
            Wave(state=State.OPEN, closes_on=date(2027, 3, 1), results_on=date(2027, 4, 2)),
            "Next survey: results 2 April 2027.",
        ),
        (
            Wave(state=State.OPEN, closes_on=date(2027, 3, 1)),
            "Next survey: closes 1 March 2027.",
        ),
        (
            Wave(state=State.CLOSED, closes_on=date(2026, 11, 1)),
            "Next survey: when it is counted and published.",
        ),
    ],
)
def test_when_the_next_survey_tells_is_said_as_far_as_it_is_known(coming, when):
    assert gaps.next_wave(coming) == when


@pytest.mark.parametrize(
    ("state", "days", "when"),
    [
        (State.OPEN, {"results_on": date(2027, 4, 2)}, "“A pilot”: results 2 April 2027."),
        (State.OPEN, {"closes_on": date(2027, 3, 1)}, "“A pilot”: closes 1 March 2027."),
        (State.CLOSED, {}, "“A pilot”: when it is counted and published."),
        (State.DRAFT, {"closes_on": date(2027, 3, 1)}, "closes 1 March 2027."),
    ],
)
def test_the_next_survey_is_named_once_people_were_asked(state, days, when):
    told = gaps.next_wave(Wave(state=state, title="A pilot", **days))

    assert told.removeprefix("Next survey: ").removeprefix("Next survey, ") == when


@pytest.mark.parametrize(
    ("coming", "when"),
    [
        (Wave(state=State.OPEN, plan={"measures": ["SEB1"]}), "The survey after the next."),
        (
            Wave(state=State.OPEN, plan={"measures": ["SEB1", "SEB4"]}),
            "Next survey: when it is counted and published.",
        ),
        (Wave(state=State.DRAFT), "Next survey: begun; its days are still to be set."),
        (None, "No survey of the whole workforce is planned yet."),
    ],
)
def test_what_an_open_survey_does_not_ask_comes_after_it(coming, when):
    assert gaps.if_asked(coming, ["SEB4"]) == when


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([date(2026, 12, 1)], "Due 1 December 2026."),
        ([date(2026, 12, 1), date(2026, 12, 31)], "Due from 1 December 2026 to 31 December 2026."),
        ([date(2026, 8, 1), date(2026, 9, 1)], "Overdue since 1 August 2026."),
        (
            [date(2026, 8, 1), date(2026, 12, 1)],
            "Overdue since 1 August 2026; the last is due 1 December 2026.",
        ),
        ([DAY], "Due 30 November 2026."),
    ],
)
def test_when_key_results_are_due_is_said_with_what_is_late(days, said):
    assert unsaid_plan.when(days, DAY) == said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "question", "meant"),
    [
        (0, "How is 1 key result doing?", "This is: Cold spots."),
        (1, "How are 2 key results doing?", "These are: Cold spots; Fairs."),
    ],
)
def test_one_key_result_is_one_and_two_are_two(more, question, meant):
    made = headlines.plan()
    for _ in range(more):
        headlines.key_result(made, "hiring", title="Fairs", unset=True, set_by=date(2026, 12, 31))

    found = unsaid.finding(known.read(day=DAY, today=DAY))

    (why,) = (row.cells[0].said for row in found.table.rows if row.names == (question,))
    assert why == f"No baseline yet, so nothing counts for or against us. {meant}"


@pytest.mark.parametrize(
    ("number", "title"),
    [
        (0, "Everything that was asked here can be answered"),
        (1, "One question we cannot answer yet, and what it takes"),
        (4, "Four questions we cannot answer yet, and what it takes"),
    ],
)
def test_the_title_counts_the_questions(number, title):
    assert unsaid.title(number) == title

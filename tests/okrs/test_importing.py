"""What an import writes, updates and takes back, apart from its pages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from okrs import planning
from okrs.importing import checking, confirming, drafts, undoing
from okrs.importing.drafts import CannotImport
from okrs.importing.places import State
from okrs.models import CheckIn, KeyResult, Milestone, Objective, SheetImport
from okrs.playbook import catalogue
from okrs.rules.words import Kind
from okrs.sheets import reading
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
)
from tests.okrs import ttc_table

NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
TODAY = date(2027, 2, 1)
HEADER = "Key result\tFrom\tTo\tMilestones\tOwner\tDue\tPillar\tObjective\tUnit\tCadence\tWeight\n"
ONE = "Listen more\t2\t12\t\t\t31/12/2027\tCulture\tListen\n"


@pytest.fixture
def strategy(db):
    return StrategyFactory()  # 1 January 2027 to 31 December 2029


@pytest.fixture
def bring(strategy, lead):
    """A draft from pasted rows, and what it would do."""

    def bring(text, *, header=HEADER):
        return drafts.start(
            sheets=reading.read_pasted(header + text),
            name="Strategy plan v7.xlsx",
            strategy=strategy,
            by=lead,
            at=NOW,
        )

    return bring


def checked(draft):
    return checking.check(draft, checking.setting_of(draft, today=TODAY))


def states(draft):
    return [row.state for row in checked(draft).rows]


@pytest.fixture
def confirm(lead):
    def confirm(draft, at=NOW):
        return confirming.confirm(draft=draft, by=lead, at=at, today=TODAY)

    return confirm


def problems(draft):
    return [problem.sentence for _row, problem in checked(draft).problems]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("A\t21%\t25 percent-ish\t\t\t\tData",
         "Row 2: To is “25 percent-ish”. Write a number from 0 to 100, or “to set”."),
        ("A\t1\t2\t\t\t31/06/2027\tData", "Row 2: Due is 31 June 2027. June has 30 days."),
        ("A\t1\t2\t\t\tsoon\tData",
         "Row 2: Due is “soon”. Write a date such as 31/03/2027 or 31 March 2027."),
        ("A\t1\t2\t\t\t31/12/2026\tData",
         "Row 2: Due is 31 December 2026. The plan starts on 1 January 2027: write a later day."),
        ("A\t1\t2", "Row 2: no pillar yet. Choose one of the five."),
        ("A\t1\t2\t\t\t\tPurple", "Row 2: Pillar is “Purple”. Choose one of the five."),
        ("A\t1\t2\t\t\t\tData\t\t\tnow and then",
         "Row 2: How often it is read is “now and then”. Write weekly, monthly, quarterly, once a"
         " year or with each survey."),
        ("A\t1\t2\t\t\t\tData\t\t\t\theavy",
         "Row 2: Weight is “heavy”. Write a number above 0, with two decimal places at most."),
        ("\t1\t2\t\t\t\tData",
         "Row 2: no key result. Write what it is called, or leave it out."),
    ],
)  # fmt: skip
def test_each_thing_wrong_is_one_exact_sentence(bring, line, sentence):
    assert problems(bring(line)) == [sentence]


def test_the_same_name_twice_under_one_objective_needs_a_person(bring):
    draft = bring(ONE + "Talk\t1\t2\t\t\t\tCulture\tListen\n" + ONE)

    assert problems(draft) == ["Row 4 says the same as row 2. Rename it, or leave it out."]


def test_every_column_lands_where_it_belongs(bring, confirm, strategy):
    owner = UserFactory(name="Jo Bevan", contributor=True)

    confirm(bring("Listen more\t2\t12\tAsk all\tJ. Bevan\t31/12/2027\tCulture\tListen"
                  "\tsessions\tmonthly\t2.5"))  # fmt: skip

    found = KeyResult.objects.get()
    assert (found.title, found.kind, found.from_value, found.to_value, found.unit) == (
        "Listen more", "number", 2, 12, "sessions",
    )  # fmt: skip
    assert (found.owner, found.due_on, found.cadence, found.weight) == (
        owner, date(2027, 12, 31), "monthly", Decimal("2.5"),
    )  # fmt: skip
    assert (found.objective.title, found.objective.pillar) == ("Listen", "culture")
    assert (found.starts_on, found.origin) == (
        TODAY, "Imported from “Strategy plan v7.xlsx”, row 2",
    )  # fmt: skip
    assert [step.text for step in found.milestones.all()] == ["Ask all"]


def test_what_was_due_before_today_starts_with_the_plan(bring, confirm):
    confirm(bring("A\t1\t2\t\t\t15/01/2027\tData"))

    assert KeyResult.objects.get().starts_on == date(2027, 1, 1)


def test_what_is_not_known_yet_is_to_be_set_and_never_zero(bring, confirm):
    draft = bring("A\tCurrent %\tTarget %\t\t\t\tData")
    assert states(draft) == [State.UNSET]

    confirm(draft)

    found = KeyResult.objects.get()
    assert (found.kind, found.from_value, found.to_value) == ("percent", None, None)
    assert (found.from_label, found.to_label) == ("Current %", "Target %")
    assert found.set_by == TODAY + timedelta(days=90)


def test_a_milestone_that_opens_with_a_share_is_an_outcome(bring, confirm):
    confirm(bring('A\tx\tx\t"X% more applicants\nLink the two\n30% of roles"\t\t\tHiring'))

    kinds = [step.kind for step in Milestone.objects.order_by("order")]
    assert kinds == ["outcome", "action", "outcome"]


def test_a_change_in_percent_starts_from_the_count_under_from(bring, confirm):
    confirm(bring("More applicants\t120\t+14%\t\t\t\tHiring"))

    found = KeyResult.objects.get()
    assert (found.kind, found.base_count, found.from_value, found.to_value) == (
        Kind.percent_change.value, 120, 0, 14,
    )  # fmt: skip


def test_an_objective_that_is_there_is_used_and_not_copied(bring, confirm, strategy):
    there = ObjectiveFactory.create(strategy=strategy, pillar="culture", title="Listen")

    confirm(bring(ONE + "Hear\t1\t2\t\t\t\t\tlisten "))

    assert set(KeyResult.objects.values_list("objective", flat=True)) == {there.pk}


def test_without_an_objective_a_row_goes_under_the_name_of_the_sheet(bring, confirm):
    confirm(bring("A\t1\t2\t\t\t\tData"))

    assert Objective.objects.get().title == "Strategy plan v7"


def test_rows_with_problems_stay_out_and_are_named(bring, confirm):
    draft = bring(ONE + "Odd\t1\tmany\t\t\t\tData")

    outcome = confirm(draft)

    draft.refresh_from_db()
    assert str(outcome) == "1 key result added. You can undo this for 30 days."
    assert draft.made["left"] == [{"row": "3", "title": "Odd"}]


def test_with_no_row_ready_nothing_is_confirmed(bring, confirm):
    draft = bring("Odd\t1\tmany\t\t\t\tData")

    with pytest.raises(CannotImport, match="No row is ready to go in"):
        confirm(draft)

    assert not SheetImport.objects.exclude(confirmed_at=None).exists()


def test_when_one_row_is_refused_nothing_is_written(bring, confirm, monkeypatch):
    def refuse(**terms):
        if terms["terms"]["title"] == "Second":
            raise planning.CannotPlan("No.")
        return agreed(**terms)

    agreed = planning.agreed
    monkeypatch.setattr(planning, "agreed", refuse)

    with pytest.raises(CannotImport, match="Row 3: No"):
        confirm(bring(ONE + "Second\t1\t2\t\t\t\tData"))

    assert not KeyResult.objects.exists()
    assert not Objective.objects.exists()


def test_confirming_twice_says_the_same_and_writes_once(bring, confirm):
    draft = bring(ONE)

    assert confirm(draft) == confirm(draft)
    assert KeyResult.objects.count() == 1
    assert AuditEvent.objects.filter(verb="imported", title="Strategy plan v7.xlsx").count() == 1


def test_a_confirmed_draft_is_never_changed_again(bring, confirm, lead):
    draft = bring(ONE)
    confirm(draft)

    for change in (
        lambda: drafts.mend_rows(draft=draft, texts={2: {}}),
        lambda: drafts.leave_out(draft=draft, number=2),
        lambda: drafts.choose_sheet(draft=draft, sheet=0),
        lambda: drafts.throw_away(draft=draft, by=lead, at=NOW),
    ):
        with pytest.raises(CannotImport, match="in the plan already"):
            change()


# --- The same sheet twice


def test_the_same_sheet_twice_offers_updates_and_never_copies(bring, confirm):
    confirm(bring(ONE))

    again = bring(ONE.replace("31/12/2027", "30/06/2028"))

    assert states(again) == [State.UPDATES]
    confirm(again)
    assert KeyResult.objects.get().due_on == date(2028, 6, 30)


def test_a_sheet_that_says_nothing_new_has_nothing_to_do(bring, confirm):
    confirm(bring(ONE))

    assert states(bring(ONE)) == [State.SAME]


def test_from_and_to_are_never_changed_by_a_sheet_and_the_page_says_so(bring, confirm):
    confirm(bring(ONE))

    again = bring("Listen more\t3\t20\t\t\t30/06/2028\tCulture\tListen")
    [row] = checked(again).rows
    confirm(again)

    found = KeyResult.objects.get()
    assert (found.from_value, found.to_value) == (2, 12)
    assert "From and To stay as they are in the plan: re-baseline it to change them." in row.notes


def test_an_empty_cell_takes_nothing_away(bring, confirm):
    owner = UserFactory(name="Jo Bevan", contributor=True)
    confirm(bring("Listen more\t2\t12\t\tJo Bevan\t31/12/2027\tCulture\tListen\tsessions"))

    assert states(bring("Listen more\t\t\t\t\t\tCulture\tListen")) == [State.SAME]
    assert KeyResult.objects.get().owner == owner


def test_a_row_of_the_playbook_is_found_again_under_another_name(bring, confirm, strategy, lead):
    objective = ObjectiveFactory(strategy=strategy, pillar="data", playbook_id="O1")
    taken = KeyResultFactory(objective=objective, title="Our own words", playbook_id="O1-2")

    found = {row.number: row for row in checked(the_table(strategy, lead)).rows}

    assert found[6].existing == taken


def test_own_words_and_those_of_the_playbook_for_one_key_result_need_a_person(bring, strategy):
    known = next(row for row in catalogue.ROWS if row.id == "O1-2")
    listed = next(one for one in catalogue.OBJECTIVES if one.id == known.objective)
    objective = ObjectiveFactory(
        strategy=strategy,
        pillar=listed.pillar.value,
        title=str(listed.title),
        playbook_id=listed.id,
    )
    KeyResultFactory(objective=objective, title="Our own words", playbook_id="O1-2", unit="days")
    row = f"%s\t\t\t\t\t\t{listed.pillar.label}\t{listed.title}\t%s\n"

    draft = bring(row % ("Our own words", "weeks") + row % (known.title, "months"))

    assert states(draft) == [State.UPDATES, State.NEEDS]
    assert problems(draft) == ["Row 3 says the same as row 2. Rename it, or leave it out."]


# --- The real table


def the_table(strategy, lead):
    return drafts.start(
        sheets=reading.read_upload(name="a.xlsx", content=ttc_table.as_xlsx()),
        name="strategy.xlsx",
        strategy=strategy,
        by=lead,
        at=NOW,
    )


def test_the_real_table_needs_nobody_and_knows_its_playbook(strategy, lead, confirm):
    draft = the_table(strategy, lead)

    assert problems(draft) == []
    assert str(confirm(draft)) == "18 key results added. You can undo this for 30 days."
    assert list(Objective.objects.order_by("pk").values_list("title", "pillar", "playbook_id")) == [
        ("Know the baseline data", "data", "O1"),
        ("Increase outreach and engagement", "hiring", "O2"),
        ("Create an inclusive culture", "culture", "O3"),
        ("Hire more people from low socio-economic backgrounds", "hiring", "O4H"),
        ("Progress more people from low socio-economic backgrounds", "progression", "O4P"),
    ]
    assert list(KeyResult.objects.order_by("pk").values_list("playbook_id", flat=True)) == [
        "O1-1", "O1-2", "O1-3", "O1-4", "O1-5", "O1-6", "O1-7", "O2-1a", "", "",
        "O4-1", "O4-2", "O4-3", "O4-4", "O4-5", "O4-6", "O4-7", "O4-8",
    ]  # fmt: skip


def test_the_real_table_twice_is_eighteen_key_results(strategy, lead, confirm):
    confirm(the_table(strategy, lead))

    again = the_table(strategy, lead)

    assert set(states(again)) == {State.SAME}


# --- Undo


def test_undo_archives_what_was_made_and_names_what_stays(bring, confirm, lead):
    draft = bring(ONE + "Hear\t1\t2\t\t\t\tCulture\tListen")
    confirm(draft)
    read = KeyResult.objects.get(title="Hear")
    CheckInFactory(key_result=read)

    reach = undoing.undo(draft=draft, by=lead, at=NOW + timedelta(days=29))

    assert str(reach) == (
        "The import is undone: 1 key result archived. Worked on since, so they stay: “Hear”."
    )
    assert [kr.title for kr in KeyResult.objects.active()] == ["Hear"]
    assert Objective.objects.get().retired_at is None
    assert CheckIn.objects.count() == 1


def test_undo_puts_back_what_was_updated_unless_it_moved_on(bring, confirm, lead):
    confirm(bring(ONE + "Hear\t1\t2\t\t\t31/12/2027\tCulture\tListen"))
    again = bring((ONE + "Hear\t1\t2\t\t\t31/12/2027\tCulture\tListen").replace("/2027", "/2028"))
    confirm(again)
    hear = KeyResult.objects.get(title="Hear")
    planning.edit_key_result(key_result=hear, title="Hear better", by=lead, at=NOW)

    reach = undoing.undo(draft=again, by=lead, at=NOW)

    assert KeyResult.objects.get(title="Listen more").due_on == date(2027, 12, 31)
    assert KeyResult.objects.get(title="Hear better").due_on == date(2028, 12, 31)
    assert [kr.title for kr in reach.kept_changes] == ["Hear better"]


def test_undo_is_one_event_and_happens_once(bring, confirm, lead):
    draft = bring(ONE)
    confirm(draft)
    undoing.undo(draft=draft, by=lead, at=NOW)

    with pytest.raises(CannotImport, match="already been undone"):
        undoing.undo(draft=draft, by=lead, at=NOW)

    event = AuditEvent.objects.get(verb="undid the import of")
    assert event.changes == {"archived": [0, 1], "put back": [0, 0]}


def test_after_thirty_days_an_import_stays(bring, confirm, lead):
    draft = bring(ONE)
    confirm(draft)

    with pytest.raises(CannotImport, match="more than 30 days ago"):
        undoing.undo(draft=draft, by=lead, at=NOW + timedelta(days=30, seconds=1))

    assert KeyResult.objects.active().exists()


def test_what_was_never_confirmed_cannot_be_undone(bring, lead):
    with pytest.raises(CannotImport, match="nothing to undo"):
        undoing.undo(draft=bring(ONE), by=lead, at=NOW)

"""Exports of other products, and plain sheets of common shapes: each to the plan and back."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from accounts.audit import Way
from accounts.models import AuditEvent
from okrs.importing import asking, checking, confirming, drafts, undoing
from okrs.importing.places import State
from okrs.models import CheckIn, KeyResult, Objective
from okrs.sheets import reading
from okrs.sheets.columns import Part
from okrs.sheets.lines import Line, Sheet
from okrs.sheets.shapes import SHAPES, recognise
from okrs.sheets.unfolding import place_of, unfolded
from tests.factories import StrategyFactory, UserFactory

DATA = Path(__file__).resolve().parents[1] / "data"
NOW = datetime(2027, 7, 10, 9, tzinfo=UTC)
TODAY = NOW.date()
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(lead):
    return [
        UserFactory.create(name="Ada Stone", email="ada@example.org"),
        UserFactory.create(name="Jo Bevan", email="jo@example.org"),
    ]


@pytest.fixture
def bring(lead, people):
    """A draft of a file of tests/data, or of the bytes of one."""
    strategy = StrategyFactory()  # 1 January 2027 to 31 December 2029

    def bring(name, content=None):
        content = content or (DATA / name).read_bytes()
        sheets = reading.read_upload(name=name, content=content)
        return drafts.start(sheets=sheets, name=name, strategy=strategy, by=lead, at=NOW)

    return bring


def rows(draft):
    draft.refresh_from_db()
    found = checking.check(draft, checking.setting_of(draft, today=TODAY)).rows
    return {row.judged.row.title: row for row in found}


def confirm(draft, lead):
    confirming.confirm(draft=draft, by=lead, at=NOW, today=TODAY)
    draft.refresh_from_db()


def choose_pillars(draft, **pillars):
    """Give each row that asks for a pillar the one of its objective's first word."""
    for row in rows(draft).values():
        asks = any(p.part is Part.PILLAR and not p.waits for p in row.judged.problems)
        if asks and row.state is State.NEEDS:
            pillar = pillars[row.judged.objective.split()[0]]
            asking.mend(
                draft, asking.Order("check"), {row.number: {Part.PILLAR: pillar}}, today=TODAY
            )


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.key)
def test_each_product_has_its_sources_named_and_its_doubts(shape):
    assert shape.sources
    assert shape.unsure
    assert all(name == name.casefold() for names in shape.columns.values() for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "Key result\tFrom\tTo\tOwner\tDue\tPillar",
        "Title\tStatus\tOwner\tTarget",
        "Objective\tKey result\tOwner\tStart value\tTarget value\tProgress\tStatus",
        "Name\tLead\tDue date\tTarget",
    ],
)
def test_a_plain_sheet_is_nobodys_export(text):
    assert recognise(reading.read_pasted(text + "\nx\ty\tz\t1\t2\t3")[0]) is None


class TestVivaGoals:
    def test_it_is_recognised_and_said_in_numbers(self, bring):
        draft = bring("exports/viva-goals.csv")

        assert draft.shape == "viva_goals"
        assert draft.columns["told"] == [
            "2 objectives", "5 key results", "1 initiative as milestone", "1 left out",
        ]  # fmt: skip

    def test_a_key_result_comes_with_its_objective_its_ends_and_its_reading(self, bring, people):
        row = rows(bring("exports/viva-goals.csv"))[
            "Share of offers to applicants from lower backgrounds"
        ]

        assert row.objective_title == "Hire more people from working-class homes"
        assert (row.judged.measure.start, row.judged.measure.end) == (19, 25)
        assert row.judged.row.definition == "Of all offers in the year."
        assert row.judged.owner.pk == people[0].pk
        assert row.judged.due_on == date(2027, 12, 31)
        assert [(one.day, one.value) for one in row.judged.readings] == [(date(2027, 6, 30), 22)]
        assert (
            "Viva Goals gives its progress, not its figure: 50% of the way from 19% to 25% is 22%."
            in row.notes
        )
        assert "Also named: Jo Bevan. A key result has one owner, so the first is." in row.notes

    def test_a_deliverable_becomes_a_milestone_and_what_was_done_is_told(self, bring):
        row = rows(bring("exports/viva-goals.csv"))["Schools we visit"]

        assert row.judged.row.milestones == ("Sign the partnership with Fenwick College",)
        assert row.judged.readings == ()
        assert row.notes[:2] == (
            "“Sign the partnership with Fenwick College” is done in Viva Goals, last mentioned on "
            "2 May 2027: it is ticked that day.",
            "“Print the new cards” is closed in Viva Goals: it is not a milestone here.",
        )
        assert "Nobody called “Nobody Here” can own key results" in row.notes[2]

    def test_what_is_closed_is_left_out_and_can_be_put_back(self, bring):
        draft = bring("exports/viva-goals.csv")
        row = rows(draft)["Last year’s target for applicants"]

        assert row.state is State.LEFT_OUT
        assert (
            "It is closed in Viva Goals, so it is left out. Put it back if it counts." in row.notes
        )
        drafts.leave_out(draft=draft, number=row.number, left_out=False)
        assert rows(draft)["Last year’s target for applicants"].state is State.NEEDS

    def test_odd_values_get_their_sentence(self, bring):
        row = rows(bring("exports/viva-goals.csv"))["Write up ten careers"]

        sentences = [problem.sentence for problem in row.judged.problems]
        assert any("To is “ten”" in sentence for sentence in sentences)
        assert any("Due is “2027-13-31”. There are twelve months." in one for one in sentences)

    def test_an_initiative_under_no_key_result_is_a_status(self, bring):
        row = rows(bring("exports/viva-goals.csv"))["Launch the podcast"]

        assert row.judged.measure.kind.value == "status"
        assert "An initiative under no key result: it comes in as a status." in row.notes

    def test_it_goes_into_the_plan_and_out_of_it(self, bring, lead):
        draft = bring("exports/viva-goals.csv")
        choose_pillars(draft, Hire="hiring", Tell="culture")

        confirm(draft, lead)

        assert set(KeyResult.objects.values_list("title", "objective__pillar")) == {
            ("Share of offers to applicants from lower backgrounds", "hiring"),
            ("Schools we visit", "hiring"),
            ("Launch the podcast", "culture"),
        }
        assert CheckIn.objects.get().value == 22
        assert {one["title"] for one in draft.made["left"]} == {
            "Last year’s target for applicants", "Write up ten careers",
        }  # fmt: skip
        undoing.undo(draft=draft, by=lead, at=NOW)
        assert not KeyResult.objects.active().exists()
        assert not Objective.objects.active().exists()


@pytest.mark.parametrize(
    ("told", "day"), [("2027-05-02", date(2027, 5, 2)), ("", TODAY), ("2027-12-24", TODAY)]
)
def test_what_was_done_there_is_ticked_here_and_undone_with_the_import(told, day, bring, lead):
    lines = (
        "Title,Object Type,Goal Type,Period,Start,Target,Aligned to,Status,Last check-in",
        "Schools,Key result,,2027,0,12,,,",
        f"Sign it,Deliverable,,2027,,,Schools,Completed,{told}",
        f"X% of schools answer,Deliverable,,2027,,,Schools,Completed,{told}",
        f"Print it,Deliverable,,2027,,,Schools,On track,{told}",
    )
    draft = bring("viva.csv", "\n".join(lines).encode())
    [row] = rows(draft).values()
    asking.mend(draft, asking.Order("check"), {row.number: {Part.PILLAR: "hiring"}}, today=TODAY)

    confirm(draft, lead)

    steps = KeyResult.objects.get().milestones.order_by("order")
    assert [step.done_on for step in steps] == [day, None, None]
    assert AuditEvent.objects.get(verb="ticked").via == Way.IMPORT
    assert [one.title for one in undoing.reach(draft).goes] == ["Schools"]


def test_the_pillar_is_asked_once_an_objective_and_given_to_all_its_rows(bring):
    draft = bring("exports/quantive.csv")
    asked = [
        problem.sentence
        for row in rows(draft).values()
        for problem in row.judged.problems
        if problem.part is Part.PILLAR and row.state is State.NEEDS
    ]

    assert asked == [
        "Row 3: no pillar yet. Choose one of the five.",
        "Row 4 gets the pillar that you choose in row 3.",
        "Row 5: no pillar yet. Choose one of the five.",
    ]
    choose_pillars(draft, Listen="culture", Lead="culture")
    assert rows(draft)["Listening circles held"].pillar.value == "culture"


class TestPerdoo:
    def test_every_kind_of_target_is_read_or_told(self, bring, people):
        found = rows(bring("exports/perdoo.csv"))

        share = found["Promotions from lower backgrounds"]
        assert (share.judged.measure.start, share.judged.measure.end) == (14, 20)
        assert [one.day for one in share.judged.readings] == [date(2027, 6, 30)]
        assert share.judged.owner.pk == people[0].pk
        assert share.judged.row.milestones == ("Train the panels",)
        falls = found["Days from application to answer"]
        assert (falls.judged.measure.start, falls.judged.measure.end) == (40, 20)
        assert falls.judged.measure.unit == "days"
        assert found["Publish the pay gap"].judged.measure.kind.value == "status"
        kept = found["Keep the return rate"]
        assert kept.judged.measure.kind.value == "keep_at"
        assert (kept.judged.measure.low, kept.judged.measure.high) == (80, None)
        assert [one.value for one in kept.judged.readings] == [82]
        assert found["An old promise"].state is State.LEFT_OUT
        pillar = found["Our people"]
        assert pillar.state is State.LEFT_OUT
        assert "Perdoo calls it “Strategic pillar”, which is not a key result" in pillar.notes[0]

    def test_it_goes_into_the_plan(self, bring, lead):
        draft = bring("exports/perdoo.csv")
        choose_pillars(draft, Make="progression")

        confirm(draft, lead)

        assert draft.shape == "perdoo"
        assert KeyResult.objects.count() == 4
        assert KeyResult.objects.get(title__startswith="Promotions").latest.value == 16.5
        kept = KeyResult.objects.get(kind="keep_at")
        assert (kept.low, kept.high, kept.unit, kept.latest.value) == (80, None, "%", 82)


class TestQuantive:
    def test_rows_without_a_key_result_are_their_objectives(self, bring, people):
        draft = bring("exports/quantive.csv")
        found = rows(draft)

        assert draft.shape == "quantive"
        rate = found["Response rate of the survey"]
        assert rate.objective_title == "Listen to where people started"
        assert (rate.judged.measure.start, rate.judged.measure.end) == (0, 66)
        assert [(one.day, one.value) for one in rate.judged.readings] == [(date(2027, 6, 30), 41)]
        assert found["Listening circles held"].judged.owner.pk == people[1].pk
        assert found["Leaders trained"].state is State.LEFT_OUT
        odd = found["Leaders who told their story"].judged.problems
        assert any("the reading is “2027-06-30: abc”" in one.sentence for one in odd)

    def test_the_names_of_its_interface_are_known_too(self, bring):
        header = "goalId,goalName,keyResultName,ownerEmail,initialValue,targetValue,dueDate"
        text = f"{header}\ng1,Listen,Circles held,jo@example.org,0,12,2027-12-31\n"

        draft = bring("gtmhub.csv", text.encode())
        row = rows(draft)["Circles held"]

        assert (draft.shape, row.objective_title) == ("quantive", "Listen")
        assert (row.judged.measure.end, row.judged.due_on) == (12, date(2027, 12, 31))
        assert row.judged.owner.name == "Jo Bevan"


def test_a_viva_template_knows_its_parents_by_reference(bring):
    header = "OKR Reference,Parent OKR,Title,Object type,Owner,Time period,Start,Target"
    lines = [
        header, "1,,Hire more,Objective,Ada Stone,2027,,", "2,1,Offers,Key result,,2027,1,9",
    ]  # fmt: skip

    draft = bring("viva.csv", "\n".join(lines).encode())

    assert (draft.shape, rows(draft)["Offers"].objective_title) == ("viva_goals", "Hire more")


@pytest.mark.parametrize(
    ("days", "due", "told"),
    [
        (("03/04/2027", "12/31/2027"), date(2027, 3, 4), False),
        (("03/04/2027", "31/12/2027"), date(2027, 4, 3), False),
        (("03/04/2027", "05/06/2027"), date(2027, 4, 3), True),
        (("Mar 4, 2027", "31/12/2027"), date(2027, 3, 4), False),
        (("2027-03-04T00:00:00Z", "31/12/2027"), date(2027, 3, 4), False),
    ],
)
def test_the_whole_file_says_how_its_days_are_written(bring, days, due, told):
    lines = ["Title,Object Type,Goal Type,Period,Start,Target,End Date"]
    lines += [f'Row {n},Key result,,2027,0,{n},"{day}"' for n, day in enumerate(days, start=1)]

    row = rows(bring("viva.csv", "\n".join(lines).encode()))["Row 1"]

    assert row.judged.due_on == due
    assert any("is read with the day first" in note for note in row.notes) is told


class TestPlainSheets:
    def test_key_results_side_by_side_come_below_each_other(self, bring, lead, people):
        draft = bring("plain/side-by-side.csv")
        found = rows(draft)

        assert drafts.sheet_names(draft)[1] == "plain/side-by-side.csv"
        assert list(found) == [
            "Schools visited", "Share of offers", "Write the guide", "Leaders who told their story",
        ]  # fmt: skip
        assert found["Share of offers"].judged.row.where == "2, key result 2"
        assert found["Share of offers"].judged.measure.end == 25
        assert found["Share of offers"].judged.owner.pk == people[0].pk
        assert {row.pillar.value for row in found.values()} == {"hiring", "culture"}
        confirm(draft, lead)
        assert KeyResult.objects.filter(objective__title="Reach further").count() == 3

    def test_quarters_are_readings_and_an_empty_objective_is_the_one_above(self, bring, lead):
        draft = bring("plain/quarters.csv")

        confirm(draft, lead)

        visited = KeyResult.objects.get(title="Schools visited")
        assert list(visited.check_ins.order_by("as_of").values_list("as_of", "value")) == [
            (date(2027, 3, 31), 3), (date(2027, 6, 30), 5),
        ]  # fmt: skip
        offers = KeyResult.objects.exclude(pk=visited.pk).get()
        assert (offers.from_value, offers.to_value) == (19, 25)
        assert offers.objective == visited.objective

    def test_one_sheet_a_pillar_is_read_as_one(self, bring, lead):
        book = Workbook()
        book.remove(book.active)
        for name, title in (("Hiring", "Schools visited"), ("Culture", "Leaders heard")):
            sheet = book.create_sheet(name)
            sheet.append(["Key result", "From", "To"])
            sheet.append([title, 2, 12])
        book.create_sheet("Notes").append(["Ask Jo about this"])
        kept = io.BytesIO()
        book.save(kept)

        draft = bring("Plan.xlsx", kept.getvalue())

        assert drafts.sheet_names(draft) == [
            "All 2 sheets together", "Hiring", "Culture", "Notes",
        ]  # fmt: skip
        found = rows(draft)
        assert found["Leaders heard"].judged.row.where == "2 of “Culture”"
        assert found["Leaders heard"].pillar.value == "culture"
        confirm(draft, lead)
        assert KeyResult.objects.count() == 2

    def test_an_objective_merged_over_its_rows_holds_for_all_of_them(self, bring):
        book = Workbook()
        sheet = book.active
        for line in (
            ["Objective", "Key result", "From", "To", "Pillar"],
            ["Reach further", "Schools visited", 2, 12, "Hiring"],
            [None, "Share of offers", "19%", "25%", None],
        ):
            sheet.append(line)
        sheet.merge_cells("A2:A3")
        kept = io.BytesIO()
        book.save(kept)

        found = rows(bring("Plan.xlsx", kept.getvalue()))

        assert {row.objective_title for row in found.values()} == {"Reach further"}


class TestItsPages:
    @pytest.fixture
    def page(self, client, lead):
        client.force_login(lead)
        return client

    def sent(self, page, name):
        content = (DATA / "exports" / name).read_bytes()
        answer = page.post("/okrs/import/", {"file": SimpleUploadedFile(name, content)})
        return answer["Location"]

    def test_the_page_says_whose_export_it_looks_like_and_how_we_know(self, page, bring):
        text = page.get(self.sent(page, "viva-goals.csv")).content.decode()

        assert "This looks like a Viva Goals export" in text
        assert "2 objectives, 5 key results, 1 initiative as milestone, 1 left out." in text
        assert "Microsoft lists no columns" in text
        assert "It is not one: let me match the columns" in text

    def test_going_on_shows_the_rows_as_they_were_read(self, page, bring):
        where = page.post(self.sent(page, "viva-goals.csv"))["Location"]

        text = page.get(where).content.decode()

        assert "Read as a Viva Goals export:" in text
        assert "Left out: <b>Team</b>" in " ".join(text.split())

    def test_who_says_it_is_not_one_matches_the_columns(self, page, bring):
        where = self.sent(page, "viva-goals.csv")

        answer = page.post(where, {"plain": "1"})

        assert answer["Location"] == where
        assert "What is in each column?" in page.get(where).content.decode()


@pytest.mark.parametrize(
    "lines",
    [
        # one sheet whose second key results make it too long, and two that do so together
        ["KR1\tKR2", *["a\tb"] * 2_600],
        ["Key result\tFrom\tTo", *["a\t1\t2"] * 2_600],
    ],
    ids=["side by side", "together"],
)
def test_what_would_be_more_than_a_plan_holds_is_not_unfolded(lines):
    sheet = reading.read_pasted("\n".join(lines))[0]

    assert unfolded([sheet, sheet]) == [sheet, sheet]


def test_a_line_far_down_a_plain_sheet_keeps_its_own_number():
    sheet = Sheet("Plan", (Line(1, ("Key result", "To")), Line(45_004, ("Talks", "12"))))

    assert unfolded([sheet]) == [sheet]
    assert place_of(45_004, sheet) == ""


@pytest.mark.parametrize(
    ("name", "key_results", "readings"),
    [
        ("exports/viva-goals.csv", 3, 1),
        ("exports/perdoo.csv", 4, 3),
        ("exports/quantive.csv", 2, 1),
        ("plain/side-by-side.csv", 4, 0),
        ("plain/quarters.csv", 2, 3),
    ],
)
def test_each_sample_goes_into_the_plan_as_imported_and_out_again(
    name, key_results, readings, bring, lead
):
    draft = bring(name)
    objectives = filter(None, (row.judged.objective for row in rows(draft).values()))
    pillars = {objective.split()[0]: "data" for objective in objectives}
    choose_pillars(draft, **pillars)

    confirm(draft, lead)

    assert KeyResult.objects.count() == key_results
    assert CheckIn.objects.filter(source=CheckIn.IMPORT).count() == readings
    ways = AuditEvent.objects.filter(subject__startswith="okrs.keyresult").values_list("via")
    assert set(ways) == {(Way.IMPORT.value,)}
    confirm(draft, lead)  # sent twice
    assert KeyResult.objects.count() == key_results
    undoing.undo(draft=draft, by=lead, at=NOW)
    assert not KeyResult.objects.active().exists()

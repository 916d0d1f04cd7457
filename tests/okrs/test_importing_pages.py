"""The way from a sheet to the plan, through its pages."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEvent
from okrs.models import KeyResult, Milestone, Objective, SheetImport
from tests.factories import KeyResultFactory, ObjectiveFactory, StrategyFactory, UserFactory
from tests.okrs import ttc_table

START = "okrs:import"
MOCK = """KR\tTheme\tObjective\tBaseline\tGoal\tOwner\tDue
Share stories\tData\tKnow\tNot started\tCompleted\tJo Bevan\t31/05/2027
Sponsor 40 people\tProgression\tMove up\t0\t40\t\t31 March 2027
Attract more candidates\tHiring\tReach\t21%\t25 percent-ish\tSam Quinn\t31/10/2028
Flexible working\tHiring\tReach\tx\tTBC\t\t
Two-way communication\tCulture\tListen\t1\t6\tM. Hale\t31/06/2027
"""


@pytest.fixture
def strategy(db):
    return StrategyFactory(starts_on=date(2026, 1, 1), ends_on=date(2029, 12, 31))


@pytest.fixture
def page(client, lead, strategy):
    client.force_login(lead)
    return client


def brought(page, text=MOCK, **files):
    """The draft after the first step, from pasted text or a file."""
    data = {"file": files["file"]} if files else {"pasted": text}
    answer = page.post(reverse(START), data)
    assert answer.status_code == 302, answer.content.decode()
    return SheetImport.objects.latest("pk")


def address(draft, name="okrs:import_check"):
    return reverse(name, args=[draft.key])


def press(page, draft, do="check", **texts):
    """Press a button of the page of rows, with what was typed; gives the page it leads to."""
    return page.post(
        address(draft), {"do": do, "version": draft.version, **texts}, follow=True
    ).content.decode()


def test_the_first_page_says_what_can_be_sent(page):
    text = page.get(reverse(START)).content.decode()

    assert "Bring your own sheet" in text
    assert 'enctype="multipart/form-data"' in text


def test_without_a_strategy_the_first_page_says_what_to_do_first(client, lead):
    client.force_login(lead)

    assert "First, the strategy itself" in client.get(reverse(START)).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Choose a file, or paste the rows below."),
        ({"pasted": "  \n "}, "Choose a file, or paste the rows below."),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04no")}, "The file is damaged"),
        (
            {"file": SimpleUploadedFile("a.csv", b"a,b"), "pasted": "a,b"},
            "Send a file or paste rows, not both.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(page, data, sentence):
    text = page.post(reverse(START), data).content.decode()

    assert text.count(sentence) == 2  # in the summary, and beside the field
    assert not SheetImport.objects.exists()


def test_columns_are_guessed_and_shown_with_their_first_values(page):
    text = page.get(address(brought(page), "okrs:import_columns")).content.decode()

    assert "Share stories · Sponsor 40 people · Attract more candidates" in text
    assert '<option value="from" selected>From</option>' in text
    assert '<option value="pillar" selected>Pillar</option>' in text


def test_a_column_said_twice_is_refused(page):
    draft = brought(page)

    text = page.post(
        address(draft, "okrs:import_columns"),
        {"header": 1, "column0": "key_result", "column3": "from", "column4": "from"},
    ).content.decode()

    assert "From is chosen twice. Leave one of the two out." in text


def test_without_a_column_of_key_results_nothing_can_be_read(page):
    answer = page.post(
        address(brought(page), "okrs:import_columns"), {"header": 1, "column3": "from"}
    )

    assert "Say which column holds the key results" in answer.content.decode()


def test_another_match_reads_the_rows_afresh(page):
    draft = brought(page)

    page.post(address(draft, "okrs:import_columns"), {"header": "", "column0": "key_result"})

    draft.refresh_from_db()
    assert [row["title"] for row in draft.rows][:2] == ["KR", "Share stories"]


def test_the_other_sheet_of_a_workbook_can_be_chosen(page):
    from tests.okrs.sheets.test_reading import xlsx

    content = xlsx(["Notes"], then=lambda b: b.create_sheet("Plan").append(["Key result", "From"]))
    draft = brought(page, file=SimpleUploadedFile("a.xlsx", content))

    page.post(address(draft, "okrs:import_columns"), {"sheet": "1"})

    draft.refresh_from_db()
    assert draft.columns["parts"] == {"key_result": 0, "from": 1}


def test_sheets_that_nothing_is_read_from_are_named(page):
    from tests.okrs.sheets.test_reading import xlsx

    def more(book):
        book.create_sheet("Notes").append(["Ask Jo"])
        book.create_sheet("Staff").append(["Name", "Grade"])

    content = xlsx(["Key result", "From", "To"], ["A", 1, 2], then=more)
    draft = brought(page, file=SimpleUploadedFile("a.xlsx", content))

    assert page.get(address(draft)).context["unread"] == ["Notes", "Staff"]
    assert "Nothing is read from these sheets of the file:" in press(page, draft)


def test_twelve_sheets_of_one_layout_are_one_and_none_is_left_behind(page):
    from tests.okrs.sheets.test_reading import xlsx

    def more(book):
        for month in range(2, 13):
            sheet = book.create_sheet(f"Part {month}")
            sheet.append(["Key result", "From", "To"])
            sheet.append([f"Move {month}", 1, month + 1])

    content = xlsx(["Key result", "From", "To"], ["Move 1", 1, 2], name="Part 1", then=more)
    draft = brought(page, file=SimpleUploadedFile("a.xlsx", content))
    number = 12 * 1_000_000 + 2

    seen = page.get(address(draft)).context
    press(page, draft, **{f"r{number}-to": "99"})
    draft.refresh_from_db()

    assert len(seen["check"].rows) == 12
    assert seen["unread"] == []
    assert draft.rows[-1]["place"] == "2 of “Part 12”"
    assert draft.rows[-1]["to_text"] == "99"


def test_rows_that_need_a_person_are_named_and_linked_to_their_box(page):
    text = page.get(address(brought(page))).content.decode()

    assert "2 rows need you" in text
    assert (
        '<a href="#r4-to">Row 4: To is “25 percent-ish”. '
        "Write a number from 0 to 100, or “to set”.</a>" in text
    )
    assert '<a href="#r6-due">Row 6: Due is 31 June 2027. June has 30 days.</a>' in text
    assert 'id="r4-to"' in text
    assert 'id="r6-due"' in text
    assert "Import the 3 that are ready" in text
    assert "Nothing has been changed yet." in text


def test_nothing_is_written_before_it_is_confirmed(page):
    page.get(address(brought(page)))

    assert not KeyResult.objects.exists()
    assert not Objective.objects.exists()


def test_a_row_is_mended_in_place_and_by_its_button(page):
    draft = brought(page)

    press(page, draft, "check", **{"r4-to": "26%"})
    text = press(page, draft, "fix:6:due:30 June 2027")

    assert "rows need you" not in text
    assert "26%" in text
    assert "30 June 2027" in text
    assert "Import the 5 that are ready" in text


def test_what_was_typed_wrongly_is_kept_as_typed(page):
    text = press(page, brought(page), "check", **{"r4-to": "lots & lots"})

    assert "Row 4: To is “lots &amp; lots”." in text
    assert 'value="lots &amp; lots"' in text


def test_a_row_left_out_can_be_put_back(page):
    draft = brought(page)

    left = press(page, draft, "leave:4")
    back = press(page, draft, "back:4")

    assert "1 row needs you" in left
    assert "back:4" in left
    assert "2 rows need you" in back


def test_an_owner_nobody_knows_is_nobody_yet_and_can_be_chosen(page):
    UserFactory(name="Jo Bevan", email="jo@example.org", contributor=True)
    draft = brought(page)

    text = page.get(address(draft)).content.decode()
    press(page, draft, "check", **{"r4-owner": "jo@example.org"})

    assert "Nobody called “M. Hale” can own key results; it will have no owner." in text
    draft.refresh_from_db()
    assert draft.rows[2]["owner"] == "jo@example.org"


def test_columns_that_nothing_is_read_from_are_named(page):
    draft = brought(page, "Key result\tFrom\tTo\tRAG\tNotes\nListen more\t2\t12\tgreen\tx\n")

    text = page.get(address(draft)).content.decode()

    assert "Left out: <b>RAG</b>, <b>Notes</b>." in " ".join(text.split())
    assert "Left out:" not in page.get(address(brought(page))).content.decode()


def test_a_row_that_updates_says_which_key_result(page, strategy):
    objective = ObjectiveFactory(strategy=strategy, pillar="culture", title="Listen")
    KeyResultFactory(objective=objective, title="Two-way communication")
    draft = brought(
        page, "Pillar\tObjective\tKey result\tFrom\tTo\tUnit\n"
        "Culture\tListen\tTwo-way  Communication\t1\t6\tmeetings\n"
    )  # fmt: skip

    assert "Updates “Two-way communication”" in page.get(address(draft)).content.decode()


def test_a_row_opened_offers_every_box(page):
    text = page.get(address(brought(page)), {"row": "2"}).content.decode()

    for part in ("key_result", "from", "to", "owner", "due", "pillar", "objective", "milestones"):
        assert f'name="r2-{part}"' in text


def test_a_row_opened_and_sent_unchanged_changes_nothing(page):
    draft = brought(page)
    before = draft.rows

    press(page, draft, "check", **{"r3-objective": "Move up", "r3-pillar": "progression"})

    draft.refresh_from_db()
    assert draft.rows == before


def test_confirming_writes_the_ready_rows_and_says_what_is_left(page, strategy):
    UserFactory(name="Jo Bevan", contributor=True)

    text = press(page, brought(page), "confirm")

    assert "3 key results added. You can undo this for 30 days." in text
    assert "Row 4: Attract more candidates" in text
    stories, sponsor, flexible = KeyResult.objects.order_by("pk")
    assert (stories.kind, stories.owner.name, stories.due_on) == (
        "status", "Jo Bevan", date(2027, 5, 31),
    )  # fmt: skip
    assert (sponsor.from_value, sponsor.to_value, sponsor.objective.pillar) == (
        Decimal(0), Decimal(40), "progression",
    )  # fmt: skip
    assert (flexible.from_value, flexible.to_value, flexible.due_on) == (
        None, None, strategy.ends_on,
    )  # fmt: skip
    assert flexible.set_by is not None


def test_what_was_typed_and_not_checked_is_looked_at_before_it_goes_in(page):
    text = press(page, brought(page), "confirm", **{"r4-to": "26%"})

    assert "Your changes are kept. Look once more, then import." in text
    assert not KeyResult.objects.exists()


def test_confirming_twice_writes_once(page):
    draft = brought(page)

    press(page, draft, "confirm")
    press(page, draft, "confirm")

    assert KeyResult.objects.count() == 3


def test_a_page_that_is_out_of_date_does_not_import(page):
    draft = brought(page)
    press(page, draft, "leave:4")

    text = press(page, draft, "confirm")  # the version of the page before

    assert "The rows changed since you opened this page. Check them once more." in text
    assert not KeyResult.objects.exists()


def test_undo_shows_what_goes_and_then_takes_it_back(page):
    draft = brought(page)
    press(page, draft, "confirm")

    asked = page.get(address(draft, "okrs:import_undo")).content.decode()
    done = page.post(address(draft, "okrs:import_undo"), follow=True).content.decode()

    assert "3 key results would be archived" in asked
    assert "The import is undone: 3 key results archived." in done
    assert not KeyResult.objects.active().exists()
    assert not Objective.objects.active().exists()


def test_a_draft_can_be_thrown_away_and_leaves_a_line_in_the_record(page):
    draft = brought(page)

    page.post(reverse(START), {"throw_away": draft.key})

    assert not SheetImport.objects.exists()
    assert AuditEvent.objects.filter(verb="threw away").exists()
    assert page.get(address(draft)).status_code == 404


@pytest.mark.parametrize("do", ["", "fix", "fix:x:to:1", "leave:", "nonsense:9:9", "fix:999:to:1"])
def test_a_button_that_does_not_exist_only_checks_again(page, do):
    draft = brought(page)

    assert "2 rows need you" in press(page, draft, do)


def test_the_real_table_goes_through_the_pages_and_lands_on_its_pillars(page):
    file = SimpleUploadedFile("strategy.xlsx", ttc_table.as_xlsx())
    draft = brought(page, file=file)

    text = page.get(address(draft)).content.decode()
    press(page, draft, "titles")
    draft.refresh_from_db()
    press(page, draft, "confirm")

    assert "Its cells stood one column to the right." in text
    assert KeyResult.objects.count() == 18
    on = list(KeyResult.objects.order_by("pk").values_list("objective__pillar", flat=True))
    assert (
        on
        == ["data"] * 7
        + ["hiring"]
        + ["culture"] * 2
        + ["hiring"] * 4
        + ["progression"] * 2
        + ["hiring"] * 2
    )
    survey = KeyResult.objects.get(playbook_id="O1-5")
    assert (survey.title, survey.from_value, survey.to_value) == (
        "Employee-wide socio-economic survey response rate", 0, 66,
    )  # fmt: skip
    assert Milestone.objects.count() == 25


def test_rows_cost_no_queries(page, same_queries):
    draft = brought(page)

    def more():
        draft.refresh_from_db()
        draft.rows = [
            {**row, "number": row["number"] + n * 100} for n in range(9) for row in draft.rows
        ]
        draft.save()
        KeyResultFactory.create_batch(5)

    same_queries(lambda: page.get(address(draft)), add_rows=more)


@pytest.mark.parametrize("trait", ["contributor", "viewer", "outsider"])
@pytest.mark.parametrize("name", ["check", "columns", "undo"])
def test_nobody_but_a_lead_sees_a_draft(page, trait, name):
    draft = brought(page)
    page.force_login(UserFactory(**{trait: True}))

    assert page.get(address(draft, f"okrs:import_{name}")).status_code == 403
    assert page.get(reverse(START)).status_code == 403
    assert page.post(address(draft), {"do": "confirm"}).status_code == 403
    assert not KeyResult.objects.exists()


def test_who_is_not_signed_in_is_asked_to(client, db):
    assert client.get(reverse(START)).status_code == 302

"""The main job on the real thing: the hackathon's table, from a spreadsheet to the leaders' page.

A lead brings the table as it stands, mends and places its rows and gives them owners; sets the
baselines that the table leaves open; lead and owner check in over half a year; and every figure on
the dashboard is then compared with what was worked out by hand in `ttc_expected`.
"""

import csv
from datetime import date
from io import StringIO
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from accounts.models import User
from okrs.models import KeyResult
from tests.browser import ttc_expected as by_hand
from tests.browser.access import SHORT
from tests.browser.clock import Clock
from tests.browser.conftest import Visit
from tests.browser.person import Person, rows_of
from tests.browser.ttc_expected import TITLES
from tests.factories import OrganisationFactory, StrategyFactory, UserFactory
from tests.okrs import ttc_table

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OWNED_BY_TOM = (8, 15, 24, 25, 27)


@pytest.fixture
def priya(transactional_db: None) -> User:
    OrganisationFactory.create()
    StrategyFactory.create(starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    return UserFactory.create(name="Priya Nair", email="priya@example.org")


@pytest.fixture
def tom(transactional_db: None) -> User:
    return UserFactory.create(name="Tom Mensah", email="tom@example.org", contributor=True)


def test_the_hackathons_table_becomes_a_plan_whose_every_figure_is_right(
    visit: Visit, clock: Clock, priya: User, tom: User
) -> None:
    clock.is_now(date(2027, 1, 1))
    lead = visit(viewport=SHORT)
    lead.signs_in("priya@example.org")
    brings_the_table(lead)

    clock.is_now(date(2027, 1, 4))
    sets_the_baselines(visit(priya, viewport=SHORT))
    clock.is_now(date(2027, 1, 20))
    says(visit(priya, viewport=SHORT), 30, word="In progress")

    clock.is_now(date(2027, 4, 1))
    checks_in_after_the_first_quarter(
        owner=visit(tom, viewport=SHORT), lead=visit(priya, viewport=SHORT)
    )
    clock.is_now(date(2027, 7, 1))
    checks_in_after_the_second_quarter(
        owner=visit(tom, viewport=SHORT), lead=visit(priya, viewport=SHORT)
    )

    clock.is_now(date(2027, 7, 5))
    leader = visit(UserFactory.create(name="Margaret Hale", viewer=True))
    leader.opens("/dashboards/")
    sees_what_was_worked_out_by_hand(leader)


def brings_the_table(lead: Person) -> None:
    lead.opens("/okrs/import/")
    lead.field("Upload a sheet").set_input_files(
        {
            "name": "Objectives.xlsx",
            "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "buffer": ttc_table.as_xlsx(),
        }
    )
    lead.presses("Read the sheet")
    lead.sees("What is in each column?")
    for theirs, ours in (("Key Result(s)", "Key result"), ("From", "From"), ("To", "To")):
        chosen = lead.field(theirs).locator("option:checked")
        expect(chosen).to_have_text(ours)
    lead.presses("Check the rows")
    lead.sees("18 rows", "Nothing has been changed yet.")
    lead.sees("They are read one to the left.", within=lead.page.locator("#row-29"))
    lead.presses("Use the playbook’s titles")
    mends_the_rows(lead)
    assert not KeyResult.objects.exists()
    lead.presses("Import the 18 that are ready")
    lead.sees("18 key results added")
    assert KeyResult.objects.count() == len(TITLES)


def mends_the_rows(lead: Person) -> None:
    """Places a row on another pillar, gives owners, and is told about a day that does not exist."""
    changes(lead, 6, Pillar="Collaboration")
    for number in OWNED_BY_TOM:
        changes(lead, number, Owner="Tom Mensah")
    changes(lead, 31, Due="31/11/2027")
    summary = lead.page.get_by_role("alert")
    lead.sees("1 row needs you", within=summary)
    expect(summary).to_be_focused()
    lead.follows("Row 31: Due is", within=summary)
    lead.presses("Use 30 November 2027")
    for number, title in TITLES.items():
        lead.sees(title, within=lead.page.locator(f"#row-{number}"))


def changes(lead: Person, number: int, **cells: str) -> None:
    lead.page.locator(f"#row-{number}").get_by_role("link", name="Change").click()
    row = lead.page.get_by_role("group", name=f"Change row {number}")
    for label, text in cells.items():
        box = lead.field(label, row)
        if box.evaluate("it => it.tagName") == "SELECT":
            box.select_option(label=text)
        else:
            box.fill(text)
    lead.presses("Keep these changes", within=row)
    expect(row).to_have_count(0)


def sets_the_baselines(lead: Person) -> None:
    """Three rows that the sheet left open; 19% is 38 of 200. The others stay to be set."""
    opens(lead, 24, "baseline/")
    lead.writes("From: how many", "38")
    lead.writes("From: out of how many", "200")
    lead.writes("Which date does From describe?", "1 January 2027")
    lead.writes("To", "25%")
    lead.presses("Save")
    lead.sees("Saved.")
    for number, start, end in ((25, "2", "10"), (27, "40", "80")):
        opens(lead, number, "baseline/")
        lead.writes("From", start)
        lead.writes("To", end)
        lead.presses("Save")
        lead.sees("Saved.")


def checks_in_after_the_first_quarter(*, owner: Person, lead: Person) -> None:
    says(owner, 8, counts=("4", "20"), as_of=date(2027, 3, 31))
    says(owner, 24, counts=("40", "200"), as_of=date(2027, 3, 31))
    says(owner, 25, figure="3")
    says(owner, 27, figure="42")
    ticks(owner, 15, "Partnerships set up", "Outreach activities are linked to hiring")
    for number in (5, 6, 7, 28):
        says(lead, number, word="In progress")
    says(lead, 9, counts=("132", "400"))
    says(lead, 11, word="Completed")
    ticks(lead, 19, "Set up “listening” activities")


def checks_in_after_the_second_quarter(*, owner: Person, lead: Person) -> None:
    says(owner, 8, counts=("7", "20"))
    says(owner, 24, counts=("44", "200"), as_of=date(2027, 6, 30))
    says(owner, 25, figure="5")
    says(owner, 27, figure="36", changed="Six apprenticeships ended.", sure="3")
    ticks(owner, 15, "Staff objectives and performance reviews")
    says(lead, 5, word="Completed")
    says(lead, 7, blocked="Nobody has time to be filmed.")
    says(lead, 9, counts=("272", "400"))
    says(lead, 29, word="Not started")
    says(lead, 31, word="In progress")
    for number in (6, 28):
        opens(lead, number, "check-in/")
        lead.presses("Nothing new")
        lead.sees("Saved “", "no new reading")


def says(
    person: Person,
    number: int,
    *,
    word: str = "",
    figure: str = "",
    counts: tuple[str, str] | None = None,
    as_of: date | None = None,
    changed: str = "",
    blocked: str = "",
    sure: str = "",
) -> None:
    """Checks in on a row of the sheet."""
    opens(person, number, "check-in/")
    if word:
        person.ticks(word)
    if figure:
        person.writes("What is the figure now?", figure)
    if counts:
        person.writes("How many", counts[0])
        person.writes("Out of how many", counts[1])
    if as_of:
        person.dates("Which date does it describe?", as_of.day, as_of.month, as_of.year)
    if changed:
        person.writes("What changed?", changed)
    if blocked:
        person.ticks("It is blocked")
        person.writes("Is anything in the way?", blocked)
    if sure:
        person.ticks(sure, within=person.page.get_by_role("group", name="How sure are you"))
    person.presses("Save check-in")
    person.sees("Saved “")


def ticks(person: Person, number: int, *milestones: str) -> None:
    """Says of milestones, each by how it begins, that they are done."""
    opens(person, number)
    for begins in milestones:
        step = person.page.get_by_role("main").get_by_role("listitem").filter(has_text=begins)
        person.presses("Mark as done", within=step.first)
        person.sees("Undo", within=step.first)


def opens(person: Person, number: int, rest: str = "") -> None:
    key_result = KeyResult.objects.get(title=TITLES[number])
    person.opens(f"/okrs/key-results/{key_result.pk}/{rest}")


def sees_what_was_worked_out_by_hand(leader: Person) -> None:
    sees_the_sentences(leader)
    sees_the_pillars(leader)
    sees_what_changed(leader)
    sees_what_is_red(leader)
    sees_what_cannot_be_said(leader)


def sees_the_sentences(leader: Person) -> None:
    said = " ".join(leader.reads(".says"))
    for sentence in by_hand.SAYS:
        assert sentence in said


def sees_the_pillars(leader: Person) -> None:
    section = leader.page.locator("#pillars")
    assert leader.reads(".finding-title", within=section) == [by_hand.PILLARS_HEADLINE]
    leader.sees(*by_hand.PILLARS_MARGIN, within=section.locator(".margin"))
    seen = [
        (
            leader.reads("h4", within=row)[0],
            leader.reads(".prow-p", within=row)[0],
            leader.reads(".prow-sub", within=row)[0],
            leader.reads(".counts li", within=row),
            leader.reads(".prow-trend", within=row)[0],
        )
        for row in section.locator(".prow").all()
    ]
    assert seen == by_hand.PILLARS
    bars = [bar.locator("rect").count() for bar in section.locator(".stackbar").all()]
    assert bars == [len(counts) for _name, _p, _n, counts, _moved in by_hand.PILLARS]
    assert file_of(leader) == by_hand.PILLARS_FILE


def file_of(leader: Person) -> list[list[str]]:
    """The pillars as a file, without its heading."""
    answer = leader.page.request.get(urljoin(leader.page.url, "/dashboards/plan.csv"))
    return list(csv.reader(StringIO(answer.text())))[1:]


def sees_what_changed(leader: Person) -> None:
    section = leader.page.locator("#changed")
    assert leader.reads(".finding-title", within=section) == [by_hand.CHANGED_HEADLINE]
    expected = [(TITLES[number], *words) for number, words in by_hand.CHANGED.items()]
    first = rows_of(section.locator("table"))  # so many as the page has room for
    assert first
    assert first == expected[: len(first)]
    leader.follows(f"And {len(expected) - len(first)} more key results", within=section)
    assert rows_of(leader.page.locator(".tbl-moves")) == expected
    leader.opens("/dashboards/")


def sees_what_is_red(leader: Person) -> None:
    section = leader.page.locator("#red")
    assert leader.reads(".finding-title", within=section) == [by_hand.RED_HEADLINE]
    cards = section.locator("article").all()
    assert len(cards) == by_hand.RED_CARDS
    for card, (number, (word, why)) in zip(cards, by_hand.RED.items(), strict=False):
        assert leader.reads("h4", within=card) == [TITLES[number]]
        assert leader.reads(".chip", within=card) == [word]
        leader.sees(why, *by_hand.RED_SAID.get(number, ()), within=card)
    more, every = len(by_hand.RED) - len(cards), len(by_hand.RED)
    leader.follows(f"And {more} more: all {every} in one list", within=section)
    leader.sees(f"{every} key results", *(TITLES[number] for number in by_hand.RED))
    leader.opens("/dashboards/")


def sees_what_cannot_be_said(leader: Person) -> None:
    section = leader.page.locator("#unsaid")
    assert leader.reads(".finding-title", within=section) == [by_hand.UNSAID_HEADLINE]
    assert leader.reads("h4", within=section) == [by_hand.NO_SURVEY, *by_hand.UNSAID]
    items = section.locator(".rows > li").all()[1:]
    for item, (when, rows) in zip(items, by_hand.UNSAID.values(), strict=True):
        assert leader.reads(".gap-when", within=item) == [when]
        assert leader.reads("ul li", within=item) == [TITLES[number] for number in rows]

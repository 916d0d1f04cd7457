"""A leader has five minutes: what changed, is it real, what is red, and what can nobody say yet.

The demo is what they read. What a sentence says on the first page is carried along: each further
page, file and slide has to say the same.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, Locator, expect
from pypdf import PdfReader

from accounts.models import User
from dashboards.demo.people import PASSWORD
from tests.browser.access import PHONE
from tests.browser.conftest import Visit
from tests.browser.person import Person, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RESPONDED = re.compile(r"^(\d+%) responded, up from (\d+%)\. We can describe \d+% of those invited")
LOWER = re.compile(r"^(\d+%) come from a lower background; the UK is (\d+%).*chance could explain")
ON_TRACK = re.compile(r"^(\d+ of \d+ key results) are achieved or on track\. (\d+) are off track")
WAYS = {
    "desktop": {},
    "phone": {"viewport": PHONE, "has_touch": True},
    "without-script": {"java_script_enabled": False},
}


@dataclass
class Leader:
    """Somebody who reads, and what they know so far."""

    person: Person
    has_script: bool
    on_a_phone: bool
    knows: dict[str, str] = field(default_factory=dict)

    def goes_to(self, room: str) -> None:
        """By the menu of every page."""
        menu = self.person.page.get_by_role("banner")
        if self.on_a_phone:
            menu.locator("summary").click()
        self.person.follows(room, within=menu.get_by_role("navigation"))

    def takes(self, kind: str, within: Locator) -> bytes:
        """A file of the finding, as the browser kept it."""
        with self.person.page.expect_download() as taken:
            within.get_by_role("link", name=re.compile(f"^{kind}")).first.click()
        return read(taken.value)


def read(file: Download) -> bytes:
    return Path(file.path()).read_bytes()


@pytest.fixture
def arrive(visit: Visit, demo: None) -> Any:
    def arrive(**options: Any) -> Leader:
        person = visit(**options)
        person.signs_in("leader@demo.example", PASSWORD)
        return Leader(
            person=person,
            has_script=options.get("java_script_enabled", True),
            on_a_phone="has_touch" in options,
        )

    return arrive


@pytest.mark.parametrize("way", WAYS)
def test_in_five_minutes_a_leader_knows_what_moved_and_what_cannot_be_said(
    arrive: Any, way: str
) -> None:
    leader = arrive(**WAYS[way])
    leader.person.is_on("/$")
    leader.goes_to("Dashboards")
    reads_three_sentences(leader)
    follows_one_to_its_page(leader)
    compares_it_with_nothing(leader)
    touches_the_chart(leader)
    takes_it_away(leader)
    tells_change_from_chance(leader)
    opens_what_is_red(leader)
    reads_what_cannot_be_said(leader)
    looks_a_word_up(leader)
    reads_the_board_pack(leader)
    presents_it(leader)


def reads_three_sentences(leader: Leader) -> None:
    """How many answered, who works here, and how the plan stands."""
    leader.person.is_on("/dashboards/$")
    responded, lower, plan = leader.person.reads(".say p:first-child")
    forms = ((RESPONDED, responded), (LOWER, lower), (ON_TRACK, plan))
    found = [form.search(text) for form, text in forms]
    assert all(found), (responded, lower, plan)
    for name, match in zip(("responded", "lower", "plan"), found, strict=True):
        assert match
        leader.knows[name] = match[1]
    assert found[0]
    assert found[2]
    leader.knows |= {"responded before": found[0][2], "off track": found[2][2]}


def follows_one_to_its_page(leader: Leader) -> None:
    person = leader.person
    person.follows("See it in full", within=person.page.locator("#background"))
    person.is_on("/dashboards/representation/")
    title = said(person.page.get_by_role("heading", level=3).text_content() or "")
    assert title.startswith(f"{leader.knows['lower']} come from lower backgrounds")
    assert title.endswith("no clear change")  # chance could explain it, as the first page said
    person.sees("of those who could be placed", "Likely range")


def compares_it_with_nothing(leader: Leader) -> None:
    """What is beside the wave is in the address; without a script a button asks for it."""
    person = leader.person
    view = person.page.locator("#view")
    expect(view).to_contain_text(", beside ")
    person.chooses("Beside", "Nothing")
    if not leader.has_script:
        person.presses("Show")
    expect(view).not_to_contain_text(", beside ")
    expect(person.page).to_have_url(re.compile("against=none"))
    title = person.page.get_by_role("heading", level=3)
    expect(title).to_contain_text(leader.knows["lower"])
    expect(title).not_to_contain_text("change")
    person.page.go_back()
    expect(view).to_contain_text(", beside ")


def touches_the_chart(leader: Leader) -> None:
    """The drawing is there at once; touched, where scripts run, it answers: after Back as well."""
    chart = leader.person.page.locator("[data-chart]").first
    drawing = leader.person.page.locator("svg.chart-phone, svg.chart-wide")
    expect(drawing.locator("visible=true")).to_have_count(1)
    if not leader.has_script:
        return
    chart.scroll_into_view_if_needed()
    chart.tap() if leader.on_a_phone else chart.hover()
    expect(chart.locator(".main-svg").first).to_be_visible()


def takes_it_away(leader: Leader) -> None:
    finding = leader.person.page.locator("section.section").first
    lines = leader.takes("CSV", finding).decode("utf-8-sig")
    assert leader.knows["lower"] in lines
    assert "Source" in lines
    assert leader.takes("PNG", finding).startswith(b"\x89PNG")


def tells_change_from_chance(leader: Leader) -> None:
    person = leader.person
    person.follows("What changed")
    person.is_on("/dashboards/changed/$")
    table = person.page.get_by_role("table").first
    response = table.get_by_role("row", name=re.compile("Survey response"))
    person.sees(leader.knows["responded before"], leader.knows["responded"], within=response)
    person.sees("Clear change", within=response)
    lower = table.get_by_role("row", name=re.compile("Lower socio-economic"))
    person.sees(leader.knows["lower"], "No clear change", within=lower)


def opens_what_is_red(leader: Leader) -> None:
    """Why by the numbers, what its owner says, and what is next; then the key result itself."""
    person = leader.person
    person.follows("Dashboards", within=person.page.get_by_role("navigation", name="Breadcrumb"))
    cards = person.page.locator("#red article")
    expect(cards).to_have_count(3)
    person.sees(f"all {leader.knows['off track']} in one list")
    card = cards.filter(has_text="Off track").first
    person.sees("expected", "Next:", "“", within=card)
    name = said(card.get_by_role("heading").text_content() or "")
    card.get_by_role("heading").get_by_role("link").click()
    person.is_on(r"/okrs/key-results/\d+/$")
    expect(person.page.get_by_role("heading", level=1)).to_have_text(name)
    person.sees("Off track")


def reads_what_cannot_be_said(leader: Leader) -> None:
    person = leader.person
    leader.goes_to("Dashboards")
    unsaid = person.page.locator("#unsaid")
    person.follows("What we cannot say yet")
    expect(unsaid.get_by_role("heading", level=3)).to_be_in_viewport()
    person.sees("really changed?", "It takes:", within=unsaid)
    person.sees("No baseline yet", within=unsaid)


def looks_a_word_up(leader: Leader) -> None:
    person = leader.person
    person.follows("What these words mean", within=person.page.locator("#background"))
    person.is_on("/dashboards/definitions/#")
    expect(person.page.locator(":target")).to_contain_text("Socio-economic background")
    expect(person.page.locator(":target")).to_be_in_viewport()


def reads_the_board_pack(leader: Leader) -> None:
    """The newest is of today: it says what the page says, and is there on paper."""
    person = leader.person
    leader.goes_to("Board pack")
    person.is_on("/board-pack/$")
    person.follows("Pack 2")
    person.sees(f"{leader.knows['responded']} responded", f"{leader.knows['lower']} come from")
    person.sees("What we cannot say yet")
    paper = leader.takes("PDF", person.page.get_by_role("main"))
    assert paper.startswith(b"%PDF")


def presents_it(leader: Leader) -> None:
    person = leader.person
    leader.goes_to("Dashboards")
    person.follows("Present")
    steps = person.page.get_by_role("navigation", name="Slides")
    shown = person.page.locator(".slide:visible")
    expect(shown).to_have_count(1)
    person.sees(f"{leader.knows['responded']} responded", within=shown)
    if leader.has_script:
        expect(shown.get_by_role("heading", level=2)).to_be_focused()
        person.types("ArrowRight")
    else:
        person.follows("Next", within=steps)
    expect(shown).to_contain_text(f"{leader.knows['responded']} responded")
    if leader.has_script:
        person.types("End")
        expect(shown).to_contain_text("cannot answer yet")
    person.follows("Close", within=steps)
    person.is_on("/dashboards/$")


def test_with_the_keyboard_alone_a_leader_gets_as_far(arrive: Any) -> None:
    """From home to a finding, another comparison, its file, and through the slides."""
    leader = arrive()
    person, page = leader.person, leader.person.page
    enters(person, page.get_by_role("banner").get_by_role("link", name="Dashboards"))
    reads_three_sentences(leader)
    enters(person, page.locator("#background").get_by_role("link", name="See it in full"))
    person.is_on("/dashboards/representation/")
    person.tabs_to(page.get_by_label("Beside"))
    person.types("ArrowDown")
    expect(page.locator("#view")).not_to_contain_text(", beside ")
    expect(page.get_by_label("Beside")).to_be_focused()
    person.tabs_to(page.get_by_role("main").get_by_role("link", name=re.compile("^CSV")))
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert leader.knows["lower"] in read(taken.value).decode("utf-8-sig")
    figures = page.locator("summary").filter(has_text="The figures, as a table")
    person.tabs_to(figures)
    person.types("Space")
    person.sees(leader.knows["lower"], within=page.get_by_role("table").first)

    person.opens("/dashboards/")
    enters(person, page.get_by_role("link", name="Present", exact=True))
    expect(page.locator(".slide:visible h2")).to_be_focused()
    person.types("End")
    expect(page.locator(".slide:visible")).to_contain_text("cannot answer yet")
    person.types("Escape")
    person.is_on("/dashboards/$")


def enters(person: Person, link: Locator) -> None:
    person.tabs_to(link, at_most=120)
    person.types("Enter")


def test_printed_a_finding_has_a_sheet_and_nothing_is_cut(arrive: Any) -> None:
    """The sentences first; then each finding with its chart and its table; no sheet is empty."""
    page = arrive().person.page
    page.goto(page.url + "dashboards/")
    titles = [said(title) for title in page.locator(".finding-title").all_text_contents()]
    sheets = [said(sheet.extract_text()) for sheet in PdfReader(BytesIO(page.pdf())).pages]
    for title, sheet in zip(titles, sheets[1:], strict=True):
        assert "".join(title.split()) in "".join(sheet.split())  # a line may end between two words
    assert "Everybody together" in sheets[3]  # the last line of a table that is long

    for subject, ends_with in (("pay", "at least 20."), ("response", "19 times in 20.")):
        page.goto(page.url.split("dashboards/")[0] + f"dashboards/{subject}/")
        titles = [said(title) for title in page.locator(".finding-title").all_text_contents()]
        made = page.pdf(prefer_css_page_size=True)
        sheets = ["".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(made)).pages]
        for title, sheet in zip(titles, sheets, strict=True):
            assert "".join(title.split()) in sheet
            assert "".join(ends_with.split()) in sheet  # the method, below its table


def test_what_is_below_waits_and_is_all_there_for_who_goes_to_a_place(
    visit: Visit, demo: None
) -> None:
    """With nothing above a place still to grow, it stays where it was gone to."""
    reader = visit(User.objects.get(email="leader@demo.example"), at_once=False)
    page, unlaid = reader.page, reader.page.locator(".section:not(.is-laid)")
    page.add_init_script("window.requestIdleCallback = () => 0")  # there is never time
    reader.opens("/dashboards/")
    page.wait_for_load_state()
    assert unlaid.count() == 7

    page.get_by_role("link", name="What we cannot say yet").click()

    expect(page.locator("#unsaid")).to_be_in_viewport()
    expect(unlaid).to_have_count(0)
    reader.opens("/dashboards/")
    page.reload()
    expect(unlaid).to_have_count(0)

"""The strategy map in a browser: by keys, larger and smaller, without a script, and on paper; and
the strategy, a pillar and a key result on paper."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from accounts.models import User
from okrs.models import KeyResult
from strategy.pillars import Pillar
from tests.browser.access import PHONE, complaints
from tests.browser.conftest import Visit
from tests.browser.person import Person, said
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    ObjectiveFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MAP = "/strategy/map/"
A3, A4 = {842, 1191}, {595, 842}  # points
LONG = "Build a toolkit that promotes opportunity for people from low socio-economic backgrounds"
NAMES = (LONG, "Listen", "Roles with a non-graduate route", f"{LONG}, wherever they are, " * 3)

# Every text of a drawing that is shown: its words, its box on the screen, and its size there.
TEXTS = """
(css) => [...document.querySelectorAll(`${css} text`)].map((it) => {
  const {x, y, width, height} = it.getBoundingClientRect();
  return {words: it.textContent, x, y, width, height};
})
"""
# Words that stand out of the box they are in, or that are cut and do not say the whole.
ODD = """
(css) => [...document.querySelectorAll(`${css} a`)].filter((link) => {
  const box = link.querySelector("rect").getBoundingClientRect();
  const texts = [...link.querySelectorAll("text")];
  const out = texts.some((it) => {
    const {left, right, top, bottom} = it.getBoundingClientRect();
    return left < box.left || right > box.right + 1 || top < box.top - 1 || bottom > box.bottom + 1;
  });
  const cut = texts.some((it) => it.textContent.endsWith("…")) && !link.querySelector("title");
  return out || cut;
}).map((link) => link.getAttribute("aria-label"))
"""
SMALLEST = """
() => Math.min(...[...document.querySelectorAll(".map-sheet [font-size]")].map(
  (it) => it.getAttribute("font-size") * it.ownerSVGElement.dataset.times * 0.75))
"""


@pytest.fixture
def leader(transactional_db: None) -> User:
    OrganisationFactory.create(name="Example Ltd")
    StrategyFactory.create(vision="Talent from everywhere.")
    return UserFactory.create(name="Maya Long", viewer=True)


def plan_of(many: int) -> list[KeyResult]:
    """So many key results, two objectives a pillar; of all kinds of names, some without a From."""
    strategy = StrategyFactory._meta.model.objects.get()
    goals = [
        ObjectiveFactory.create(strategy=strategy, pillar=pillar, title=title)
        for pillar in Pillar.values
        for title in ("Know the baseline data", LONG)
    ]
    made = []
    for number in range(many):
        made.append(
            KeyResultFactory.create(
                objective=goals[number * len(goals) // many],
                title=f"{number} {NAMES[number % len(NAMES)]}".strip(),
                unset=number % 5 == 4,
                also_supports=["culture"] if number % 7 == 0 else [],
            )
        )
    return made


def read(key_result: KeyResult, figure: str = "20") -> None:
    key_result.latest = CheckInFactory.create(
        key_result=key_result,
        value=Decimal(figure),
        as_of=date(2027, 1, 1),
        recorded_at=datetime(2027, 1, 1, 9, tzinfo=UTC),
    )
    key_result.confirmed_on = date(2027, 1, 1)
    key_result.save()


def overlaps(page: Page, css: str) -> list[tuple[str, str]]:
    """Pairs of texts of which one stands on the other."""
    texts: list[dict[str, Any]] = page.evaluate(TEXTS, css)
    assert len(texts) > 30
    rows = sorted(texts, key=lambda one: one["y"])
    return [(a["words"], b["words"]) for a, b in combinations(rows, 2) if _touch(a, b)]


def _touch(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Lines of one paragraph come near each other: letters are smaller than their boxes."""
    across = one["x"] + 1 < other["x"] + other["width"] and other["x"] + 1 < one["x"] + one["width"]
    near = min(one["height"], other["height"]) * 0.3
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across and down > near


def sheets(page: Page) -> tuple[list[set[int]], str]:
    """What comes out of the printer: the size of each sheet in points, and all its words."""
    read_ = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    sizes = [{round(one.mediabox.width), round(one.mediabox.height)} for one in read_.pages]
    return sizes, said(" ".join(one.extract_text() for one in read_.pages))


def moves_it(person: Person) -> None:
    """Dragged, it moves, and does not lead where the drag began."""
    left, address = "document.querySelector('[data-map]').scrollLeft", person.page.url
    mouse = person.page.mouse
    start = person.page.locator("[data-map] a").nth(2)
    start.scroll_into_view_if_needed()
    box = start.bounding_box()
    assert box
    before = person.page.evaluate(left)
    x, y = box["x"] + 100, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y, steps=4)
    mouse.up()
    assert person.page.evaluate(left) == before - 60
    assert person.page.url == address


def can_be_made_larger(person: Person) -> None:
    """By keys while the focus is on the map, and by buttons."""
    wide = "document.querySelector('[data-map] svg').getBoundingClientRect().width"
    fits = person.page.evaluate(wide)
    person.types("+", "+")
    assert person.page.evaluate(wide) == pytest.approx(fits * 1.5, rel=0.05)
    person.sees("The map stands at 150%.")
    moves_it(person)
    person.types("0", "-")
    assert person.page.evaluate(wide) < fits
    person.presses("Fit")
    assert person.page.evaluate(wide) == fits


def test_by_keys_along_the_branches_larger_and_to_what_stands_there(
    visit: Visit, leader: User, clock: Any
) -> None:
    first = plan_of(37)[0]
    read(first)
    person = visit(leader)
    person.opens(MAP)
    page = person.page
    boxes = page.locator("[data-map] a")
    focused = page.locator("[data-map] a:focus")

    person.tabs_to(page.get_by_role("region", name="Strategy map"))
    person.types("Tab")
    expect(focused).to_have_attribute("aria-label", "Pillar: Data. 30% progress")
    person.types("ArrowRight", "ArrowRight")
    expect(focused).to_have_attribute(
        "aria-label",
        f"Key result: {first.title}. 0%, now 20%, to 66%. Too early. "
        "Also supports Culture & leadership",
    )
    stroke = "it => getComputedStyle(it.querySelector('rect')).strokeWidth"
    assert focused.evaluate(stroke) == "3px"
    person.types("ArrowDown", "ArrowUp", "ArrowLeft", "ArrowLeft", "ArrowDown")
    expect(focused).to_have_attribute("aria-label", "Pillar: Progression")
    can_be_made_larger(person)
    assert overlaps(page, "[data-map]") == []
    assert page.evaluate(ODD, "[data-map]") == []
    assert boxes.count() == 5 + 10 + 37
    assert complaints(page) == []
    boxes.nth(2).focus()
    person.types("Enter")
    person.is_on(f"/okrs/key-results/{first.pk}/$")


@pytest.mark.parametrize(("many", "papers"), [(37, 1), (120, 2)])
def test_on_paper_it_is_sheets_of_a3_that_can_be_read_and_say_all(
    visit: Visit, leader: User, many: int, papers: int
) -> None:
    made = plan_of(many)
    person = visit(leader, color_scheme="dark")
    person.opens(MAP)
    assert overlaps(person.page, "[data-map]") == []
    assert person.page.evaluate(ODD, "[data-map]") == []

    sizes, words = sheets(person.page)
    person.page.emulate_media(media="print")

    assert sizes == [A3] * papers
    assert person.page.evaluate(SMALLEST) >= 6.5
    assert person.page.evaluate(ODD, ".map-sheet") == []
    assert words.count("→ – → 66%") == sum(one.from_value is not None for one in made)
    assert overlaps(person.page, ".map-sheet") == []
    assert all(f"{number} " in words for number in range(len(made)))
    assert "See it as a list" not in words
    assert "Example Ltd · Mobility · /strategy/map/" in words


def test_without_a_script_it_is_a_drawing_with_links_and_a_list(
    visit: Visit, leader: User, clock: Any
) -> None:
    read(plan_of(12)[0], "66")
    person = visit(leader, java_script_enabled=False)
    person.opens(MAP)

    expect(person.page.get_by_role("button", name="Fit")).to_be_hidden()
    expect(person.page.get_by_role("button", name="Print on A3")).to_be_hidden()
    person.follows("Objective: Know the baseline data")
    person.is_on(r"/strategy/pillars/data/#objective-\d+$")
    person.opens(MAP)
    person.follows("Achieved")
    person.is_on(r"/strategy/map/\?status=achieved$")
    person.follows("See it as a list")
    person.is_on(r"/strategy/map/\?as=list&status=achieved$")
    assert person.reads("main .mlist li .chip") == ["Achieved"]
    person.page.set_viewport_size(PHONE)
    person.opens(MAP)
    expect(person.page.locator("[data-map]")).to_be_hidden()
    person.follows("0 Build a toolkit")
    person.is_on(r"/okrs/key-results/\d+/$")


def test_strategy_pillar_and_key_result_print_on_a4(visit: Visit, clock: Any) -> None:
    OrganisationFactory.create(name="Example Ltd")
    StrategyFactory.create(vision="Talent from everywhere.")
    first = plan_of(37)[0]
    read(first)
    person = visit(UserFactory.create(name="Priya Nair"), color_scheme="dark")
    key_result = f"/okrs/key-results/{first.pk}/"
    looked_for = {
        "/strategy/": ("Talent from everywhere.", "0 Build a toolkit", "Collaboration"),
        "/strategy/pillars/data/": ("What this pillar asks", "0 Build a toolkit", "Too early"),
        key_result: (first.title, "Readings", "History", "Expected by now"),
    }
    for address, wanted in looked_for.items():
        person.opens(address)
        sizes, words = sheets(person.page)
        person.page.emulate_media(media="print")

        assert (address, sizes) == (address, [A4] * len(sizes))
        assert len(sizes) <= 4
        assert [one for one in wanted if one not in words] == []
        assert f"As at 1 January 2027. Example Ltd · Mobility · {address}" in words
        assert [one for one in ("Dashboards", "Add an", "Edit", "Check in") if one in words] == []
        ground = person.page.evaluate("getComputedStyle(document.body).colorScheme")
        assert "dark" not in ground
        person.page.emulate_media(media="null")

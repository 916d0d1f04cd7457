"""Slides for a room: the headline's findings one at a time, each with an address of its own."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from charts.ranges import Line, Panel, RangeChart, Spot
from dashboards import headline, presenting
from dashboards.finding import Cell, Finding, Row, Table
from dashboards.headline import Headline
from dashboards.presenting import MOST_ROWS, Slide
from tests.dashboards.sections import headlines
from tests.dashboards.two_waves import TODAY, two_waves
from tests.factories import KeyResultFactory, OrganisationFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db
SLIDE = re.compile(r'<section class="slide.*?</section>', re.S)


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def leader(client: Client) -> Client:
    OrganisationFactory.create()
    client.force_login(UserFactory.create(viewer=True))
    return client


@pytest.fixture
def made() -> Headline:
    """The headline of two published waves and one key result."""
    two_waves()
    strategy = StrategyFactory.create(starts_on=TODAY.replace(month=1, day=1))
    KeyResultFactory.create(objective__strategy=strategy)
    return headline.made(day=TODAY, today=TODAY)


def opened(client: Client, query: str = "") -> str:
    answer = client.get(f"{reverse('dashboards:present')}{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def words(html: str) -> str:
    inline = re.sub(r"</?b>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def test_the_first_slide_has_the_sentences_then_a_finding_each_and_last_what_is_unsaid(
    made, leader
):
    slides = SLIDE.findall(opened(leader))

    for said in made.says:
        assert words(said) in words(slides[0])
    found = (*made.findings, made.unsaid)
    assert len(slides) == len(found) + 1
    for slide, finding in zip(slides[1:], found, strict=True):
        told = words(slide)
        assert finding.title in told
        assert finding.source in told
        if finding.chart:
            assert finding.number in told
            assert finding.people in told
            assert "<svg" in slide


def test_the_slide_of_what_is_red_names_who_is_on_it(leader):
    headlines.plan()

    slide = next(one for one in SLIDE.findall(opened(leader)) if "What its owner says" in one)

    assert 'data-label="Owner">R. Iqbal</td>' in slide
    assert "Guarantee interviews." in words(slide)


def test_a_slide_says_no_figure_that_its_finding_does_not(made, leader):
    slides = SLIDE.findall(opened(leader))[1:]

    for slide, finding in zip(slides, (*made.findings, made.unsaid), strict=True):
        number = re.search(r'class="slide-num[^"]*">(.*?)</p>', slide)
        assert not number or unescape(number[1]) == finding.number
        cells = [unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", slide)]
        table = finding.table
        assert not cells or table
        assert set(cells) <= {
            cell.said for row in (table.rows if table else ()) for cell in row.cells
        }


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("", 1),
        ("?slide=3", 3),
        ("?slide=0", 1),
        ("?slide=-2", 1),
        ("?slide=two", 1),
        ("?slide=²", 1),
    ],
)
def test_each_slide_has_an_address_and_the_others_are_hidden(query, at, made, leader):
    slides = SLIDE.findall(opened(leader, query))

    hidden = [" hidden>" in slide.split("\n", 1)[0] for slide in slides]
    assert [place for place, out in enumerate(hidden, start=1) if not out] == [at]


def test_a_slide_of_a_longer_deck_of_last_month_opens_the_last_there_is(made, leader):
    page = opened(leader, "?slide=99")

    last = len(made.findings) + 2
    assert f"Slide {last} of {last}" in page
    assert f'href="?slide={last - 1}"' in page


def test_without_javascript_each_step_is_a_link_and_the_ends_lead_nowhere(made, leader):
    first, third = opened(leader), opened(leader, "?slide=3")

    assert re.search(r'rel="prev" data-slide-step="-1" aria-disabled="true"', first)
    assert re.search(r'rel="next" data-slide-step="1" href="\?slide=2"', first)
    assert re.search(r'rel="prev" data-slide-step="-1" href="\?slide=2"', third)
    assert re.search(r'rel="next" data-slide-step="1" href="\?slide=4"', third)


def test_before_there_is_anything_one_slide_says_so(leader):
    slides = SLIDE.findall(opened(leader))

    assert len(slides) == 1
    assert "No survey has been published yet" in words(slides[0])


def test_the_dashboards_lead_to_the_slides_and_the_slides_back(made, leader):
    page = leader.get(reverse("dashboards:plan")).content.decode()

    assert f'href="{reverse("dashboards:present")}"' in page
    assert f'href="{reverse("dashboards:plan")}" data-slide-close' in opened(leader)


# --- the page of a subject ----------------------------------------------------------------------


def test_a_subject_is_shown_with_what_was_chosen_on_its_page(made, leader):
    address = reverse("dashboards:subject", args=["units"])
    query = "?wave=w2&against=none&group=north"
    page = leader.get(f"{address}{query}")
    (link,) = re.findall(r'href="([^"]+)">Present</a>', page.content.decode())

    deck = leader.get(unescape(link)).content.decode()
    slides = SLIDE.findall(deck)

    assert (
        unescape(link)
        == f"{reverse('dashboards:present')}?of=units&wave=w2&against=none&group=north"
    )
    findings = page.context["page"].findings
    assert len(slides) == len(findings)
    for slide, finding in zip(slides, findings, strict=True):
        assert finding.title in words(slide)
        assert f"{finding.heading} · {page.context['page'].line}" in words(slide)
    assert "beside" not in words(slides[0]).split("Dot:")[0]
    assert f'href="{address}{query.replace("&", "&amp;")}" data-slide-close' in deck


def test_each_step_and_each_slide_keeps_what_was_chosen(made, leader):
    deck = opened(leader, "?of=response&wave=w2&slide=2")

    assert 'href="?of=response&amp;wave=w2&amp;slide=1"' in deck
    assert 'href="?of=response&amp;wave=w2&amp;slide=3"' in deck
    assert " hidden>" not in SLIDE.findall(deck)[1].split("\n", 1)[0]


def test_another_choice_is_another_deck(made, leader):
    beside, alone = (
        words(opened(leader, f"?of=representation{more}")) for more in ("", "&against=none")
    )

    assert "October 2026, beside October 2025" in beside
    assert "beside October 2025" not in alone


def test_what_was_not_asked_is_said_on_its_slide_and_not_at_its_foot(made, leader):
    (slide,) = SLIDE.findall(opened(leader, "?of=pay"))
    lead, foot = slide.split("<footer", 1)

    assert "choose the question about pay" in words(lead)
    assert "did not ask about pay" in words(lead)
    assert "choose the question" not in words(foot)


@pytest.mark.parametrize("query", ["?of=nothing", "?of=", "?of=units&wave=w9", "?of=pillars"])
def test_what_is_not_there_has_no_slides(query, made, leader):
    assert leader.get(f"{reverse('dashboards:present')}{query}").status_code == 404


def test_a_subject_without_a_published_wave_is_one_slide_and_its_page_leads_to_none(leader):
    slides = SLIDE.findall(opened(leader, "?of=grades"))
    page = leader.get(reverse("dashboards:subject", args=["grades"])).content.decode()

    assert "Nothing to show yet" in words(slides[0])
    assert len(slides) == 1
    assert ">Present</a>" not in page


def finding(*, rows: int, chart: RangeChart | None = None) -> Finding:
    lines = tuple(
        Row(names=(f"Line {n}", "Pillar"), cells=tuple(Cell(said=f"{n}{c}") for c in "abcdef"))
        for n in range(rows)
    )
    table = Table(caption="All", names=("What", "Where"), heads=tuple("ABCDEF"), rows=lines)
    return Finding(key="red", heading="Red", title="Much is red", table=table, chart=chart)


def test_a_long_table_is_cut_to_what_a_room_can_read_and_says_so():
    slide = Slide(number=2, title="", finding=finding(rows=MOST_ROWS + 2))

    assert slide.heads == ("What", "A", "B", "C", "D", "E")
    assert len(slide.lines) == MOST_ROWS
    assert slide.lines[1].cells == tuple((head, f"1{head.lower()}") for head in "ABCDE")
    assert slide.left_out == "2 more lines are on the page."


def test_a_table_that_fits_says_nothing_of_being_cut():
    assert Slide(number=2, title="", finding=finding(rows=MOST_ROWS)).left_out == ""


def test_beside_a_chart_there_is_no_table():
    line = Line(name="Lower", spot=Spot(value=29, said="29%"))
    chart = RangeChart(description="One share.", panels=(Panel(lines=(line,)),))
    slide = Slide(number=2, title="", finding=finding(rows=9, chart=chart))

    assert (slide.heads, slide.lines, slide.left_out) == ((), (), "")


def test_the_slides_cost_no_query_more_than_the_page_they_are_of(
    made, leader, django_assert_max_num_queries
):
    with django_assert_max_num_queries(40) as asked:
        leader.get(reverse("dashboards:plan"))
    with django_assert_max_num_queries(len(asked)):
        opened(leader)


def test_a_deck_of_nothing_opens_at_its_first_slide(leader):
    empty = headline.made(day=TODAY, today=TODAY)

    deck = presenting.deck(empty, asked="7")

    assert (deck.at, deck.before, deck.after) == (1, 0, 0)

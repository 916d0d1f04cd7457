"""The headline page: what it says before, with and after each thing it rests on."""

from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from dashboards import headline, known, waves
from dashboards.sections import gaps
from dashboards.subjects.listing import SUBJECTS
from disclosure import correcting
from disclosure.correcting import Correction
from okrs.models import CheckIn
from surveys.models import Participation, Wave
from surveys.states import State
from tests.dashboards.sections import headlines
from tests.dashboards.two_waves import TODAY, one_wave, two_waves
from tests.factories import CheckInFactory, OrganisationFactory, UserFactory, WaveFactory

pytestmark = pytest.mark.django_db
SURVEY, PLAN = ["response", "background", "grades"], ["pillars", "changed", "red"]


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def leader(client):
    OrganisationFactory.create()
    client.force_login(UserFactory.create(viewer=True))
    return client


def made(day: date = TODAY, **choices: bool) -> headline.Headline:
    return headline.made(day=day, today=TODAY, **choices)


def keys(found: headline.Headline) -> list[str]:
    return [finding.key for finding in found.findings]


def page(client) -> str:
    return " ".join(unescape(client.get(reverse("dashboards:plan")).content.decode()).split())


def test_its_sections_stand_in_the_order_leaders_ask(leader):
    two_waves()
    headlines.plan()

    shown = page(leader)

    found = made()
    assert keys(found) == SURVEY + PLAN
    places = [shown.index(f'<section class="section" id="{key}"') for key in keys(found)]
    assert places == sorted(places)
    assert "What we cannot say yet" in shown


def test_what_a_page_of_one_finding_says_is_left_to_it(leader):
    two_waves()
    headlines.plan()

    shown, findings = page(leader), made().findings

    for finding in findings:
        assert all(one in shown for one in finding.beside), finding.key
        assert not any(one in shown for one in finding.asides if one), finding.key
    for finding in findings[:2]:
        own = unescape(leader.get(finding.address).content.decode())
        assert all(one in own for one in (*finding.beside, *finding.asides)), finding.key


def test_each_subject_that_has_a_page_is_one_press_away(leader):
    headlines.plan()
    two_waves()
    html = leader.get(reverse("dashboards:plan")).content.decode()

    for subject in SUBJECTS:
        assert reverse("dashboards:subject", args=[subject.slug]) in html


def test_before_there_is_anything_nothing_is_claimed(leader):
    found = made()

    assert found.findings == ()
    assert found.says == (
        "No survey has been published yet, so nothing can be said of who works here.",
        "No key result is in the plan yet.",
    )
    assert "Nothing to show yet" in page(leader)


def test_a_plan_without_a_survey_is_shown_by_itself(leader):
    headlines.plan()

    assert keys(made()) == PLAN
    assert "Who works here, and where do they come from?" in page(leader)


def test_a_survey_without_a_plan_is_shown_by_itself(leader):
    two_waves()

    assert keys(made()) == [*SURVEY, "changed"]
    assert "No key result is in the plan yet." in made().says
    assert 'id="pillars"' not in page(leader)


def test_one_wave_and_no_plan_have_nothing_to_compare():
    one_wave()

    assert keys(made()) == SURVEY


def test_with_one_wave_nothing_is_compared(leader):
    one_wave()
    headlines.plan()

    found = made()

    changed = found.findings[4]
    assert changed.verdict == ""
    assert "a month" in changed.title
    assert "One wave is published: October 2026." in page(leader)


def test_every_number_of_the_sentences_stands_in_a_finding(leader):
    two_waves()
    headlines.plan()

    found = made()

    response, background, plan = found.says
    assert response.startswith(found.findings[0].number)
    assert background.startswith(found.findings[1].number)
    assert plan.startswith("1 of 3 key results is achieved or on track. 1 is off track.")


def test_every_grade_is_drawn_as_it_is_now_and_what_became_of_them_is_said():
    two_waves()

    grades = made().findings[2]

    lines = [line for panel in grades.chart.panels for line in panel.lines]
    assert len(grades.chart.panels) == 3
    assert all(line.before is None for line in lines)
    assert "Ring" not in grades.marks
    assert any(note.startswith("Since October 2025") for note in grades.notes)


def test_of_an_earlier_day_it_says_what_was_known_then():
    two_waves()
    headlines.plan()

    then = made(date(2026, 6, 30))

    assert then.chosen.wave.label == "w1"
    assert then.plan.today == date(2026, 6, 30)
    assert made(date(2025, 6, 30)).chosen is None
    assert all(finding.as_of <= date(2026, 6, 30) for finding in then.findings)


def test_a_table_that_was_taken_back_is_not_shown_of_an_earlier_day_either():
    """Else whoever issues a pack of that day would publish it a second time."""
    one_wave("w2")
    july = date(2027, 7, 1)
    before = waves.published(day=date(2026, 12, 1), today=july).read([("UNIT",)])
    correction = Correction(
        title="October 2026", population="All", invited=None, taken_back=frozenset([("UNIT",)])
    )
    correcting.correct(
        source="w2",
        seen=1,
        correction=correction,
        reason="Units were mixed up",
        by=UserFactory.create(),
        at=datetime(2027, 1, 5, 9, tzinfo=UTC),
    )

    then = waves.published(day=date(2026, 12, 1), today=july).read([("UNIT",), ("GRADE",)]).newest

    assert ("UNIT",) in before.newest.tables
    assert (then.publication.version, then.publication.title) == (1, "October 2026")
    assert set(then.tables) == {(), ("GRADE",)}
    assert ("UNIT",) not in then.cuts


def test_what_an_owner_said_later_is_not_in_an_earlier_headline():
    headlines.plan()
    later = CheckIn.objects.get(changed__contains="Schools")
    CheckInFactory.create(
        key_result=later.key_result,
        value=Decimal(2),
        as_of=date(2026, 10, 1),
        recorded_at=datetime(2026, 10, 1, 9, tzinfo=UTC),
        changed="We began.",
    )

    then, now = str(made(date(2026, 10, 31)).findings), str(made().findings)

    assert "We began." in then
    assert "Schools" not in then
    assert "Schools" in now


def test_without_names_no_owner_and_nothing_they_said_is_in_it():
    two_waves()
    headlines.plan()

    told, plain = str(made().findings), made(names=False)

    for word in ("R. Iqbal", "Schools do not lead", "Guarantee interviews", "Two days a month"):
        assert word in told
        assert word not in str((plain.findings, plain.unsaid, plain.said))
    assert "Agree the scope, by 15 January 2027." in str(plain.findings)


def test_more_of_everything_costs_no_more_queries(leader, same_queries):
    two_waves()
    strategy = headlines.plan()

    def more():
        one_wave("w3", seed=2)
        Wave.objects.filter(label="w3").update(closed_on=date(2026, 11, 20))
        WaveFactory.create(results_on=date(2027, 3, 1))
        for _ in range(3):
            another = headlines.key_result(strategy, "culture")
            headlines.read(another, 3, date(2026, 11, 3))

    same_queries(lambda: page(leader), add_rows=more)


@pytest.mark.parametrize("key", ["pillars", "changed", "red", "unsaid"])
def test_each_section_of_the_plan_is_a_file_with_its_figures(leader, key):
    two_waves()
    headlines.plan()
    found = {one.key: one for one in (*made().findings, made().unsaid)}[key]

    lines = leader.get(dict(found.files)["csv"]).content.decode()

    for row in found.table.rows:
        assert row.names[0] in lines


def test_the_pillars_are_a_drawing_and_a_picture_too(leader):
    headlines.plan()
    found = {one.key: one for one in made().findings}["pillars"]

    drawing, picture = (leader.get(dict(found.files)[kind]) for kind in ("svg", "png"))

    assert found.chart.stacks[0].said in drawing.content.decode()
    assert picture.content.startswith(b"\x89PNG")


def test_what_is_no_section_or_no_file_is_not_found(leader):
    headlines.plan()

    for finding, kind in (("pay", "csv"), ("pillars", "exe")):
        address = reverse("dashboards:headline_file", args=[finding, kind])
        assert leader.get(address).status_code == 404


@pytest.mark.parametrize("name", ["plan", "pillars", "changed"])
def test_its_pages_open_at_any_time_and_never_for_an_outsider(leader, client, name):
    address = reverse(f"dashboards:{name}")
    assert leader.get(address).status_code == 200

    two_waves()
    headlines.plan()
    assert leader.get(address).status_code == 200

    client.force_login(UserFactory.create(outsider=True))
    assert client.get(address).status_code == 403


def test_the_page_of_pillars_names_what_is_furthest_and_what_has_furthest_to_go(leader):
    strategy = headlines.strategy()
    for title, value in (("First", 60), ("Second", 6)):
        one = headlines.key_result(strategy, "hiring")
        one.objective.title = title
        one.objective.save()
        headlines.read(one, value, date(2026, 11, 1))

    shown = " ".join(leader.get(reverse("dashboards:pillars")).content.decode().split())

    assert "Furthest on: First, 91%." in shown
    assert "Furthest to go: Second, 9%." in shown


def test_the_page_of_changes_has_key_results_since_the_wave_before(leader):
    two_waves()
    headlines.plan()

    shown = " ".join(leader.get(reverse("dashboards:changed")).content.decode().split())

    assert "Key results since 30 October 2025, when the wave before ended" in shown
    assert "+44 points" in shown


def test_where_nothing_can_be_compared_the_page_of_changes_says_what_it_needs(leader):
    shown = leader.get(reverse("dashboards:changed")).content.decode()

    assert "It needs two published surveys, or key results." in shown
    assert "No key result moved" not in shown  # nothing is there that could have


def test_of_what_moved_and_kept_its_status_the_headline_says_how_many(leader):
    two_waves()
    steady = headlines.key_result(headlines.plan(), title="Mentors trained")
    headlines.read(steady, 63, date(2026, 10, 1))
    headlines.read(steady, 64, date(2026, 11, 1))

    shown = " ".join(leader.get(reverse("dashboards:plan")).content.decode().split())

    assert "1 more has another figure, and the status it had." in shown


@pytest.mark.parametrize(("asked", "named"), [(60, "October"), (600, "A pilot"), (None, "A pilot")])
def test_a_pilot_of_few_is_not_the_survey_that_will_answer(asked, named):
    OrganisationFactory.create(headcount=1200)
    pilot = WaveFactory.create(
        title="A pilot", state=State.OPEN, closes_on=date(2026, 12, 12), plan_hash="c" * 64
    )
    WaveFactory.create(title="October", closes_on=date(2027, 10, 31))
    if asked:
        Participation.objects.create(wave=pilot, day=TODAY, invited=asked, responded=35)

    assert known.read(day=TODAY, today=TODAY).coming.title == named


def test_where_only_a_pilot_of_few_is_on_the_way_it_is_said_that_none_is_planned():
    OrganisationFactory.create(headcount=1200)
    pilot = WaveFactory.create(state=State.CLOSING, closes_on=TODAY, plan_hash="c" * 64)
    Participation.objects.create(wave=pilot, day=TODAY, invited=60, responded=35)

    found = known.read(day=TODAY, today=TODAY).coming

    assert found is None
    assert gaps.next_wave(found) == "No survey of the whole workforce is planned yet."

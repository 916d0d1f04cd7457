"""Periods in pages: the list, the review, the close, opening again, and what was kept."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from okrs.models import KeyResult, Period, PeriodResult, PeriodSnapshot
from okrs.periods import reopening
from strategy.models import Strategy
from tests.factories import UserFactory
from tests.okrs.periods.years import LATER, NOW, close, due, going_on, objective, say, year

pytestmark = pytest.mark.django_db
ACHIEVED, MISSED, CARRIED = PeriodResult.ACHIEVED, PeriodResult.MISSED, PeriodResult.CARRIED


@pytest.fixture
def browser(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def address(name: str, *args: object) -> str:
    return reverse(f"okrs:{name}", args=args)


def words(response: object) -> str:
    """What a page says, without its marks."""
    html = response.content.decode()  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_it_begins_with_a_name_that_the_strategys_days_suggest(browser: Client) -> None:
    objective()
    assert "No period has a name yet" in words(browser.get(address("periods")))

    page = browser.get(address("period_add") + "?length=half")
    assert 'value="Year 1, half 1"' in page.content.decode()
    sent = {"name": "Year 1", "starts_on": "1 January 2025", "ends_on": "31 December 2025"}
    browser.post(address("period_add"), sent)
    browser.post(address("period_add"), sent)

    period = Period.objects.get()
    assert "Year 1" in words(browser.get(address("periods")))
    refused = browser.post(address("period_add"), sent | {"name": "Again"})
    assert "It shares days with “Year 1”" in words(refused)
    assert 'value="Again"' in refused.content.decode()
    assert browser.get(address("period", period.pk)).status_code == 200


def test_its_name_and_days_change_and_it_goes_while_nothing_was_kept(browser: Client) -> None:
    lead = User.objects.get()
    one = due(objective())
    period = year(lead)
    say(period, one, MISSED, lead)
    sent = {"name": "First", "starts_on": "1 January 2025", "ends_on": "30 November 2025"}

    browser.post(address("period_edit", period.pk), sent | {"version": period.version})
    refused = browser.post(address("period_edit", period.pk), sent | {"name": "Old", "version": 1})

    assert Period.objects.get().name == "First"
    assert "saved a change" in words(refused)
    browser.post(address("period_edit", period.pk), {"remove": "yes"})
    assert not Period.objects.exists()


def test_a_review_says_how_each_stood_and_keeps_what_is_said_of_it(browser: Client) -> None:
    lead = User.objects.get()
    under = objective()
    one = due(under, 50, title="Listen", intent="aspirational")
    other = due(under, 50, title="Act")
    going_on(under, 33, title="Learn")
    period = year(lead)

    page = words(browser.get(address("period", period.pk)))
    assert "0 of 2 that were due are decided." in page
    assert "0.75 Good for an aspiration" in page
    assert "0.75 Short of the promise: explain it" in page
    assert "0.50 so far" in page
    assert "How it stood suggests: Carried over." in page
    assert "never of a person" in page

    sent = {
        f"k{one.pk}-outcome": ACHIEVED,
        f"k{one.pk}-reflection": "We asked <i>in person</i>.",
        f"k{one.pk}-version": "0",
    }
    answer = browser.post(address("period_say", period.pk, one.pk), sent)
    assert answer["Location"].endswith(f"#kr-{one.pk}")
    page_now = browser.get(address("period", period.pk)).content.decode()
    assert "We asked &lt;i&gt;in person&lt;/i&gt;." in page_now
    assert "1 of 2 that were due are decided." in page_now

    sent = {f"k{other.pk}-outcome": MISSED, f"k{other.pk}-version": "0"}
    alone = browser.post(
        address("period_say", period.pk, other.pk), sent, headers={"HX-Request": "true"}
    )
    assert "<html" not in alone.content.decode()
    assert "2 of 2 that were due are decided." in words(alone)


def test_the_second_of_two_to_save_is_told_and_keeps_their_words(browser: Client) -> None:
    lead = User.objects.get()
    one, period = due(objective()), year(lead)
    say(period, one, MISSED, UserFactory.create(), "The first word.")
    sent = {
        f"k{one.pk}-outcome": ACHIEVED,
        f"k{one.pk}-reflection": "My own words.",
        f"k{one.pk}-version": "0",
    }

    told = browser.post(address("period_say", period.pk, one.pk), sent)

    page = told.content.decode()
    assert "Somebody saved this while you were writing" in page
    assert "My own words." in page
    assert "The first word." in page
    version = re.search(rf'name="k{one.pk}-version" value="(\d+)"', page)
    assert version
    browser.post(
        address("period_say", period.pk, one.pk), sent | {f"k{one.pk}-version": version[1]}
    )
    assert PeriodResult.objects.get().reflection == "My own words."


def test_what_the_period_taught_is_kept(browser: Client) -> None:
    objective()
    period = year(User.objects.get())
    taught = address("period_reflect", period.pk)

    browser.post(taught, {"reflection": "Ask earlier.", "version": "1"})
    refused = browser.post(taught, {"reflection": "Something else.", "version": "1"})

    assert Period.objects.get().reflection == "Ask earlier."
    assert "saved a change" in words(refused)
    assert "Something else." in words(refused)


def test_a_close_says_what_is_undecided_then_what_it_will_do_and_does_it_once(
    browser: Client,
) -> None:
    lead = User.objects.get()
    one = due(objective(), 33, title="Listen")
    period = year(lead)
    confirm = address("period_close", period.pk)

    undecided = browser.get(confirm).content.decode()
    assert f'href="{address("period", period.pk)}#kr-{one.pk}"' in undecided
    assert '<button class="btn-m" type="submit"' not in undecided

    say(period, one, CARRIED, lead)
    page = browser.get(confirm).content.decode()
    sent = dict(re.findall(r'name="(key|seen)" value="([^"]+)"', page))
    assert "31 December 2026" in page
    sent |= {f"due-{one.pk}": "30 June 2026", f"to-{one.pk}": "20"}
    assert browser.post(confirm, sent | {f"due-{one.pk}": "tomorrow"}).status_code == 200
    browser.post(confirm, sent)
    again = browser.post(confirm, sent)

    assert again.status_code == 302
    assert PeriodSnapshot.objects.count() == 1
    made = KeyResult.objects.active().get()
    assert (str(made.due_on), made.to_value, made.direction) == ("2026-06-30", 20, "decrease")
    page_now = words(browser.get(address("period", period.pk)))
    assert "Closed on" in page_now
    assert "Carried over as Listen" in page_now


def test_a_target_that_was_reached_is_refused_beside_its_box(browser: Client) -> None:
    lead = User.objects.get()
    one = due(objective(), 66, title="Listen")
    period = year(lead)
    say(period, one, CARRIED, lead)
    sent = {"key": str(uuid4()), f"due-{one.pk}": "31 December 2026", f"to-{one.pk}": ""}

    page = browser.post(address("period_close", period.pk), sent).content.decode()

    assert "cannot be carried over like this" in page
    assert f'href="#id_to-{one.pk}"' in page
    assert 'value="31 December 2026"' in page


def test_what_changed_since_one_looked_is_shown_before_it_is_closed(browser: Client) -> None:
    lead = User.objects.get()
    one = due(objective(), 33)
    period = year(lead)
    say(period, one, MISSED, lead)
    confirm = address("period_close", period.pk)
    page = browser.get(confirm).content.decode()
    sent = dict(re.findall(r'name="(key|seen)" value="([^"]+)"', page))
    say(period, one, ACHIEVED, lead)

    told = browser.post(confirm, sent)
    assert "Something changed while you were looking" in words(told)
    sent = dict(re.findall(r'name="(key|seen)" value="([^"]+)"', told.content.decode()))
    assert browser.post(confirm, sent).status_code == 302


def closed_year(lead: User) -> Period:
    under = objective()
    one = due(under, 33, title="Listen")
    period = year(lead)
    say(period, one, CARRIED, lead, "Too late in the year.")
    close(period, lead)
    return period


def test_opening_again_asks_why_and_shows_the_old_form_of_it(browser: Client) -> None:
    lead = User.objects.get()
    period = closed_year(lead)
    again = address("period_reopen", period.pk)

    assert "nobody has worked on them yet" in words(browser.get(again))
    assert "Say why it is opened again" in words(browser.post(again, {"why": " "}))
    browser.post(again, {"why": "A late figure.", "version": Period.objects.get().version})

    page = browser.get(address("period", period.pk))
    assert "1 of 1 that were due are decided." in words(page)
    old = words(browser.get(address("period_snapshot", period.pk, 1)))
    assert "This is how it was closed before." in old
    assert "A late figure." in old
    close(period, lead, at=LATER)
    assert "Close 2" in words(browser.get(address("period", period.pk)))
    assert browser.get(address("period_snapshot", period.pk, 3)).status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_what_was_kept_is_taken_away_as_it_was(browser: Client, kind: str) -> None:
    period = closed_year(User.objects.get())
    KeyResult.objects.update(title="Another title")

    file = browser.get(address("period_file", period.pk, 1, kind))

    assert f'filename="period-{period.pk}-1.{kind}"' in file["Content-Disposition"]
    if kind == "csv":
        assert "Listen" in file.content.decode()
        assert "Too late in the year." in file.content.decode()
    if kind == "json":
        assert json.loads(file.content)["name"] == "Year 1"
        assert file.content.decode() == PeriodSnapshot.objects.get().content


def test_a_year_later_it_reads_the_same_and_altered_it_is_refused(browser: Client) -> None:
    period = closed_year(User.objects.get())
    before = browser.get(address("period", period.pk)).content
    KeyResult.objects.update(title="Another title", to_value=99)
    User.objects.update(name="Somebody Else")
    after = words(browser.get(address("period", period.pk)))
    assert "Listen" in after
    assert "Another title" not in after
    assert before

    PeriodSnapshot.objects.update(content=PeriodSnapshot.objects.get().content.replace("33", "66"))
    refused = browser.get(address("period", period.pk))
    assert refused.status_code == 409
    assert "altered in the database" in words(refused)
    assert "Listen" not in words(refused)
    file = browser.get(address("period_file", period.pk, 1, "csv"), follow=True)
    assert "altered in the database" in words(file)


def test_readers_see_what_was_closed_and_no_draft_of_what_is_not(client: Client) -> None:
    lead = UserFactory.create()
    one = due(objective(), 33, title="Listen")
    period = year(lead)
    say(period, one, MISSED, lead, "A thought.")
    client.force_login(UserFactory.create(viewer=True))

    draft = words(client.get(address("period", period.pk)))
    assert "Listen" in draft
    assert "A thought." not in draft
    assert "Missed" not in draft
    close(period, lead)
    assert "A thought." in words(client.get(address("period", period.pk)))


@pytest.mark.parametrize("who", ["viewer", "contributor", "outsider"])
@pytest.mark.parametrize("name", ["period_edit", "period_close", "period_reopen"])
def test_only_leads_may_change_one(client: Client, who: str, name: str) -> None:
    period = closed_year(UserFactory.create())
    client.force_login(UserFactory.create(**{who: True}))

    assert client.get(address(name, period.pk)).status_code == 403
    assert client.post(address(name, period.pk), {"why": "So."}).status_code == 403


def test_the_page_of_a_key_result_names_its_kin_and_how_the_last_period_left_it(
    browser: Client,
) -> None:
    closed_year(User.objects.get())
    made = KeyResult.objects.active().get()

    after = words(browser.get(address("key_result", made.pk)))
    assert "Carried over from Listen" in after
    assert "Year 1 : 0% → 33%, scored 0.50" in after
    assert made.predecessor
    before = words(browser.get(address("key_result", made.predecessor.pk)))
    assert "Carried over as Listen" in before
    assert "Closed with Year 1 on" in before
    assert address("edit", made.predecessor.pk) not in before


def test_the_last_period_stands_beside_this_one(browser: Client) -> None:
    lead = User.objects.get()
    closed_year(lead)
    start = Strategy.objects.get().starts_on
    second = year(
        lead, name="Year 2", starts=start + timedelta(days=365), ends=start + timedelta(days=700)
    )

    page = words(browser.get(address("period", second.pk)))

    assert "Year 1 beside it" in page
    assert "Last time: Year 1: 0% → 33%, scored 0.50, carried over" in page


def test_home_asks_the_lead_to_close_what_has_ended(browser: Client) -> None:
    lead = User.objects.get()
    due(objective())
    year(lead)
    home = browser.get("/").content.decode()
    assert "Review and close “Year 1”" in home


@pytest.mark.parametrize("name", ["period", "period_close"])
def test_twice_the_rows_cost_no_query_more(
    browser: Client, name: str, same_queries: Callable[..., None]
) -> None:
    lead = User.objects.get()
    under, period = objective(), year(lead)

    def more() -> None:
        say(period, due(under, playbook_id=""), CARRIED, lead)
        going_on(under)

    more()
    same_queries(lambda: browser.get(address(name, period.pk)), add_rows=more)


def test_an_open_period_that_was_closed_once_keeps_its_name(browser: Client) -> None:
    lead = User.objects.get()
    period = closed_year(lead)
    reopening.reopen(period=period, why="A late figure.", by=lead, at=LATER)
    sent = {"name": "Other", "starts_on": "1 January 2025", "ends_on": "31 December 2025"}

    refused = words(browser.post(address("period_edit", period.pk), sent))

    assert "its name and days stay too" in refused
    browser.post(address("period_edit", period.pk), {"remove": "yes"})
    assert Period.objects.get().name == "Year 1"
    assert NOW < LATER

"""Read-only links: made for a named audience, opened without signing in, ended in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_script_prefix, reverse
from django.utils import timezone

from accounts.models import AuditEvent, ReadLink, User
from accounts.read_links import making, pages
from accounts.read_links.guest import Guest
from accounts.read_links.logs import WithoutReadLinks
from accounts.read_links.middleware import ReadLinkMiddleware
from accounts.roles import Role
from mobility.settings import base
from okrs.listing import is_mine
from okrs.models import KeyResult
from okrs.standings import Row, current_plan
from strategy import context
from tests.factories import (
    NOON,
    KeyResultFactory,
    OrganisationFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
IN_A_MONTH = timedelta(days=30)


def made(*, by: User | None = None, audience: str = "Pay committee", days: int = 30) -> str:
    """A link that opens for so many days from today; gives where it leads, without a slash."""
    today = timezone.localdate()
    _link, token = making.make(
        audience=audience,
        expires_on=today + timedelta(days=days),
        by=by or UserFactory.create(),
        at=timezone.now(),
    )
    return f"/read/{token}"


def test_a_link_lasts_ninety_days_at_most_and_begins_no_earlier_than_today(lead):
    today = timezone.localdate(NOON)
    for wrong in (today - timedelta(days=1), today + timedelta(days=91)):
        with pytest.raises(making.CannotMake) as refusal:
            making.make(audience="Board", expires_on=wrong, by=lead, at=NOON)
        assert refusal.value.field == "expires_on"

    for right in (today, today + timedelta(days=90)):
        assert making.make(audience="Board", expires_on=right, by=lead, at=NOON)


def test_of_the_secret_only_its_fingerprint_is_kept_and_the_record_names_the_audience(lead):
    link, token = making.make(audience="Board", expires_on=date(2027, 2, 1), by=lead, at=NOON)

    kept = ReadLink.objects.values().get(pk=link.pk)
    told = AuditEvent.objects.values().get()

    assert len(token) >= 43  # 256 bits
    assert token not in repr((kept, told))
    assert link.token_hash not in repr(told)
    assert (told["verb"], told["title"]) == ("made a read-only link for", "Board")


def test_a_link_leads_to_the_dashboards_and_every_address_stays_inside_it(client):
    StrategyFactory.create()
    link = made()

    first = client.get(f"{link}/", follow=True)

    page = first.content.decode()
    assert first.redirect_chain == [(f"{link}/dashboards/", 302)]
    assert f'href="{link}/strategy/"' in page
    assert f'href="{link}/okrs/"' in page
    assert 'href="/static/css/frame.css"' in page
    assert 'href="/okrs/"' not in page
    assert get_script_prefix() == "/"


def test_each_page_says_for_whom_the_link_is_and_until_when(client):
    link = made(audience="Remuneration committee", days=3)

    page = client.get(f"{link}/how-we-count/").content.decode()

    until = timezone.localdate() + timedelta(days=3)
    assert "Read-only link for <strong>Remuneration committee</strong>" in page
    assert f"until {until:%-d %B %Y}" in page


def test_a_link_without_its_last_slash_opens_too(client):
    link = made()

    assert client.get(link)["Location"] == f"{link}/dashboards/"
    assert client.get(f"{link}/okrs")["Location"] == f"{link}/okrs/"


def closed_pages(client: Client, link: str) -> dict[int, str]:
    pages = (client.get(f"{link}{page}") for page in ("/", "/dashboards/", "/okrs/"))
    return {page.status_code: page.content.decode() for page in pages}


@pytest.mark.parametrize(
    ("end", "status", "sentence"),
    [
        ("unknown", 404, "There is no such link."),
        ("ended", 410, "This link ended on"),
        ("withdrawn", 410, "This link has been withdrawn"),
    ],
)
def test_a_link_that_opens_nothing_says_why_and_shows_no_figure(
    end, status, sentence, client, django_assert_max_num_queries
):
    StrategyFactory.create(name="Our very own plan")
    link = "/read/not-the-secret-of-any-link" if end == "unknown" else made(days=0)
    if end == "ended":
        ReadLink.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    if end == "withdrawn":
        making.withdraw(link=ReadLink.objects.get(), by=UserFactory.create(), at=timezone.now())

    with django_assert_max_num_queries(6):
        pages = closed_pages(client, link)

    assert list(pages) == [status]
    assert sentence in pages[status]
    assert "Our very own plan" not in pages[status]
    assert "okrs" not in pages[status]


@pytest.mark.parametrize(
    "now", [{"role": Role.VIEWER.value}, {"role": ""}, {"is_active": False}, {"is_demo": True}]
)
def test_a_link_does_not_outlive_the_role_of_who_made_it(now, client, settings):
    """They were shown the address: who may not sign in any more may not read with it either."""
    maker, settings.DEMO = UserFactory.create(role=Role.LEAD), False
    StrategyFactory.create(name="Our very own plan")
    link = made(by=maker)
    assert client.get(f"{link}/dashboards/").status_code == 200

    User.objects.filter(pk=maker.pk).update(**now)
    pages = closed_pages(client, link)

    assert list(pages) == [410]
    assert "no longer looks after the plan" in pages[410]
    client.force_login(UserFactory.create(role=Role.LEAD))
    listed = client.get(reverse("dashboards:links")).content.decode()
    assert "Closed, as whoever made it no longer looks after the plan" in listed


def test_a_link_ends_at_midnight_in_london(client):
    with time_machine.travel(datetime(2027, 6, 30, 12, tzinfo=UTC), tick=False) as travelling:
        link = made(days=0)
        travelling.move_to(datetime(2027, 6, 30, 22, 59, tzinfo=UTC))
        assert client.get(f"{link}/dashboards/").status_code == 200

        travelling.move_to(datetime(2027, 6, 30, 23, 0, tzinfo=UTC))
        assert client.get(f"{link}/dashboards/").status_code == 410


def test_on_its_last_day_a_link_still_opens(client):
    assert client.get(f"{made(days=0)}/dashboards/").status_code == 200


def test_withdrawing_twice_is_recorded_once(lead):
    making.make(audience="Board", expires_on=date(2027, 2, 1), by=lead, at=NOON)

    for _again in range(2):
        making.withdraw(link=ReadLink.objects.get(), by=lead, at=NOON)

    assert AuditEvent.objects.filter(verb="withdrew a read-only link for").count() == 1


def test_of_those_who_open_it_only_the_last_day_is_kept(client):
    link = made()
    before = AuditEvent.objects.count()

    client.get(f"{link}/dashboards/")
    client.get(f"{link}/okrs/")

    assert ReadLink.objects.get().last_opened_on == timezone.localdate()
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_link_only_reads(method, client):
    answer = getattr(client, method)(f"{made()}/dashboards/")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "A read-only link changes nothing." in answer.content.decode()


def test_no_cookie_comes_in_or_goes_out_and_nothing_is_cached_indexed_or_referred(client):
    client.force_login(UserFactory.create(role=Role.ADMIN, name="Ada Admin"))
    link = made()

    answer = client.get(f"{link}/dashboards/")

    page = answer.content.decode()
    assert not answer.cookies
    assert "Ada Admin" not in page
    assert "/people/" not in page
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_cookie_that_a_page_sets_does_not_reach_whoever_reads():
    def page(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse(f"{request.path_info} {sorted(request.COOKIES)}")
        answer.set_cookie("csrftoken", "secret")
        return answer

    theirs = {"cookie": "sessionid=theirs; theme=dark"}
    request = RequestFactory(headers=theirs).get("/read/secret/okrs/")
    answer = ReadLinkMiddleware(page)(request)

    assert not answer.cookies
    assert answer.content == b"/okrs/ ['theme']"  # type: ignore[attr-defined]
    assert "HTTP_COOKIE" not in request.META


def test_static_addresses_do_not_move_with_a_link():
    assert base.STATIC_URL.startswith("/")


def test_a_guest_is_nobody_whose_things_are_their_own(lead):
    guest = Guest(name="Board", until=date(2027, 3, 3))
    without_owner = KeyResultFactory.create()

    assert not any(is_mine(row, guest) for row in current_plan_of(without_owner))
    assert not User.objects.filter(pk=guest.pk).exists()


def test_the_menu_of_a_guest_has_only_what_the_link_opens(rf):
    request = rf.get("/")
    request.user = Guest(name="Board", until=date(2027, 3, 3))

    names = [name for name, _label in context.page(request)["menu"]]

    assert "dashboards:plan" in names
    assert set(names) <= pages.OPEN


def current_plan_of(key_result: KeyResult) -> tuple[Row, ...]:
    strategy = key_result.objective.strategy_id
    return tuple(current_plan(strategy, today=timezone.localdate(NOON)).rows)


def test_whoever_is_signed_in_stays_so_and_keeps_what_was_to_be_said_to_them(client, lead):
    client.force_login(lead)
    client.post(reverse("dashboards:link_withdraw", args=[ReadLink.objects.create(**row(lead)).pk]))

    inside = client.get(f"{made()}/dashboards/").content.decode()
    outside = client.get(reverse("dashboards:links")).content.decode()

    assert "was withdrawn" not in inside
    assert "The link for Pay committee was withdrawn." in outside
    assert "Priya Nair" in outside


def row(by: User) -> dict[str, object]:
    return {
        "audience": "Pay committee",
        "token_hash": "0" * 64,
        "made_by": by,
        "made_at": NOON,
        "expires_on": timezone.localdate() + IN_A_MONTH,
    }


def test_who_reads_with_a_link_costs_one_query(client, django_assert_num_queries):
    OrganisationFactory.create()
    link = made()
    client.get(f"{link}/how-we-count/")  # the first of the day is noted

    with django_assert_num_queries(1):
        client.get(f"{link}/how-we-count/")


def test_a_page_that_is_not_there_is_not_there_inside_the_link_as_well(client):
    link = made()

    answer = client.get(f"{link}/nowhere/")

    assert answer.status_code == 404
    assert f'href="{link}/dashboards/"' in answer.content.decode()


def test_a_page_that_fails_leaves_nothing_of_the_link_behind(client, monkeypatch, caplog):
    """Neither the addresses of whoever comes next in this thread, nor the secret in a log."""
    link = made()
    seen: list[str] = []

    def fail(**_what: object) -> None:
        seen.append(get_script_prefix())
        raise ValueError(reverse("okrs:list"))

    monkeypatch.setattr("dashboards.views.headline.headline.made", fail)
    caplog.handler.addFilter(WithoutReadLinks())
    client.raise_request_exception = False

    answer = client.get(f"{link}/dashboards/")

    assert (answer.status_code, seen) == (500, [f"{link}/"])
    assert get_script_prefix() == "/"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    assert "ValueError: /read/…/okrs/" in caplog.text
    assert link not in caplog.text + answer.content.decode()


@pytest.mark.parametrize(
    "trick",
    [
        "//sign-in/",
        "//elsewhere.example/",
        "/../okrs/",
        "{link}/dashboards/",
        "/okrs/..%2f..%2fpeople/",
        "/static/css/site.css",
        "%2fpeople/",
        "/people/;/",
        "/dashboards/\0",
    ],
)
def test_no_trick_with_an_address_leads_past_the_link(trick, client):
    client.force_login(UserFactory.create(role=Role.ADMIN, name="Ada Admin"))
    link = made()

    for answer in (client.get(f"{link}{trick.format(link=link)}"), client.get(f"/{link}/people/")):
        assert answer.status_code in (403, 404)
        assert not answer.cookies
        assert "Location" not in answer
    inside = client.get(f"{link}{trick.format(link=link)}").content.decode()
    assert "Ada Admin" not in inside


def test_the_surveys_own_pages_are_not_drawn_inside_a_link(client):
    link = made()

    assert client.get(f"{link}/s/w1/")["Location"] == "/s/w1/"
    for place in ("/s/w1/without-script/", "/w/w1/collect", "/b/w1"):
        assert client.get(f"{link}{place}").status_code in (403, 404)


def test_the_lead_makes_a_link_is_shown_it_once_and_withdraws_it(client, lead):
    client.force_login(lead)
    until = timezone.localdate() + timedelta(days=20)
    said = {"audience": "Board", "expires_on": f"{until:%-d %B %Y}"}

    shown = client.post(reverse("dashboards:link_add"), said)
    address = shown.content.decode().split("http://testserver")[1].split("<")[0]
    listed = client.get(reverse("dashboards:links")).content.decode()

    latest = client.get(reverse("dashboards:link_add")).content.decode()
    longest = timezone.localdate() + making.LONGEST
    assert f"{longest:%-d %B %Y} at the latest." in latest
    assert shown["Cache-Control"].startswith("max-age=0")
    assert Client().get(address, follow=True).status_code == 200
    assert "Board" in listed
    assert address not in listed
    client.post(reverse("dashboards:link_withdraw", args=[ReadLink.objects.get().pk]))
    assert Client().get(address, follow=True).status_code == 410


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"audience": "", "expires_on": "3 March 2027"}, "Say who the link is for."),
        ({"audience": "Board", "expires_on": ""}, "Say on which day the link ends."),
        ({"audience": "Board", "expires_on": "1 January 2001"}, "This day has passed."),
        ({"audience": "Board", "expires_on": "1 January 2101"}, "A link lasts 90 days at most."),
    ],
)
def test_a_refused_link_says_why_and_keeps_what_was_typed(said, sentence, client, lead):
    client.force_login(lead)

    page = client.post(reverse("dashboards:link_add"), said).content.decode()

    assert sentence in page
    assert all(f'value="{text}"' in page for text in said.values() if text)
    assert not ReadLink.objects.exists()


def test_a_link_withdrawn_already_offers_nothing_to_press(client, lead):
    client.force_login(lead)
    link = ReadLink.objects.create(**row(lead))
    making.withdraw(link=link, by=lead, at=datetime.now(tz=NOON.tzinfo))

    page = client.get(reverse("dashboards:link_withdraw", args=[link.pk])).content.decode()

    assert "opens nothing" in page
    assert "Withdraw it" not in page

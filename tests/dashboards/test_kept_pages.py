"""Kept pages: the same bytes until something was done, and for nobody but the one who read them."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.utils import translation

from accounts import people
from accounts.roles import Role
from dashboards import kept_pages
from dashboards.kept_pages import KeptPage, Shelf, kept, takes_gzip
from dashboards.squeezing import thinned
from strategy import organising
from strategy.models import Organisation
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages_are_kept")]
NOW = datetime(2027, 7, 15, 9, tzinfo=UTC)
PAGE = "/dashboards/"
SESSION_READER_STAMP = 3


@pytest.fixture(autouse=True)
def the_day():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def leader(client, db):
    OrganisationFactory.create()
    client.user = UserFactory.create(viewer=True, name="Lee Ader")
    client.force_login(client.user)
    return client


def asked(user=None, method="get", **meta):
    """A request as it reaches a view."""
    request = getattr(RequestFactory(), method)(PAGE, **meta)
    request.user = user or UserFactory.create(viewer=True)
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    return request


def counting(make):
    """A view that makes an answer, kept; and how often it was asked to."""
    made = []

    @kept
    def view(request):
        made.append(request)
        return make(request)

    return view, made


def test_a_page_opened_again_costs_the_session_the_reader_and_one_look(
    leader, django_assert_num_queries
):
    first = leader.get(PAGE)

    with django_assert_num_queries(SESSION_READER_STAMP):
        again = leader.get(PAGE)

    assert again.content == first.content
    assert b"Lee Ader" in again.content
    assert again["Content-Type"] == "text/html; charset=utf-8"


def test_it_is_the_page_that_would_have_been_drawn(leader, settings):
    kept_one = leader.get(PAGE).content
    settings.KEPT_PAGES_BYTES = 0

    assert thinned(leader.get(PAGE).content) == kept_one


def test_compressed_for_a_browser_that_reads_it_and_plain_for_others(leader):
    plain = leader.get(PAGE)
    compressed = leader.get(PAGE, headers={"accept-encoding": "gzip, deflate, br"})

    assert "Content-Encoding" not in plain
    assert compressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == plain.content
    assert int(compressed["Content-Length"]) == len(compressed.content) < len(plain.content) / 2
    for reply in (plain, compressed):
        assert {"Accept-Encoding", "Cookie"} <= set(reply["Vary"].split(", "))
        assert reply["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("br;q=1.0, GZip; q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("x-gzip2, br", False),
        ("", False),
    ],
)
def test_whether_a_browser_reads_gzip(rf, header, takes):
    assert takes_gzip(rf.get("/", headers={"accept-encoding": header})) is takes


def test_a_browser_that_has_the_page_is_told_that_it_still_stands(leader):
    tag = leader.get(PAGE)["ETag"]

    reply = leader.get(PAGE, headers={"if-none-match": tag})

    assert (reply.status_code, reply.content) == (304, b"")
    assert leader.get(PAGE, headers={"if-none-match": 'W/"other"'}).status_code == 200
    assert "Content-Security-Policy" in reply


def test_what_somebody_did_shows_at_once(leader):
    leader.get(PAGE)
    organisation = Organisation.objects.get()
    organising.rename_organisation(
        organisation=organisation, name="New Ltd", headcount=400, by=UserFactory.create(), at=NOW
    )

    assert b"New Ltd" in leader.get(PAGE).content


def test_another_process_that_remembers_a_former_name_does_not_keep_it(leader):
    assert b"Example Ltd" in leader.get(PAGE).content
    Organisation.objects.update(name="Sample plc")  # as another process would: our memory stays
    people.invite(user=UserFactory.create(), by=UserFactory.create(), at=NOW)

    assert b"Sample plc" in leader.get(PAGE).content


def test_the_next_day_is_another_page(leader, the_day):
    KeyResultFactory.create()
    leader.get(PAGE)
    kept_before = dict(kept_pages.SHELF.pages)

    the_day.shift(timedelta(days=1))
    leader.force_login(leader.user)
    leader.get(PAGE)

    ((before,), (after,)) = kept_before.values(), kept_pages.SHELF.pages.values()
    assert before.stamp != after.stamp


def test_nobody_is_given_the_page_of_another(leader):
    leader.get(PAGE)
    other = Client()
    other.force_login(UserFactory.create(viewer=True, name="Ann Other"))

    assert b"Ann Other" in other.get(PAGE).content
    assert b"Lee Ader" in leader.get(PAGE).content


def test_nor_the_page_of_the_role_or_the_name_they_had(leader):
    assert b"/people/" not in leader.get(PAGE).content
    leader.user.role = Role.ADMIN.value
    leader.user.save()
    assert b"/people/" in leader.get(PAGE).content

    leader.user.name = "Lee Now"
    leader.user.save()
    assert b"Lee Now" in leader.get(PAGE).content


def test_the_door_stands_before_the_bytes(leader):
    leader.get(PAGE)
    leader.user.role = ""
    leader.user.save()
    assert leader.get(PAGE).status_code == 403

    leader.user.is_active = False
    leader.user.save()
    assert leader.get(PAGE).status_code == 302
    assert Client().get(PAGE).status_code == 302


def test_what_is_said_once_is_said_once():
    def make(request):
        said = [str(one) for one in messages.get_messages(request)]
        return HttpResponse(",".join(said))

    view, made = counting(make)
    user = UserFactory.create(viewer=True)
    view(asked(user))
    told = asked(user)
    messages.success(told, "Saved.")

    assert view(told).content == b"Saved."
    assert view(asked(user)).content == b""
    assert len(made) == 3  # one that has read messages was never kept, even when there were none


def test_a_page_that_was_kept_still_says_what_is_to_be_said():
    """As the frame of every page does it: it looks whether there is anything, and reads it then."""

    def make(request):
        said = messages.get_messages(request)
        return HttpResponse(",".join(map(str, said)) if len(said) else "nothing")

    view, made = counting(make)
    user = UserFactory.create(viewer=True)
    assert view(asked(user)).content == view(asked(user)).content == b"nothing"
    told = asked(user)
    messages.success(told, "Saved.")

    assert view(told).content == b"Saved."
    assert view(asked(user)).content == b"nothing"
    assert len(made) == 2


def a_message(request):
    messages.info(request, "For the next page.")
    return HttpResponse("page")


def a_cookie(request):
    reply = HttpResponse("page")
    reply.set_cookie("a", "b")
    return reply


def a_session(request):
    request.session["seen"] = True
    return HttpResponse("page")


@pytest.mark.parametrize(
    "make",
    [
        a_message,
        a_cookie,
        a_session,
        lambda request: HttpResponseNotFound("page"),
        lambda request: HttpResponse(get_token(request)),
        lambda request: StreamingHttpResponse([b"page"]),
        lambda request: HttpResponse("page", headers={"Content-Encoding": "br"}),
        lambda request: HttpResponse("page", headers={"Cache-Control": "no-store"}),
    ],
)
def test_what_is_no_plain_page_is_made_each_time(make):
    view, made = counting(make)
    user = UserFactory.create(viewer=True)

    for _time in range(2):
        assert "ETag" not in view(asked(user))

    assert len(made) == 2


@pytest.mark.parametrize("how", [{"method": "head"}, {"method": "post"}])
def test_only_pages_that_are_asked_for_plainly(how):
    view, made = counting(lambda request: HttpResponse("page"))
    user = UserFactory.create(viewer=True)
    view(asked(user))

    view(asked(user, **how))
    view(asked(user, HTTP_HX_REQUEST="true"))

    assert len(made) == 3


def test_whoever_is_not_a_person_of_ours_has_pages_made():
    view, made = counting(lambda request: HttpResponse("page"))
    for _time in range(2):
        view(asked(AnonymousUser()))

    assert len(made) == 2


def test_one_address_is_not_another():
    view, made = counting(lambda request: HttpResponse(request.get_full_path()))
    user = UserFactory.create(viewer=True)

    for query in ("a=1", "a=2", "a=1"):
        assert query in view(asked(user, QUERY_STRING=query)).content.decode()
    view(asked(user, HTTP_HOST="localhost"))
    view(asked(user))
    with translation.override("de"):
        view(asked(user))
    view(asked(user, SCRIPT_NAME="/below"))

    assert len(made) == 6


def test_what_is_done_while_a_page_is_drawn_is_in_the_next_one():
    """The stamp is read before anything the page shows: a page is never newer than its stamp."""
    by, done = UserFactory.create(), list[None]()

    def make(request):
        shown = len(done)
        if not done:  # somebody does something after the page has read what it shows
            done.append(None)
            people.invite(user=by, by=by, at=NOW)
        return HttpResponse(f"{shown} done")

    view, made = counting(make)
    user = UserFactory.create(viewer=True)

    assert [view(asked(user)).content for _time in range(3)] == [b"0 done", b"1 done", b"1 done"]
    assert len(made) == 2


def test_a_reader_who_is_slow_does_not_put_an_old_page_in_the_place_of_a_new_one():
    """Two at once: the one who began before a change ends after the one who began behind it."""
    user, by, inner = UserFactory.create(viewer=True), UserFactory.create(), list[bytes]()

    def make(request):
        if len(made) == 1:
            people.invite(user=by, by=by, at=NOW)
            inner.append(view(asked(user)).content)
            return HttpResponse("old")
        return HttpResponse("new")

    view, made = counting(make)

    assert (view(asked(user)).content, inner) == (b"old", [b"new"])
    assert view(asked(user)).content == b"new"


def test_an_address_longer_than_any_of_ours_is_not_kept():
    """The bytes of pages are counted and those of addresses are not: so these must be short."""
    view, made = counting(lambda request: HttpResponse("page"))
    user = UserFactory.create(viewer=True)
    for _time in range(2):
        view(asked(user, QUERY_STRING=f"any={'x' * 4000}"))

    assert len(made) == 2
    assert not kept_pages.SHELF.pages


def page(size: int) -> KeptPage:
    return KeptPage(stamp=1, headers={}, compressed=b"x" * size)


def test_those_looked_at_longest_ago_make_room():
    shelf = Shelf()
    for key in range(8):
        shelf.put(key, page(10), room=80)
    assert shelf.find(0, 1)

    shelf.put(8, page(10), room=80)

    assert shelf.size == 80
    assert shelf.find(0, 1)
    assert shelf.find(1, 1) is None


def test_a_page_put_again_is_counted_once_and_one_too_large_is_not_kept():
    shelf = Shelf()
    shelf.put("a", page(10), room=80)
    shelf.put("a", page(4), room=80)
    assert shelf.size == 4

    shelf.put("a", page(11), room=80)

    assert (shelf.size, len(shelf.pages)) == (0, 0)


def test_every_page_of_the_leaders_view_is_kept(leader):
    for address in (PAGE, "/dashboards/representation/"):
        leader.get(address)
    assert len(kept_pages.SHELF.pages) == 2


def test_what_an_address_says_besides_is_not_in_the_page(leader):
    """So that nobody can write into compressed bytes what they want to compare (BREACH)."""
    for address in (PAGE, "/dashboards/representation/"):
        assert b"unheard-of" not in leader.get(f"{address}?x=unheard-of&wave=").content


def test_whoever_chose_dark_is_not_given_the_page_kept_in_light(leader):
    light = leader.get(PAGE)
    leader.cookies["theme"] = "dark"
    dark = leader.get(PAGE, headers={"if-none-match": light["ETag"]})

    assert dark.status_code == 200
    assert b"data-theme=dark" in dark.content
    assert b"data-theme=" not in light.content.partition(b"<head>")[0]
    del leader.cookies["theme"]
    assert leader.get(PAGE).content == light.content

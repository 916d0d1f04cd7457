"""Owner links: what opens one, in which browser, until when, and all that it never opens."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit import Way
from accounts.models import AuditEvent, User
from accounts.roles import Role
from okrs.models import CheckIn, KeyResult, OwnerLink, Period, PeriodResult
from okrs.owner_links import making, sending
from okrs.owner_links.middleware import COOKIE
from okrs.owner_links.opening import SHUT, Stand
from okrs.rules.words import Cadence
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    UserFactory,
)
from tests.okrs.owner_links import (
    bound,
    filled,
    link_of,
    newest,
    newest_mailed,
    open_in,
    words,
)
from tests.okrs.owner_links.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
WRITTEN = {"value": "17", "changed": "Two schools joined.", "blockers": "No room."}


def test_the_first_page_says_whose_it_is_and_nothing_of_the_plan(client, tom, listen):
    page = words(client.get(link_of(tom)))

    assert "This link is for Tom Mensah alone, until 31 July 2027." in page
    assert "Send me the code" in page
    assert "t…@example.org" in page
    assert "tom@example.org" not in page
    assert "Listen" not in page


def test_a_program_that_looks_into_mail_spends_no_link(tom, listen):
    path = link_of(tom)
    for scanner in (Client(), Client()):
        for place in (path, f"{path}{listen.pk}/"):
            assert scanner.get(place).status_code == 200
            assert scanner.head(place).status_code == 200
        assert scanner.get(f"{path}open/").status_code == 405
        assert scanner.get(f"{path}code/").status_code == 405

    assert newest().taken_up_at is None
    assert not mail.outbox
    assert open_in(Client(), path) == path


def test_the_link_of_one_key_result_leads_to_its_form_once_it_is_taken_up(tom, listen):
    browser, path = Client(), link_of(tom)
    first = words(browser.get(f"{path}{listen.pk}/"))

    assert f'name="key_result" value="{listen.pk}"' in first
    assert open_in(browser, path, key_result=listen.pk) == f"{path}{listen.pk}/"
    assert "Save check-in" in words(browser.get(f"{path}{listen.pk}/"))


@pytest.mark.parametrize("asked", ["", "all", "-1", "9" * 40, "²"])
def test_what_is_no_key_leads_to_all_of_them(asked, tom, listen):
    path = link_of(tom)

    assert open_in(Client(), path, key_result=asked) == path


def test_an_owner_checks_in_and_the_record_names_them_and_the_way(tom, listen):
    browser, path = bound(tom)

    answer = browser.post(f"{path}{listen.pk}/", filled(listen, save="yes", **WRITTEN), follow=True)

    made = CheckIn.objects.get()
    told = AuditEvent.objects.get(verb="checked in")
    assert (made.recorded_by, made.value, made.changed) == (tom, 17, "Two schools joined.")
    assert (told.by, told.via) == (tom, Way.LINK)
    said = "Saved “Listen” for 1 July 2027: 17%. Its status was “Stale” and is “Behind” now."
    assert said in words(answer)
    assert "Its status is “Behind”." in words(browser.get(f"{path}?saved={made.pk}&was=<b>"))
    assert f'data-draft-saved="check-in-{listen.pk}"' in words(answer)
    assert "Nothing is waiting for you." in words(answer)


def test_what_waits_comes_first_the_longest_at_the_top(tom, listen):
    july = KeyResultFactory.create(owner=tom, title="July", objective=listen.objective)
    july.confirmed_on = date(2027, 3, 31)
    july.save()
    KeyResultFactory.create(
        owner=tom, title="Later", objective=listen.objective, starts_on=date(2027, 6, 1)
    )
    KeyResultFactory.create(owner=tom, title="Unset", objective=listen.objective, unset=True)
    KeyResultFactory.create(
        owner=tom,
        title="Survey",
        objective=listen.objective,
        cadence=Cadence.on_survey.value,
        follows=KeyResult.RESPONSE_RATE,
        starts_on=date(2026, 1, 1),
    )
    browser, path = bound(tom)

    page = words(browser.get(path))

    before, after = page.split("Your other key results")
    assert "2 key results are waiting for you." in before
    assert before.index("Listen") < before.index("Was due 1 April 2027, 91 days ago")
    assert before.index("Listen") < before.index("July") < before.index("Due today")
    assert "Next check-in 1 September 2027" in after
    assert all(title in after for title in ("Unset", "Survey"))


def test_an_address_tells_nothing_of_what_others_saved(tom, listen):
    other = CheckInFactory.create(key_result=listen, recorded_by=UserFactory.create())
    browser, path = bound(tom)

    for asked in (other.pk, 10**6, "9" * 40, "x", ""):
        page = words(browser.get(f"{path}?saved={asked}"))
        assert "Saved “" not in page


def test_nor_of_what_they_saved_on_what_is_not_theirs_any_more(tom, listen):
    own = CheckInFactory.create(key_result=listen, recorded_by=tom)
    browser, path = bound(tom)
    assert "Saved “Listen”" in words(browser.get(f"{path}?saved={own.pk}"))

    KeyResult.objects.update(owner=UserFactory.create(contributor=True))

    page = words(browser.get(f"{path}?saved={own.pk}"))
    assert "Listen" not in page
    assert "Saved “" not in page


def test_sent_twice_it_counts_once(tom, listen):
    browser, path = bound(tom)
    form = filled(listen, save="yes", **WRITTEN)

    for _again in range(2):
        assert browser.post(f"{path}{listen.pk}/", form).status_code == 302

    assert CheckIn.objects.count() == 1


def test_a_refused_form_keeps_what_was_typed_and_a_preview_shows_what_it_would_do(tom, listen):
    browser, path = bound(tom)
    place = f"{path}{listen.pk}/"

    refused = words(browser.post(place, filled(listen, save="yes", value="much", next="Ask.")))
    shown = words(browser.post(f"{place}preview/", filled(listen, value="17")))

    assert "There is a problem" in refused
    assert 'value="much"' in refused
    assert "If you save this" in shown
    assert not CheckIn.objects.exists()


def test_somebody_who_saved_meanwhile_is_shown_beside_what_was_typed(tom, listen, signed_in, lead):
    browser, path = bound(tom)
    form = filled(listen, save="yes", **WRITTEN)
    desk = signed_in(lead)
    desk.post(reverse("okrs:check_in", args=[listen.pk]), filled(listen, value="20", save="yes"))

    page = words(browser.post(f"{path}{listen.pk}/", form))

    assert "Saved by Priya Nair" in page
    assert "Two schools joined." in page


# --- Where it does not open -----------------------------------------------------------------------


def withdraw(link: OwnerLink) -> None:
    making.withdraw(link=link, by=link.owner, at=timezone.now())


def replace(link: OwnerLink) -> None:
    open_in(Client(), link_of(link.owner))


def close_account(link: OwnerLink) -> None:
    User.objects.filter(pk=link.owner_id).update(is_active=False)


def take_role(link: OwnerLink) -> None:
    User.objects.filter(pk=link.owner_id).update(role=Role.VIEWER.value)


def give_the_demo_account(link: OwnerLink) -> None:
    User.objects.filter(pk=link.owner_id).update(is_demo=True)


def let_it_end(link: OwnerLink) -> None:
    OwnerLink.objects.filter(pk=link.pk).update(expires_on=date(2027, 6, 30))


MEANWHILE = [
    (withdraw, Stand.WITHDRAWN),
    (replace, Stand.REPLACED),
    (let_it_end, Stand.ENDED),
    (close_account, Stand.CLOSED),
    (take_role, Stand.CLOSED),
    (give_the_demo_account, Stand.CLOSED),
]


@pytest.mark.parametrize(("happens", "stand"), MEANWHILE)
def test_what_happens_while_somebody_writes_shuts_the_link_and_shows_their_words(
    happens, stand, tom, listen, settings
):
    settings.DEMO = False
    browser, path = bound(tom)
    happens(newest())

    answers = [
        browser.get(path),
        browser.get(f"{path}{listen.pk}/"),
        browser.post(f"{path}{listen.pk}/preview/", filled(listen, **WRITTEN)),
        browser.post(f"{path}{listen.pk}/", filled(listen, save="yes", **WRITTEN)),
    ]

    assert {answer.status_code for answer in answers} == {410}
    last = words(answers[-1])
    assert str(SHUT[stand].sentence) in last
    assert "What you wrote was not saved" in last
    assert "Two schools joined." in last
    assert "No room." in last
    assert ("Send a new link there" in last) is SHUT[stand].may_ask
    assert "Listen" not in last
    assert not CheckIn.objects.exists()


def two_steps(owner, beside):
    made = KeyResultFactory.create(owner=owner, objective=beside.objective, milestones=True)
    MilestoneFactory.create(key_result=made, text="Ask <all> schools")
    MilestoneFactory.create(key_result=made, text="Meet them")
    return made


def test_every_answer_of_a_form_that_could_not_be_saved_is_shown_again(tom, listen):
    """Ticks, the day and how sure they were too, in the words that the browser had on its page."""
    steps = two_steps(tom, listen)
    browser, path = bound(tom)
    place = f"{path}{steps.pk}/"
    first, second = steps.milestones.all()
    named = re.findall(r'name="(step-\d+)" value="([^"]+)"', words(browser.get(place)))
    withdraw(newest())

    sent = filled(steps, steps=[second.pk], confidence="6", blocked="on", save="yes")
    page = words(browser.post(place, sent | dict(named)))
    confirmed = words(browser.post(place, filled(steps, confirm="yes")))
    empty = words(browser.post(place, filled(steps, save="yes")))

    assert dict(named) == {f"step-{one.pk}": one.text for one in (first, second)}
    for question, said in (
        ("Which steps are done now?", second.text),
        ("How sure you are, from 0 to 10", "6"),
        ("It is blocked", "Yes"),
        ("Which date does it describe?", "1 July 2027"),
    ):
        assert f'<dt>{question}</dt><dd class="prewrap">{said}</dd>' in page
    assert first.text not in page
    assert '<dt>What you pressed</dt><dd class="prewrap">Nothing new</dd>' in confirmed
    assert "was not saved" not in empty


def test_of_steps_that_the_browser_did_not_name_a_shut_link_tells_nothing(tom, listen):
    steps = two_steps(tom, listen)
    _toms, path = bound(tom)
    asked = filled(steps, steps=[one.pk for one in steps.milestones.all()], as_of_month="June")

    page = words(Client().post(f"{path}{steps.pk}/", asked))

    assert "1 June 2027" in page  # as it was typed
    assert not any(one.text in page for one in steps.milestones.all())


def test_at_a_computer_of_others_an_owner_ends_the_link(tom, listen):
    browser, path = bound(tom)
    assert Client().post(f"{path}end/").status_code == 403

    assert "End this link" in words(browser.get(path))
    ended = browser.post(f"{path}end/")

    told = AuditEvent.objects.get(verb="withdrew a check-in link for")
    assert (ended.status_code, browser.get(path).status_code) == (410, 410)
    assert "This link has been withdrawn" in words(ended)
    assert (told.by, told.via) == (tom, Way.LINK)


def test_a_demo_link_opens_in_the_demo_and_nowhere_else(settings):
    tom, settings.DEMO = UserFactory.create(contributor=True, is_demo=True), True
    browser, path = bound(tom)
    assert browser.get(path).status_code == 200

    settings.DEMO = False
    assert browser.get(path).status_code == 410


def test_an_address_that_is_not_whole_opens_nothing(client, tom):
    answer = client.get(f"{link_of(tom)[:-2]}/")

    assert answer.status_code == 404
    assert "A part of the address may be missing." in words(answer)
    assert client.post(f"{link_of(tom)[:-2]}/another/").status_code == 404


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (datetime(2027, 7, 31, 22, 59, tzinfo=UTC), 200),  # a minute to midnight in London
        (datetime(2027, 7, 31, 23, 0, tzinfo=UTC), 410),
    ],
)
def test_it_opens_on_its_last_day_and_not_on_the_next(at, status, clock, client, tom):
    path = link_of(tom)
    clock.move_to(at)

    assert client.get(path).status_code == status


def test_forwarded_after_it_was_opened_it_opens_nothing(tom, listen):
    _toms, path = bound(tom)
    other = Client()

    answers = [
        other.get(path),
        other.get(f"{path}{listen.pk}/"),
        other.post(f"{path}open/"),
        other.post(f"{path}{listen.pk}/", filled(listen, save="yes", **WRITTEN)),
        other.post(f"{path}{listen.pk}/preview/", filled(listen, **WRITTEN)),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert "opened in another browser" in words(answers[0])
    assert "t…@example.org" in words(answers[0])
    assert "tom@example.org" not in words(answers[0])
    assert "Listen" not in "".join(map(words, answers))
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("guess", ["", "x", "é", "0" * 64])
def test_a_cookie_that_is_guessed_opens_nothing(guess, tom):
    _toms, path = bound(tom)
    other = Client()
    other.cookies[COOKIE] = guess

    assert other.get(path).status_code == 403


def test_the_cookie_of_one_link_does_not_open_another(tom):
    browser, _path = bound(tom)
    ada = UserFactory.create(contributor=True)
    _adas, path = bound(ada)

    assert browser.get(path).status_code == 403


def test_pressed_twice_in_the_same_browser_it_is_open(tom):
    browser, path = bound(tom)

    assert open_in(browser, path) == path


def test_only_the_newest_link_that_was_opened_opens(tom, listen):
    """So whoever took up a forwarded link loses it as soon as the owner opens the next."""
    thief, old = bound(tom)
    waiting = link_of(tom)
    browser, path = bound(tom)

    assert thief.get(old).status_code == 410
    assert Client().get(waiting).status_code == 410
    assert browser.get(path).status_code == 200


# --- Another link ---------------------------------------------------------------------------------


def test_a_new_link_goes_to_the_owners_own_address_and_opens(clock, tom):
    _toms, path = bound(tom)
    clock.shift(timedelta(hours=1))
    other = Client()

    answer = other.post(f"{path}another/", {"email": "thief@example.org"})

    assert answer.status_code == 200
    assert mail.outbox[-1].to == ["tom@example.org"]
    assert open_in(Client(), newest_mailed()) == newest_mailed()
    assert newest_mailed() not in words(answer)


def test_who_opened_a_link_in_a_mail_program_has_another_sent_at_once(tom):
    """The one of a few minutes ago is the one that opens there only: no use to look for it."""
    _inside_the_mail_program, path = bound(tom)

    answer = Client().post(f"{path}another/")
    again = Client().post(f"{path}another/")

    assert "A new link is on its way" in words(answer)
    assert "A link was sent a few minutes ago." in words(again)
    assert len(mail.outbox) == 1


def test_a_mailbox_is_not_filled_by_whoever_holds_a_link(clock, tom):
    _toms, path = bound(tom)

    for _again in range(8):
        Client().post(f"{path}another/")
        again = Client().post(f"{path}another/")
        clock.shift(timedelta(minutes=11))
    answer = Client().post(f"{path}another/")

    assert again.status_code == answer.status_code == 429
    assert "Enough links have been sent today." in words(answer)
    assert len(mail.outbox) == sending.MOST_A_DAY
    clock.shift(timedelta(days=1))
    assert Client().post(f"{path}another/").status_code == 200


@pytest.mark.parametrize("happens", [withdraw, close_account])
def test_of_a_link_that_was_closed_on_purpose_nobody_gets_another(happens, clock, tom):
    _toms, path = bound(tom)
    happens(newest())
    clock.shift(timedelta(hours=1))

    assert Client().post(f"{path}another/").status_code == 410
    assert not mail.outbox


# --- What it never opens --------------------------------------------------------------------------


def test_only_ones_own_key_results_are_there(tom, listen):
    others = KeyResultFactory.create(
        title="Not theirs", objective=listen.objective, owner=UserFactory.create(contributor=True)
    )
    archived = KeyResultFactory.create(archived=True, objective=listen.objective, owner=tom)
    browser, path = bound(tom)

    assert "Not theirs" not in words(browser.get(path))
    for pk in (others.pk, archived.pk, 10**6, 10**30):
        answer = browser.post(f"{path}{pk}/", filled(listen, save="yes", **WRITTEN))
        assert answer.status_code == 404
        assert "Two schools joined." in words(answer)
        assert browser.get(f"{path}{pk}/").status_code == 404
        assert browser.post(f"{path}{pk}/preview/", filled(listen)).status_code == 404
    assert not CheckIn.objects.exists()


def test_what_was_handed_over_while_somebody_wrote_is_not_saved_and_their_words_are_shown(
    tom, listen
):
    browser, path = bound(tom)
    listen.owner = UserFactory.create(contributor=True)
    listen.save()

    wrote = WRITTEN | {"word": "in_progress"}
    answer = browser.post(f"{path}{listen.pk}/", filled(listen, save="yes", **wrote))

    assert answer.status_code == 404
    assert '<dt>Where is it now?</dt><dd class="prewrap">In progress</dd>' in words(answer)
    assert "It may have been given to somebody else, or have ended." in words(answer)
    assert "Two schools joined." in words(answer)


def test_what_a_closed_period_holds_is_out_of_reach_and_words_are_kept(tom, listen):
    closed = Period.objects.create(
        strategy=listen.objective.strategy,
        name="Spring",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 5, 31),
        closed_at=NOW,
        closed_by=tom,
    )
    result = PeriodResult.objects.create(period=closed, key_result=listen, outcome="goes_on")
    browser, path = bound(tom)
    place = f"{path}{listen.pk}/"

    in_may = browser.post(place, filled(listen, as_of_month=5, save="yes", **WRITTEN))
    assert "Spring is closed, up to 31 May 2027" in words(in_may)
    assert "Two schools joined." in words(in_may)

    result.outcome = PeriodResult.MISSED
    result.save()
    KeyResult.objects.update(retired_as=KeyResult.CLOSED, retired_at=NOW)
    ended = browser.post(place, filled(listen, save="yes", **WRITTEN))
    assert ended.status_code == 404
    assert "Two schools joined." in words(ended)
    assert "Listen" not in words(browser.get(path))
    assert not CheckIn.objects.exists()


def test_fields_that_the_form_does_not_show_do_nothing(tom, listen):
    """No tick elsewhere, no reading in somebody else's name, of another source or in its place."""
    elsewhere = MilestoneFactory.create(
        key_result=KeyResultFactory.create(objective=listen.objective, milestones=True)
    )
    theirs = CheckInFactory.create(key_result=listen, recorded_by=UserFactory.create())
    browser, path = bound(tom)
    more = {"steps": [elsewhere.pk], "recorded_by": theirs.recorded_by_id, "source": "survey"}
    more |= {
        "check_in_pk": theirs.pk,
        "why": "x",
        "override": "achieved",
        "by": 1,
        "evidence": "{}",
    }

    browser.post(f"{path}{listen.pk}/", filled(listen, save="yes", **WRITTEN, **more))
    browser.post(f"{path}{listen.pk}/", filled(listen, save="yes", **WRITTEN, key=theirs.key))

    theirs.refresh_from_db()
    elsewhere.refresh_from_db()
    made = CheckIn.objects.exclude(pk=theirs.pk).get()
    assert (made.recorded_by, made.source, made.evidence) == (tom, CheckIn.PERSON, None)
    assert (theirs.replaced_by_id, theirs.value, elsewhere.done_on) == (None, 33, None)


@pytest.mark.parametrize(
    "name", ["okrs:list", "strategy_page", "dashboards:plan", "people", "account", "record"]
)
def test_every_other_page_asks_to_sign_in(name, tom, listen):
    browser, _path = bound(tom)

    assert browser.get(reverse(name))["Location"].startswith("/sign-in/")


def test_whoever_is_signed_in_is_not_mixed_with_the_owner_and_stays_signed_in(tom, listen):
    ada = UserFactory.create(role=Role.ADMIN, name="Ada Admin")
    browser, path = Client(), link_of(tom)
    browser.force_login(ada)
    session = browser.session.session_key

    first = words(browser.get(path))
    open_in(browser, path)
    answer = browser.post(f"{path}{listen.pk}/", filled(listen, save="yes", **WRITTEN), follow=True)

    assert "Ada Admin" not in first + words(answer)
    assert CheckIn.objects.get().recorded_by == tom
    assert set(answer.cookies) <= {COOKIE, "csrftoken"}
    assert browser.session.session_key == session
    assert "Ada Admin" in words(browser.get(reverse("account")))


def test_a_form_of_another_site_is_refused(tom, listen):
    browser = Client(enforce_csrf_checks=True)
    path = link_of(tom)

    assert browser.post(f"{path}code/").status_code == 403
    assert browser.post(f"{path}open/").status_code == 403
    assert not mail.outbox


def test_the_secret_is_not_cached_referred_to_indexed_or_kept(tom, listen):
    browser, path = bound(tom)
    answer = browser.get(path)
    cookie = browser.cookies[COOKIE]
    kept = repr(list(OwnerLink.objects.values())) + repr(list(AuditEvent.objects.values()))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", path)
    assert len(cookie.value) >= 43  # 256 bits
    assert cookie.value not in kept
    assert path.split("/")[2] not in kept


def test_behind_https_the_cookie_goes_by_https_only(tom):
    browser, path = Client(), link_of(tom)
    browser.post(f"{path}code/", secure=True)

    assert browser.cookies[COOKIE]["secure"]


def test_the_pages_cost_the_same_however_many_key_results(tom, listen, same_queries):
    browser, path = bound(tom)

    same_queries(
        lambda: browser.get(path),
        add_rows=lambda: [
            KeyResultFactory.create(owner=tom, objective=listen.objective) for _more in range(5)
        ],
    )

"""The code that opens an owner's link the first time: a forwarded link is nothing without it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.read_links.making import hashed
from okrs.models import CheckIn, OpeningCode, OwnerLink
from okrs.owner_links import codes, making, opening
from okrs.owner_links.middleware import COOKIE
from okrs.owner_links.opening import Stand
from tests.okrs.owner_links import (
    bound,
    filled,
    link_of,
    newest,
    newest_code,
    newest_mailed,
    open_in,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
FIELD = "The six digits from the message"


def asked_for(browser, path):
    """Have a code sent; gives it."""
    assert browser.post(f"{path}code/").status_code == 302
    return newest_code()


def another_than(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_the_code_goes_to_the_owner_and_opens_the_link_in_that_browser(tom, listen, path):
    browser = Client()
    code = asked_for(browser, path)
    page = words(browser.get(path))

    message = mail.outbox[0]
    assert (message.to, message.subject) == (["tom@example.org"], "Your code")
    assert code in message.body
    assert "my-check-ins" not in message.body
    assert FIELD in page
    assert 'autocomplete="one-time-code"' in page
    assert code not in page
    assert browser.post(f"{path}open/", {"code": code})["Location"] == path
    assert "Listen" in words(browser.get(path))
    assert not OpeningCode.objects.exists()


@pytest.mark.parametrize("typed", ["{} ", " {}", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "{}\n"])
def test_spaces_in_a_code_do_no_harm(typed, path):
    browser = Client()
    code = asked_for(browser, path)

    assert browser.post(f"{path}open/", {"code": typed.format(code)}).status_code == 302


def test_the_key_result_that_was_pressed_is_kept_all_the_way(listen, path):
    browser, place = Client(), f"{path}{listen.pk}/"
    sent_on = browser.post(f"{path}code/", {"key_result": listen.pk})
    page = words(browser.get(sent_on["Location"]))
    wrong = words(browser.post(f"{path}open/", {"code": "x", "key_result": listen.pk}))

    assert sent_on["Location"] == place
    for shown in (page, wrong):
        assert shown.count(f'name="key_result" value="{listen.pk}"') == 2
    done = browser.post(f"{path}open/", {"code": newest_code(), "key_result": listen.pk})
    assert done["Location"] == place


def test_a_bound_browser_is_never_asked_again(tom, clock):
    browser, path = bound(tom)
    clock.shift(timedelta(days=20))

    assert FIELD not in words(browser.get(path))
    assert browser.post(f"{path}code/")["Location"] == path
    assert browser.post(f"{path}open/")["Location"] == path
    assert not mail.outbox


def test_a_forwarded_link_that_nobody_opened_yet_opens_nothing_without_the_mailbox(
    tom, listen, path
):
    """Whoever has it makes the owner's mailbox say so, and sees nothing of the plan."""
    thief = Client()
    code = asked_for(thief, path)

    answers = [
        thief.get(path),
        thief.get(f"{path}{listen.pk}/"),
        thief.post(f"{path}open/"),
        thief.post(f"{path}open/", {"code": another_than(code)}),
        thief.post(f"{path}{listen.pk}/", filled(listen, save="yes", value="17")),
        thief.post(f"{path}{listen.pk}/preview/", filled(listen, value="17")),
        thief.post(f"{path}end/"),
    ]

    assert all(FIELD in words(answer) for answer in answers)
    assert not any("Listen" in words(answer) for answer in answers)
    assert "somebody else has your link" in mail.outbox[0].body
    assert newest().taken_up_at is None
    assert not CheckIn.objects.exists()
    assert open_in(Client(), path) == path  # its owner's, all the same


def test_a_wrong_code_is_counted_and_said(path):
    browser = Client()
    code = asked_for(browser, path)
    wrong = another_than(code)

    said = [words(browser.post(f"{path}open/", {"code": wrong})) for _try in range(5)]

    assert "4 tries are left." in said[0]
    assert 'aria-invalid="true"' in said[0]
    assert "1 try is left." in said[3]
    assert "it was the last try. Have a new one sent." in said[4]
    assert FIELD not in said[4]
    assert FIELD not in words(browser.post(f"{path}open/", {"code": code}))
    assert newest().taken_up_at is None


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12345²", "\0" * 6]
)
def test_what_is_no_code_costs_no_try(typed, path):
    browser = Client()
    asked_for(browser, path)

    page = words(browser.post(f"{path}open/", {"code": typed}))

    assert "The code has six digits. Copy it from the message." in page
    assert OpeningCode.objects.get().tries == 0


@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (15, False)])
def test_a_code_opens_for_a_quarter_of_an_hour(minutes, opens, clock, path):
    browser = Client()
    code = asked_for(browser, path)
    clock.shift(timedelta(minutes=minutes))

    answer = browser.post(f"{path}open/", {"code": code})

    assert (answer.status_code == 302) is opens
    assert opens or "That code has expired. Have a new one sent." in words(answer)


def test_of_two_codes_for_one_browser_the_newer_opens(clock, path):
    browser = Client()
    old = asked_for(browser, path)
    clock.shift(timedelta(minutes=2))
    OpeningCode.objects.update(code_hash="")  # so that no chance makes both the same
    new = asked_for(browser, path)

    assert old == new or browser.post(f"{path}open/", {"code": old}).status_code == 200
    assert browser.post(f"{path}open/", {"code": new}).status_code == 302


def test_a_second_code_at_once_is_refused_and_the_first_still_opens(path):
    browser = Client()
    code = asked_for(browser, path)

    page = words(browser.post(f"{path}code/"))

    assert "A code was sent a moment ago." in page
    assert FIELD in page
    assert len(mail.outbox) == 1
    assert browser.post(f"{path}open/", {"code": code}).status_code == 302


def test_a_link_sends_five_codes_and_then_another_link_has_to_be_sent(tom, path):
    for _browser in range(codes.MOST_CODES):
        asked_for(Client(), path)
    late = Client()

    refused = late.post(f"{path}code/")

    assert refused.status_code == late.get(path).status_code == 410
    assert "This link has sent all the codes it may" in words(refused)
    assert len(mail.outbox) == codes.MOST_CODES
    late.post(f"{path}another/")
    assert open_in(late, newest_mailed()) == newest_mailed()


def test_whoever_asks_in_between_does_not_spoil_the_owners_code(path):
    """Nor opens the link with it: each code is for the browser that asked."""
    browser, thief = Client(), Client()
    code = asked_for(browser, path)
    thiefs = asked_for(thief, path)

    for typed in {code} - {thiefs}:
        assert "That is not the code." in words(thief.post(f"{path}open/", {"code": typed}))
    assert browser.post(f"{path}open/", {"code": code}).status_code == 302
    assert thief.post(f"{path}open/", {"code": thiefs}).status_code == 403


def test_without_the_browser_that_asked_a_code_is_none(path):
    code = asked_for(Client(), path)

    page = words(Client().post(f"{path}open/", {"code": code}))

    assert "No code was sent for this browser." in page
    assert newest().taken_up_at is None


def test_a_code_opens_once(path):
    browser = Client()
    code = asked_for(browser, path)
    other = Client()
    other.cookies[COOKIE] = browser.cookies[COOKIE].value
    assert browser.post(f"{path}open/", {"code": code}).status_code == 302

    assert other.post(f"{path}open/", {"code": code}).status_code == 403


def test_the_code_of_one_link_opens_no_other(tom, path):
    browser, other = Client(), link_of(tom)
    code = asked_for(browser, path)
    browser.cookies[COOKIE]["path"] = other

    assert "No code was sent for this browser." in words(
        browser.post(f"{other}open/", {"code": code})
    )


def test_withdrawn_meanwhile_the_code_opens_nothing_and_is_forgotten(tom, path):
    browser = Client()
    code = asked_for(browser, path)
    making.withdraw(link=newest(), by=tom, at=timezone.now())

    assert browser.post(f"{path}open/", {"code": code}).status_code == 410
    assert browser.post(f"{path}code/").status_code == 410
    assert not OpeningCode.objects.exists()


def test_of_two_browsers_with_codes_the_slower_is_told(tom, path, monkeypatch):
    """Also between the look and the writing."""
    browser, other = Client(), Client()
    code, others = asked_for(browser, path), asked_for(other, path)
    stale = OwnerLink.objects.select_related("owner").get()
    browser.post(f"{path}open/", {"code": code})
    looks = [opening.Found(stand=Stand.WAITING, link=stale)]
    found = opening.found
    monkeypatch.setattr(opening, "found", lambda *a, **k: looks.pop() if looks else found(*a, **k))

    assert other.post(f"{path}open/", {"code": others}).status_code == 403
    looks.append(opening.Found(stand=Stand.WAITING, link=stale))
    assert other.post(f"{path}code/").status_code == 403
    assert AuditEvent.objects.filter(verb="opened a check-in link for").count() == 1


def test_the_table_does_not_hold_the_code_nor_what_a_list_of_codes_would_find(path):
    browser = Client()
    code = asked_for(browser, path)
    kept = OpeningCode.objects.get()

    assert kept.code_hash != hashed(code)
    assert code not in repr(OpeningCode.objects.values())
    assert browser.cookies[COOKIE].value not in repr(OpeningCode.objects.values())


def test_a_lead_sees_that_codes_were_asked_for_and_what_was_guessed(signed_in, lead, path):
    browser = Client()
    code = asked_for(browser, path)
    browser.post(f"{path}open/", {"code": another_than(code)})

    page = words(signed_in(lead).get("/okrs/links-to-check-in/"))

    assert "Not yet; a code was asked for on 1 July 2027, 10:00, one wrong code" in page

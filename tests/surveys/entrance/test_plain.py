"""The way without JavaScript: a typed code is enough to get to the end, with the same tables."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from surveys.ballot import door
from surveys.entrance.limits import wrong_codes
from surveys.models import Wave
from tests.surveys import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_wrong_codes_yet() -> None:
    wrong_codes.forget()


@pytest.fixture
def wave() -> Wave:
    return making.open_wave(12)


@pytest.fixture
def code(wave: Wave) -> str:
    return door.spaced(making.token(wave, making.invitees(wave)[0]))


def address(wave: Wave) -> str:
    return f"/s/{wave.label}/without-script/"


def send(client: Client, wave: Wave, **said: str):
    return client.post(address(wave), said)


def hidden(answer) -> dict[str, str]:
    """The hidden fields of a page, as the browser would send them on."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', answer.content.decode())
    return dict(found)


def test_to_the_end(client: Client, wave: Wave, code: str) -> None:
    questions = send(client, wave, step="code", code=code)
    chosen = hidden(questions) | {"step": "answers", "q0": "4", "q1": "0", "q3": "1"}
    check = send(client, wave, **chosen)
    done = send(client, wave, **hidden(check), step="send")

    assert "Routine, semi-routine" in check.content.decode()
    assert "No answer" in check.content.decode()
    assert "What happens next" in done.content.decode()
    assert re.search(r"<code>([0-9A-F]{4} ){3}[0-9A-F]{4}</code>", done.content.decode())
    assert door.ballots(wave.label) == 1


def test_what_was_chosen_is_what_is_counted(client: Client, wave: Wave, code: str) -> None:
    for turn, invitee in enumerate(making.invitees(wave)[1:]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)
    said = hidden(send(client, wave, step="code", code=code))
    send(client, wave, **said | {"step": "send", "q0": "8", "q4": "2"})

    wave = making.close_and_count(wave)

    assert (wave.count.counted, wave.count.invalid) == (12, 0)


def test_answers_can_be_changed_before_they_are_sent(client: Client, wave: Wave, code: str):
    said = hidden(send(client, wave, step="code", code=code))
    check = send(client, wave, **said | {"step": "answers", "q0": "3"})

    back = send(client, wave, **hidden(check), step="change").content.decode()

    assert 'name="q0" value="3" checked' in back


def test_what_the_staff_list_says_is_filled_in_and_can_be_cleared(
    client: Client, wave: Wave, code: str
) -> None:
    page = send(client, wave, step="code", code=code)
    said = page.content.decode()

    assert said.count(" checked") == 2
    assert "Filled in from your employer’s list" in said
    cleared = send(client, wave, **hidden(page) | {"step": "answers", "q3": "", "q4": ""})
    assert cleared.content.decode().count("No answer") == 5


def test_a_wrong_code_is_told_and_kept(client: Client, wave: Wave) -> None:
    answer = send(client, wave, step="code", code="ABCD-EFGH")

    assert answer.status_code == 422
    assert "This code is not one of this survey’s" in answer.content.decode()
    assert 'value="ABCD-EFGH"' in answer.content.decode()


def test_a_lost_paper_is_given_out_once_more(client: Client, wave: Wave, code: str) -> None:
    send(client, wave, step="code", code=code)

    refused = send(client, wave, step="code", code=code).content.decode()
    again = send(client, wave, step="code", code=code, again="yes")
    spent = send(client, wave, step="code", code=code, again="yes").content.decode()

    assert "I lost my ballot paper" in refused
    assert "input" in hidden(again)
    assert "two ballot papers, which is the most" in spent
    assert door.reissued(wave.label) == 1


def test_a_forged_paper_casts_nothing(client: Client, wave: Wave, code: str) -> None:
    said = hidden(send(client, wave, step="code", code=code))

    for wrong in ({"signature": "00" * 384}, {"input": "zz"}, {"input": ""}):
        answer = send(client, wave, **said | wrong | {"step": "send"})
        assert answer.status_code == 422
    assert door.ballots(wave.label) == 0


def test_it_says_first_what_it_cannot_promise(client: Client, wave: Wave) -> None:
    page = client.get(address(wave))

    assert "A server that chose to look could read them" in page.content.decode()
    assert not page.cookies
    assert page.headers["Cache-Control"] == "no-store"


def test_a_closed_survey_says_so(client: Client, wave: Wave, code: str) -> None:
    making.close_and_count(wave)

    answer = send(client, wave, step="code", code=code)

    assert "This survey is closed" in answer.content.decode()


def test_a_draft_has_no_such_page(client: Client) -> None:
    assert client.get(address(making.draft_wave())).status_code == 404


def test_a_draft_that_was_abandoned_was_never_asked(client: Client) -> None:
    wave = making.abandoned(making.draft_wave())

    assert client.get(address(wave)).status_code == 404


def test_it_says_before_anything_is_sent_that_nothing_can_be_changed_after(
    client: Client, wave: Wave, code: str
) -> None:
    first = client.get(address(wave)).content.decode()
    said = hidden(send(client, wave, step="code", code=code))
    check = send(client, wave, **said | {"step": "answers"}).content.decode()

    assert "cannot change your answers" in first
    assert "cannot change them" in check


def test_an_option_that_is_not_there_is_no_answer(client: Client, wave: Wave, code: str) -> None:
    said = hidden(send(client, wave, step="code", code=code))

    page = send(client, wave, **said | {"step": "answers", "q0": "99", "q1": "-1", "q2": "x"})

    assert page.content.decode().count("No answer") == 5


def test_without_a_code_it_says_what_is_missing(client: Client, wave: Wave) -> None:
    answer = send(client, wave, step="code", code=" ")

    said = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#code">Type your code first.' in said
    assert 'aria-describedby="code-hint code-error" aria-invalid="true"' in said
    assert "<title>Error: " in said


@pytest.mark.parametrize(
    ("end", "says"),
    [
        (making.close_and_count, "This survey is closed. It takes no more answers."),
        (making.abandoned, "every answer was destroyed and nothing was counted."),
    ],
)
def test_when_it_is_over_there_is_nothing_left_to_type(
    client: Client, wave: Wave, end: Callable[[Wave], object], says: str
) -> None:
    end(wave)

    said = client.get(address(wave)).content.decode()

    assert says in said
    assert "<form" not in said


def test_an_earlier_survey_that_was_brought_in_has_no_such_page(client: Client, wave: Wave) -> None:
    Wave.objects.update(origin="imported")

    assert client.get(address(wave)).status_code == 404
    assert client.get(f"/s/{wave.label}/").status_code == 404

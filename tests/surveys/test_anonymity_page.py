"""The page "How your answer is protected": true of its wave, open to all, known by nobody."""

import hashlib
import re
import secrets
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from disclosure import reading
from disclosure.control.certificate import Certificate
from surveys import certificate_words, fingerprints, plan
from surveys.abandoning import abandon_wave
from surveys.ballot import door
from surveys.models import Participation, Wave, WaveCount
from surveys.models.waves import Origin
from surveys.publishing import publish_wave
from surveys.wave_questions import question_set, table_plan
from tests.disclosure.test_reading import alter
from tests.factories import NOON, UserFactory
from tests.surveys import making

pytestmark = pytest.mark.django_db


def look(wave: Wave, question: str = "") -> Any:
    return Client().get(f"/surveys/{wave.label}/anonymity/{question}")


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def wave() -> Wave:
    return making.open_wave(12)


@pytest.fixture
def counted(wave: Wave) -> Wave:
    making.everyone_answers(wave)
    return making.close_and_count(wave)


def counted_with(wave: Wave, numbers: list[bytes]) -> None:
    WaveCount.objects.filter(wave=wave).update(
        counted=len(numbers), numbers=b"".join(sorted(numbers))
    )


def test_anybody_may_read_it_and_nothing_is_left_of_their_visit(wave):
    answer = look(wave)

    assert answer.status_code == 200
    assert not answer.cookies
    assert not Session.objects.exists()
    assert answer["Referrer-Policy"] == "no-referrer"


def test_a_draft_has_no_page():
    assert look(making.draft_wave()).status_code == 404


def test_a_survey_brought_in_from_elsewhere_has_no_page(counted):
    Wave.objects.filter(pk=counted.pk).update(origin=Origin.IMPORTED)

    assert look(counted).status_code == 404


def test_an_unknown_wave_has_no_page():
    assert Client().get("/surveys/w99/anonymity/").status_code == 404


def test_it_shows_the_fingerprints_of_keys_plan_and_script(wave):
    page = words(look(wave))

    public = door.public_keys(wave.label)
    assert public.fingerprint in page
    assert public.key_fingerprint in page
    assert fingerprints.in_groups(wave.plan_hash) in page
    assert fingerprints.in_groups(fingerprints.script_fingerprint()) in page


def test_the_plan_that_is_handed_out_has_the_fingerprint_that_is_shown(wave):
    answer = look(wave, "?file=plan")

    assert hashlib.sha256(answer.content).hexdigest() == wave.plan_hash


def test_the_scripts_fingerprint_is_that_of_the_files_that_are_served(client):
    served = b"".join(
        b"".join(client.get(script.address)) for script in fingerprints.scripts_as_served()
    )

    assert hashlib.sha256(served).hexdigest() == fingerprints.script_fingerprint()


def test_the_script_has_another_fingerprint_when_a_letter_changes(tmp_path, settings):
    script = tmp_path / "js" / "survey" / "seal.js"
    script.parent.mkdir(parents=True)
    settings.STATICFILES_DIRS = [tmp_path]
    seen = []
    for content in ("seal()", "seal( )"):
        script.write_text(content)
        seen.append(fingerprints.script_fingerprint())

    assert seen == [hashlib.sha256(s).hexdigest() for s in (b"seal()", b"seal( )")]


def test_every_table_of_the_plan_is_said_in_words(wave):
    page = words(look(wave))

    cuts = plan.in_words(table_plan(wave), question_set(wave), "en-gb")
    assert len(cuts) == 4
    assert [cut for cut in cuts if f"<li>{cut}</li>" not in page] == []
    assert "no group of fewer than 10 people" in page


def test_while_open_it_shows_the_rounded_figure_of_the_day(wave):
    Participation.objects.create(wave=wave, day=date(2026, 11, 20), invited=1200, responded=815)

    page = words(look(wave))

    assert "About 815 of 1,200 people have answered, about 68%." in page
    assert "As at 20 November 2026." in page


def test_a_ballot_that_comes_in_changes_nothing_on_the_page(wave):
    before = look(wave).content

    making.answer(wave, making.some_answers(wave), invitee=making.invitees(wave)[0])

    assert look(wave).content == before


def test_after_the_count_it_says_how_many_and_lists_every_number(counted):
    page = words(look(counted))

    numbers = WaveCount.objects.get().numbers
    for place in range(12):
        digits = bytes(numbers[place * 32 :][:8]).hex().upper()
        assert " ".join(digits[start : start + 4] for start in range(0, 16, 4)) in page
    assert "<dt>Ballots counted</dt><dd>12</dd>" in page
    assert "<dt>Ballot papers issued twice</dt><dd>0</dd>" in page


def test_a_big_list_is_not_on_the_page_until_digits_are_typed(counted):
    counted_with(counted, [secrets.token_bytes(32) for _each in range(3_000)])

    page = look(counted)

    assert len(page.content) < 60_000
    assert "Take the whole list (3,000 numbers)" in words(page)


def test_one_finds_their_own_number_however_it_is_typed(counted):
    mine, other = bytes.fromhex("4f2a91c70bd3e618" + "00" * 24), b"\x4f" + b"\x01" * 31
    counted_with(counted, [mine, other])

    for typed in ("4F2A 91C7 0BD3 E618", "4f2a-91c7-0bd3-e618", "4f2a91c70bd3e618"):
        assert "It was counted." in words(look(counted, f"?number={typed}"))
    assert "It was counted." not in words(look(counted, "?number=4F"))


def test_a_number_that_was_not_counted_is_told_whom_to_ask(counted):
    page = words(look(counted, "?number=0000 0000 0000 0000"))

    assert "No ballot that was counted has a number that begins like this." in page
    assert counted.contact in page


@pytest.mark.parametrize("typed", ["hello", "4F2A91C70BD3E6180", "%3Cscript%3E"])
def test_what_cannot_be_a_number_is_told_so(counted, typed):
    assert "That is not a ballot number." in words(look(counted, f"?number={typed}"))


def test_whoever_looked_for_a_number_is_kept_by_nobody_on_the_way(counted):
    assert look(counted, "?number=4F")["Cache-Control"] == "no-store"


def test_the_whole_list_can_be_taken_away_and_is_in_order(counted):
    answer = look(counted, "?file=numbers")

    lines = b"".join(answer).decode().splitlines()
    assert len(lines) == 12
    assert lines == sorted(lines)


@pytest.mark.parametrize("name", ["numbers", "key", "../plan"])
def test_no_file_is_handed_out_before_its_time_or_of_another_name(wave, name):
    assert look(wave, f"?file={name}").status_code == 404


def test_a_small_box_is_said_to_be_destroyed(wave):
    making.answer(wave, making.some_answers(wave), invitee=making.invitees(wave)[0])
    making.close_and_count(wave)

    assert "fewer than ten valid ballots, so none was counted" in words(look(wave))


def test_an_abandoned_survey_says_that_nothing_was_counted(wave):
    abandon_wave(wave=wave, by=UserFactory.create(), at=NOON)

    page = words(look(wave))

    assert "This survey was abandoned" in page
    assert "none of these tables was made" in page
    assert "The count makes the tables" not in page
    assert "no results yet" not in page
    assert "Back to the survey" not in page


def test_before_the_count_it_says_what_will_be_tried_on_the_tables(wave):
    page = words(look(wave))

    assert "Before any table is kept, our program will try the following on it" in page
    for attack in certificate_words.ATTACKS.values():
        assert f"<li>{attack}</li>" in page
    assert "Found" not in page


def test_after_the_count_it_says_what_was_tried_what_was_found_and_what_it_cost(counted):
    page = words(look(counted))

    found = reading.latest(counted.label)
    certificate = found.certificate
    assert {check["name"] for check in certificate["checks"]} == set(certificate_words.ATTACKS)
    for check in certificate["checks"]:
        name = certificate_words.attack(check["name"])
        row = rf'<tr><th scope="row">{re.escape(name)}</th><td>[^<]+</td><td>0</td></tr>'
        assert re.search(row, page), name
    assert certificate_words.how_it_went(Certificate.from_data(certificate)) in page
    assert fingerprints.in_groups(found.digest) in page
    assert "Version 1 of the tables" in page


def test_from_the_count_on_it_says_what_was_tried_and_no_figure(counted, client):
    """To everybody, before anything is published: what is shown are numbers of groups and tries."""
    client.force_login(UserFactory.create())
    before, after = look(counted), publish_wave(wave=counted, by=UserFactory.create(), at=NOON)
    told = re.compile(r'<section aria-labelledby="attacks">.*?</section>')

    assert client.get(f"/surveys/{counted.label}/results/").status_code == 200
    (here,), (there,) = (told.findall(words(page)) for page in (before, look(after)))
    assert here == there, "publishing adds nothing to it"
    assert "Found" in here
    assert "%" not in here, "no share of anybody"


def test_of_a_survey_with_too_few_it_says_that_no_table_was_made(wave):
    page = words(look(making.close_and_count(wave)))

    assert "No table was made: too few people answered." in page


def test_altered_tables_are_said_to_be(counted):
    alter("disclosure_publication", "responded", 999)

    assert "These figures are not those that were published" in words(look(counted))


def test_more_ballot_numbers_cost_no_more_queries(counted, same_queries):
    same_queries(
        lambda: look(counted),
        add_rows=lambda: counted_with(counted, [secrets.token_bytes(32) for _each in range(50)]),
    )


def test_the_commands_it_gives_are_for_this_installation(wave):
    assert f"{settings.SITE_URL}/surveys/{wave.label}/anonymity/?file=plan" in look(
        wave
    ).content.decode().replace("&#x27;", "'")


def test_an_installation_shows_the_fingerprint_of_what_it_collected(tmp_path, settings):
    """Collected files have a digest in their names, and a tool may have rewritten them."""
    script = tmp_path / "here" / "js" / "survey" / "seal.js"
    script.parent.mkdir(parents=True)
    script.write_text("seal()")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [tmp_path / "here"], tmp_path / "collected"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)

    (served,) = fingerprints.scripts_as_served()

    assert re.fullmatch(r"/static/js/survey/seal\.[0-9a-f]{12}\.js", served.address)
    assert served.digest == hashlib.sha256(b"seal()").hexdigest()

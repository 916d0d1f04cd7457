"""Checks of sentences of the page "How your answer is protected", where no other test is one.

surveys/promised/ names them. Most sentences have the attacks C1 to C10 for their checks.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from disclosure import gate, reading
from disclosure.control.certificate import Check
from disclosure.control.safe_tables import Protected, Unsafe
from disclosure.models import Publication
from surveys import closing, rounds, tables_plan, urls
from surveys.ballot import door
from surveys.ballot.models import Collected, Sealed
from surveys.models import Wave, WaveCount
from surveys.wave_questions import question_set, table_plan
from tests.factories import UserFactory
from tests.surveys import making
from tests.surveys.entrance import test_plain as plain

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=|hx-headers=.*?)"[^"]*"')


@pytest.fixture
def wave() -> Wave:
    return making.open_wave(12)


def now() -> datetime:
    return timezone.now()


# --- what lies in the box -----------------------------------------------------------------------


def test_what_is_put_in_the_box_is_sealed_and_reads_as_nothing(wave):
    same = [0] * len(question_set(wave).questions)
    said = question_set(wave).ballot(same, language="en-gb")

    for invitee in making.invitees(wave)[:2]:
        making.answer(wave, same, invitee=invitee)

    first, second = (bytes(one.sealed) for one in Sealed.objects.order_by("nullifier"))
    assert first != second
    for box in (first, second):
        assert [said[at : at + 6] for at in range(len(said) - 6) if said[at : at + 6] in box] == []


def test_without_javascript_the_same_is_stored(client, wave):
    with_script, without = making.invitees(wave)[:2]
    making.answer(wave, making.some_answers(wave), invitee=with_script)
    code = door.spaced(making.token(wave, without))
    form = plain.hidden(plain.send(client, wave, step="code", code=code))

    plain.send(client, wave, **form | {"step": "send", "q0": "1"})

    assert {len(bytes(one.sealed)) for one in Sealed.objects.all()} == {1105}
    assert Sealed.objects.count() == Collected.objects.count() == 2
    assert {one.tries for one in Collected.objects.all()} == {1}
    assert not Session.objects.exists()


# --- keys ---------------------------------------------------------------------------------------


def secrets_of(wave: Wave) -> Iterator[bytes]:
    """Every secret number and every secret file of a wave, as bytes."""
    for file in (Path(settings.BALLOT_KEYS) / wave.label).iterdir():
        content = file.read_bytes()
        yield content
        if file.suffix == ".pem":
            yield from map(as_bytes, numbers_in(load_pem_private_key(content, None)))


def numbers_in(key: object) -> list[int]:
    if isinstance(key, rsa.RSAPrivateKey):
        secret = key.private_numbers()
        return [secret.d, secret.p, secret.q]
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return [key.private_numbers().private_value]


def as_bytes(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def everything_stored() -> Iterator[bytes]:
    """Every value of every row of every table, as the bytes and as the letters of it."""
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            for value in row:
                if isinstance(value, bytes | memoryview):
                    yield bytes(value)
                else:
                    yield str(value).lower().encode()


def test_no_key_of_the_survey_is_in_the_database(wave):
    making.everyone_answers(wave)
    secrets = list(secrets_of(wave))
    stored = b"\n".join(everything_stored())

    assert len(secrets) == 3 + 3 + 1
    assert door.public_keys(wave.label).box_public in stored  # so a key would have been found
    for secret in secrets:
        assert secret not in stored
        assert secret.hex().encode() not in stored


# --- time ---------------------------------------------------------------------------------------


def test_an_open_wave_is_stirred_every_hour(wave):
    began, stirred = now(), []

    for minutes in (0, 59, 61, 100, 122):
        rounds.look(at=began + timedelta(minutes=minutes))
        stirred.append(Wave.objects.get().stirred_at - began)

    assert [int(after.total_seconds() / 60) for after in stirred] == [0, 0, 61, 61, 122]


def test_nothing_is_opened_before_the_survey_is_closed(wave):
    making.everyone_answers(wave)

    with pytest.raises(door.Refused) as refused:
        door.count(label=wave.label, shape=tables_plan.shape(table_plan(wave), question_set(wave)))
    closing.count_wave(wave=wave, at=now())

    assert refused.value.word == "not-open"
    assert Sealed.objects.count() == 12
    assert not WaveCount.objects.exists()


# --- the count ----------------------------------------------------------------------------------


def kept_of(answers: int) -> dict[str, Any]:
    """All that is kept of a wave in which everybody chose the same, but for the numbers drawn."""
    wave = making.open_wave(12, title=f"Wave {answers}")
    for invitee in making.invitees(wave):
        making.answer(wave, [answers] * len(question_set(wave).questions), invitee=invitee)
    making.close_and_count(wave)
    kept: dict[str, Any] = dict(WaveCount.objects.filter(wave=wave).values().get())
    return kept | {"id": 0, "wave_id": 0, "numbers": b""}


def test_the_count_keeps_taking_part_and_no_answer():
    columns = {field.name for field in WaveCount._meta.concrete_fields}

    assert kept_of(0) == kept_of(1)  # whatever was answered, the same is kept
    assert columns == {
        "id", "wave", "invited", "collected", "reissued", "counted", "invalid",
        "by_unit", "languages", "numbers",
    }  # fmt: skip


def test_the_count_makes_the_tables_of_the_frozen_plan_and_no_others(wave, monkeypatch):
    frozen = wave.plan_hash
    shapes = []

    def watched(**said: Any) -> door.Count:
        shapes.append(said["shape"])
        return count(**said)

    count = door.count
    monkeypatch.setattr(door, "count", watched)
    Wave.objects.update(choices={"attributes": ["UNIT"]})  # somebody with the database tries
    wave.refresh_from_db()
    making.everyone_answers(wave)

    making.close_and_count(wave)

    public = table_plan(wave)
    assert public.digest() == frozen == door.public_keys(wave.label).plan_hash
    assert shapes[0] == tables_plan.shape(public, question_set(wave))
    assert shapes[0].plan.cuts == public.cuts
    assert set(reading.whole(wave.label, 1).cells) == set(public.cuts)
    assert reading.latest(wave.label).plan_hash == frozen


def test_the_page_says_how_many_papers_and_how_many_ballots(wave):
    making.everyone_answers(wave)
    making.paper(wave, making.token(wave, making.invitees(wave)[0]), again=True)
    making.close_and_count(wave)

    page = Client().get(f"/surveys/{wave.label}/anonymity/").content.decode()

    for name, figure in (
        ("Invited", 12),
        ("Collected a ballot paper", 12),
        ("Ballot papers issued twice", 1),
        ("Ballots counted", 12),
    ):
        assert f"<dt>{name}</dt><dd>{figure}</dd>" in page


# --- what is published ---------------------------------------------------------------------------


def test_no_group_of_fewer_than_ten_is_kept_and_no_exact_count():
    """All that is stored of answers is in two tables, and there only as it left the gate."""
    wave = making.open_wave(40)
    making.everyone_answers(wave)
    making.close_and_count(wave)

    tables = reading.whole(wave.label, 1)

    planned = table_plan(wave)
    groups = [(cut, key) for cut, cells in tables.cells.items() for key in cells]
    assert len(groups) > len(planned.cuts)
    for cut, key in groups:
        cell = tables.cells[cut][key]
        assert cell is None or (cell.about >= planned.minimum and cell.about % 5 == 0)
    exact = exact_counts(wave)
    moved = [
        shown != exact[group, code][place]
        for group in groups
        if (cell := tables.cells[group[0]][group[1]])
        for code, row in cell.counts.items()
        for place, shown in enumerate(row)
        if exact[group, code][place]
    ]
    assert sum(moved) > len(moved) / 3, "most counts of somebody are not what they were"


def exact_counts(wave: Wave) -> dict[Any, dict[int, int]]:
    """By group and measure, how many chose what: as this test knows, who answered for all."""
    asked, planned = question_set(wave), table_plan(wave)
    shape = tables_plan.shape(planned, asked)
    counts: dict[Any, dict[int, int]] = defaultdict(Counter)
    for turn in range(40):
        row = [answer or 0 for answer in making.some_answers(wave, turn)]
        place = {code: c.categories[row[c.question]] for code, c in shape.columns.items()}
        for cut in planned.cuts:
            names = (shape.plan.by_code[code].categories for code in cut)
            key = tuple(name[place[code]] for code, name in zip(cut, names, strict=True))
            for code in planned.measures:
                counts[(cut, key), code][place[code]] += 1
    return counts


@pytest.mark.parametrize("found", [1, None])
def test_nothing_is_kept_that_has_not_passed_the_gate(wave, monkeypatch, found):
    """A gate that found something, or was not asked at all, leaves nothing behind."""
    making.everyone_answers(wave)
    before = counting_keeps(wave)

    def careless(people: Any, plan: Any, **_more: Any) -> Protected:
        whole = protect(people, plan)
        checks = () if found is None else (Check("residuals", 10, found),)
        return replace(whole, certificate=replace(whole.certificate, checks=checks))

    protect = gate.protect
    monkeypatch.setattr(gate, "protect", careless)
    with pytest.raises(Unsafe):
        making.close_and_count(wave)

    assert counting_keeps(wave) == before == (12, 0, 0)


def counting_keeps(wave: Wave) -> tuple[int, int, int]:
    return (
        Sealed.objects.filter(box_id=wave.label).count(),
        WaveCount.objects.count(),
        Publication.objects.count(),
    )


def test_what_leaves_the_count_is_protected_and_how_many(wave):
    making.everyone_answers(wave)
    closing.close_wave(wave=wave, by=None, at=now())

    count = door.count(
        label=wave.label, shape=tables_plan.shape(table_plan(wave), question_set(wave))
    )

    assert {name: type(value) for name, value in vars(count).items()} == {
        "protected": Protected, "counted": int, "invalid": int, "languages": dict, "numbers": list,
        "pay": type(None),
    }  # fmt: skip


# --- who sees what ------------------------------------------------------------------------------


def pages_of(wave: Wave) -> dict[str, str]:
    """Every page about one wave, as the lead sees it; what differs from look to look left out."""
    client = Client()
    client.force_login(User.objects.get(role=Role.LEAD))
    pages = {}
    for pattern in urls.urlpatterns:
        try:
            address = reverse(f"surveys:{pattern.name}", args=[wave.label])
        except NoReverseMatch:
            address = reverse(f"surveys:{pattern.name}") if "<" not in str(pattern.pattern) else ""
        if address and (answer := client.get(address)).status_code == 200:
            pages[str(pattern.name)] = TOKEN.sub("", b"".join(answer).decode(errors="replace"))
    return pages


def test_no_page_of_the_lead_says_who_took_part(wave):
    """Pages do not change by as much as a letter when one person takes part."""
    UserFactory.create(role=Role.LEAD)
    with time_machine.travel(now(), tick=False):
        before = pages_of(wave)
        making.answer(wave, making.some_answers(wave), invitee=making.invitees(wave)[0])
        after = pages_of(wave)

    assert len(before) >= 4
    assert [name for name in before if before[name] != after[name]] == []


def test_the_page_says_what_no_program_can_check(wave):
    page = Client().get(f"/surveys/{wave.label}/anonymity/").content.decode()

    for words in ("work laptop that is monitored", "a network that reads traffic", "beside you"):
        assert words in page

"""What is stored beside the tables of a wave, and what the gate is told of earlier ones."""

from datetime import date

import pytest
from django.utils import timezone

from disclosure import reading
from surveys import wave_tables
from surveys.ballot import door
from surveys.importing import confirming
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.states import State
from tests.disclosure.publications import publication
from tests.factories import UserFactory
from tests.surveys import making
from tests.surveys.importing.examples import brought_in

pytestmark = pytest.mark.django_db


def counted(label: str, seed: int, state: State = State.CLOSED) -> Wave:
    """A wave that is over, with tables."""
    wave = making.draft_wave(label=label, title=f"Wave {label}")
    publication(label, seed=seed)
    Wave.objects.filter(pk=wave.pk).update(state=state, plan_hash="c" * 64)
    wave.refresh_from_db()
    return wave


def test_beside_the_tables_stands_whose_they_are_of_when_and_of_how_many():
    wave = making.open_wave(14)
    for turn, invitee in enumerate(making.invitees(wave)[:12]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)

    making.close_and_count(wave)

    found = reading.latest(wave.label)
    assert found is not None
    assert (found.source, found.version, found.title) == (wave.label, 1, "Survey, autumn")
    assert found.population == "Everybody who was invited to “Survey, autumn”"
    assert (found.invited, found.responded) == (14, 12)
    assert (found.starts_on, found.ends_on) == (wave.opened_on, timezone.localdate())
    assert found.asked == "Socio-economic background, SMC-2020-11"
    assert found.plan_hash == wave.plan_hash
    assert (found.reason, found.by, found.pay) == ("", None, None)
    assert found.words["measures"]["SEB1"]["headline"] == "lower"
    assert found.words["attributes"]["UNIT"]["order"] == ["NORTH", "SOUTH", "not_disclosed"]


def test_an_imported_survey_has_its_own_population_and_no_days():
    wave = brought_in(by=UserFactory.create())

    found = reading.latest(wave.label)
    assert found is not None
    assert found.population == "The people asked in “Survey of 2024” (2024)"
    assert (found.starts_on, found.ends_on, found.invited) == (None, None, None)


def test_too_few_leave_no_tables():
    wave = making.open_wave(12)
    for turn, invitee in enumerate(making.invitees(wave)[:9]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)

    making.close_and_count(wave)

    assert wave_tables.published(wave) is None


def test_a_box_needs_as_many_ballots_as_the_smallest_group_of_its_plan():
    choices = {**making.draft_wave().choices, "minimum": 12}
    Wave.objects.all().delete()
    wave = making.open_wave(14, choices=choices)
    for turn, invitee in enumerate(making.invitees(wave)[:11]):
        making.answer(wave, making.some_answers(wave, turn), invitee=invitee)

    wave = making.close_and_count(wave)

    assert (wave.count.counted, wave.count.collected) == (0, 11)
    assert wave_tables.published(wave) is None


def closed_on(label: str, day: int, origin: Origin = Origin.ASKED) -> None:
    Wave.objects.filter(label=label).update(closed_on=date(2026, 3, day), origin=origin)


def test_the_gate_is_told_of_the_waves_asked_here_by_the_day_they_closed_then_of_imports():
    """Published or only counted; a draft and an abandoned one have no tables."""
    states = [State.CLOSED, State.PUBLISHED, State.CLOSED, State.PUBLISHED, State.CLOSED]
    for number, state in enumerate(states):
        counted(f"w{number}", seed=number + 1, state=state)
    making.draft_wave(label="w8")
    counted("w9", seed=1, state=State.ABANDONED)
    closed_on("w0", 20)
    closed_on("w1", 10)
    closed_on("w2", 30)
    closed_on("w3", 31, Origin.IMPORTED)
    Wave.objects.filter(label="w4").update(closed_on=None, origin=Origin.IMPORTED)

    assert wave_tables.earlier() == reading.earlier(["w2", "w0", "w1", "w3", "w4"])
    assert wave_tables.earlier(Wave.objects.get(label="w2")) == reading.earlier(
        ["w0", "w1", "w3", "w4"]
    )


def test_imports_push_no_wave_asked_here_out_of_the_check(monkeypatch):
    monkeypatch.setattr(wave_tables, "MOST_EARLIER", 2)
    for number in range(4):
        counted(f"w{number}", seed=number + 1)
        closed_on(f"w{number}", 10 + number, Origin.IMPORTED if number else Origin.ASKED)

    assert wave_tables.earlier() == reading.earlier(["w0", "w3"])


def test_an_import_that_was_taken_back_is_no_earlier_wave():
    wave = brought_in(by=UserFactory.create())
    assert len(wave_tables.earlier()) == 1

    confirming.take_back(wave=wave, by=UserFactory.create(), at=timezone.now())

    assert wave_tables.earlier() == ()


def test_several_years_of_waves_are_looked_back_on():
    for number in range(9):
        counted(f"w{number}", seed=1)
        closed_on(f"w{number}", 10 + number)

    assert wave_tables.earlier() == reading.earlier([f"w{number}" for number in range(8, 0, -1)])


def test_the_count_is_told_of_them(monkeypatch):
    counted("w7", seed=1)
    wave = making.open_wave(12, label="w8")
    making.everyone_answers(wave)
    told = []
    count = door.count

    def watched(**given):
        told.append(given["earlier"])
        return count(**given)

    monkeypatch.setattr(door, "count", watched)
    making.close_and_count(wave)

    assert told == [reading.earlier(["w7"])]


def test_so_is_an_import(monkeypatch):
    counted("w7", seed=1)
    told = []
    count = door.count_rows

    def watched(**given):
        told.append(given["earlier"])
        return count(**given)

    monkeypatch.setattr(door, "count_rows", watched)
    brought_in(by=UserFactory.create())

    assert told == [reading.earlier(["w7"])]


def test_looking_back_costs_the_same_however_many_waves_there_were(django_assert_num_queries):
    for number in range(5):
        counted(f"w{number}", seed=1)
        if number in (0, 4):
            with django_assert_num_queries(4):
                wave_tables.earlier()

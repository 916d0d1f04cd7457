"""A wave before it opens: begun, its settings and questions chosen, and two people at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.models import AuditEvent
from strategy.models import Organisation
from surveys import asking, drafting
from surveys.drafting import Settings
from surveys.models import Wave
from surveys.questions.choosing import Choices, OwnQuestion
from surveys.refusals import CannotDraft, ChangedMeanwhile
from surveys.states import State
from surveys.wave_questions import question_set, table_plan
from tests.factories import NOON, UnitFactory, UserFactory, WaveFactory

pytestmark = pytest.mark.django_db
AUTUMN = Settings(
    title="Where did you start? Autumn 2027",
    opens_on=date(2027, 10, 4),
    closes_on=date(2027, 10, 29),
    results_on=date(2027, 11, 16),
    contact="Sam, extension 12",
)
GRADES = Choices(attributes=("GRADE", "GENDER"), lists={"GRADE": ("Junior", "Senior")})


def started(settings: Settings = AUTUMN) -> Wave:
    return drafting.start_wave(settings=settings, by=UserFactory.create(), at=NOON)


def edited(wave: Wave, *, version: int | None = None, **changed: Any) -> Wave:
    return drafting.edit_wave(
        wave=wave,
        settings=replace(AUTUMN, **changed),
        version=wave.version if version is None else version,
        by=UserFactory.create(name="Priya Nair"),
        at=NOON,
    )


def asked(wave: Wave, choices: Choices = GRADES, **given: Any) -> Wave:
    given = {"crossed": [], "minimum": 10, "version": wave.version} | given
    return asking.choose_questions(
        wave=wave, choices=choices, by=UserFactory.create(name="Priya Nair"), at=NOON, **given
    )


def test_a_wave_begins_as_a_draft_that_the_server_keeps_the_key_of():
    wave = started()

    assert (wave.state, wave.custody, wave.label) == (State.DRAFT, "host", "w1")
    assert AuditEvent.objects.get().verb == "added"


def test_a_label_is_never_used_twice_even_after_an_abandoned_wave():
    WaveFactory.create(label="w9", state=State.ABANDONED)
    WaveFactory.create(label="w2")

    assert drafting.next_label() == "w10"


def test_beginning_the_same_wave_twice_gives_one_wave():
    first, second = started(), started()

    assert first == second
    assert AuditEvent.objects.count() == 1


def test_another_wave_of_the_same_name_is_refused():
    started()

    with pytest.raises(CannotDraft, match="of this name already") as refused:
        started(replace(AUTUMN, title="where did you start?  AUTUMN 2027", contact="Alex"))
    assert refused.value.field == "title"


def test_the_name_of_an_abandoned_wave_is_free_again():
    WaveFactory.create(title=AUTUMN.title, state=State.ABANDONED)

    assert started().title == AUTUMN.title


def test_two_who_begin_in_the_same_moment_get_a_wave_each(monkeypatch):
    taken = iter([WaveFactory.create(label="w4").label, "w5"])
    monkeypatch.setattr(drafting, "next_label", lambda: next(taken))

    assert started().label == "w5"


def test_a_label_that_stays_taken_is_an_error_and_not_a_silence(monkeypatch):
    WaveFactory.create(label="w4")
    monkeypatch.setattr(drafting, "next_label", lambda: "w4")

    with pytest.raises(IntegrityError):
        started()


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"title": "  "}, "title", "Give the wave a name"),
        ({"closes_on": date(2027, 10, 3)}, "closes_on", "before the day it opens"),
        ({"results_on": date(2027, 10, 29)}, "results_on", "only after the last day"),
        ({"custody": "guardian"}, "guardian", "who the guardian is"),
    ],
)
def test_settings_that_cannot_be_are_refused_beside_their_field(changed, field, sentence):
    with pytest.raises(CannotDraft, match=sentence) as refused:
        started(replace(AUTUMN, **changed))

    assert refused.value.field == field
    assert not Wave.objects.exists()


def test_a_change_is_kept_with_what_stood_there_before():
    wave = edited(started(), contact="Alex, extension 7")

    event = AuditEvent.objects.latest("pk")
    assert (wave.contact, wave.version) == ("Alex, extension 7", 2)
    assert event.changes == {"contact": ["Sam, extension 12", "Alex, extension 7"]}


def test_saving_the_same_again_writes_nothing_even_from_an_old_page():
    wave = edited(started(), contact="Alex")

    assert edited(wave, contact="Alex", version=1).version == wave.version
    assert AuditEvent.objects.count() == 2


def test_who_saves_second_is_told_who_was_first():
    wave = edited(started(), contact="Alex")

    with pytest.raises(ChangedMeanwhile, match="Priya Nair changed this wave") as refused:
        edited(wave, contact="Robin", version=1)
    assert refused.value.version == wave.version


def test_going_back_to_the_server_forgets_the_guardian_and_their_key():
    wave = started(replace(AUTUMN, custody="guardian", guardian="Ada, works council"))
    Wave.objects.update(guardian_public=b"\x04" + b"k" * 64)

    back = edited(Wave.objects.get(pk=wave.pk))

    assert (back.custody, back.guardian, back.guardian_public) == ("host", "", None)


def open_one() -> Wave:
    """As a wave is once it has opened; how it opens is tested elsewhere."""
    wave = started()
    Wave.objects.update(state=State.OPEN, plan_hash="a" * 64)
    return Wave.objects.get(pk=wave.pk)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another"},
        {"opens_on": date(2027, 10, 5)},
        {"closes_on": date(2027, 11, 1)},
        {"custody": "guardian", "guardian": "Ada"},
    ],
)
def test_what_people_answer_on_is_locked_once_the_wave_is_open(changed):
    with pytest.raises(CannotDraft, match="locked until the end"):
        edited(open_one(), **changed)


def test_words_to_people_can_still_be_put_right_while_it_is_open():
    wave = edited(
        open_one(), contact="Alex", done_last_time="Pay ranges.", results_on=date(2027, 12, 1)
    )

    assert (wave.contact, wave.done_last_time) == ("Alex", "Pay ranges.")


@pytest.mark.parametrize("state", [State.CLOSING, State.CLOSED, State.ABANDONED])
def test_after_that_nothing_can_be_changed(state):
    wave = open_one()
    Wave.objects.update(state=state)

    with pytest.raises(CannotDraft, match=f"is {state.label.lower()}"):
        edited(wave, contact="Alex")


def test_chosen_questions_and_tables_are_what_the_wave_would_freeze_to():
    wave = asked(started(), crossed=[("GRADE", "GENDER")], minimum=15)

    codes = [question.code for question in question_set(wave).questions]
    planned = table_plan(wave)
    assert codes == ["SEB1", "SEB2", "SEB3", "GRADE", "GENDER"]
    assert planned.cuts == ((), ("GRADE",), ("GENDER",), ("GRADE", "GENDER"))
    assert planned.minimum == 15


def test_no_pair_chosen_means_no_pair():
    assert table_plan(asked(started())).cuts == ((), ("GRADE",), ("GENDER",))


def test_the_record_says_what_is_asked_in_short():
    wave = asked(started())
    asked(wave, replace(GRADES, attributes=("GRADE",)))

    event = AuditEvent.objects.latest("pk")
    assert event.verb == "chose the questions of"
    assert event.changes["tables"] == [3, 2]
    assert "minimum" not in event.changes


def test_choosing_the_same_again_writes_nothing():
    wave = asked(started())

    assert asked(wave, version=1).version == wave.version
    assert AuditEvent.objects.filter(verb="chose the questions of").count() == 1


def test_two_who_choose_at_once_are_told():
    wave = asked(started())

    with pytest.raises(ChangedMeanwhile, match="Priya Nair"):
        asked(wave, Choices(), version=1)


def test_how_many_cards_to_print_survives_the_questions():
    wave = started()
    Wave.objects.update(choices={"cards": 40})

    assert asked(wave).choices["cards"] == 40


@pytest.mark.parametrize(
    ("choices", "field", "sentence"),
    [
        (Choices(attributes=("FUNCTION",)), "FUNCTION", "only you know them"),
        (Choices(own=(OwnQuestion(wording="Parking?", answers=("Yes",)),)), "own", "1 answer to"),
        (Choices(background=()), None, "main earner"),
    ],
)
def test_what_makes_no_questionnaire_is_refused_and_not_kept(choices, field, sentence):
    wave = started()

    with pytest.raises(CannotDraft, match=sentence) as refused:
        asked(wave, choices)
    assert refused.value.field == field
    assert Wave.objects.get().choices == {}


def test_a_group_below_ten_is_refused():
    with pytest.raises(CannotDraft, match="never below 10"):
        asked(started(), minimum=9)


def test_questions_are_locked_once_the_wave_is_open():
    with pytest.raises(CannotDraft, match="locked until the end"):
        asked(open_one())


def test_a_draft_without_a_list_of_units_takes_the_organisations_own():
    Organisation.objects.create(name="Example Ltd")
    UnitFactory.create(name="North")
    UnitFactory.create(name="South")

    wave = asked(started(), Choices(attributes=("UNIT",)))

    labels = [o.label["en-gb"] for o in question_set(wave).question("UNIT").options]
    assert labels[:2] == ["North", "South"]


def test_a_choice_whose_units_have_gone_since_says_nothing_false():
    unit = UnitFactory.create(name="North"), UnitFactory.create(name="South")
    wave = asked(started(), Choices(attributes=("UNIT",)))
    for one in unit:
        one.delete()

    assert asking.in_short(Wave.objects.get(pk=wave.pk)) == {}

"""What a staff list tells of empty groups, and that no ballot ever does."""

from collections.abc import Sequence

import pytest
from django.test import Client
from django.utils import timezone

from disclosure import reading
from disclosure.emptiness import Told
from disclosure.models import Publication
from surveys import nobody_invited
from surveys.ballot import door
from surveys.inviting import cards
from surveys.models import Invitation, Wave
from surveys.opening import open_wave
from surveys.states import State
from surveys.wave_questions import question_set, table_plan
from tests.factories import UserFactory
from tests.surveys import making
from tests.surveys.results.reading import Share, body, in_json, main, words

pytestmark = pytest.mark.django_db

LISTS = {"GRADE": ["Junior", "Middle", "Senior"], "UNIT": ["North", "South", "West"]}
CHOICES = {"attributes": ["UNIT", "GRADE", "GENDER"], "lists": LISTS}
Person = tuple[str, str]
STAFF: list[Person] = [("North", "Junior")] * 12 + [("South", "Middle")] * 12
NOT_THERE = {
    "UNIT": [["WEST"]],
    "GRADE": [["SENIOR"]],
    "UNIT*GRADE": [
        ["NORTH", "MIDDLE"],
        ["NORTH", "SENIOR"],
        ["SOUTH", "JUNIOR"],
        ["SOUTH", "SENIOR"],
        ["WEST", "JUNIOR"],
        ["WEST", "MIDDLE"],
        ["WEST", "SENIOR"],
    ],
}


def listed(people: Sequence[Person], **over: object) -> Wave:
    """An open wave with these people on its list, by unit and grade."""
    wave = making.draft_wave(choices=CHOICES, **over)
    Invitation.objects.bulk_create(
        Invitation(wave=wave, email=f"{turn}@staff.example", unit=unit, grade=grade)
        for turn, (unit, grade) in enumerate(people)
    )
    now = timezone.now()
    return open_wave(wave=wave, by=None, at=now, today=timezone.localdate(now))


def told(wave: Wave) -> Told:
    return nobody_invited.groups(wave, table_plan(wave), question_set(wave))


def test_it_names_the_groups_that_nobody_on_the_list_is_in():
    assert told(listed(STAFF)) == NOT_THERE


def test_somebody_whose_grade_is_not_known_may_be_in_any_of_their_unit():
    found = told(listed([*STAFF, ("North", "")]))

    assert found == {
        "UNIT": [["WEST"]],
        "UNIT*GRADE": [key for key in NOT_THERE["UNIT*GRADE"] if key[0] != "NORTH"],
    }


@pytest.mark.parametrize("unit", ["", "The board"])
def test_nor_is_it_known_of_whose_unit_the_list_says_nothing_that_was_asked(unit):
    assert told(listed([*STAFF, (unit, "")])) == {}


def test_whoever_comes_with_a_card_may_be_anybody():
    wave = listed(STAFF)
    cards.choose_cards(wave=wave, how_many=10, by=UserFactory.create(), at=timezone.now())

    assert told(wave) == {}


def test_nothing_is_said_of_what_no_list_has():
    """Gender is asked and crossed with unit and grade: only people say it."""
    wave = listed(STAFF)

    assert {"UNIT*GENDER", "GRADE*GENDER"} <= {"*".join(cut) for cut in table_plan(wave).cuts}
    assert not [cut for cut in told(wave) if "GENDER" in cut]


def test_a_wave_without_a_list_says_nothing():
    assert told(making.draft_wave(choices=CHOICES)) == {}


def test_twice_the_people_cost_no_more_queries(same_queries):
    wave = listed(STAFF)

    def more() -> None:
        numbers = door.admit(label=wave.label, how_many=wave.invitations.count())
        Invitation.objects.bulk_create(
            Invitation(wave=wave, email=f"m{one}@staff.example", unit=f"Unit {one}", invitee=one)
            for one in numbers
        )

    same_queries(lambda: told(wave), add_rows=more)


def place(wave: Wave, code: str, label: str) -> tuple[int, int]:
    asked = question_set(wave)
    option = asked.question(code).index_of(label)
    assert option is not None
    return asked.index_of(code), option


def says(wave: Wave, unit: str, grade: str) -> list[int | None]:
    answers = making.some_answers(wave)
    for code, label in (("UNIT", unit), ("GRADE", grade)):
        at, option = place(wave, code, label)
        answers[at] = option
    return answers


ASKED = [("North", "Junior"), ("North", "Senior"), ("South", "Junior"), ("South", "Middle")]
ANSWERING = [one for one in ASKED for _each in range(12)]
FEW = [("South", "Senior")] * 7
PAGE = "results/unit-grade/seb1"


def counted(label: str, answering: Sequence[Person]) -> Publication:
    """A published wave with the same people on its list each time, of whom these answered so."""
    wave = listed([*ANSWERING, *FEW], label=label)
    for invitee, (unit, grade) in zip(making.invitees(wave), answering, strict=False):
        making.answer(wave, says(wave, unit, grade), invitee=invitee)
    making.close_and_count(wave)
    Wave.objects.filter(pk=wave.pk).update(state=State.PUBLISHED)
    found = reading.latest(label)
    assert found is not None
    return found


def said(client: Client, label: str, group: str) -> list[Share]:
    shares = in_json(body(client, f"{label}/{PAGE}.json"))
    return [share for share in shares if share[0] == group]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create(viewer=True))
    return client


def test_of_a_group_with_people_on_the_list_none_and_seven_who_answered_read_alike(reader):
    """The same list twice: of South, Senior nobody answers once, and seven the other time."""
    none, seven = counted("w1", ANSWERING), counted("w2", [*ANSWERING, *FEW])

    assert none.empty == seven.empty
    assert said(reader, "w1", "South, Senior") == said(reader, "w2", "South, Senior") != []
    assert {one[2] for one in said(reader, "w1", "South, Senior")} == {"Hidden to protect people"}


def test_what_somebody_says_does_not_change_what_the_list_says(reader):
    """Nobody in the north is a middle manager, by the list; three say once that they are."""
    counted("w1", [*ANSWERING, *FEW])
    counted("w2", [*ANSWERING, *[("North", "Middle")] * 3])

    assert said(reader, "w1", "North, Middle") == said(reader, "w2", "North, Middle") != []
    assert {one[2] for one in said(reader, "w1", "North, Middle")} == {"Nobody was invited"}


def test_the_pages_say_so_and_count_it_as_no_price_of_protection(reader):
    stored = counted("w1", ANSWERING)
    all_groups = stored.certificate["hidden"] + stored.certificate["shown"]

    page, front = main(reader, f"w1/{PAGE}/"), words(main(reader, "w1/results/"))

    assert "Nobody was invited" in page
    assert "Hidden to protect people" in page
    assert "From 1 group nobody was invited, as the staff list has it." in front
    assert f"{stored.certificate['hidden'] - 1} of {all_groups} groups are hidden" in front

"""An earlier survey is read, mapped, counted, and thrown away."""

from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing

from accounts.models import AuditEvent, User
from disclosure import reading
from disclosure.models import Publication
from surveys import drafting, tables_plan
from surveys.ballot import door
from surveys.importing import answers as travelling
from surveys.importing import confirming, targets
from surveys.importing.answers import Answers, CannotImport, Column
from surveys.importing.mapping import Read, read
from surveys.models import Wave, WaveCount
from surveys.models.waves import Origin
from surveys.plan import default_plan
from surveys.publishing import publish_wave
from surveys.questions.group_words import group_of
from surveys.states import State
from surveys.wave_questions import question_set, table_plan
from tests.factories import UserFactory
from tests.surveys.importing.examples import (
    AT,
    SMALL,
    STATUS,
    about,
    answers_in,
    brought_in,
    father_son,
    mapping,
    small,
)

# The fathers of each option, summed from the file by hand; 156 and 1,355 share one.
SONS_BY_FATHER = {0: 129, 1: 150, 2: 345, 3: 1511, 4: 458, 5: 387, 6: 518}

# What travels ---------------------------------------------------------------------------------


def test_rows_that_say_the_same_are_one_and_names_are_dropped() -> None:
    content = b"fsm,name\n" + b"".join(b"Yes,Person %d\n" % n for n in range(70)) + b"no,\n"

    answers = answers_in(content)

    assert answers.columns == (Column("fsm", ("no", "Yes")),)
    assert answers.left_out == ("name",)
    assert answers.rows == (((0,), 1), ((1,), 70))


def test_texts_that_differ_in_capitals_and_spaces_are_one() -> None:
    answers = answers_in(b"fsm\nYes\n yes\nYES \nNo\n\n")

    assert answers.columns == (Column("fsm", ("No", "Yes")),)
    assert answers.rows == (((0,), 1), ((1,), 3))


def test_numbers_stand_in_their_own_order() -> None:
    assert answers_in(b"grade\n10\n9\n1\n").columns[0].texts == ("1", "9", "10")


def test_what_travels_comes_back_as_it_was() -> None:
    answers, _how = father_son()

    assert Answers.unpacked(answers.packed()) == answers


def test_what_travels_says_nothing_of_what_was_dropped() -> None:
    many = b"fsm,name\n" + b"".join(b"Yes,Person Number%d\n" % n for n in range(70))
    data = signing.loads(answers_in(many).packed(), salt=travelling.SALT)

    assert "Number" not in str(data)


@pytest.mark.parametrize(
    "header", ["Name", "Full name", "Surname", "E-mail", "Work e-mail", "EMAIL", "Mobile phone"]
)
def test_a_column_that_says_it_is_about_who_somebody_is_is_dropped(header: str) -> None:
    answers = answers_in(f"fsm,{header}\nYes,Ann\nNo,Ann\nYes,Bob\n".encode())

    assert answers.left_out == (header,)
    assert "Ann" not in str(answers)


@pytest.mark.parametrize("header", ["Unit name", "School", "Department name", "Tenancy"])
def test_the_name_of_a_thing_is_nobodys(header: str) -> None:
    assert answers_in(f"{header}\nNorth\nSouth\n".encode()).columns[0].name == header


def test_a_column_with_an_e_mail_address_in_it_is_dropped() -> None:
    content = b"fsm,remark,ann@staff.example\n" + b"Yes,none,x\n" * 20
    answers = answers_in(content + b"No,ask ann@staff.example,y\n")

    assert answers.left_out == ("remark",)
    assert "ann" not in str(answers)


def test_a_column_that_differs_in_nearly_every_row_is_dropped() -> None:
    def kept(different: int, rows: int) -> bool:
        body = b"".join(b"Yes,T%d\n" % (n % different) for n in range(rows)) + b"No,\n" * rows
        return not answers_in(b"fsm,who\n" + body).left_out

    assert [kept(10, 10), kept(11, 11), kept(11, 21), kept(11, 22)] == [True, False, False, True]
    assert [kept(60, 200), kept(61, 200)] == [True, False]


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: "x" + text, lambda _: ""])
def test_what_was_changed_on_the_way_is_refused(change: Any) -> None:
    with pytest.raises(CannotImport, match="Choose the file again"):
        Answers.unpacked(change(father_son()[0].packed()))


def test_what_travelled_for_a_day_is_refused() -> None:
    with time_machine.travel(AT, tick=False):
        text = father_son()[0].packed()
    with (
        time_machine.travel(AT + timedelta(hours=12, seconds=2), tick=False),
        pytest.raises(CannotImport, match="Choose the file again"),
    ):
        Answers.unpacked(text)


def test_what_is_too_long_to_travel_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, _how = father_son()
    text = answers.packed()
    monkeypatch.setattr(travelling, "LONGEST", 100)

    with pytest.raises(CannotImport, match="Leave out columns"):
        answers.packed()
    with pytest.raises(CannotImport, match="Choose the file again"):
        Answers.unpacked(text)


def test_a_header_alone_and_columns_of_nothing_are_refused() -> None:
    with pytest.raises(CannotImport, match="nothing below it"):
        answers_in(b"fsm,unit\n")
    with pytest.raises(CannotImport, match="No column holds answers"):
        answers_in(b"id\n" + b"".join(b"%d\n" % number for number in range(61)))


def test_a_column_of_counts_is_kept_however_many_numbers_it_holds() -> None:
    content = b"fsm,Freq\n" + b"".join(b"Yes,%d\n" % number for number in range(100))

    assert [column.name for column in answers_in(content).columns] == ["fsm", "Freq"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1,200", 1200), ("0", 0), ("-1", None), ("1.5", None), ("x", None), ("²", None)],
)
def test_a_number_of_people_is_whole(text: str, number: int | None) -> None:
    assert travelling.whole(text) == number


# What it is taken for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SEB2", "SEB2"),
        ("free school  meals", "SEB3"),
        ("Origin", "SEB1"),
        ("Department", "UNIT"),
        ("Gender", "GENDER"),
        ("Shoe size", ""),
    ],
)
def test_a_column_is_guessed_by_its_name(name: str, code: str) -> None:
    assert targets.guessed(Column(name, ("a", "b"))) == code


def test_a_count_is_guessed_only_where_it_counts() -> None:
    assert targets.guessed(Column("Freq", ("1", "20"))) == targets.COUNT
    assert targets.guessed(Column("Freq", ("often", "never"))) == ""


def test_texts_are_guessed_by_the_words_of_an_option() -> None:
    meals = targets.question_for("SEB3", Column("fsm", ()))

    assert targets.meant("YES", meals) == "YES"
    assert targets.meant("prefer not to say.", meals) == "PNTS"
    assert targets.meant("perhaps", meals) == ""


def test_the_employers_own_list_is_what_stands_in_the_column() -> None:
    grades = targets.question_for("GRADE", Column("Grade", ("1", "2", "Prefer not to say")))

    assert [option.label["en-gb"] for option in grades.options] == ["1", "2", "Prefer not to say"]


def test_a_list_that_nobody_could_choose_from_is_refused() -> None:
    with pytest.raises(CannotImport, match="“Team” is not a list to choose from"):
        targets.question_for("UNIT", Column("Team", tuple(f"Team {n}" for n in range(30))))


# What it comes to -----------------------------------------------------------------------------


def test_fathers_and_sons_are_3498_people() -> None:
    found = read(*father_son())

    assert found.people == 3498
    assert (found.no_number, found.no_answer) == (0, 0)
    each = Counter(found.each())
    assert sum(each.values()) == 3498
    assert each[0, 0] == 50  # origin 1, destination 1: the file's first row


def test_fathers_and_sons_are_counted_through_the_door_and_through_the_gate() -> None:
    answers, how = father_son()
    found, asked = confirming.checked(answers, how, about())
    plan = default_plan(asked)
    shape = tables_plan.shape(plan, asked)
    count = door.count_rows(rows=found.each(), secret=bytes(32), shape=shape)

    assert count.counted == 3498
    everybody = count.protected.cells[()][()]
    assert everybody.about in (3495, 3500)
    groups = tables_plan.categories(asked.questions[0])
    exact = dict.fromkeys(groups, 0)
    for place, people in SONS_BY_FATHER.items():
        exact[group_of(asked.questions[0].options[place])] += people
    for group, shown in zip(groups, everybody.counts["SEB1"], strict=True):
        assert abs(shown - exact[group]) <= plan.noise


def test_rows_that_cannot_be_read_are_counted_and_left_out() -> None:
    content = b"fsm,n\nYes,12\nNo,many\nNo,\n,5\nYes,\n"
    answers = answers_in(content)
    how = mapping(answers, {"fsm": "SEB3"}, {})
    counted = mapping(answers_in(content.replace(b"many", b"9")), {"fsm": "SEB3", "n": "count"}, {})

    assert read(answers, how).people == 4
    assert read(answers, how).no_answer == 1
    found = read(answers_in(content.replace(b"many", b"9")), counted)
    assert (found.people, found.no_number, found.no_answer) == (21, 2, 1)


def test_how_many_answered_is_rounded_and_hidden_below_ten() -> None:
    found = Read((((0, None), 13), ((None, 1), 9)), 0, 0)

    assert found.answered(0) == 15
    assert found.answered(1) is None
    assert Read((((0,), 13),), 0, 0).answered(0) == 10  # never "15 of 13"


# The wave -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_it_becomes_a_closed_wave_with_a_count_and_no_table(lead: User) -> None:
    answers, how = father_son()

    wave = confirming.bring_in(
        answers=answers, mapping=how, about=about(invited=4000), by=lead, at=AT
    )

    assert (wave.state, wave.origin) == (State.CLOSED, Origin.IMPORTED)
    count = WaveCount.objects.get(wave=wave)
    assert (count.counted, count.invited, bytes(count.numbers)) == (3498, 4000, b"")
    assert question_set(wave).version16
    assert table_plan(wave).digest() == wave.plan_hash
    told = wave.choices["imported"]
    assert told["version"] == "1"
    assert ["1", "MOD_TRAD_PROF"] in told["columns"][0]["answers"]
    assert AuditEvent.objects.filter(verb="imported").count() == 1


@pytest.mark.django_db
def test_confirmed_twice_it_is_one_wave(lead: User) -> None:
    answers, how = small()
    given: dict[str, Any] = {"mapping": how, "about": about(), "by": lead, "at": AT}

    first = confirming.bring_in(answers=answers, **given)
    again = confirming.bring_in(answers=Answers.unpacked(answers.packed()), **given)

    assert first == again
    assert Wave.objects.count() == WaveCount.objects.count() == 1


@pytest.mark.django_db
def test_of_two_in_the_same_moment_both_get_the_one_wave(
    lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one's wave appears after we looked for it, and takes the label we chose."""
    answers, how = small()
    given: dict[str, Any] = {"mapping": how, "about": about(), "by": lead, "at": AT}
    first = confirming.bring_in(answers=answers, **given)
    real, looks = drafting.next_label, []

    def a_label_too_late() -> str:
        looks.append(1)
        return first.label if len(looks) == 1 else real()

    monkeypatch.setattr(confirming, "next_label", a_label_too_late)
    other, other_how = small(SMALL + b"No,Sales,Somebody\n")
    other_given = given | {"mapping": other_how, "about": about(title="Another")}

    assert confirming.bring_in(answers=other, **other_given).label == "w2"
    assert len(looks) == 2


@pytest.mark.django_db
def test_two_waves_have_two_names(lead: User) -> None:
    brought_in(by=lead)

    with pytest.raises(CannotImport, match="of this name") as refusal:
        brought_in(by=lead, title="SURVEY of 2024")
    assert refusal.value.field == "title"


@pytest.mark.django_db
def test_fewer_than_ten_people_and_too_many_are_refused(lead: User) -> None:
    few = answers_in(b"fsm,n\nYes,9\n")
    many = answers_in(b"fsm,n\nYes,100001\n")

    for answers, sentence in ((few, "fewer than 10"), (many, "more than 100,000")):
        how = mapping(answers, {"fsm": "SEB3", "n": "count"}, {})
        with pytest.raises(CannotImport, match=sentence):
            confirming.bring_in(answers=answers, mapping=how, about=about(), by=lead, at=AT)
    assert not Wave.objects.exists()


def test_more_answers_than_invitations_are_refused() -> None:
    with pytest.raises(CannotImport, match="More people answered") as refusal:
        confirming.checked(*small(), about(invited=36))
    assert refusal.value.field == "invited"


@pytest.mark.django_db
def test_taken_back_it_is_gone_and_the_record_says_so(lead: User) -> None:
    wave = brought_in(by=lead)

    confirming.take_back(wave=wave, by=lead, at=AT)
    confirming.take_back(wave=wave, by=lead, at=AT)

    assert not Wave.objects.exists()
    assert not WaveCount.objects.exists()
    assert not Publication.objects.exists()
    assert AuditEvent.objects.filter(verb="undid the import of").count() == 1


@pytest.mark.django_db
def test_what_people_have_seen_is_not_taken_back(lead: User) -> None:
    wave = brought_in(by=lead)
    publish_wave(wave=wave, by=lead, at=AT)

    with pytest.raises(CannotImport, match="cannot be deleted any more"):
        confirming.take_back(wave=wave, by=lead, at=AT)

    assert reading.latest(wave.label) is not None


@pytest.mark.django_db
def test_brought_in_it_has_tables_that_passed_the_gate(lead: User) -> None:
    wave = brought_in(by=lead)

    tables = reading.whole(wave.label, 1)

    assert set(tables.cells) == set(table_plan(wave).cuts)
    assert tables.certificate.passed
    assert wave.state == State.CLOSED


@pytest.mark.django_db
def test_a_wave_asked_here_is_never_taken_back() -> None:
    asked = Wave.objects.create(label="w9", title="Spring")

    confirming.take_back(wave=asked, by=UserFactory.create(), at=AT)

    assert Wave.objects.filter(pk=asked.pk).exists()


@pytest.mark.django_db
def test_no_row_and_no_dropped_name_is_kept(lead: User) -> None:
    wave = brought_in(by=lead)

    kept = str([list(Wave.objects.values()), list(WaveCount.objects.values())])
    kept += str(list(AuditEvent.objects.values()))

    assert "Person" not in kept
    assert "rows" not in wave.choices["imported"]
    assert set(asdict(about())) < set(wave.choices["imported"])


def test_the_small_sheet_leaves_out_those_who_only_named_their_team() -> None:
    found = read(*small(SMALL))

    assert found.people == 40  # a team is an answer too
    assert found.answered(0) == 35
    assert set(STATUS) == {str(status) for status in range(1, 9)}

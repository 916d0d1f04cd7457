"""Staff lists: read as people write them, checked row by row, and put where they belong."""

import io
import zipfile

import pytest
from django.core import signing
from django.utils import timezone
from openpyxl import Workbook

from accounts.models import AuditEvent
from accounts.plain_sheets import CannotReadSheet
from surveys import sheets
from surveys.ballot import door
from surveys.closing import close_wave
from surveys.inviting import addresses, checking, listing, reading
from surveys.inviting.checking import Person
from surveys.inviting.columns import Column
from surveys.inviting.known import known_in
from surveys.models import Invitation, Wave
from tests.factories import UnitFactory
from tests.surveys import making

NOW = timezone.now()
KNOWN = {Column.UNIT: {"north": "North"}, Column.GRADE: {"senior": "Senior"}}


def check(text, known=KNOWN):
    return checking.check(reading.read_pasted(text), known)


def workbook(*rows, hidden_first=False):
    book = Workbook()
    sheet = book.active
    if hidden_first:
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet("Staff")
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "E-mail\tUnit\tGrade\nann@example.org\tNorth\tSenior\n",
        "Grade,Department,Work email,Shoe size\nSENIOR,north ,Ann@Example.org,38\n",
        "Level,Unit,E-mail\nsenior,North,ann@example.org\n",
        "Our people\n\nemail address;team;band\nAnn <ann@example.org>;North;Senior\n",
        '"E-MAIL","UNIT","GRADE"\r\n"mailto:ann@example.org","North","senior"\r\n',
    ],
)
def test_columns_are_known_by_the_names_people_give_them(text):
    assert check(text).people == [Person("ann@example.org", "North", "Senior")]


def test_a_bare_column_of_addresses_will_do():
    assert [person.email for person in check("ann@example.org\nbob@example.org\n").people] == [
        "ann@example.org",
        "bob@example.org",
    ]


def test_a_workbook_is_read_from_its_first_sheet_that_can_be_seen():
    content = workbook(["E-mail", "Unit"], ["ann@example.org", "North"], hidden_first=True)

    rows = reading.read_upload(content)
    assert checking.check(rows, KNOWN).people == [Person("ann@example.org", "North")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_as_spreadsheets_write_it(encoding):
    content = "E-mail,Unit\nann@example.org,Zürich\n".encode(encoding)

    rows = reading.read_upload(content)
    assert checking.check(rows, {Column.UNIT: {"zürich": "Zürich"}}).people[0].unit == "Zürich"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0 old", "older Excel"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x89PNG\x00\x00", "not a sheet"),
        (b" \n\n", "no rows"),
        (b"Name,Unit\nAnn,North\n", "No column is called"),
        (b"x" * (reading.BIGGEST + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(content, sentence):
    with pytest.raises(CannotReadSheet, match=sentence):
        checking.check(reading.read_upload(content), KNOWN)


def test_an_archive_that_unpacks_to_far_more_than_it_weighs_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (sheets.UNPACKED_AT_MOST + 1))

    with pytest.raises(CannotReadSheet, match="unpacks"):
        reading.read_upload(content.getvalue())


def test_more_people_than_one_survey_invites_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PEOPLE", 2)
    text = "E-mail\n" + "".join(f"p{turn}@example.org\n" for turn in range(3))

    with pytest.raises(reading.CannotReadList, match="100,000"):
        check(text)


def test_each_row_that_cannot_be_used_is_named_with_its_number_and_why():
    found = check(
        "E-mail,Unit\n"
        "ann@example.org,North\n"
        "not-an-address,North\n"
        ",North\n"
        "\n"
        "ANN@example.org,North\n"
    )

    assert [(one.row, one.sentence) for one in found.left_out] == [
        (3, "“not-an-address” is not an e-mail address."),
        (4, "There is no e-mail address."),
        (6, "ann@example.org is in row 2 already."),
    ]
    assert len(found.people) == 1


def test_what_the_survey_does_not_know_is_left_blank_and_the_person_is_kept():
    found = check(
        "E-mail,Unit,Grade\na@x.org,Moon,Senior\nb@x.org,Moon,Boss\nc@x.org,North,Senior\n"
    )

    assert [person.unit for person in found.people] == ["", "", "North"]
    assert [(one.row, one.times, one.said) for one in found.left_blank] == [
        (2, 2, "Moon"),
        (3, 1, "Boss"),
    ]
    assert "2 rows" in found.left_blank[0].sentence
    assert "for level" in found.left_blank[1].sentence


def test_a_column_that_the_survey_does_not_ask_about_is_not_kept():
    found = check("E-mail,Location\na@x.org,Leeds\n")

    assert found.people == [Person("a@x.org")]
    assert [column.label for column in found.not_asked] == ["Place of work"]
    assert found.left_blank == []


@pytest.mark.parametrize(
    "bad", ["", "a", "a@", "@b.org", "a b@c.org", "a@b", "a@b@c.org", "é@b.org"]
)
def test_what_is_no_address(bad):
    assert addresses.address(bad) == ""


def test_a_hundred_thousand_people_are_one_list():
    text = "E-mail,Unit,Grade\n" + "".join(
        f"person{turn}@example.org,North,Senior\n" for turn in range(100_000)
    )

    assert len(check(text).people) == 100_000


@pytest.mark.django_db
def test_a_unit_is_known_by_its_name_or_path_and_stands_for_its_part_at_the_top():
    people = UnitFactory.create(name="People")
    UnitFactory.create(name="Hiring", path="People › Hiring", parent=people, depth=2)
    sales = UnitFactory.create(name="Sales")
    UnitFactory.create(name="North", path="Sales › North", parent=sales, depth=2)
    UnitFactory.create(name="North", path="People › North", parent=people, depth=2)
    wave = making.draft_wave(choices={"attributes": ["UNIT"]})

    units = known_in(wave)[Column.UNIT]
    assert units["hiring"] == units["people › hiring"] == units["people > hiring"] == "People"
    assert units["sales > north"] == "Sales"
    assert "north" not in units
    assert "prefer not to say" not in units


@pytest.mark.django_db
def test_where_the_survey_has_units_of_its_own_those_are_what_is_known():
    UnitFactory.create(name="South")
    UnitFactory.create(name="Elsewhere")
    known = known_in(making.draft_wave())

    assert set(known[Column.UNIT]) == {"north", "south"}
    assert known[Column.GRADE]["junior"] == "Junior"
    assert "location" not in known


@pytest.mark.django_db
def test_a_draft_without_a_question_on_grades_knows_none():
    known = known_in(
        making.draft_wave(choices={"attributes": ["GRADE"], "lists": {"GRADE": ["a@"]}})
    )

    assert set(known) == {"unit"}


PEOPLE = [Person("ann@example.org", "North", "Senior"), Person("bob@example.org")]


@pytest.mark.django_db
def test_a_draft_takes_the_newest_list_in_place_of_the_one_before(lead):
    wave = making.draft_wave()
    making.invite(wave, 3)

    listed = listing.put_list(wave=wave, people=PEOPLE, by=lead, at=NOW)
    assert (listed.added, listed.already) == (2, 0)
    assert list(
        wave.invitations.order_by("email").values_list("email", "unit", "grade", "invitee")
    ) == [("ann@example.org", "North", "Senior", None), ("bob@example.org", "", "", None)]
    event = AuditEvent.objects.get(verb="listed people for")
    assert (event.by, event.changes) == (lead, {"people": [3, 2]})


@pytest.mark.django_db
def test_an_open_wave_lets_in_those_who_are_new_and_takes_nobody_off():
    wave = making.open_wave(2)
    before = set(wave.invitations.values_list("email", "invitee"))
    again = Person("person0@staff.example", "South", "Senior")

    listed = listing.put_list(wave=wave, people=[*PEOPLE, again], by=None, at=NOW)
    assert (listed.added, listed.already) == (2, 1)
    assert before < set(wave.invitations.values_list("email", "invitee"))
    assert wave.invitations.get(email=again.email).unit == "North"
    assert door.invited(wave.label) == 4
    making.answer(
        wave,
        making.some_answers(wave),
        invitee=wave.invitations.get(email="ann@example.org").invitee,
    )


@pytest.mark.django_db
def test_a_list_is_refused_when_it_is_empty_or_the_survey_is_over():
    wave = making.open_wave(1)
    with pytest.raises(listing.CannotList, match="nobody"):
        listing.put_list(wave=wave, people=[], by=None, at=NOW)

    close_wave(wave=wave, by=None, at=NOW)
    with pytest.raises(listing.CannotList, match="over"):
        listing.put_list(wave=wave, people=PEOPLE, by=None, at=NOW)
    assert Invitation.objects.count() == 1


@pytest.mark.django_db
def test_a_checked_list_waits_in_the_page_and_not_with_us():
    wave = making.draft_wave()
    carried = listing.carried(wave, PEOPLE)

    assert not Invitation.objects.exists()
    assert "ann@example.org" not in carried
    assert listing.taken_up(wave, carried) == PEOPLE


@pytest.mark.django_db
def test_a_list_that_we_did_not_check_for_this_wave_today_is_refused():
    wave, other = making.draft_wave(), making.draft_wave()
    carried = listing.carried(wave, PEOPLE)

    for text, to in ((carried, other), (carried[:-1], wave), ("", wave), (signing.dumps([]), wave)):
        with pytest.raises(listing.CannotList, match="checked again"):
            listing.taken_up(to, text)


def test_a_hundred_thousand_checked_people_fit_into_the_page(settings):
    wave = Wave(label="w1")
    people = [
        Person(f"first.last{turn * 7919 % 100_000}@example.org", "Customer service", "Level 4")
        for turn in range(100_000)
    ]

    carried = listing.carried(wave, people)
    assert len(carried) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 2
    assert listing.taken_up(wave, carried) == people

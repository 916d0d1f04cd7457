"""The pages of an import, from the file to the wave: what they show, refuse, and never keep."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import User
from surveys.importing.answers import SALT
from surveys.models import Wave
from surveys.models.waves import Origin
from tests.factories import UserFactory
from tests.surveys.importing.examples import FATHER_SON, SMALL, STATUS, brought_in

pytestmark = pytest.mark.django_db
HERE = "/surveys/import/"
ABOUT = {"title": "Survey of 2024", "period": "2024", "source": "On paper", "version": "1"}
COLUMNS = {"column0": "SEB1", "column1": "GRADE", "column2": "count"}


@pytest.fixture
def at_work(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def text_of(page: HttpResponse) -> str:
    return page.content.decode()


def sheet_in(page: HttpResponse) -> str:
    found = re.search(r'name="sheet" value="([^"]+)"', text_of(page))
    assert found
    return found[1]


def upload(client: Client, content: bytes, name: str = "earlier.csv") -> Any:
    return client.post(HERE, {"file": SimpleUploadedFile(name, content)})


def meanings() -> dict[str, str]:
    """What Duncan's eight classes mean on the page; grades stand as they are, and are guessed."""
    fathers = {f"answer0_{place}": STATUS[str(place + 1)] for place in range(8)}
    return fathers | {f"answer1_{place}": f"O_{place + 1}" for place in range(8)}


def sent(sheet: str, step: str, **more: Any) -> dict[str, Any]:
    return {"sheet": sheet, "step": step, **COLUMNS, **more}


def whole(sheet: str, step: str, **more: Any) -> dict[str, Any]:
    return sent(sheet, step, **meanings(), **ABOUT, **more)


@pytest.fixture
def sheet(at_work: Client) -> str:
    return sheet_in(upload(at_work, FATHER_SON.read_bytes()))


def test_the_journey_from_file_to_wave(at_work: Client) -> None:
    assert "Bring in an earlier survey" in text_of(at_work.get(HERE))
    page = upload(at_work, FATHER_SON.read_bytes())
    guessed = {f.name: f.initial for f in page.context["form"].columns}
    assert guessed == COLUMNS

    page = at_work.post(HERE, sent(sheet_in(page), "columns"))
    assert "What do its answers mean?" in text_of(page)
    grades = {f.name: f.initial for f in list(page.context["form"].asked)[1].fields}
    assert grades == {f"answer1_{place}": f"O_{place + 1}" for place in range(8)}

    page = at_work.post(HERE, whole(sheet_in(page), "answers"))
    assert "3498 people answered" in text_of(page).replace(",", "")
    assert not Wave.objects.exists()

    page = at_work.post(HERE, whole(sheet_in(page), "confirm"))
    wave = Wave.objects.get()
    assert page["Location"] == reverse("surveys:imported", args=[wave.label])
    shown = text_of(at_work.get(page["Location"]))
    assert "3498 people answered" in shown.replace(",", "")
    assert "How many were invited is not known" in shown
    assert "only those who run surveys can see them" in shown
    assert reverse("surveys:publish", args=[wave.label]) in shown
    at_work.post(reverse("surveys:publish", args=[wave.label]))
    assert "Delete this wave" not in text_of(at_work.get(page["Location"]))


def test_what_the_last_look_carries_is_enough_to_confirm(at_work: Client, sheet: str) -> None:
    page = at_work.post(HERE, whole(sheet, "answers"))
    carried = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', text_of(page)))
    carried.pop("csrfmiddlewaretoken", None)

    at_work.post(HERE, carried | {"step": "confirm"})

    assert Wave.objects.get().title == "Survey of 2024"


def test_confirmed_twice_it_is_one_wave(at_work: Client, sheet: str) -> None:
    first = at_work.post(HERE, whole(sheet, "confirm"))
    again = at_work.post(HERE, whole(sheet, "confirm"))

    assert first["Location"] == again["Location"]
    assert Wave.objects.count() == 1


def test_going_back_keeps_what_was_said(at_work: Client, sheet: str) -> None:
    page = at_work.post(HERE, whole(sheet, "again"))

    assert page.context["form"]["title"].value() == "Survey of 2024"
    assert page.context["form"]["answer0_3"].value() == "SMALL_BUSINESS"


def test_the_last_look_shows_no_share_and_rounds(at_work: Client) -> None:
    page = upload(at_work, SMALL)
    said = {"column0": "SEB3", "column1": "UNIT", "sheet": sheet_in(page), "step": "answers"}
    texts = {"answer0_0": "NO", "answer0_1": "YES", "answer1_0": "PEOPLE", "answer1_1": "SALES"}

    page = at_work.post(HERE, said | texts | ABOUT)

    assert page.context["found"].answered == (("Free school meals", 35), ("Unit", 40))
    assert "%" not in re.sub(r"<[^>]*>", "", text_of(page))


# Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"fsm\n", "nothing below it"),
        (b"\x00\x01\x02", "not a sheet we can read"),
        (b"PK\x03\x04", "damaged"),
        (b"x" * (6 * 1024 * 1024 + 1), "larger than 6 MB"),
    ],
    ids=["empty", "header", "binary", "zip", "large"],
)
def test_a_file_that_cannot_be_read_is_told_so(
    at_work: Client, content: bytes, sentence: str
) -> None:
    assert sentence in text_of(upload(at_work, content))


def test_no_file_at_all_is_told_so(at_work: Client) -> None:
    assert "Choose a file of at most 6 MB." in text_of(at_work.post(HERE, {}))


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"column1": "SEB1"}, "Two columns are said to be the same"),
        ({"column0": ""}, "where people started in life"),
        ({"column0": "SHOES"}, "Choose what this column is"),
    ],
)
def test_columns_that_cannot_be_so_are_told(
    at_work: Client, sheet: str, columns: dict[str, str], sentence: str
) -> None:
    page = at_work.post(HERE, sent(sheet, "columns") | columns)

    assert sentence in text_of(page)
    assert sheet_in(page)  # it still travels


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"answer0_3": ""}, "Choose what “4” means."),
        ({"answer0_3": "NONSENSE"}, "Choose what “4” means."),
        ({"title": " "}, "Give the survey a name."),
        ({"invited": "many"}, "Write the number invited in digits"),
        ({"invited": "3000"}, "More people answered than were invited"),
    ],
)
@pytest.mark.parametrize("step", ["answers", "confirm"])
def test_answers_that_cannot_be_so_are_told(
    at_work: Client, sheet: str, said: dict[str, str], sentence: str, step: str
) -> None:
    page = at_work.post(HERE, whole(sheet, step) | said)

    assert escape(sentence) in text_of(page)
    assert not Wave.objects.exists()


def test_a_name_that_is_taken_is_refused_at_its_field(at_work: Client, sheet: str) -> None:
    at_work.post(HERE, whole(sheet, "confirm"))
    other = sheet_in(upload(at_work, FATHER_SON.read_bytes()))

    page = at_work.post(HERE, whole(other, "confirm"))

    assert page.context["form"].errors["title"]


@pytest.mark.parametrize("change", [lambda text: text[:-2], lambda _text: "", str.swapcase])
def test_a_sheet_that_was_tampered_with_begins_again(
    at_work: Client, sheet: str, change: Callable[[str], str]
) -> None:
    page = at_work.post(HERE, whole(change(sheet), "confirm"), follow=True)

    assert "Choose the file again." in text_of(page)
    assert not Wave.objects.exists()


# Who may, and what is kept --------------------------------------------------------------------


@pytest.mark.parametrize("who", ["viewer", "contributor", "outsider"])
def test_nobody_else_brings_anything_in(client: Client, lead: User, who: str) -> None:
    wave = brought_in(by=lead)
    client.force_login(UserFactory.create(**{who: True}))

    assert client.get(HERE).status_code == 403
    assert upload(client, SMALL).status_code == 403
    taken = client.post(reverse("surveys:import_take_back", args=[wave.label]))
    assert taken.status_code == 403
    read = client.get(reverse("surveys:imported", args=[wave.label]))
    assert read.status_code == (403 if who == "outsider" else 200)
    assert "Delete this wave" not in text_of(read)


def test_the_list_leads_to_its_page(at_work: Client, lead: User) -> None:
    wave = brought_in(by=lead)

    listed = text_of(at_work.get(reverse("surveys:list")))
    assert "40 people answered." in listed
    assert f'href="{HERE}"' in listed

    page = at_work.get(reverse("surveys:wave", args=[wave.label]))
    assert page["Location"] == reverse("surveys:imported", args=[wave.label])


def test_pages_that_carry_answers_are_kept_in_no_cache(at_work: Client, sheet: str) -> None:
    assert "no-store" in at_work.post(HERE, sent(sheet, "columns"))["Cache-Control"]


def test_deleted_it_is_gone(at_work: Client, lead: User) -> None:
    wave = brought_in(by=lead)

    page = at_work.post(reverse("surveys:import_take_back", args=[wave.label]), follow=True)

    assert escape("“Survey of 2024” is deleted.") in text_of(page)
    assert not Wave.objects.filter(origin=Origin.IMPORTED).exists()


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 (the database's own names)
            found.append(str(cursor.fetchall()))
    return "".join(found)


def test_neither_the_file_nor_a_row_of_it_is_anywhere(
    at_work: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word stands in a column that is left out: afterwards it is in no table, and in no file."""
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(tmp_path))
    body = b"school meals,remark\n" + b"Yes,Quokkas\n" * 12 + b"No,Wombats\n" * 12
    sheet = sheet_in(upload(at_work, body))
    said = {"column0": "SEB3", "column1": "", "sheet": sheet}
    said |= {"answer0_0": "NO", "answer0_1": "YES", **ABOUT}

    for step in ("columns", "answers", "again", "confirm"):
        at_work.post(HERE, said | {"step": step})

    assert Wave.objects.count() == 1
    kept = everything_in_the_database()
    assert "Survey of 2024" in kept
    assert "Quokkas" not in kept
    assert sheet[:40] not in kept
    in_session = str(dict(at_work.session.items()))  # packed in the database, so looked at here
    assert "Quokkas" not in in_session
    assert "sheet" not in in_session
    assert list(tmp_path.iterdir()) == []


def test_forty_names_and_addresses_get_no_further_than_the_first_step(at_work: Client) -> None:
    """Under headers that say so, and under others that do not."""
    body = b"school meals,Name,E-mail,who,where to\n" + b"".join(
        b"%s,Quokka Q%d,quokka%d@staff.example,Quokka R%d,mail quokka%d@staff.example\n"
        % (b"Yes" if n % 2 else b"No", n, n, n, n)
        for n in range(40)
    )
    page = upload(at_work, body)
    sheet = sheet_in(page)
    travelling = str(signing.loads(sheet, salt=SALT))
    assert "Yes" in travelling
    assert "quokka" not in (travelling + text_of(page)).lower()

    said = {"column0": "SEB3", "sheet": sheet, "answer0_0": "NO", "answer0_1": "YES", **ABOUT}
    for step in ("columns", "answers", "confirm"):
        assert "quokka" not in text_of(at_work.post(HERE, said | {"step": step})).lower()
    assert Wave.objects.get().count.counted == 40
    assert "quokka" not in everything_in_the_database().lower()

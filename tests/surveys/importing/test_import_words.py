"""What an import says before anything is sent: what is kept, and which columns must stay out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db
FILE = "Number,Grade\n" + "".join(f"{n},{n % 3}\n" for n in range(7))


@pytest.fixture
def at_work(client: Client, lead: User) -> Client:
    client.force_login(lead)
    return client


def test_the_first_step_says_what_is_kept_and_that_staff_numbers_stay_out(at_work: Client) -> None:
    page = at_work.get("/surveys/import/").content.decode()

    assert "Your file is read in memory and never stored" in page
    assert "Leave out a column of staff numbers" in page


def test_a_column_of_numbers_is_not_to_come_in_as_a_question(at_work: Client) -> None:
    sent = {"file": SimpleUploadedFile("s.csv", FILE.encode())}

    page = at_work.post("/surveys/import/", sent).content.decode()

    assert "Which column is which question?" in page
    assert "A column of staff numbers" in page
    assert "Leave it out" in page

"""A lead brings in an earlier survey: four steps, each looked at, by mouse, phone and no script."""

from typing import Any

import pytest

from accounts.models import User
from surveys.models import Wave
from tests.browser.access import PHONE, complaints, unreached
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import OrganisationFactory
from tests.surveys.importing.examples import FATHER_SON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MEAN = {
    "1": "Modern professional",
    "2": "Senior, middle or junior managers",
    "3": "Clerical and intermediate",
    "4": "Small business owners",
    "5": "Technical and craft",
    "6": "Technical and craft",
    "7": "Routine, semi-routine",
    "8": "Long-term unemployed",
}


def chooses_file(person: Person) -> None:
    person.opens("/surveys/import/")
    person.field("Choose the file").set_input_files(str(FATHER_SON))
    person.presses("Read the file")
    person.sees("Which column is which question?")


def says_what_answers_mean(person: Person) -> None:
    for place, label in enumerate(MEAN.values()):
        box = person.page.locator(f"[name=answer0_{place}]")
        option = box.locator("option").filter(has_text=label).first
        box.select_option(value=option.get_attribute("value"))
    person.writes("What shall we call this survey?", "Fathers and sons")
    person.writes("When were people asked?", "1973")
    person.writes("Who asked, and with what?", "A published table")


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": PHONE}, {"java_script_enabled": False}],
    ids=["desktop", "phone", "without-script"],
)
def test_from_file_to_wave(visit: Visit, lead: User, options: dict[str, Any]) -> None:
    OrganisationFactory.create()
    person = visit(lead, **options)

    chooses_file(person)
    person.presses("Go on to the answers")
    says_what_answers_mean(person)
    person.presses("Look at what comes of it")
    person.sees("3,498 people answered", "3,495")
    person.presses("Change what answers mean")
    person.presses("Look at what comes of it")
    person.presses("Bring it in")

    person.is_on("/surveys/imported/w1/")
    person.sees("Fathers and sons", "How many were invited is not known")
    assert Wave.objects.get().title == "Fathers and sons"


def test_every_step_is_open_to_everybody(visit: Visit, lead: User) -> None:
    OrganisationFactory.create()
    person = visit(lead)

    def look(where: str) -> None:
        found = [f"{where}: {complaint}" for complaint in complaints(person.page)]
        assert found + [f"{where}: unreached {it}" for it in unreached(person.page)] == []

    person.opens("/surveys/import/")
    look("file")
    person.presses("Read the file")
    person.sees("There is a problem")
    look("refused file")
    chooses_file(person)
    look("columns")
    person.presses("Go on to the answers")
    person.sees("What do its answers mean?")
    person.presses("Look at what comes of it")
    person.sees("Choose what “1” means.")
    look("refused answers")
    says_what_answers_mean(person)
    person.presses("Look at what comes of it")
    person.sees("3,498 people answered")
    look("check")
    person.presses("Bring it in")
    person.is_on("/surveys/imported/w1/")
    look("wave")

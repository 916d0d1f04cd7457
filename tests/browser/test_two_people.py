"""Two people open the same key result: whoever saves second is told, and loses no word."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from okrs.models import KeyResult
from tests.browser.conftest import Visit
from tests.factories import KeyResultFactory, OrganisationFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_second_to_save_is_told_who_changed_what_and_keeps_their_words(
    visit: Visit, lead: User
) -> None:
    OrganisationFactory.create()
    key_result = KeyResultFactory.create(title="Mentors trained", definition="Half a day.")
    priya, sam = visit(lead), visit(UserFactory.create(name="Sam Quinn"))
    for person in (priya, sam):
        person.opens(f"/okrs/key-results/{key_result.pk}/edit/")
    priya.writes("What do we want to move?", "Mentors trained and matched")
    priya.presses("Save changes")
    priya.is_on(f"/okrs/key-results/{key_result.pk}/")

    sam.writes("What exactly is counted?", "A full day, with practice.")
    sam.presses("Save changes")
    summary = sam.page.get_by_role("alert")
    expect(summary).to_be_focused()
    sam.sees("Priya Nair", within=summary)
    expect(sam.field("What exactly is counted?")).to_have_value("A full day, with practice.")
    sam.sees("Mentors trained and matched")

    sam.presses("Save changes")
    sam.is_on(f"/okrs/key-results/{key_result.pk}/")
    stored = KeyResult.objects.get(pk=key_result.pk)
    assert stored.definition == "A full day, with practice."

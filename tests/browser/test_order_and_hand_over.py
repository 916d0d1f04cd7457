"""Putting in order by keyboard and by hand; handing over what is somebody's without a script."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, expect

from accounts.models import AuditEvent, User
from okrs.models import KeyResult
from tests.browser.access import complaints
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import (
    NOON,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def titles(person: Person, objective: int) -> list[str]:
    names = person.page.locator(f"#objective-{objective} .ord .ord-name")
    return [name.strip() for name in names.all_inner_texts()]


def drags(person: Person, grip: Locator, onto: Locator) -> None:
    """Take the grip, go to the upper part of something in steps, as a hand does, and let go."""
    start, end = grip.bounding_box(), onto.bounding_box()
    assert start
    assert end
    mouse = person.page.mouse
    mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(end["x"] + 60, end["y"] + 4, steps=8)
    mouse.up()


def test_a_lead_puts_the_plan_in_order_by_keyboard_and_by_hand(visit: Visit, lead: User) -> None:
    OrganisationFactory.create()
    first = ObjectiveFactory.create(title="Listen")
    second = ObjectiveFactory.create(title="Act", strategy=first.strategy)
    a, b, c = (KeyResultFactory.create(objective=first, title=title) for title in "ABC")
    priya = visit(lead)
    priya.opens("/strategy/pillars/data/")
    priya.follows("Change the order")

    assert complaints(priya.page) == []

    down = priya.page.locator(f"#key_result-{a.pk}-down")
    priya.tabs_to(down)
    priya.page.keyboard.press("Enter")
    expect(priya.page.locator("#order-say")).to_have_text("“A” is now 2 of 3.")
    expect(priya.page.locator(f"#key_result-{a.pk}-down")).to_be_focused()
    priya.page.keyboard.press("Enter")
    expect(priya.page.locator("#order-say")).to_have_text("“A” is now 3 of 3.")
    expect(priya.page.locator(f"#key_result-{a.pk}-up")).to_be_focused()
    assert titles(priya, first.pk) == ["B", "C", "A"]

    grip = priya.page.locator(f"#key_result-{a.pk} [data-grip]")
    drags(priya, grip, priya.page.locator(f"#key_result-{b.pk}"))
    expect(priya.page.locator("#order-say")).to_have_text("“A” is now 1 of 3.")
    drags(
        priya,
        priya.page.locator(f"#key_result-{c.pk} [data-grip]"),
        priya.page.locator(f"#objective-{second.pk}"),
    )
    expect(priya.page.locator("#order-say")).to_have_text("“C” is now 1 of 1.")
    assert (titles(priya, first.pk), titles(priya, second.pk)) == (["A", "B"], ["C"])
    assert KeyResult.objects.get(pk=c.pk).objective == second
    assert AuditEvent.objects.filter(verb="moved").count() == 4
    KeyResult.objects.filter(pk=b.pk).update(owner=lead, retired_as="archived", retired_at=NOON)
    for address in (f"/okrs/hand-over/{lead.pk}/", "/okrs/hand-over/", "/okrs/archived/"):
        priya.opens(address)
        assert complaints(priya.page) == []


def test_what_is_somebody_s_is_handed_over_without_a_script(visit: Visit) -> None:
    OrganisationFactory.create()
    leaver = UserFactory.create(contributor=True, name="Ama Leaver")
    heir = UserFactory.create(contributor=True, name="Ben Heir")
    admin = UserFactory.create(admin=True, name="Cy Admin")
    owned = KeyResultFactory.create(owner=leaver, title="Owned")
    step = MilestoneFactory.create(key_result=owned, owner=leaver, text="Ask")
    cy = visit(admin, java_script_enabled=False)
    cy.opens(reverse("people_edit", args=[leaver.pk]))
    cy.follows("See it, and hand it over")

    cy.ticks("Then close the account")
    cy.presses("Hand over")
    cy.sees("Choose who gets what is not given to anybody below.")
    cy.chooses("Give everything to", "Ben Heir")
    cy.chooses("Give to, for “Ask”", "Cy Admin")
    cy.presses("Hand over")

    cy.sees("2 things were handed over.", "Their account is closed.")
    step.refresh_from_db()
    assert (KeyResult.objects.get().owner, step.owner) == (heir, admin)
    leaver.refresh_from_db()
    assert not leaver.is_active

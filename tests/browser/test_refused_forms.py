"""A form that was sent wrong: focus on what is wrong, words kept, and nothing for axe to find."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from okrs.models import KeyResult
from okrs.rules.words import Kind
from tests.browser import access
from tests.browser.conftest import Visit
from tests.browser.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMPTIED = "main form[method=post] :is(input:not([type]), [type=text], [type=email], textarea)"

# Of the form that asks for something, not of a button that is a form of its own.
SENT = "main form[method=post]:has(:is(input:not([type=hidden]), textarea, select)) .btn-m"


def test_every_form_leads_to_what_is_wrong(visit: Visit, demo: None) -> None:
    admin = visit(User.objects.get(email="admin@demo.example"))
    percent = KeyResult.objects.active().filter(kind=Kind.percent.value).order_by("pk")[0]
    unset = KeyResult.objects.active().filter(kind=Kind.percent.value).exclude(set_by=None)[0]
    complaints = {
        address: refused(admin, address)
        for address in (
            "/okrs/import/",
            "/okrs/objectives/add/",
            *(f"/okrs/key-results/add/?kind={kind.value}" for kind in Kind),
            f"/okrs/key-results/{percent.pk}/edit/",
            f"/okrs/key-results/{percent.pk}/check-in/",
            f"/okrs/key-results/{percent.pk}/retire/",
            f"/okrs/key-results/{unset.pk}/baseline/",
            f"/okrs/key-results/{percent.pk}/milestones/add/",
            f"/okrs/key-results/{percent.pk}/links/add/",
            "/strategy/edit/",
            "/organisation/",
            "/organisation/units/add/",
            "/people/add/",
            "/account/password/",
        )
    }
    assert {address: found for address, found in complaints.items() if found} == {}


def refused(admin: Person, address: str) -> list[str]:
    """Every text box filled with what none of them takes, or emptied where words would do."""
    admin.opens(address)
    for box in admin.page.locator(EMPTIED).all():
        if box.is_visible():
            takes_figures = box.get_attribute("inputmode") in ("decimal", "numeric")
            box.fill("many" if takes_figures else "")
    admin.page.locator(SENT).first.click()
    admin.arrives()
    summary = admin.page.get_by_role("alert")
    expect(summary, f"{address} was not refused").to_be_focused()
    expect(admin.page, address).to_have_title(re.compile("^Error"))
    for link in summary.get_by_role("link").all():
        target = str(link.get_attribute("href"))
        expect(admin.page.locator(target), f"{address}: {target} leads nowhere").to_have_count(1)
    return access.complaints(admin.page)

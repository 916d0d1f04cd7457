"""The guardian makes the key in their browser; and the page that says who holds it reads well."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.core.management import call_command
from playwright.sync_api import Request, expect

from accounts.roles import Role
from surveys import ballot_numbers, guardians
from surveys.ballot import door
from surveys.closing import close_wave
from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.opening import open_wave
from tests.browser import access
from tests.browser.conftest import Visit
from tests.browser.person import Person
from tests.factories import NOON, OrganisationFactory, UserFactory
from tests.surveys import making

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Ada Byron, works council"


@pytest.fixture
def draft() -> Wave:
    OrganisationFactory.create(name="Calder & Moor")
    return making.draft_wave(custody=Custody.GUARDIAN, guardian=NAME)


def path_of(wave: Wave) -> str:
    return "/surveys/" + guardians.link_to(wave).partition("/surveys/")[2]


def makes_the_key(ada: Person, folder: Path) -> Path:
    """Make the pair and store the private half, as the page asks for it; gives the file."""
    ada.presses("Make the key")
    ada.sees("2. Store the private key")
    with ada.page.expect_download() as download:
        ada.follows("Store the private key")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_the_key_is_stored_before_its_public_half_is_sent_and_never_sent_itself(
    visit: Visit, draft: Wave, tmp_path: Path
) -> None:
    ada = visit()
    sent: list[Request] = []
    ada.page.on("request", lambda request: sent.append(request))
    ada.opens(path_of(draft))
    expect(ada.page.get_by_role("button", name="Send the public key")).to_be_hidden()

    file = makes_the_key(ada, tmp_path)
    shown = ada.reads("[data-fingerprint]")[0]
    ada.ticks("I have the private key in two places")
    ada.presses("Send the public key")

    ada.sees("The public key has arrived", shown)
    assert file.name == f"mobility-{draft.label}-private-key.pem"
    key = load_pem_private_key(file.read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    public = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    draft.refresh_from_db()
    assert bytes(draft.guardian_public) == public
    assert door.fingerprint(public) == shown
    secret = file.read_text().splitlines()[1]
    assert [one.url for one in sent if secret[:40] in (one.post_data or "")] == []
    assert len([one for one in sent if one.method == "POST"]) == 1


def test_another_key_is_a_quieter_choice_and_asks_anew_where_it_is_kept(
    visit: Visit, draft: Wave, tmp_path: Path
) -> None:
    ada = visit()
    ada.opens(path_of(draft))
    makes_the_key(ada, tmp_path)
    ada.ticks("I have the private key in two places")
    loud = ada.page.locator("main .btn-m:not(.btn-2):visible")
    expect(loud).to_have_text(["Send the public key"])

    ada.presses("Make another key")
    expect(loud).to_have_text(["Store the private key"])
    with ada.page.expect_download():
        ada.follows("Store the private key")

    expect(ada.page.get_by_label("I have the private key in two places")).not_to_be_checked()


def test_the_lead_copies_the_link_with_a_button(visit: Visit, draft: Wave) -> None:
    lead = visit(UserFactory.create(role=Role.LEAD))
    lead.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lead.opens(f"/surveys/{draft.label}/guardian/link/")

    lead.presses("Copy the link")

    lead.sees("Copied.")
    held = lead.page.evaluate("navigator.clipboard.readText()")
    assert held == lead.page.get_by_label("Link for the guardian").input_value()


def test_what_is_sealed_to_the_browsers_key_is_counted_by_the_command(
    visit: Visit, draft: Wave, tmp_path: Path
) -> None:
    ada = visit()
    ada.opens(path_of(draft))
    key = makes_the_key(ada, tmp_path)
    ada.ticks("I have the private key in two places")
    ada.presses("Send the public key")
    ada.sees("The public key has arrived")
    making.invite(draft, 12)
    wave = open_wave(wave=draft, by=None, at=NOON, today=draft.closes_on)
    making.everyone_answers(wave)
    wave = close_wave(wave=wave, by=None, at=NOON)
    box = tmp_path / "box.json"
    box.write_bytes(guardians.sealed_box(wave=wave, by=UserFactory.create(), at=NOON))

    call_command("count_sealed_box", str(box), key=key, out=tmp_path / "count.json")
    ada.opens(path_of(wave))
    ada.field("The count").set_input_files(tmp_path / "count.json")
    ada.presses("Send the count")

    ada.sees("There is nothing more to open")
    wave.refresh_from_db()
    assert wave.count.counted == 12


def test_without_javascript_the_public_key_can_be_pasted(visit: Visit, draft: Wave) -> None:
    ada = visit(java_script_enabled=False)
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    digits = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()

    ada.opens(path_of(draft))
    ada.sees("Make it with OpenSSL")
    ada.writes("The public key", digits)
    ada.ticks("I have the private key in two places")
    ada.presses("Send the public key")

    ada.sees("The public key has arrived")


def test_the_guardians_pages_stand_in_nobodys_way(
    visit: Visit, draft: Wave, tmp_path: Path
) -> None:
    ada = visit()
    ada.opens(path_of(draft))
    assert access.complaints(ada.page) == []
    makes_the_key(ada, tmp_path)
    assert access.complaints(ada.page) == []

    lead = visit(UserFactory.create(role=Role.LEAD))
    for page in ("guardian/link/", "guardian/count/"):
        lead.opens(f"/surveys/{draft.label}/{page}")
        assert access.complaints(lead.page) == []


@pytest.mark.parametrize("custody", Custody.values)
def test_the_page_on_protection_stands_in_nobodys_way(visit: Visit, custody: str) -> None:
    OrganisationFactory.create(name="Calder & Moor")
    wave = making.open_wave(12)
    Wave.objects.filter(pk=wave.pk).update(custody=custody, guardian=NAME)
    reader = visit()

    reader.opens(f"/surveys/{wave.label}/anonymity/")
    for more in reader.page.locator("summary").all():
        more.click()

    assert access.complaints(reader.page) == []
    assert access.unreached(reader.page) == []
    assert reader.page.context.cookies() == []


def test_one_finds_their_ballot_number_without_javascript(visit: Visit) -> None:
    OrganisationFactory.create(name="Calder & Moor")
    wave = making.open_wave(12)
    making.everyone_answers(wave)
    said, _signature = making.paper(wave, making.token(wave, making.invitees(wave)[0]), again=True)
    wave = making.close_and_count(wave)
    reader = visit(java_script_enabled=False)

    reader.opens(f"/surveys/{wave.label}/anonymity/")
    mine = reader.reads(".sv-numbers code")[3]
    reader.writes("Ballot number", mine)
    reader.presses("Find")
    reader.sees("It was counted.")
    reader.writes("Ballot number", ballot_numbers.written(door.nullifier(said)))
    reader.presses("Find")

    reader.sees("No ballot that was counted")

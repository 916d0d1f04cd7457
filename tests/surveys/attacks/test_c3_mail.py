"""C3. Every message that went out, and the whole database: a link in a mail leads to no ballot."""

import hashlib
import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from surveys.inviting import sending
from surveys.models.invitations import RunKind
from tests.surveys import making
from tests.surveys.attacks import dumping, matching, staging

pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"#t=([0-9A-Z]+)")


def write_to_everybody(held: staging.Held) -> list[dict[str, Any]]:
    """Send everybody the last call, and give the mail server's archive as the attacker has it."""
    sending.start_run(wave=held.wave, kind=RunKind.LAST_CALL, by=None, at=timezone.now())
    return [{"to": one.to[0], "subject": one.subject, "body": one.body} for one in mail.outbox]


def test_every_link_leads_to_the_row_of_its_invitee_and_no_further():
    held = staging.hold()
    archive = write_to_everybody(held)
    assert {LINK.findall(one["body"])[0] for one in archive} == set(held.tokens.values())

    dump = {**dumping.dump(), "archive": archive}

    # The attack does get as far as the invitee: their hashed codes are in the database.
    invitees = {str(number): [str(number).encode()] for number in held.invitees.values()}
    addresses = {email: [email.encode()] for email in held.people}
    whose = {(email, str(number)) for email, number in held.invitees.items()}
    only = {name: dump[name] for name in (dumping.INVITEES, "archive")}
    assert matching.links(only, people=addresses, ballots=invitees) == whose
    assert matching.links(dump, people=held.people, ballots=held.ballots) == set()


def test_after_the_count_the_archive_leads_nowhere():
    held = staging.hold()
    archive = write_to_everybody(held)
    making.close_and_count(held.wave)

    dump = dumping.dump()

    assert (
        matching.links({**dump, "archive": archive}, people=held.people, ballots=held.ballots)
        == set()
    )
    codes = {email: [token.encode()] for email, token in held.tokens.items()}
    assert matching.found_in(matching.raw(dump), codes) == set()


def test_a_message_is_plain_text_with_nothing_that_tells_who_read_it():
    held = staging.hold(invited=3, answering=0)
    write_to_everybody(held)

    for one in mail.outbox:
        assert one.content_subtype == "plain"
        assert not getattr(one, "alternatives", [])
        assert one.attachments == []
        without_code = one.body.replace(held.tokens[one.to[0]], "")
        spaced = re.sub(r"[0-9A-Z]{4}(-[0-9A-Z]{2,4})+", "", without_code)
        addresses = re.findall(r"https?://\S+", spaced)
        assert all(one.to[0] not in address and "?" not in address for address in addresses)


def test_the_same_message_goes_to_everybody_but_for_the_code():
    held = staging.hold(invited=4, answering=0)
    write_to_everybody(held)

    bare = set()
    for one in mail.outbox:
        token = held.tokens[one.to[0]]
        spaced = "-".join(token[start : start + 4] for start in range(0, len(token), 4))
        bare.add(one.body.replace(token, "CODE").replace(spaced, "CODE"))

    assert len(mail.outbox) == 4
    assert len(bare) == 1


def test_the_attack_succeeds_where_a_ballot_keeps_the_hash_of_a_code():
    held = staging.hold()
    archive = write_to_everybody(held)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE planted (number text, code text)")
        try:
            for email, ballot in held.cast.items():
                hashed = hashlib.sha256(held.tokens[email].encode()).hexdigest()
                cursor.execute("INSERT INTO planted VALUES (%s, %s)", [ballot.number.hex(), hashed])
            planted = dumping.dump()["planted"]
        finally:
            cursor.execute("DROP TABLE planted")

    dump = {"planted": planted, "archive": archive}
    assert matching.links(dump, people=held.people, ballots=held.ballots) == held.truth

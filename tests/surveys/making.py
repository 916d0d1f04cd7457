"""Waves for tests, made by the product's own verbs, and somebody who answers as a browser does."""

import json
import secrets
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from surveys import rounds
from surveys.abandoning import abandon_wave
from surveys.ballot import blind_rsa, door, labels
from surveys.ballot.models import Box
from surveys.closing import close_wave, count_wave
from surveys.entrance.page import forget_pages
from surveys.models import Invitation, SendRun, Wave
from surveys.models.invitations import Delivery, RunKind
from surveys.opening import open_wave as open_a_wave
from surveys.states import State
from surveys.wave_questions import question_set, table_plan
from tests.factories import UserFactory

A_LIST = {"GRADE": ["Junior", "Middle", "Senior"], "UNIT": ["North", "South"]}


def draft_wave(**over: Any) -> Wave:
    """A draft that asks the three key questions, unit and grade, with nobody invited yet."""
    today = timezone.localdate()
    number = Wave.objects.count() + 1
    given = {
        "label": f"w{number}",
        "title": "Survey, autumn",
        "closes_on": today + timedelta(days=14),
        "contact": "Sam in the ethics office, extension 12",
        "choices": {"attributes": ["UNIT", "GRADE"], "lists": A_LIST},
    }
    return Wave.objects.create(**given | over)


def invite(wave: Wave, how_many: int) -> None:
    grades, units = A_LIST["GRADE"], A_LIST["UNIT"]
    Invitation.objects.bulk_create(
        Invitation(
            wave=wave,
            email=f"person{turn}@staff.example",
            unit=units[turn % 2],
            grade=grades[turn % 3],
        )
        for turn in range(how_many)
    )


def open_wave(how_many: int = 12, *, today: date | None = None, **over: Any) -> Wave:
    """An open wave with so many people invited."""
    door.forget_public_keys()
    forget_pages()
    wave = draft_wave(**over)
    invite(wave, how_many)
    now = timezone.now()
    return open_a_wave(wave=wave, by=None, at=now, today=today or timezone.localdate(now))


def standing_open_wave(**over: Any) -> Wave:
    """An open wave as pages see it, with a public key nobody has the private part of: quick."""
    door.forget_public_keys()
    forget_pages()
    wave = draft_wave(**over)
    asked, planned = question_set(wave), table_plan(wave)
    wave.questions, wave.plan = json.loads(asked.to_json()), planned.to_data()
    wave.plan_hash, wave.state = planned.digest(), State.OPEN
    wave.opened_on = timezone.localdate()
    wave.save()
    box_public = ec.derive_private_key(7, ec.SECP256R1()).public_key()
    Box.objects.create(
        label=wave.label,
        plan_hash=wave.plan_hash,
        sign_n=f"{(1 << 3071) + 1:x}",
        box_public=box_public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint),
    )
    return wave


def came_back(wave: Wave) -> int:
    """An invitation that the post office refused."""
    run = SendRun.objects.create(wave=wave, kind=RunKind.INVITATION, finished=True)
    one = Invitation(wave=wave, run=run, email="gone@staff.example", invitee=7)
    one.delivery, one.trouble = Delivery.BOUNCED, "550 No such user"
    one.save()
    return one.pk


def invitees(wave: Wave) -> list[int]:
    return list(wave.invitations.order_by("pk").values_list("invitee", flat=True))


def token(wave: Wave, invitee: int) -> str:
    return door.token_of(label=wave.label, invitee=invitee)


def paper(wave: Wave, code: str, *, again: bool = False) -> tuple[bytes, bytes]:
    """A ballot paper, collected as a browser does: gives the message and its signature."""
    said = labels.message(
        wave.label, prefix=secrets.token_bytes(32), serial=secrets.token_bytes(32)
    )
    public = door.public_keys(wave.label).signs
    numbers = public.public_numbers()
    blinded, inverse = blind_rsa.blind(numbers.n, numbers.e, said)
    signed = door.collect(label=wave.label, token=code, blinded=blinded, again=again)
    return said, blind_rsa.finalize(public, said, signed.signature, inverse)


def sealed(wave: Wave, answers: Sequence[int | None]) -> bytes:
    """These answers as a sealed box."""
    plaintext = question_set(wave).ballot(list(answers), language="en-gb")
    return door.seal(label=wave.label, plaintext=plaintext)


def answer(wave: Wave, answers: Sequence[int | None], *, invitee: int) -> tuple[bytes, bytes]:
    """One person answers, the whole way; gives their ballot paper, to change the answer with."""
    said, signature = paper(wave, token(wave, invitee))
    door.cast(label=wave.label, input=said, signature=signature, box=sealed(wave, answers))
    return said, signature


def some_answers(wave: Wave, turn: int = 0) -> list[int | None]:
    """An answer to every question, another one each turn."""
    sizes = [len(question.options) for question in question_set(wave).questions]
    return [(turn + place) % size for place, size in enumerate(sizes)]


def everyone_answers(wave: Wave) -> None:
    for turn, invitee in enumerate(invitees(wave)):
        answer(wave, some_answers(wave, turn), invitee=invitee)


def close_and_count(wave: Wave) -> Wave:
    now = timezone.now()
    count_wave(wave=close_wave(wave=wave, by=None, at=now), at=now)
    wave.refresh_from_db()
    return wave


def rounds_until_clear(*, at: datetime | None = None) -> None:
    """Round after round, as the worker makes them, until every counted box is off the disk.

    One round is enough unless somebody reads the old rows just then: on PostgreSQL that may be its
    own housekeeper, who comes when it likes. After ten seconds of that something else is wrong.
    """
    for _round in range(40):
        rounds.look(at=at or timezone.now())
        if not door.boxes_to_clear():
            return
        time.sleep(0.25)
    raise AssertionError(f"Still on the disk: {door.boxes_to_clear()}")


def abandoned(wave: Wave) -> Wave:
    return abandon_wave(wave=wave, by=UserFactory.create(), at=timezone.now())

"""An open wave of eight questions, and as many good ballots for it as a bench sends."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle, islice

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.utils import timezone

from bench import asking
from strategy.models import Organisation
from surveys.ballot import blind_rsa, door, labels
from surveys.models import Invitation, Wave
from surveys.opening import open_wave
from surveys.wave_questions import question_set

OWN = [
    {"wording": f"Question {n} of our own", "answers": ["One", "Two", "Three", "Four"]}
    for n in range(5)
]
PSS = padding.PSS(padding.MGF1(hashes.SHA384()), blind_rsa.SALT_BYTES)
OTHER_BOXES = 50  # sealed anew; whoever stores them cannot tell them from any other


def build(*, invited: int) -> Wave:
    """The three key questions and five of one's own, with so many people invited."""
    Organisation.objects.create(name="Bench Ltd", headcount=1200)
    now = timezone.now()
    today = timezone.localdate(now)
    wave = Wave.objects.create(
        label="w1",
        title="Bench",
        contact="Sam",
        closes_on=today + timedelta(days=7),
        choices={"own": OWN},
    )
    Invitation.objects.bulk_create(
        (Invitation(wave=wave, email=f"p{n}@bench.example") for n in range(invited)),
        batch_size=500,
    )
    return open_wave(wave=wave, by=None, at=now, today=today)


def ballots(wave: Wave, how_many: int) -> Iterator[bytes]:
    """What so many browsers post. Papers are signed openly here: that takes half the time."""
    signing = settings.BALLOT_KEYS / wave.label / "signing.pem"
    key = load_pem_private_key(signing.read_bytes(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    for box in islice(cycle(_boxes(wave)), how_many):
        said = labels.message(
            wave.label, prefix=secrets.token_bytes(32), serial=secrets.token_bytes(32)
        )
        signature = key.sign(said, PSS, hashes.SHA384())
        yield asking.as_json(input=said.hex(), signature=signature.hex(), box=box.hex())


def _boxes(wave: Wave) -> list[bytes]:
    asked = question_set(wave)
    answers = [0] * len(asked.questions)
    plaintext = asked.ballot(answers, language="en-gb")
    return [door.seal(label=wave.label, plaintext=plaintext) for _each in range(OTHER_BOXES)]


def requests_for_papers(wave: Wave) -> Iterator[bytes]:
    """What each of those invited posts to collect their ballot paper."""
    numbers = door.public_keys(wave.label).signs.public_numbers()
    for invitee in wave.invitations.order_by("pk").values_list("invitee", flat=True):
        said = labels.message(
            wave.label, prefix=secrets.token_bytes(32), serial=secrets.token_bytes(32)
        )
        blinded, _inverse = blind_rsa.blind(numbers.n, numbers.e, said)
        token = door.token_of(label=wave.label, invitee=invitee or 0)
        yield asking.as_json(token=token, blinded=blinded.hex())

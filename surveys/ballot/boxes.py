"""A box is set up for a wave, people are admitted to it, and its public keys are read."""

import secrets
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.db import transaction

from surveys.ballot import blind_rsa, codes, keys
from surveys.ballot.models import OPEN, Box, Collected, Invitee
from surveys.ballot.refusals import Refused

AT_ONCE = 2_000  # rows written in one statement


@dataclass(frozen=True)
class Opened:
    """The public side of a box, the same for everybody: what fingerprints are made of."""

    sign_n: str  # the signing key's modulus, as hexadecimal digits
    box_public: bytes  # P-256, uncompressed point, 65 bytes
    plan_hash: str

    @property
    def fingerprint(self) -> str:
        """Of both keys and the plan together: 128 bits, in groups of four digits."""
        return keys.fingerprint(
            bytes.fromhex(self.sign_n), self.box_public, bytes.fromhex(self.plan_hash)
        )

    @cached_property
    def signs(self) -> RSAPublicKey:
        """The key that checks a ballot paper."""
        return blind_rsa.public_key(int(self.sign_n, 16))

    @property
    def key_fingerprint(self) -> str:
        return keys.fingerprint(bytes.fromhex(self.sign_n), self.box_public)


@transaction.atomic
def open_box(*, label: str, plan_hash: str, box_public: bytes | None = None) -> Opened:
    """Make the keys of a wave and its empty box. Given a guardian's public key, only they open it.

    Raises FileExistsError if the wave has keys already.
    """
    made = keys.make(label, box_public=box_public)
    forget_public_keys()  # those of an opening that was rolled back may be remembered here
    Box.objects.create(
        label=label, plan_hash=plan_hash, sign_n=made.sign_n, box_public=made.box_public
    )
    return Opened(made.sign_n, made.box_public, plan_hash)


@lru_cache(maxsize=64)
def _remembered(label: str) -> Opened:
    box = Box.objects.get(pk=label)
    return Opened(box.sign_n, bytes(box.box_public), box.plan_hash)


def public_keys(label: str) -> Opened:
    """The public keys of a box: one query in the life of a process, for they never change."""
    try:
        return _remembered(label)
    except Box.DoesNotExist:
        raise Refused("not-open") from None


def forget_public_keys() -> None:
    """Where another box may have the same name: in tests, and after an opening that failed."""
    _remembered.cache_clear()


def state_of(label: str) -> str:
    """open, closed or counted. One query. Raises Refused where there is no box."""
    found = Box.objects.filter(pk=label).values_list("state", flat=True).first()
    if found is None:
        raise Refused("not-open")
    return found


def is_open(label: str) -> bool:
    return state_of(label) == OPEN


@transaction.atomic
def admit(*, label: str, how_many: int, short: bool = False) -> list[int]:
    """Make room for so many more people; gives their numbers, drawn at random."""
    key = keys.invitation_key(label)
    numbers = list({secrets.randbits(62) for _each in range(how_many)})
    while len(numbers) < how_many:  # two draws were the same: once in many lifetimes
        numbers = list({*numbers, secrets.randbits(62)})
    Invitee.objects.bulk_create(
        (
            Invitee(
                id=number,
                box_id=label,
                token_hash=codes.hashed(codes.token(key=key, invitee=number, short=short)),
            )
            for number in numbers
        ),
        batch_size=AT_ONCE,
    )
    return numbers


@transaction.atomic
def withdraw(*, label: str, invitee: int) -> bool:
    """Let a code die that nobody has used; whether it did. Not to be shown: it says who has not.

    The row is locked before it is looked for among the collected, as `papers.collect` does: either
    the paper is handed out first and this does nothing, or the code is unknown to who comes later.
    """
    row = Invitee.objects.select_for_update().filter(box_id=label, pk=invitee).first()
    if row is None or Collected.objects.filter(pk=invitee).exists():
        return False
    row.delete()
    return True


def token_of(*, label: str, invitee: int, short: bool = False) -> str:
    """The code of one invitee, for their message or card. Needs the wave's invitation key."""
    return codes.token(key=keys.invitation_key(label), invitee=invitee, short=short)

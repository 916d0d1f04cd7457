"""Ballot papers: a blinded message is signed once for each invitee, and once again if it was lost.

The signer sees the invitee and a blinded message, and neither leads to the ballot that will be
cast: RFC 9474, section 7. The same blinded message gets the same answer, so asking
twice does no harm.
"""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from surveys.ballot import blind_rsa, boxes, codes, keys, labels
from surveys.ballot.models import OPEN, Box, Collected, Invitee
from surveys.ballot.refusals import Refused

ONCE_AND_ONCE_AGAIN = 2


@dataclass(frozen=True)
class Paper:
    """A signed, still blinded ballot paper, and for whom it was signed."""

    signature: bytes
    invitee: int


@dataclass(frozen=True)
class Credential:
    """A ballot paper ready for use. Whoever holds it may cast one ballot, and replace it."""

    input: bytes
    signature: bytes
    invitee: int


def collect(*, label: str, token: str, blinded: bytes, again: bool = False) -> Paper:
    """Sign one ballot paper for whoever holds this code.

    Raises Refused: unknown, used (another paper was collected: ask `again` if it was lost), spent
    (and that was the second), closed, not-open, malformed (what was to be signed cannot be).
    """
    code = codes.read(token)
    if code is None:
        raise Refused("unknown")
    invitee = _written_down(label=label, code=code, blinded=blinded, again=again)
    return Paper(_signed(label, blinded), invitee)


def _signed(label: str, blinded: bytes) -> bytes:
    try:
        return keys.signer(label).blind_sign(blinded)
    except keys.KeyGone:
        raise Refused("closed") from None


@transaction.atomic
def _written_down(*, label: str, code: str, blinded: bytes, again: bool) -> int:
    """Write down, before anything is signed, what will be signed for whom; gives the invitee."""
    _check_it_can_be_signed(label, blinded)
    _refuse_unless_open(label)
    found = (
        Invitee.objects.select_for_update()
        .filter(box_id=label, token_hash=codes.hashed(code))
        .values_list("pk", flat=True)
        .first()
    )
    if found is None:
        raise Refused("unknown")
    paper, is_new = Collected.objects.get_or_create(invitee_id=found, defaults={"blinded": blinded})
    if not is_new and bytes(paper.blinded) != blinded:
        _give_another(paper, label=label, blinded=blinded, again=again)
    return found


def _check_it_can_be_signed(label: str, blinded: bytes) -> None:
    n = boxes.public_keys(label).signs.public_numbers().n
    if len(blinded) != blind_rsa.length_of(n) or not 0 < int.from_bytes(blinded, "big") < n:
        raise Refused("malformed")


def _refuse_unless_open(label: str) -> None:
    if boxes.state_of(label) != OPEN:
        raise Refused("closed")


def _give_another(paper: Collected, *, label: str, blinded: bytes, again: bool) -> None:
    """One paper may be lost. The next is counted in public: it bounds who could vote twice."""
    if paper.tries >= ONCE_AND_ONCE_AGAIN:
        raise Refused("spent")
    if not again:
        raise Refused("used")
    paper.tries, paper.blinded = ONCE_AND_ONCE_AGAIN, blinded
    paper.save()
    Box.objects.filter(pk=label).update(reissued=F("reissued") + 1)


def paper_for(*, label: str, token: str, again: bool = False) -> Credential:
    """The way without JavaScript: a ballot paper made, blinded and signed in this process' memory.

    The database keeps the same as for anybody else. What cannot be promised here is that this
    process forgets; the page says so.
    """
    said = labels.message(
        label,
        prefix=secrets.token_bytes(labels.PREFIX),
        serial=secrets.token_bytes(labels.SERIAL),
    )
    public = boxes.public_keys(label).signs
    n, e = public.public_numbers().n, public.public_numbers().e
    blinded, inverse = blind_rsa.blind(n, e, said)
    paper = collect(label=label, token=token, blinded=blinded, again=again)
    signature = blind_rsa.finalize(public, said, paper.signature, inverse)
    return Credential(said, signature, paper.invitee)

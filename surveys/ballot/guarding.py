"""The box held by a guardian: what travels to their machine, and how it is counted there.

The bundle holds sealed ballots and what is public. It is of use only to whoever holds the key.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from disclosure.control.earlier import Earlier
from surveys.ballot import boxes, signing
from surveys.ballot.counting import Count, TooFew, count_sealed
from surveys.ballot.models import CLOSED, Box, Sealed
from surveys.ballot.protecting import Progress, silent
from surveys.ballot.refusals import Refused
from surveys.ballot.tabulating import Shape

FORMAT = "mobility-sealed-box-2"
ShapeOf = Callable[[Mapping[str, Any], str], Shape]
"""From what was frozen and the hash of its plan: the shape. Raises NotABundle where it is not the
plan of that hash."""


class NotABundle(Exception):
    """The file is not a sealed box of ours, or the key does not fit; the message says which."""


@dataclass(frozen=True)
class Counted:
    """A count made with the guardian's key, and of what: the wave, its plan, the digests of the
    ballots in the box and of the patterns of earlier waves that its tables were laid beside."""

    label: str
    plan: str
    box: str
    beside: str
    count: Count


def bundle(*, label: str, frozen: Mapping[str, Any], earlier: Sequence[Earlier] = ()) -> bytes:
    """The sealed box of a closed wave as a file for its guardian.

    `frozen` is the plan and the questions it was hashed with, `earlier` what earlier waves showed:
    their machine needs both, and has no database. Raises Refused("not-open") while ballots may
    still come.
    """
    if boxes.state_of(label) != CLOSED:
        raise Refused("not-open")
    public = boxes.public_keys(label)
    held = Sealed.objects.filter(box_id=label).order_by("nullifier")
    return json.dumps(
        {
            "format": FORMAT,
            "label": label,
            "plan": public.plan_hash,
            "public": public.box_public.hex(),
            "frozen": frozen,
            "earlier": [one.to_data() for one in earlier],
            "twice": Box.objects.values_list("reissued", flat=True).get(pk=label),
            "ballots": [
                [bytes(number).hex(), base64.b64encode(bytes(box)).decode()]
                for number, box in held.values_list("nullifier", "sealed")
            ],
        }
    ).encode()


def count_bundle(
    *, content: bytes, key: bytes, shape_of: ShapeOf, progress: Progress = silent
) -> Counted:
    """On the guardian's machine: open the bundle with their private key (PEM) and count it.

    The tables pass the same gate there, and only what has passed it is in the count.

    The count is of nobody, with how many were invalid, where fewer than ten people's ballots make
    sense. Raises NotABundle for a file or a key that is not the right one or is damaged, and
    counting.TooFew for a box too small to be opened.
    """
    said = _read(content)
    try:
        box = _parts(said, shape_of)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise NotABundle("The sealed box is damaged: ask for the file again.") from None
    private = _private(key, fits=said["public"])
    of = signing.digest_of_ballots(box["sealed"]), signing.digest_of_patterns(box["earlier"])
    try:
        count = count_sealed(private=private, progress=progress, **box)
    except TooFew as few:
        if not few.invalid:  # it was never opened
            raise
        count = Count.of_nobody(invalid=few.invalid)
    return Counted(said["label"], said["plan"], *of, count)


def sign(*, content: bytes, key: bytes) -> bytes:
    """What was counted, signed with the guardian's private key (PEM). Raises NotABundle."""
    return signing.sign(_loaded(key), content)


def _parts(said: dict[str, Any], shape_of: ShapeOf) -> dict[str, Any]:
    """What is counted of a bundle. KeyError, TypeError, ValueError or AttributeError where it is
    damaged, and NotABundle where it is not what was promised."""
    for name in ("label", "plan", "public"):
        if not isinstance(said[name], str):
            raise TypeError(name)
    return {
        "sealed": [
            (bytes.fromhex(number), base64.b64decode(box, validate=True))
            for number, box in said["ballots"]
        ],
        "label": said["label"],
        "twice": int(said["twice"]),
        "shape": shape_of(said["frozen"], said["plan"]),
        "earlier": [Earlier.from_data(one) for one in said["earlier"]],
    }


def _private(key: bytes, *, fits: str) -> EllipticCurvePrivateKey:
    """The guardian's key, if it opens this box. Raises NotABundle.

    Were a wrong key let through, no ballot would open and all of them be called invalid.
    """
    private = _loaded(key)
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    if public.hex() != fits:
        raise NotABundle("This is not the key of this survey. Nothing was opened.")
    return private


def _loaded(key: bytes) -> EllipticCurvePrivateKey:
    try:
        private = load_pem_private_key(key, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise NotABundle("The key file could not be read: is it the private key, whole?") from None
    if not isinstance(private, EllipticCurvePrivateKey):
        raise NotABundle("The key file does not hold a key of the right kind.")
    return private


def _read(content: bytes) -> dict[str, Any]:
    try:
        said: Any = json.loads(content)
    except (ValueError, RecursionError):
        raise NotABundle("The file is not a sealed box: it could not be read.") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotABundle("The file is not a sealed box of this version.")
    return dict(said)

"""The box held by a guardian: what travels to their machine, and how it is counted there.

The bundle holds sealed ballots and what is public. It is of use only to whoever holds the key.
"""

import base64
import json
from dataclasses import asdict
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)

from surveys.ballot import boxes
from surveys.ballot.counting import Count, TooFew, count_sealed
from surveys.ballot.models import CLOSED, Box, Sealed
from surveys.ballot.refusals import Refused
from surveys.ballot.tabulating import Shape

FORMAT = "mobility-sealed-box-1"


class NotABundle(Exception):
    """The file is not a sealed box of ours, or the key does not fit; the message says which."""


def bundle(*, label: str, shape: Shape) -> bytes:
    """The sealed box of a closed wave as a file for its guardian.

    Raises Refused("not-open") while ballots may still come.
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
            "shape": asdict(shape),
            "twice": Box.objects.values_list("reissued", flat=True).get(pk=label),
            "ballots": [
                [bytes(number).hex(), base64.b64encode(bytes(box)).decode()]
                for number, box in held.values_list("nullifier", "sealed")
            ],
        }
    ).encode()


def count_bundle(*, content: bytes, key: bytes) -> tuple[str, str, Count]:
    """On the guardian's machine: open the bundle with their private key (PEM) and count it.

    Gives the wave's label, its plan's hash and the count: of nobody, with how many were invalid,
    where fewer than ten people's ballots make sense. Raises NotABundle for a file or a key that
    is not the right one or is damaged, and counting.TooFew for a box too small to be opened.
    """
    said = _read(content)
    try:
        box = _parts(said)
    except (KeyError, TypeError, ValueError):
        raise NotABundle("The sealed box is damaged: ask for the file again.") from None
    try:
        count = count_sealed(private=_private(key, fits=said["public"]), **box)
    except TooFew as few:
        if not few.invalid:  # it was never opened
            raise
        count = Count.of_nobody(invalid=few.invalid)
    return said["label"], said["plan"], count


def _parts(said: dict[str, Any]) -> dict[str, Any]:
    """What is counted of a bundle. KeyError, TypeError or ValueError where it is damaged."""
    shape = said["shape"]
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
        "shape": Shape(
            version=str(shape["version"]),
            options=tuple(map(int, shape["options"])),
            tables=tuple(tuple(map(int, table)) for table in shape["tables"]),
        ),
    }


def _private(key: bytes, *, fits: str) -> EllipticCurvePrivateKey:
    """The guardian's key, if it opens this box. Raises NotABundle.

    Were a wrong key let through, no ballot would open and all of them be called invalid.
    """
    try:
        private = load_pem_private_key(key, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise NotABundle("The key file could not be read: is it the private key, whole?") from None
    if not isinstance(private, EllipticCurvePrivateKey):
        raise NotABundle("The key file does not hold a key of the right kind.")
    public = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    if public.hex() != fits:
        raise NotABundle("This is not the key of this survey. Nothing was opened.")
    return private


def _read(content: bytes) -> dict[str, Any]:
    try:
        said: Any = json.loads(content)
    except (ValueError, RecursionError):
        raise NotABundle("The file is not a sealed box: it could not be read.") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotABundle("The file is not a sealed box of this version.")
    return dict(said)

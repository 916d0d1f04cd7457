"""The box held by a guardian: what travels to their machine, and how it is counted there.

The bundle holds sealed ballots and what is public. It is of use only to whoever holds the key.
"""

import base64
import json
from dataclasses import asdict
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from surveys.ballot import boxes
from surveys.ballot.counting import Count, count_sealed
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

    Gives the wave's label, its plan's hash and the count. Raises NotABundle, counting.TooFew.
    """
    said = _read(content)
    private = load_pem_private_key(key, password=None)
    if not isinstance(private, EllipticCurvePrivateKey):
        raise NotABundle("The key file does not hold a key of the right kind.")
    shape = said["shape"]
    count = count_sealed(
        sealed=[(bytes.fromhex(n), base64.b64decode(box)) for n, box in said["ballots"]],
        label=said["label"],
        twice=int(said["twice"]),
        private=private,
        shape=Shape(
            version=shape["version"],
            options=tuple(shape["options"]),
            tables=tuple(tuple(table) for table in shape["tables"]),
        ),
    )
    return said["label"], said["plan"], count


def _read(content: bytes) -> dict[str, Any]:
    try:
        said: Any = json.loads(content)
    except ValueError:
        raise NotABundle("The file is not a sealed box: it could not be read.") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotABundle("The file is not a sealed box of this version.")
    return dict(said)

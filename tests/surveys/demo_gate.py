"""The demo's surveys pass the gate once in a process: its people are the same whatever the day, and
the tests that load it are not about the gate. The noise is then the same in each of them, too.

The ballots of its second survey are put into the box at once, as each of them takes some time at
the door; tests/dashboards/test_demo_asked.py sends them in one by one.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from dashboards.demo import asked_survey
from surveys.ballot import door, protecting
from surveys.ballot.models import Collected, Sealed
from surveys.ballot.protecting import Safe
from surveys.ballot.tabulating import Row
from surveys.models import Wave

KNOWN: dict[tuple[int, str], Safe] = {}
SECRET = b"the noise of the demo in tests.."


@contextmanager
def passed_once() -> Iterator[None]:
    """Inside, the same rows beside as many earlier waves give the tables they gave before."""
    gate = protecting.of_rows

    def remembered(rows: Sequence[Row], **given: Any) -> Safe:
        key = (len(given.get("earlier", ())), repr((rows, given["shape"])))
        if key not in KNOWN:
            KNOWN[key] = gate(rows, **given)
        return KNOWN[key]

    def as_rows(ballots: Sequence[tuple[bytes, Row]], **given: Any) -> Safe:
        """The noise of a wave asked here follows from a key of its own; here from its rows."""
        rows = sorted((row for _number, row in ballots), key=repr)
        told = {name: given[name] for name in ("shape", "earlier")}
        return remembered(rows, secret=SECRET, **told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protecting, "of_rows", remembered)
        patch.setattr(protecting, "of_ballots", as_rows)
        patch.setattr(asked_survey, "answer", put_in_at_once)
        yield


def put_in_at_once(wave: Wave, rows: list[tuple[str, ...]]) -> None:
    """What is in the box when everybody has answered; nobody's ballot paper was signed."""
    told = list(asked_survey.ballots(wave, rows))
    Collected.objects.bulk_create(
        Collected(invitee_id=invitee, blinded=b"a ballot paper") for invitee, _ballot in told
    )
    Sealed.objects.bulk_create(
        Sealed(
            nullifier=secrets.token_bytes(32),
            box_id=wave.label,
            sealed=door.seal(label=wave.label, plaintext=ballot),
        )
        for _invitee, ballot in told
    )

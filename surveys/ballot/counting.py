"""The box is closed, opened once, and counted in memory. Nothing here writes an answer anywhere.

`count` only reads, and what it gives has passed the gate of disclosure control. What follows it is
in destroying.py: so a process killed at any instant leaves either a box that was not opened, or a
count that is whole and a box that cannot be.
"""

import json
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from disclosure.control.earlier import Earlier
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.control.safe_tables import Protected
from surveys.ballot import boxes, keys, labels, protecting, sealing
from surveys.ballot.models import CLOSED, OPEN, Box, Sealed
from surveys.ballot.protecting import OPENING, Progress, silent
from surveys.ballot.refusals import Refused
from surveys.ballot.tabulating import Row, Shape, fits

FEWEST = 10  # a box with fewer ballots is never opened: docs/adr/0007-the-ballot.md
EVERY = 500  # ballots between two signs of life


class TooFew(Exception):
    """Fewer than ten ballots, or fewer than ten that make sense: nothing may be counted.

    Where the plan's smallest group is larger than ten, it is as many. `invalid` is how many made
    no sense; 0 where the box was never opened.
    """

    def __init__(self, *, invalid: int = 0) -> None:
        super().__init__(invalid)
        self.invalid = invalid


@dataclass(frozen=True)
class Count:
    """What came out of the box: protected tables, or None of nobody, and how many ballots. Class
    pay gaps are there where pay was asked."""

    protected: Protected | None
    counted: int
    invalid: int
    languages: dict[str, int]
    numbers: list[bytes]
    pay: PayGaps | None = None

    @classmethod
    def of_nobody(cls, *, invalid: int = 0) -> "Count":
        """Where too few ballots make sense for any to be counted."""
        return cls(protected=None, counted=0, invalid=invalid, languages={}, numbers=[])


@dataclass(frozen=True)
class _Ballot:
    language: str
    answers: Row


def close(label: str) -> None:
    """Let no ballot in any more. Waits for those on their way (the lock that `cast` holds)."""
    Box.objects.filter(pk=label, state=OPEN).update(state=CLOSED)


def count(
    *,
    label: str,
    shape: Shape,
    earlier: Sequence[Earlier] = (),
    progress: Progress = silent,
) -> Count:
    """Open the box of a closed wave, and protect the tables of its plan. In memory.

    `earlier` is what earlier waves showed, newest first. Raises TooFew below ten ballots,
    Refused("not-open") while ballots may still come, and keys.KeyGone where somebody else holds
    the key.
    """
    if boxes.state_of(label) != CLOSED:
        raise Refused("not-open")
    private = keys.box_private(label)
    held = Sealed.objects.filter(box_id=label)
    return count_sealed(
        sealed=[
            (bytes(number), bytes(box))
            for number, box in held.values_list("nullifier", "sealed").iterator()
        ],
        label=label,
        private=private,
        shape=shape,
        twice=Box.objects.values_list("reissued", flat=True).get(pk=label),
        earlier=earlier,
        progress=progress,
    )


def count_sealed(
    *,
    sealed: list[tuple[bytes, bytes]],
    label: str,
    private: EllipticCurvePrivateKey,
    shape: Shape,
    twice: int = 0,
    earlier: Sequence[Earlier] = (),
    progress: Progress = silent,
) -> Count:
    """The count itself, the same wherever the key is held. Raises TooFew below ten ballots, or
    where fewer than ten make sense: then nothing is tabulated, and what was read is forgotten.

    `twice` is how many got a second ballot paper. Each may stand behind two of the ballots, and
    ten ballots must be those of ten people.
    """
    fewest = max(FEWEST, shape.fewest)
    if len(sealed) - twice < fewest:
        raise TooFew
    read = _read(sealed, label=label, private=private, shape=shape, progress=progress)
    if len(read) - twice < fewest:  # boxes of nonsense must not be what fills a small box up
        raise TooFew(invalid=len(sealed) - len(read))
    safe = protecting.of_ballots(
        [(number, ballot.answers) for number, ballot in read.items()],
        private=private,
        label=label,
        shape=shape,
        earlier=earlier,
        progress=progress,
    )
    return Count(
        protected=safe.tables,
        pay=safe.pay,
        counted=len(read),
        invalid=len(sealed) - len(read),
        languages=dict(Counter(ballot.language for ballot in read.values())),
        numbers=sorted(read),
    )


def _read(
    sealed: list[tuple[bytes, bytes]],
    *,
    label: str,
    private: EllipticCurvePrivateKey,
    shape: Shape,
    progress: Progress,
) -> dict[bytes, _Ballot]:
    """The ballots that make sense, by number, opened in random order."""
    secrets.SystemRandom().shuffle(sealed)
    read = {}
    for done, (number, box) in enumerate(sealed, start=1):
        if ballot := _opened(box, label=label, private=private, shape=shape):
            read[number] = ballot
        if done % EVERY == 0 or done == len(sealed):
            progress(OPENING, done, len(sealed))
    return read


def _opened(
    box: bytes, *, label: str, private: EllipticCurvePrivateKey, shape: Shape
) -> _Ballot | None:
    """One ballot as it was filled in; None for one that is not of this wave or makes no sense."""
    try:
        said = json.loads(sealing.unseal(private, labels.info(label), box))
        version, language, answers = said["v"], said["l"], said["a"]
    except (sealing.NotOurs, ValueError, KeyError, TypeError):
        return None
    if version != shape.version or not isinstance(language, str) or not fits(answers, shape):
        return None
    return _Ballot(language[:10], tuple(answers))


def count_rows(
    *,
    rows: Iterable[Row],
    secret: bytes,
    shape: Shape,
    earlier: Sequence[Earlier] = (),
    progress: Progress = silent,
) -> Count:
    """An earlier survey's rows through the same gate. Rows that do not fit are left out.

    `secret` is 32 bytes that stay on the server: the noise follows from it and from the rows.
    Raises TooFew below ten.
    """
    given = list(rows)
    kept = [row for row in given if fits(row, shape)]
    if len(kept) < max(FEWEST, shape.fewest):
        raise TooFew(invalid=len(given) - len(kept))
    safe = protecting.of_rows(kept, secret=secret, shape=shape, earlier=earlier, progress=progress)
    return Count(
        protected=safe.tables,
        pay=safe.pay,
        counted=len(kept),
        invalid=len(given) - len(kept),
        languages={},
        numbers=[],
    )

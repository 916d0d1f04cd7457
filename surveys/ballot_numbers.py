"""Ballot numbers as people read and look for them: sixteen digits of the whole number, in fours.

A count keeps them one after the other, sorted, 32 bytes each. Whoever kept theirs finds it here by
its first digits; the order of the numbers says nothing of the order in which people answered.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from surveys.ballot import door

BYTES, DIGITS = 32, 16
AT_MOST = 100  # numbers on one page
LEFT_OUT = re.compile(r"[\s·-]+")
HEXADECIMAL = re.compile(r"[0-9A-F]*")


@dataclass(frozen=True)
class Found:
    """The numbers that begin with what was typed: the first of them, and how many there are."""

    typed: str
    numbers: list[str]
    how_many: int
    readable: bool = True  # whether it can be the beginning of a ballot number at all

    @property
    def more(self) -> int:
        return self.how_many - len(self.numbers)

    @property
    def is_whole(self) -> bool:
        """Whether somebody typed a whole ballot number, and so asked for one and no other."""
        return len(self.typed) == DIGITS


class Numbers(Sequence[bytes]):
    """The numbers of one count, read where they lie: nothing is copied before it is asked for."""

    def __init__(self, kept: bytes) -> None:
        self._kept = memoryview(kept)

    def __len__(self) -> int:
        return len(self._kept) // BYTES

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return bytes(self._kept[place * BYTES : (place + 1) * BYTES])


def find(kept: bytes, typed: str) -> Found:
    """Those that begin with the digits typed, at most a page of them; all for no digits."""
    digits = LEFT_OUT.sub("", typed).upper()
    if len(digits) > DIGITS or not HEXADECIMAL.fullmatch(digits):
        return Found(digits, [], 0, readable=False)
    numbers = Numbers(kept)
    first = bisect_left(numbers, _padded(digits, "0"))
    beyond = bisect_left(numbers, _padded(digits, "F") + b"\xff")
    shown = [written(numbers[place]) for place in range(first, min(beyond, first + AT_MOST))]
    return Found(digits, shown, beyond - first)


def lines(kept: bytes) -> Iterator[str]:
    """The whole list as a text file, a line each, for whoever looks on their own machine."""
    return (f"{written(number)}\n" for number in Numbers(kept))


def written(number: bytes) -> str:
    """ "4F2A 91C7 0BD3 E618": what the thank-you page shows."""
    return door.in_groups(number.hex()[:DIGITS].upper())


def _padded(digits: str, filler: str) -> bytes:
    return bytes.fromhex(digits.ljust(2 * BYTES, filler))

"""What an attack brings back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One attack on a pattern: how many targets it was tried on, and what it found.

    `hits` has one set of shown groups, by number, for each target that was found: those the attack
    used. Hiding one of them breaks it. `crowd` is the smallest number of people that any target
    was mixed with, where the attack measures that; otherwise None.
    """

    name: str
    tried: int
    hits: tuple[frozenset[int], ...] = ()
    crowd: int | None = None

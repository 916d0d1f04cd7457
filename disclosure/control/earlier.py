"""What an earlier wave showed: the pattern only. Its counts are not needed, and not kept exact."""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.control.plan import Cut, Key


@dataclass(frozen=True)
class Earlier:
    """For each cut of an earlier wave, which of its groups were shown. `recoded` as Protected has.

    Every other group was hidden or empty: which, and why, is known to nobody any more.
    """

    shown: Mapping[Cut, frozenset[Key]]
    recoded: Mapping[str, Mapping[str, str]]

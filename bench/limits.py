"""What a bench promises, and whether it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """One promise: what was found may be at most so much."""

    says: str
    found: float
    most: float

    @property
    def is_kept(self) -> bool:
        return self.found <= self.most

    def __str__(self) -> str:
        word = "PASS" if self.is_kept else "FAIL"
        return f"{word}  {self.says}: {self.found:g}, at most {self.most:g}"


def exit_code(limits: Sequence[Limit]) -> int:
    """0 when every promise was kept, else 1: what a build stops at."""
    return 0 if all(limit.is_kept for limit in limits) else 1

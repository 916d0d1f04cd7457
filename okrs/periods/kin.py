"""What the pages of the plan say of periods: kin of a key result, and the last one that closed."""

from dataclasses import dataclass

from okrs.models import KeyResult, Period
from okrs.periods.beside import LastTime, told_of


@dataclass(frozen=True, kw_only=True)
class Kin:
    """Where a key result came from, what it was carried over as, and how periods left it."""

    predecessor: KeyResult | None
    successor: KeyResult | None
    told: tuple[tuple[Period, LastTime], ...]

    def __bool__(self) -> bool:
        return bool(self.predecessor or self.successor or self.told)


def kin_of(key_result: KeyResult) -> Kin:
    """One query for the periods it was in; one more each for its predecessor and its successor."""
    told = tuple(told_of(key_result))
    there = key_result.successors.exclude(retired_as=KeyResult.ARCHIVED).order_by("pk")
    return Kin(
        predecessor=key_result.predecessor,
        successor=there.first() if told or key_result.retired_as else None,
        told=told,
    )


def last_closed(strategy_id: int) -> Period | None:
    """The closed period that ended last. One query."""
    closed = Period.objects.filter(strategy_id=strategy_id, closed_at__isnull=False)
    return closed.order_by("-ends_on", "-pk").first()

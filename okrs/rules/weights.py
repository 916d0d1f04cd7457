"""What weights come to in whole percent, so that the parts of one thing add up to 100.

The method of the largest remainder (Hamilton's): whole parts first, then one more to those whose
rest is largest; of equal rests the first has it. Source: docs/progress.md, section 7.
"""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

HUNDRED = 100


def shares(weights: Sequence[Decimal]) -> tuple[int, ...]:
    """Whole percent for each weight, in their order; they add up to 100. None for no weights."""
    whole = sum(weights, Decimal(0))
    if not whole:
        return tuple(0 for _weight in weights)
    exact = [HUNDRED * weight / whole for weight in weights]
    floors = [int(part.to_integral_value(ROUND_FLOOR)) for part in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in by_rest[: HUNDRED - sum(floors)]:
        floors[place] += 1
    return tuple(floors)

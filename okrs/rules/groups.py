"""Figures about few people, and figures from surveys: what may be shown, and what beats chance.

Source: docs/progress.md, section 11.
"""

from decimal import Decimal

from okrs.rules.progress import share

MINIMUM_GROUP = 10
SURE = Decimal("1.959964")
"""Standard errors on each side that hold 95% of a normal distribution."""
HUNDRED = Decimal(100)


def too_few(n: int, minimum: int = MINIMUM_GROUP) -> bool:
    """Whether a group is too small to show anything about."""
    return n < minimum


def hides_too_few(*, shown_total: int, value_n: int, minimum: int = MINIMUM_GROUP) -> bool:
    """Whether a figure, taken from a total that is shown, would give away too small a rest."""
    return 0 < abs(shown_total - value_n) < minimum


def response_rate(*, responses: int, invited: int) -> Decimal | None:
    """Responses of all invited, 0 to 100; None while nobody is invited.

    "Prefer not to say" is a response. Refuses more responses than invitations.
    """
    if not invited and not responses:
        return None
    return share(numerator=responses, denominator=invited)


def points_to_exceed_chance(share: Decimal, n: int) -> Decimal:
    """How many points apart two waves of n answers each must be to beat chance, near a share.

    The share is 0 to 100. 95%, two simple random samples. Cautious where nearly everybody answered.
    """
    return _margin(share, Decimal(2) / n)


def clear_change(*, before: Decimal, before_n: int, after: Decimal, after_n: int) -> bool:
    """Whether two shares (0 to 100) differ by more than chance; if not: "No clear change".

    The margin is taken around the share of both waves together.
    """
    margin = points_to_beat(before=before, before_n=before_n, after=after, after_n=after_n)
    return abs(after - before) > margin


def points_to_beat(*, before: Decimal, before_n: int, after: Decimal, after_n: int) -> Decimal:
    """How many points two shares (0 to 100) of groups of these sizes must differ by, at 95%."""
    together = (before * before_n + after * after_n) / (before_n + after_n)
    return _margin(together, 1 / Decimal(before_n) + 1 / Decimal(after_n))


def likely_range(*, share: Decimal, n: int) -> tuple[Decimal, Decimal]:
    """Between which shares (0 to 100) the true one lies, at 95%.

    Wilson's score interval: unlike the textbook one it stays within 0 to 100 near the ends
    (Wilson, "Probable inference, the law of succession, and statistical inference", 1927).
    """
    part, squared = share / HUNDRED, SURE * SURE
    middle = (part + squared / (2 * n)) / (1 + squared / n)
    reach = SURE * (part * (1 - part) / n + squared / (4 * n * n)).sqrt() / (1 + squared / n)
    return max(Decimal(0), middle - reach) * HUNDRED, min(Decimal(1), middle + reach) * HUNDRED


def _margin(share: Decimal, spread: Decimal) -> Decimal:
    return SURE * (share * (HUNDRED - share) * spread).sqrt()

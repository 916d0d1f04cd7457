"""The upright axis of a chart, in the figures of its kind."""

from collections.abc import Sequence
from decimal import Decimal

from charts.scales import round_ticks
from charts.series import Tick
from okrs.figures import HUNDRED, is_share, plain
from okrs.rules.words import Kind


def figure_ticks(values: Sequence[Decimal], kind: str, unit: str = "") -> tuple[Tick, ...]:
    """Round figures with the sign of their kind; a share never reaches beyond 100%, and what is
    counted has whole numbers."""
    ticks = round_ticks(values, counts=kind == Kind.number.value and _are_whole(values))
    if kind == Kind.percent.value:
        ticks = [tick for tick in ticks if tick <= HUNDRED]
    return tuple(Tick(value=tick, label=_tick_label(tick, kind, unit)) for tick in ticks)


def _are_whole(values: Sequence[Decimal]) -> bool:
    return all(value == value.to_integral_value() for value in values)


def _tick_label(tick: Decimal, kind: str, unit: str) -> str:
    in_percent = kind in (Kind.percent.value, Kind.percent_change.value) or is_share(kind, unit)
    sign = "%" if in_percent else ""
    plus = "+" if kind == Kind.percent_change.value and tick > 0 else ""
    return f"{plus}{plain(tick)}{sign}".replace("-", "−")

"""Charts that the tests draw."""

from datetime import date
from decimal import Decimal
from typing import Any

from charts.series import Break, Expected, PathChart, Point, Stretch, Tick


def point(on: date, value: str, **more: Any) -> Point:
    return Point(on=on, value=Decimal(value), label=f"{value}%", **more)


def senior_grades(**more: Any) -> PathChart:
    """12% under an old baseline, then 17% and 19%, on the way to 25%."""
    told: dict[str, Any] = {
        "description": "From 17% to 19%, on the way to 25%",
        "starts_on": date(2025, 10, 31),
        "ends_on": date(2029, 10, 31),
        "ticks": tuple(Tick(value=Decimal(n), label=f"{n}%") for n in (0, 10, 20, 30)),
        "stretches": (
            Stretch(points=(point(date(2024, 10, 31), "12"),)),
            Stretch(
                points=(
                    point(date(2025, 10, 31), "17", low=Decimal(11), high=Decimal(25)),
                    point(date(2026, 10, 30), "19", low=Decimal(13), high=Decimal(26)),
                )
            ),
        ),
        "breaks": (Break(on=date(2025, 10, 31), words=("New baseline",)),),
        "expected": Expected(
            corners=(
                (date(2025, 10, 31), Decimal(17)),
                (date(2026, 10, 31), Decimal(19)),
                (date(2029, 10, 31), Decimal(25)),
            ),
            stepped=True,
            label="Expected",
        ),
        "target": point(date(2029, 10, 31), "25", words="Target 25%"),
    }
    return PathChart(**(told | more))

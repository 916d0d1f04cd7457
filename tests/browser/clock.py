"""The server's clock, moved by the journey: dates on pages are then the same on every day."""

from datetime import UTC, date, datetime, time

from time_machine import Traveller


class Clock:
    def __init__(self, traveller: Traveller) -> None:
        self._traveller = traveller

    def is_now(self, day: date, hour: int = 10) -> None:
        """It ticks on from there, so that two things done one after the other stay in order."""
        self._traveller.move_to(datetime.combine(day, time(hour, tzinfo=UTC)))

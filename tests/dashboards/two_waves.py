"""Two published waves of other people, for tests of what leaders see: October 2025, October 2026.

Both went through the gate (tests/disclosure/publications.py), each with its own people, so shares,
hidden groups and changes between them are such as the product would have.
"""

from datetime import UTC, date, datetime
from typing import Any

from accounts import audit
from dashboards.waves import PUBLISHED
from disclosure.models import Publication
from surveys.models import Wave
from surveys.states import State
from tests.disclosure import publications
from tests.factories import WaveFactory

TODAY = date(2026, 11, 30)
YEARS = {"w1": 2025, "w2": 2026}


def two_waves() -> tuple[Publication, Publication]:
    """The first wave, and a year later the second."""
    return one_wave("w1", seed=2), one_wave("w2", seed=1)


def one_wave(label: str = "w2", *, seed: int = 1, **over: Any) -> Publication:
    """A published wave with its tables and its line in the record; `over` is for its tables."""
    year = YEARS.get(label, 2026)
    title = f"October {year}"
    asked_on, ended = date(year, 10, 1), date(year, 10, 30)
    at = datetime(year, 11, 3, 12, tzinfo=UTC)
    wave = WaveFactory.create(
        label=label, title=title, state=State.PUBLISHED, closes_on=ended, plan_hash="c" * 64
    )
    told = {
        "title": title,
        "population": f"Everybody invited to “{title}”",
        "starts_on": asked_on,
        "ends_on": ended,
        "at": at,
    }
    found = publications.publication(label, seed=seed, **{**told, **over})
    audit.record(by=None, verb=PUBLISHED, about=wave, at=at)
    return found


def wave(label: str = "w2") -> Wave:
    """The wave of this label."""
    return Wave.objects.get(label=label)

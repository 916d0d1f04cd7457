"""Waves with results, for tests: published or only counted."""

from typing import Any

from disclosure.models import Publication
from surveys.models import Wave
from surveys.states import State
from tests.disclosure import tables
from tests.factories import WaveFactory


def wave(label: str = "w1", *, state: State = State.PUBLISHED, **over: Any) -> Wave:
    return WaveFactory.create(label=label, state=state, plan_hash="c" * 64, **over)


def published(label: str = "w1", *, state: State = State.PUBLISHED, **over: Any) -> Publication:
    """A wave whose tables are those of tests/disclosure/tables.py; `over` is theirs to take."""
    wave(label, state=state)
    return tables.publication(label, **over)

"""The plan of `making`, an offline edition of it, and what it takes to bring that back."""

import pytest

from okrs.offline import accepting, deciding
from okrs.offline.deciding import Decisions
from tests.factories import StrategyFactory
from tests.okrs.offline.making import NOW, Offline, a_plan, brought, compared


@pytest.fixture
def strategy(db):
    return StrategyFactory()


@pytest.fixture
def plan(strategy):
    """Its key results by their titles."""
    return {one.title: one for one in a_plan(strategy)}


@pytest.fixture
def offline(plan, strategy):
    return Offline(strategy)


@pytest.fixture
def bring(strategy, lead):
    return lambda offline: brought(offline.saved(), strategy=strategy, by=lead)


@pytest.fixture
def accept(lead):
    def accept(draft, *, left=(), archive=(), sheet=(), at=NOW, **why):
        decisions = Decisions(
            left=frozenset(left), archive=frozenset(archive), sheet=frozenset(sheet)
        )
        stored = deciding.keep(draft=draft, decisions=decisions)
        return accepting.accept(
            draft=stored,
            found=compared(stored),
            by=lead,
            at=at,
            version=stored.version,
            **why,
        )

    return accept

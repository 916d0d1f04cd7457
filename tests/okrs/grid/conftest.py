"""A lead at the grid, and a plan of a few rows."""

import pytest

from tests.factories import KeyResultFactory, ObjectiveFactory


@pytest.fixture
def desk(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def objective(db):
    return ObjectiveFactory.create()


@pytest.fixture
def share(objective):
    """Percent, 0% to 66%."""
    made = KeyResultFactory.create(objective=objective)
    made.refresh_from_db()
    return made


@pytest.fixture
def unset(objective):
    return KeyResultFactory.create(objective=objective, unset=True)

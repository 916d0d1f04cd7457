"""A Thursday on which the check-in of the second quarter is due, an owner, and what is theirs."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories import KeyResultFactory, UserFactory
from tests.okrs.owner_links import link_of

NOW = datetime(2027, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def tom(db):
    return UserFactory.create(contributor=True, name="Tom Mensah", email="tom@example.org")


@pytest.fixture
def listen(tom):
    return KeyResultFactory.create(owner=tom, title="Listen")


@pytest.fixture
def path(tom):
    """Where a link of theirs leads, which nobody opened yet."""
    return link_of(tom)

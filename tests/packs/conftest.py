"""A plan and a lead, for packs that are issued from them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from okrs import checkins
from okrs.checkins import Reading, Story
from tests.factories import (
    KeyResultFactory,
    ObjectiveFactory,
    OrganisationFactory,
    UserFactory,
)

WORDS = "Two fairs were called off."


@pytest.fixture
def by():
    return UserFactory.create(name="Priya Nair")


@pytest.fixture
def plan(by):
    """One key result, 33% in March and 50% in June, and behind by then; a wave of January."""
    OrganisationFactory.create(name="Calder & Moor")
    objective = ObjectiveFactory.create(pillar="hiring", title="Reach further")
    owner = UserFactory.create(name="Sam Quinn")
    promised = KeyResultFactory.create(objective=objective, owner=owner, title="Fairs")
    tell(promised, 33, date(2027, 3, 31), owner)
    tell(promised, 1, date(2027, 6, 30), owner)
    return promised


def tell(key_result, value, as_of, by):
    checkins.record_checkin(
        key_result=key_result,
        reading=Reading(value=Decimal(value)),
        story=Story(changed=WORDS),
        as_of=as_of,
        by=by,
        at=datetime(as_of.year, as_of.month, as_of.day, 18, tzinfo=UTC),
        key=uuid4(),
    )

"""A reading sent by mistake is taken back in one press: a correction that gives none."""

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from okrs import checkins, taking_back
from okrs.checkins import CannotCheckIn, Reading, Story
from okrs.histories.sentences import sentence
from okrs.models import CheckIn, KeyResult
from okrs.refusals import CannotPlan
from tests.factories import KeyResultFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def owner(db):
    return UserFactory.create(contributor=True, name="Tess Mensah")


@pytest.fixture
def kr(owner):
    """A share from 0% to 66% that has begun."""
    started = TODAY - timedelta(days=60)
    return KeyResultFactory.create(
        owner=owner, starts_on=started, due_on=TODAY + timedelta(days=300), from_as_of=started
    )


def says(kr, by, value, *, days_ago=0, changed=""):
    return checkins.record_checkin(
        key_result=kr,
        reading=Reading(value=None if value is None else Decimal(value)),
        story=Story(changed=changed),
        as_of=TODAY - timedelta(days=days_ago),
        by=by,
        at=timezone.now() - timedelta(days=days_ago),
        key=uuid.uuid4(),
    )


def stored(kr):
    return KeyResult.objects.select_related("latest").get(pk=kr.pk)


def address(check_in):
    return f"/okrs/key-results/{check_in.key_result_id}/check-ins/{check_in.pk}/take-back/"


def test_the_one_before_counts_again_with_its_own_day(kr, owner):
    before, slip = says(kr, owner, 31, days_ago=20), says(kr, owner, 99, changed="We asked all")

    right = taking_back.take_back(check_in=slip, by=owner, at=timezone.now())

    assert stored(kr).latest == before
    assert (right.gives_a_reading, right.as_of, right.changed) == (False, TODAY, "We asked all")
    slip.refresh_from_db()
    assert (slip.value, slip.replaced_by) == (99, right), "what was read stays"
    told = AuditEvent.objects.last_written()
    assert "took back the reading 99% of" in sentence(told, kind="percent")


def test_without_one_before_nothing_is_read(kr, owner):
    taking_back.take_back(check_in=says(kr, owner, 99), by=owner, at=timezone.now())

    assert stored(kr).latest is None
    assert not stored(kr).ever_achieved, "99% had reached the target"


def test_asked_twice_it_is_taken_back_once(kr, owner):
    slip = says(kr, owner, 40)

    first = taking_back.take_back(check_in=slip, by=owner, at=timezone.now())
    again = taking_back.take_back(check_in=slip, by=owner, at=timezone.now())

    assert (first, CheckIn.objects.count()) == (again, 2)


def test_what_was_corrected_meanwhile_or_gave_nothing_is_refused(kr, owner):
    slip = says(kr, owner, 40)
    checkins.correct_checkin(
        check_in=slip,
        reading=Reading(value=Decimal(41)),
        as_of=TODAY,
        why="Counted twice",
        by=owner,
        at=timezone.now(),
        key=uuid.uuid4(),
    )

    with pytest.raises(CannotPlan, match="already been corrected"):
        taking_back.take_back(check_in=slip, by=owner, at=timezone.now())
    with pytest.raises(CannotCheckIn, match="gave no reading"):
        taking_back.take_back(check_in=says(kr, owner, None), by=owner, at=timezone.now())


def test_an_ordinary_correction_still_asks_for_a_reading(kr, owner):
    with pytest.raises(CannotCheckIn, match="Write what the reading should have been"):
        checkins.correct_checkin(
            check_in=says(kr, owner, 40),
            reading=Reading(),
            as_of=TODAY,
            why="Wrong",
            by=owner,
            at=timezone.now(),
            key=uuid.uuid4(),
        )


def test_an_owner_takes_a_slip_back_from_the_page(client, kr, owner):
    says(kr, owner, 31, days_ago=20)
    slip, page = says(kr, owner, 99), f"/okrs/key-results/{kr.pk}/"
    client.force_login(owner)
    assert f'action="{address(slip)}"' in client.get(page).content.decode()

    after = client.post(address(slip), follow=True).content.decode()

    assert "Taken back: 31% of" in after
    assert "counts again. What was said is kept, and marked." in after
    assert "Corrected since: Taken back" in after
    assert "Take this reading back" not in after
    again = client.post(address(slip), follow=True).content.decode()
    assert "Taken back: 31% of" in again, "sent twice is safe"


@pytest.mark.parametrize("trait", ["viewer", "contributor"])
def test_others_take_nothing_back(client, kr, owner, trait):
    slip = says(kr, owner, 40)
    client.force_login(UserFactory.create(**{trait: True}))

    assert client.post(address(slip)).status_code == 403
    assert (
        "Take this reading back" not in client.get(f"/okrs/key-results/{kr.pk}/").content.decode()
    )

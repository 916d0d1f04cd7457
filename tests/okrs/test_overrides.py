"""An owner's own status: with a reason and a last day, beside the calculated one, never over it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AuditEvent
from okrs import overrides
from okrs.rules.words import Status
from tests.factories import CheckInFactory, KeyResultFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2027, 4, 5, 9, tzinfo=UTC)
TODAY = date(2027, 4, 5)


def on_track(**more):
    """A quarterly key result whose first reading is where it was expected."""
    key_result = KeyResultFactory.create(**more)
    key_result.latest = CheckInFactory.create(key_result=key_result, value=Decimal(17))
    key_result.confirmed_on = date(2027, 3, 31)
    key_result.save()
    return key_result


def say(key_result, by, **more):
    return overrides.override(
        **{
            "key_result": key_result,
            "status": Status.behind,
            "reason": "Two leave in May",
            "until": date(2027, 5, 5),
            "by": by,
            "at": AT,
            "today": TODAY,
        }
        | more
    )


def test_another_status_is_kept_with_both_in_the_record(lead):
    key_result = on_track()
    said = say(key_result, lead)

    assert overrides.in_force(key_result.overrides.all(), today=TODAY) == said
    event = AuditEvent.objects.get()
    assert event.changes["status"] == ["on_track", "behind"]
    assert event.note == "Two leave in May"


def test_it_holds_until_its_last_day_and_no_longer(lead):
    key_result = on_track()
    say(key_result, lead)

    assert overrides.in_force(key_result.overrides.all(), today=date(2027, 5, 5))
    assert overrides.in_force(key_result.overrides.all(), today=date(2027, 5, 6)) is None


def test_the_newest_word_is_the_one_that_counts(lead):
    key_result = on_track()
    say(key_result, lead)
    newer = say(key_result, lead, status=Status.off_track)

    assert overrides.in_force(key_result.overrides.all(), today=TODAY) == newer
    assert key_result.overrides.filter(withdrawn_at=None).count() == 1


def test_taking_it_back_twice_is_once(lead):
    key_result = on_track()
    say(key_result, lead)
    for _twice in range(2):
        overrides.withdraw(key_result=key_result, by=lead, at=AT)

    assert overrides.in_force(key_result.overrides.all(), today=TODAY) is None
    assert AuditEvent.objects.count() == 2


def test_what_was_calculated_already_needs_no_word(lead):
    with pytest.raises(overrides.CannotOverride, match="On track as calculated"):
        say(on_track(), lead, status=Status.on_track)


@pytest.mark.parametrize("trait", ["unset", "archived"])
def test_what_was_not_judged_cannot_be_talked_into_a_colour(lead, trait):
    with pytest.raises(overrides.CannotOverride, match="not a judgement"):
        say(KeyResultFactory.create(**{trait: True}), lead, status=Status.on_track)


def test_silence_cannot_be_talked_into_green(lead):
    stale = KeyResultFactory.create()

    with pytest.raises(overrides.CannotOverride, match="Stale"):
        say(stale, lead, today=date(2027, 6, 1), until=date(2027, 6, 2))


@pytest.mark.parametrize("until", [date(2027, 4, 4), date(2027, 7, 6)])
def test_it_lasts_one_reading_period_at_most(lead, until):
    with pytest.raises(overrides.CannotOverride, match="5 April 2027 to 5 July 2027"):
        say(on_track(), lead, until=until)


def answers(**more):
    return {"status": "behind", "reason": "Two leave in May", "until": "5 May 2027"} | more


@time_machine.travel(AT, tick=False)
def test_an_owner_says_so_on_the_page_and_both_are_shown(signed_in):
    owner = UserFactory.create(contributor=True, name="Tess Mensah")
    key_result = on_track(owner=owner)
    client = signed_in(owner)
    client.post(reverse("okrs:override", args=[key_result.pk]), answers())

    shown = client.get(reverse("okrs:key_result", args=[key_result.pk])).content.decode()
    assert "Calculated On track; T. Mensah says Behind, because: Two leave in May" in shown
    client.post(reverse("okrs:override", args=[key_result.pk]), {"withdraw": "yes"})
    assert (
        "T. Mensah says"
        not in client.get(reverse("okrs:key_result", args=[key_result.pk])).content.decode()
    )


@time_machine.travel(AT, tick=False)
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Say why"),
        ({"status": "achieved"}, "Select a valid choice"),
        ({"until": "5 May 2029"}, "one reading period at most"),
    ],
)
def test_a_refusal_is_a_sentence_in_the_summary(signed_in, lead, wrong, sentence):
    key_result = on_track()
    page = signed_in(lead).post(reverse("okrs:override", args=[key_result.pk]), answers(**wrong))

    assert sentence in page.content.decode()
    assert not key_result.overrides.exists()


@pytest.mark.parametrize("trait", ["contributor", "viewer", "outsider"])
def test_others_have_no_say(signed_in, trait):
    key_result = on_track()
    client = signed_in(UserFactory.create(**{trait: True}))

    assert client.get(reverse("okrs:override", args=[key_result.pk])).status_code == 403
    assert client.post(reverse("okrs:override", args=[key_result.pk]), answers()).status_code == 403
    assert not key_result.overrides.exists()

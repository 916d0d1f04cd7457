"""One rule for "real change or noise", on the page of a key result and on the dashboard."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from okrs import chance
from okrs.chance import Wave
from okrs.checkins import Reading
from okrs.models import KeyResult
from tests.factories import KeyResultFactory
from tests.okrs.telling import at, says

PERCENT = "percent"


def wave(share, of):
    return Wave(None if share is None else Decimal(share), None if of is None else Decimal(of))


@pytest.mark.parametrize(
    ("before", "after", "kind", "clear"),
    [
        (wave(20, 20), wave(35, 20), PERCENT, False),
        (wave(33, 400), wave(68, 400), PERCENT, True),
        (wave(20, None), wave(35, 20), PERCENT, None),
        (wave(20, 20), wave(35, None), PERCENT, None),
        (wave(20, 0), wave(35, 20), PERCENT, None),
        (wave(None, 20), wave(35, 20), PERCENT, None),
        (wave(20, 20), wave(35, 20), "number", None),
    ],
)
def test_a_share_is_tested_where_both_ends_have_their_counts(before, after, kind, clear):
    found = chance.tested(before, after, kind=kind)

    assert (found.is_clear if found else None) is clear


@pytest.mark.django_db
@pytest.mark.parametrize("cadence", ["quarterly", "on_survey"])
@pytest.mark.parametrize(("part", "is_clear"), [(7, False), (19, True)])
def test_both_pages_give_the_same_answer(signed_in, lead, cadence, part, is_clear):
    key_result = KeyResultFactory.create(
        cadence=cadence,
        from_value=Decimal(20),
        from_numerator=Decimal(4),
        from_denominator=Decimal(20),
        from_as_of=date(2027, 1, 1),
        to_value=Decimal(100),
    )
    KeyResult.objects.update(added_at=at(1, 1))
    four, more = (Reading(numerator=Decimal(n), denominator=Decimal(20)) for n in (4, part))
    says(key_result, reading=four, when=at(5, 1))
    says(key_result, reading=more, when=at(6, 20))

    with time_machine.travel(at(7, 1), tick=False):
        client = signed_in(lead)
        own = client.get(reverse("okrs:key_result", args=[key_result.pk])).content.decode()
        leaders = client.get(reverse("dashboards:plan")).content.decode()

    assert ("no clear change since" not in own) is is_clear
    assert ('class="delta delta-clear">Clear change: 20 counted, then 20<' in leaders) is is_clear
    assert ('class="delta">No clear change<' in leaders) is not is_clear

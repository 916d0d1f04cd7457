"""A From of fewer than ten answers to a survey: refused, wherever it is given."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from okrs import planning
from okrs.refusals import CannotPlan
from tests.factories import KeyResultFactory, ObjectiveFactory
from tests.okrs.telling import at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("whole", "refused"), [("9", True), ("10", False)])
@time_machine.travel(at(7, 1), tick=False)
def test_a_from_of_fewer_than_ten_answers_is_refused_beside_its_box(
    signed_in, lead, whole, refused
):
    key_result = KeyResultFactory.create(unset=True, cadence="on_survey")
    counts = {"from_numerator": "2", "from_denominator": whole, "to_value": "50"}
    answer = signed_in(lead).post(
        reverse("okrs:baseline", args=[key_result.pk]), {"version": key_result.version, **counts}
    )

    assert ("A From of fewer than 10 answers" in unescape(answer.content.decode())) is refused
    key_result.refresh_from_db()
    assert (key_result.from_value is None) is refused


def test_a_key_result_is_not_added_with_such_a_from(lead):
    edits = {"from_numerator": Decimal(2), "from_denominator": Decimal(9)}
    terms = {"title": "Another", "kind": "percent", "cadence": "on_survey", **edits}
    days = {"starts_on": date(2027, 1, 1), "due_on": date(2027, 12, 31)}

    with pytest.raises(CannotPlan, match="fewer than 10 answers") as refusal:
        planning.add_key_result(
            objective=ObjectiveFactory.create(), by=lead, at=at(7, 1), **terms, **days
        )
    assert refusal.value.field == "from_denominator"

"""What was done in the grid is taken back entry by entry, and done again."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from okrs import planning
from okrs.models import KeyResult
from tests.factories import NOON, KeyResultFactory, UserFactory
from tests.okrs.grid.hands import row, send, take_back, types

pytestmark = pytest.mark.django_db


def dues(*rows):
    return [KeyResult.objects.get(pk=one.pk).due_on for one in rows]


def test_a_block_is_taken_back_whole_and_done_again(desk, objective):
    block = [KeyResultFactory.create(objective=objective) for _each in range(3)]
    before, after = dues(*block), [date(2028, 6, 30)] * 3
    told = send(desk, *[row(one, due="30 June 2028") for one in block])

    undone = take_back(desk, *[event for one in told for event in one["events"]])

    assert dues(*block) == before
    assert [one["cells"]["due"][0] for one in undone] == ["31 December 2027"] * 3
    redone = take_back(desk, *[event for one in undone for event in one["events"]])
    assert dues(*block) == after
    take_back(desk, *[event for one in redone for event in one["events"]])
    assert dues(*block) == before
    assert set(AuditEvent.objects.values_list("via", flat=True)) == {"grid"}


def test_a_row_with_words_and_ends_goes_back_in_one(desk, unset):
    told = types(desk, unset, title="Named anew", from_="10%", to="20%")

    take_back(desk, *reversed(told["events"]))

    stored = KeyResult.objects.get(pk=unset.pk)
    assert (stored.title, stored.from_value, stored.to_value) == (unset.title, None, None)


def test_asked_twice_it_is_taken_back_once(desk, share):
    told = types(desk, share, due="30 June 2028")

    first, second = take_back(desk, *told["events"]), take_back(desk, *told["events"])

    assert first[0]["cells"] == second[0]["cells"]
    assert second[0]["strong"] == ""
    assert AuditEvent.objects.count() == 2


def test_what_somebody_changed_since_stays_and_says_so(desk, share):
    told = types(desk, share, due="30 June 2028")
    other = UserFactory.create(name="Rana Iqbal")
    planning.edit_key_result(key_result=share, by=other, at=NOON, due_on=date(2029, 1, 1))

    [kept] = take_back(desk, *told["events"])

    assert (kept["state"], kept["strong"]) == ("saved", "Not undone.")
    assert "Rana Iqbal" in kept["sentence"]
    assert dues(share) == [date(2029, 1, 1)]


def test_only_ones_own_work_in_the_grid_is_taken_back_here(desk, share, lead):
    planning.edit_key_result(key_result=share, by=lead, at=NOON, due_on=date(2029, 1, 1))
    theirs = AuditEvent.objects.get()

    [kept] = take_back(desk, theirs.pk)

    assert "Only what you did in this grid" in kept["sentence"]
    assert dues(share) == [date(2029, 1, 1)]
    assert take_back(desk, 999_999) == []

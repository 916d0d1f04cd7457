"""What was done in the grid is taken back entry by entry, and done again."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from okrs import planning
from okrs.grid.undoing import added
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


def adds(client, objective):
    sent = {"objective": objective.pk, "title": "Schools visited", "kind": "number"}
    client.post("/okrs/grid/add/", sent)
    return KeyResult.objects.get(title="Schools visited")


def test_an_added_row_is_taken_out_again_and_brought_back(desk, objective, lead):
    row_added = adds(desk, objective)
    known = added(str(row_added.pk), by=lead)

    assert known
    [out] = take_back(desk, known["event"])

    assert (out["state"], out["out"], out["strong"]) == ("saved", True, "")
    assert KeyResult.objects.get(pk=row_added.pk).retired_as == "archived"
    assert added(str(row_added.pk), by=lead) is None, "what is undone is not offered"
    [back] = take_back(desk, *out["events"])
    assert (back["out"], back["cells"]["title"][0]) == (False, "Schools visited")
    assert KeyResult.objects.get(pk=row_added.pk).retired_as == ""
    assert added(str(row_added.pk), by=lead) == known, "and what is done again, is"


def test_what_was_typed_into_an_added_row_is_taken_back_first(desk, objective, lead):
    row_added = adds(desk, objective)
    known = added(str(row_added.pk), by=lead)
    assert known
    event = known["event"]
    typed = types(desk, row_added, to="40")

    [kept] = take_back(desk, event)
    assert (kept["strong"], kept["out"]) == ("Not undone.", False)
    take_back(desk, *typed["events"])
    assert take_back(desk, event)[0]["out"]


@pytest.mark.parametrize("asked", ["", "0", "x", "²", "9" * 30])
def test_an_address_that_names_no_row_of_mine_gives_nothing_to_undo(desk, objective, lead, asked):
    other = UserFactory.create()
    planning.add_key_result(
        objective=objective,
        by=other,
        at=NOON,
        title="Theirs",
        kind="status",
        starts_on=date(2027, 1, 1),
        due_on=date(2027, 12, 31),
        cadence="monthly",
    )
    theirs = str(KeyResult.objects.get().pk)

    assert added(asked, by=lead) is None
    assert added(theirs, by=lead) is None
    assert '"added": null' in desk.get(f"/okrs/grid/?added={theirs}").content.decode()


def test_without_script_the_message_takes_an_added_row_back(desk, objective):
    sent = {"objective": objective.pk, "title": "Schools visited", "kind": "number", "forms": "yes"}

    shown = desk.post("/okrs/grid/add/", sent, follow=True).content.decode()

    assert "Added: “Schools visited”." in shown
    event = AuditEvent.objects.get()
    assert f'action="/okrs/record/{event.pk}/undo/"' in shown

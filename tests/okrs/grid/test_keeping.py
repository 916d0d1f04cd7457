"""“Keep at 66% instead”: taken with the rest of its row, and never over what somebody else did."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from okrs import baselines, planning
from okrs.models import KeyResult
from tests.factories import CheckInFactory, KeyResultFactory, UserFactory
from tests.okrs.grid.hands import row, send, take_back, types

pytestmark = pytest.mark.django_db


@pytest.fixture
def rana(db):
    return UserFactory.create(name="Rana Iqbal")


def stored(key_result):
    return KeyResult.objects.get(pk=key_result.pk)


def moved(share, by, **ends):
    """Somebody else sets the ends anew, two minutes ago."""
    given = {"from_value": share.from_value, "to_value": share.to_value} | ends
    baselines.set_baseline(
        key_result=share,
        by=by,
        at=timezone.now() - timedelta(minutes=2),
        reason="Counted again",
        approved_by="Ada",
        **given,
    )


def kept_by(share, by, value):
    at = timezone.now() - timedelta(minutes=2)
    planning.edit_key_result(key_result=share, by=by, at=at, kind="keep_at", low=value, high=value)


def test_keeping_a_figure_is_offered_and_can_be_taken(desk, share):
    told = types(desk, share, from_="66%")

    assert [way["do"] for way in told["ways"]] == ["keep", "back"]
    assert told["ways"][0]["words"] == "Keep at 66% instead"
    kept = types(desk, share, from_="66%", keep=True)
    assert (kept["state"], kept["read"]["kind"]) == ("saved", "Keep at")
    assert (stored(share).low, stored(share).high, stored(share).to_value) == (66, 66, None)
    assert kept["locked"] == ["from", "to"]
    assert types(desk, share, from_="66%", keep=True)["state"] == "saved"
    assert AuditEvent.objects.count() == 1


def test_what_was_read_already_is_not_offered_to_be_kept(desk, share, lead):
    CheckInFactory.create(key_result=share, recorded_by=lead)

    assert [way["do"] for way in types(desk, share, to="0%")["ways"]] == ["back"]


def test_what_else_was_typed_into_the_row_is_saved_with_the_promise(desk, share):
    told = types(desk, share, to="0%", title="Kept low", due="30 June 2028", keep=True)

    assert (told["state"], told["cells"]["title"]) == ("saved", ["Kept low", "Kept low"])
    assert (stored(share).due_on, stored(share).high) == (date(2028, 6, 30), 0)
    take_back(desk, *told["events"])
    assert (stored(share).title, stored(share).to_value) == (share.title, 66)


def test_a_bad_cell_beside_it_holds_up_the_promise_too(desk, share):
    told = types(desk, share, to="0%", due="31 June 2028", keep=True)

    assert (told["state"], told["columns"], stored(share).kind) == ("bad", ["due"], "percent")


def test_two_figures_are_not_one_to_keep(desk, share):
    told = types(desk, share, from_="10%", to="20%", keep=True)

    assert (told["state"], told["columns"]) == ("bad", ["from", "to"])
    assert "From and To differ" in told["strong"]
    assert stored(share).kind == "percent"


@pytest.mark.parametrize(
    ("typed", "theirs", "says"),
    [
        ({"to": "0%"}, {"to_value": Decimal(40)}, "Rana Iqbal changed “To” to 40% 2 minutes ago."),
        ({"to": "0%"}, {"from_value": Decimal(9)}, "Rana Iqbal changed “From” to 9% 2 minutes"),
        ({"from_": "66%"}, {"to_value": Decimal(40)}, "Rana Iqbal changed “To” to 40% 2 minutes"),
        ({"from_": "66%"}, {"from_value": Decimal(9)}, "Rana Iqbal changed “From” to 9% 2 min"),
    ],
)
def test_an_end_that_somebody_moved_meanwhile_is_a_choice(desk, share, typed, theirs, says):
    moved(share, UserFactory.create(name="Rana Iqbal"), **theirs)
    asked = row(share, keep=True, **typed)

    told = send(desk, asked)[0]

    assert (told["state"], told["columns"]) == ("conflict", ["from", "to"])
    assert told["strong"].startswith(says)
    assert told["sentence"] == f"You asked to keep it at {next(iter(typed.values()))}."
    assert [way["do"] for way in told["ways"]] == ["keep", "theirs"]
    assert stored(share).kind == "percent"
    seen = {name: told["cells"][name][1] for name in asked["cells"]}
    mine = send(desk, asked | {"version": told["version"], "seen": seen})[0]
    assert (mine["state"], mine["read"]["kind"]) == ("saved", "Keep at")


def test_another_cell_of_the_row_that_somebody_changed_is_told_by_its_own_cell(desk, share, rana):
    at = timezone.now()
    planning.edit_key_result(key_result=share, by=rana, at=at, due_on=date(2028, 9, 30))

    told = types(desk, share, to="0%", due="30 June 2028", keep=True)

    assert (told["state"], told["columns"]) == ("conflict", ["due"])
    assert types(desk, share, to="0%", keep=True)["state"] == "saved"
    assert stored(share).due_on == date(2028, 9, 30)


def test_another_figure_that_somebody_promised_stays(desk, share, rana):
    kept_by(share, rana, Decimal(50))

    told = types(desk, share, to="0%", title="Mine", keep=True)

    assert told["state"] == "conflict"
    assert told["strong"] == "Rana Iqbal made it a figure to keep where it is 2 minutes ago."
    assert [way["do"] for way in told["ways"]] == ["theirs", "open"]
    assert (stored(share).low, stored(share).title) == (50, share.title)


def test_the_same_figure_that_somebody_promised_needs_no_choice(desk, share, rana):
    kept_by(share, rana, Decimal(0))

    told = types(desk, share, to="0%", title="Mine", keep=True)

    assert (told["state"], stored(share).title) == ("saved", "Mine")


def test_a_form_offers_the_promise_again_after_a_conflict(desk, share, rana):
    """Without script: the form knows by then what was told, and the same button does it."""
    page = f"/okrs/grid/rows/{share.pk}/"
    form = {"version": share.version, "seen": '{"to": "66%", "from": "0%"}', "to": "0%"}
    moved(share, rana, to_value=Decimal(40))

    answer = desk.post(page, form | {"keep": "yes"}).content.decode()

    assert "Rana Iqbal changed “To” to 40%" in answer
    assert 'name="keep" value="yes">Use mine' in answer
    again = {"version": stored(share).version, "seen": '{"to": "40%", "from": "0%"}', "to": "0%"}
    assert desk.post(page, again | {"keep": "yes"}).status_code == 302
    assert stored(share).high == 0


def test_a_number_is_kept_as_a_number(desk, objective):
    number = KeyResultFactory.create(objective=objective, number=True)
    to = f"{stored(number).to_value.normalize():f}"

    told = types(desk, stored(number), from_=to, keep=True)

    assert (told["state"], stored(number).low) == ("saved", stored(number).high)

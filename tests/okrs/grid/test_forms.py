"""Without script each row is a form of its own: saved alone, and refused without losing a word."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from okrs import planning
from okrs.grid.columns import Column, exact
from okrs.models import KeyResult
from tests.factories import KeyResultFactory, UserFactory

pytestmark = pytest.mark.django_db


def sends(client, key_result, query="", **more):
    """The form of a row as it was opened, with these fields changed, and sent."""
    said = {column.value: exact(key_result, column) for column in Column}
    form = said | {"version": str(key_result.version), "seen": json.dumps(said)}
    changed = {name.rstrip("_"): text for name, text in more.items()}
    return client.post(f"/okrs/grid/rows/{key_result.pk}/{query}", form | changed)


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def test_every_row_is_a_form_with_its_own_button(desk, share, unset):
    page = words(desk.get("/okrs/grid/?forms"))

    for one in (share, unset):
        assert f'<form id="f{one.pk}" method="post" action="/okrs/grid/rows/{one.pk}/">' in page
        assert f'form="f{one.pk}" name="due"' in page
    assert '<option value="Quarterly">' in page


def test_a_row_is_saved_and_the_rows_are_shown_again_at_it(desk, share):
    answer = sends(desk, share, due="30 June 2028", title="Named anew")

    assert answer["Location"] == f"/okrs/grid/?forms#k{share.pk}"
    stored = KeyResult.objects.get(pk=share.pk)
    assert (stored.due_on, stored.title) == (date(2028, 6, 30), "Named anew")
    assert "Saved: “Named anew”." in words(desk.get("/okrs/grid/?forms"))


def test_only_what_was_typed_over_is_sent_on(desk, share):
    planning.edit_key_result(
        key_result=share, by=UserFactory.create(), at=timezone.now(), title="Their name"
    )

    sends(desk, share, due="30 June 2028")

    assert KeyResult.objects.get(pk=share.pk).title == "Their name"


def test_a_refused_row_keeps_what_was_typed_and_says_why_beside_it(desk, share):
    page = words(sends(desk, share, due="31 June 2028", title="<b>Named</b> anew"))

    assert "June has 30 days" in page
    assert re.search(r'aria-invalid="true"[^>]*name="due" value="31 June 2028"', page)
    assert 'value="<b>Named</b> anew"' in page
    assert KeyResult.objects.get(pk=share.pk).title == share.title


def test_a_reason_without_an_approver_stays_in_its_field(desk, share):
    page = words(sends(desk, share, to="50%", reason="The board said so"))

    assert 'name="reason" value="The board said so"' in page
    assert KeyResult.objects.get(pk=share.pk).to_value == share.to_value


def test_filters_stay_when_a_row_is_saved_or_put_back(desk, share):
    pillar = share.objective.pillar
    page = words(desk.get(f"/okrs/grid/?forms&pillar={pillar}"))
    assert f'action="/okrs/grid/rows/{share.pk}/?pillar={pillar}"' in page

    answer = sends(desk, share, query="?pillar=data&q=a%26b", version="9" * 5_000, due="1/6/28")

    assert answer["Location"] == f"/okrs/grid/?forms&pillar=data&q=a%26b#k{share.pk}"


def test_moving_what_was_set_asks_why_in_the_row(desk, share):
    page = words(sends(desk, share, to="50%"))

    assert "Why does it change?" in page
    assert 'value="50%"' in page
    sends(desk, share, to="50%", reason="The board said so", approved_by="Ada", anew="yes")
    assert KeyResult.objects.get(pk=share.pk).to_value == 50


def test_a_conflict_shows_both_and_sending_again_takes_mine(desk, share):
    planning.edit_key_result(
        key_result=share,
        by=UserFactory.create(name="Rana Iqbal"),
        at=timezone.now() - timedelta(minutes=2),
        due_on=date(2028, 9, 30),
    )
    page = sends(desk, share, due="30 June 2028")

    assert "Rana Iqbal changed “Due” to 30 September 2028 2 minutes ago." in words(page)
    form = dict(re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', page.content.decode()))
    again = {name: unescape(text) for name, text in form.items()}
    desk.post(f"/okrs/grid/rows/{share.pk}/", again | {"mine": "yes"})
    assert KeyResult.objects.get(pk=share.pk).due_on == date(2028, 6, 30)


@pytest.mark.parametrize("seen", ["", "[]", "{", '{"due": 5}', "[" * 100_000])
@pytest.mark.parametrize("version", ["", "x", "9" * 30])
def test_hidden_fields_that_were_meddled_with_break_nothing(desk, share, seen, version):
    assert sends(desk, share, seen=seen, version=version).status_code in (200, 302)


def test_a_row_that_is_not_in_the_plan_is_not_found(desk, objective):
    gone = KeyResultFactory.create(objective=objective, archived=True)
    gone.refresh_from_db()

    assert desk.get(f"/okrs/grid/rows/{gone.pk}/").status_code == 404
    assert sends(desk, gone, title="x").status_code == 404


def test_a_name_that_looks_like_ours_stays_a_name(desk, share):
    KeyResult.objects.filter(pk=share.pk).update(title='{csrf}"><script>alert(1)</script>')

    assert "<script>alert(1)" not in desk.get("/okrs/grid/?forms").content.decode()

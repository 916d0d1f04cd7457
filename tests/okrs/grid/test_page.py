"""The page of the grid: what its rows say, its filters, adding a row, and its queries."""

from html import unescape

import pytest
from django.urls import reverse

from okrs.models import KeyResult
from strategy.pillars import Pillar
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def words(answer):
    return " ".join(unescape(answer.content.decode()).split())


def test_a_row_says_what_is_stored_and_keeps_every_decimal_beside_it(desk, objective, lead):
    one = KeyResultFactory.create(objective=objective, owner=lead, from_value="17.4")

    page = words(desk.get("/okrs/grid/"))

    assert f'id="k{one.pk}" data-v="1"' in page
    assert 'data-c="from" data-e="17.4%">17%</td>' in page
    assert 'data-c="owner" data-e="Priya Nair">P. Nair</td>' in page
    assert 'data-c="due">31 December 2027</td>' in page
    assert f"<small>{objective.title}</small>" in page


def test_what_is_not_set_says_so_and_what_has_no_figure_is_closed(desk, objective, unset):
    KeyResultFactory.create(objective=objective, status=True)

    page = words(desk.get("/okrs/grid/"))

    assert 'class="c-to n g-tbs" data-c="to" data-e="">to set</td>' in page
    assert 'data-c="to" data-e="" aria-readonly="true">–</td>' in page


def test_a_hidden_reading_is_not_in_the_grid_either(desk, share, lead):
    share.latest = CheckInFactory.create(
        key_result=share, recorded_by=lead, value=None, suppressed=True
    )
    share.save()

    assert 'class="c-now n" aria-readonly="true"></td>' in words(desk.get("/okrs/grid/"))


def test_filters_are_those_of_the_list(desk, share):
    hiring = ObjectiveFactory.create(strategy=share.objective.strategy, pillar=Pillar.HIRING.value)
    other = KeyResultFactory.create(objective=hiring, title="Apprentices hired")

    page = words(desk.get("/okrs/grid/?pillar=hiring"))

    assert f'id="k{other.pk}"' in page
    assert f'id="k{share.pk}"' not in page
    assert "Filtered: 1 row" in page
    assert "Nothing matches" in words(desk.get("/okrs/grid/?q=nothing-like-it"))


def test_one_s_own_rows_and_those_that_support_a_pillar_are_chosen_as_in_the_list(
    desk, lead, share
):
    mine = KeyResultFactory.create(objective=share.objective, owner=lead)
    helping = KeyResultFactory.create(objective=share.objective, also_supports=["hiring"])

    for asked, found in (("owner=me", mine), ("pillar=supports-hiring", helping)):
        page = words(desk.get(f"/okrs/grid/?{asked}"))
        assert (f'id="k{found.pk}"' in page, "Filtered: 1 row" in page) == (True, True)
        assert f'value="{asked.partition("=")[2]}" selected' in page
        assert f'value="{asked.partition("=")[2]}" selected' in words(desk.get(f"/okrs/?{asked}"))


def test_without_any_key_result_the_first_step_is_offered(desk):
    assert "No key results yet" in words(desk.get("/okrs/grid/"))
    assert "No key results yet" in words(desk.get("/okrs/grid/?forms"))


@pytest.mark.parametrize("address", ["/okrs/grid/", "/okrs/grid/?forms"])
def test_rows_cost_no_queries(desk, objective, same_queries, address):
    OrganisationFactory.create()

    def more():
        for _each in range(5):
            owned = KeyResultFactory.create(objective=objective, owner=UserFactory.create())
            MilestoneFactory.create(key_result=owned)

    more()
    same_queries(lambda: desk.get(address), add_rows=more)


def test_a_lead_is_led_here_from_the_list_with_the_same_filters(desk, client, share):
    assert 'href="/okrs/grid/?pillar=data"' in words(desk.get("/okrs/?pillar=data"))
    client.force_login(UserFactory.create(viewer=True))
    assert "/okrs/grid/" not in words(client.get("/okrs/"))


def test_a_row_is_added_once_however_often_it_is_sent(desk, objective):
    sent = {"objective": objective.pk, "title": " Schools  visited ", "kind": "number"}

    first, second = desk.post("/okrs/grid/add/", sent), desk.post("/okrs/grid/add/", sent)

    added = KeyResult.objects.get()
    assert first["Location"] == second["Location"] == f"/okrs/grid/?added={added.pk}#k{added.pk}"
    assert (added.title, added.kind, added.from_value) == ("Schools visited", "number", None)
    assert added.due_on == objective.strategy.ends_on
    assert added.set_by is not None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "Give the new row a name"),
        ({"title": "x" * 241}, "Give the new row a name"),
        ({"kind": "keep_at"}, "Choose how it is measured."),
        ({"objective": "99999"}, "Choose the objective"),
        ({"objective": "²"}, "Choose the objective"),
        ({"objective": "9" * 5_000}, "Choose the objective"),
    ],
)
def test_a_row_that_cannot_be_added_says_why(desk, objective, change, says):
    sent = {"objective": objective.pk, "title": "Schools visited", "kind": "number"} | change

    page = desk.post("/okrs/grid/add/", sent, follow=True)

    assert says in words(page)
    assert not KeyResult.objects.exists()


def test_the_addresses_are_where_the_script_is_told(desk, share):
    page = desk.get("/okrs/grid/").content.decode()
    for name in ("okrs:grid_save", "okrs:grid_undo"):
        assert reverse(name) in page


def test_without_script_the_page_is_its_forms_at_once(desk, share):
    head = words(desk.get("/okrs/grid/?q=key&pillar=")).partition("</head>")[0]

    assert (
        '<noscript><meta http-equiv="refresh" content="0; url=?forms&q=key&pillar="></noscript>'
        in head
    )

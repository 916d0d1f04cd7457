"""The organisation's name, and its units: a tree of three levels that stays one."""

import pytest

from accounts.models import AuditEvent
from strategy import organising
from strategy.models import Organisation, Unit
from tests.factories import NOON, OrganisationFactory, UserFactory

ADD = "/organisation/units/add/"


@pytest.fixture
def admin(db):
    return UserFactory.create(admin=True)


@pytest.fixture
def page(client, admin):
    OrganisationFactory.create()
    client.force_login(admin)
    return client


@pytest.fixture
def add(admin):
    def unit(name, parent=None):
        return organising.add_unit(name=name, parent=parent, by=admin, at=NOON)

    return unit


@pytest.fixture
def tree(add):
    """Operations › North › Depot, People › Hiring, Sales."""
    operations = add("Operations")
    north = add("North", operations)
    add("Depot", north)
    add("Hiring", add("People"))
    add("Sales")
    return {unit.name: unit for unit in Unit.objects.all()}


def drawn():
    return [(unit.path, unit.depth) for unit in Unit.objects.in_tree_order()]


def move(tree, name, *, to=None, called=None, by):
    organising.move_unit(
        unit=tree[name], name=called or name, parent=tree[to] if to else None, by=by, at=NOON
    )


def test_units_stand_below_one_another(tree):
    assert drawn() == [
        ("Operations", 1),
        ("Operations › North", 2),
        ("Operations › North › Depot", 3),
        ("People", 1),
        ("People › Hiring", 2),
        ("Sales", 1),
    ]


def test_what_moves_takes_along_all_that_is_below_it(tree, admin):
    move(tree, "North", to="People", by=admin)

    assert drawn() == [
        ("Operations", 1),
        ("People", 1),
        ("People › Hiring", 2),
        ("People › North", 2),
        ("People › North › Depot", 3),
        ("Sales", 1),
    ]


def test_up_to_the_top_as_well(tree, admin):
    move(tree, "North", by=admin)

    assert ("North", 1) in drawn()
    assert ("North › Depot", 2) in drawn()


def test_a_new_name_shows_in_all_that_is_below_it(tree, admin):
    move(tree, "Operations", called="Works", by=admin)

    assert ("Works › North › Depot", 3) in drawn()
    event = AuditEvent.objects.latest("pk")
    assert event.changes == {"path": ["Operations", "Works"]}


def test_a_unit_whose_name_begins_alike_stays_where_it_is(tree, add, admin):
    add("Operations abroad")

    move(tree, "Operations", called="Works", by=admin)

    assert ("Operations abroad", 1) in drawn()


@pytest.mark.parametrize(
    ("name", "to", "sentence"),
    [
        ("Sales", "Depot", "three levels deep"),
        ("North", "Hiring", "three levels deep"),
        ("People", "North", "three levels deep"),
        ("Operations", "Sales", "this one has units below it"),
        ("North", "North", "cannot be part of itself"),
        ("Operations", "North", "cannot be part of itself"),
    ],
)
def test_a_move_that_breaks_the_tree_is_refused(name, to, sentence, tree, admin):
    before = drawn()

    with pytest.raises(organising.CannotOrganise, match=sentence):
        move(tree, name, to=to, by=admin)

    assert drawn() == before


def test_two_units_of_one_name_may_not_stand_in_one_place(tree, add, admin):
    with pytest.raises(organising.CannotOrganise, match="of that name there already"):
        add("Sales")
    with pytest.raises(organising.CannotOrganise, match="of that name there already"):
        move(tree, "North", to=None, called="Sales", by=admin)

    add("Sales", tree["People"])  # elsewhere it may


def test_a_name_cannot_look_like_a_path(add):
    with pytest.raises(organising.CannotOrganise, match="cannot hold “›”"):
        add("People › Hiring")


class TestRetiring:
    def test_a_unit_goes_but_keeps_its_name_in_what_was_counted(self, tree, add, admin, page):
        organising.retire_unit(unit=tree["Sales"], by=admin, at=NOON)

        assert "Sales" not in page.get("/organisation/").content.decode()
        assert Unit.objects.get(name="Sales").retired_at == NOON
        with pytest.raises(organising.CannotOrganise, match="There was a unit of that name"):
            add("Sales")

    def test_not_while_others_are_below_it(self, tree, admin):
        with pytest.raises(organising.CannotOrganise, match="It has units below it"):
            organising.retire_unit(unit=tree["People"], by=admin, at=NOON)

        organising.retire_unit(unit=tree["Hiring"], by=admin, at=NOON)
        organising.retire_unit(unit=tree["People"], by=admin, at=NOON)

    def test_twice_is_once(self, tree, admin):
        for _ in range(2):
            organising.retire_unit(unit=tree["Sales"], by=admin, at=NOON)

        assert AuditEvent.objects.filter(verb="retired").count() == 1


class TestPages:
    def test_a_unit_is_added_below_another(self, page, tree):
        answer = page.post(
            "/organisation/units/add/", {"name": "South", "parent": tree["People"].pk}
        )

        assert answer["Location"] == "/organisation/"
        assert ("People › South", 2) in drawn()

    def test_what_is_refused_is_said_beside_what_was_typed(self, page, tree):
        text = page.post(
            "/organisation/units/add/", {"name": "Sales", "parent": ""}
        ).content.decode()

        assert "There is a unit of that name there already." in text
        assert 'value="Sales"' in text

    def test_no_unit_is_offered_as_part_of_itself_or_of_what_is_below_it(self, page, tree):
        text = page.get(f"/organisation/units/{tree['Operations'].pk}/").content.decode()

        assert "Operations › North" not in text
        assert f'<option value="{tree["People"].pk}"' in text

    def test_a_unit_is_moved_and_retired(self, page, tree):
        address = f"/organisation/units/{tree['Hiring'].pk}/"
        page.post(address, {"name": "Hiring", "parent": ""})
        assert ("Hiring", 1) in drawn()

        page.post(address, {"name": "Hiring", "parent": "", "retire": "yes"})
        assert page.get(address).status_code == 404

    def test_the_organisation_changes_its_name_on_every_page_at_once(self, page):
        page.get("/organisation/")
        page.post("/organisation/", {"name": "Fenwick Group", "headcount": ""})

        organisation = Organisation.objects.get()
        assert (organisation.name, organisation.headcount) == ("Fenwick Group", None)
        assert "Fenwick Group" in page.get("/account/").content.decode()
        assert AuditEvent.objects.get().changes == {
            "name": ["Example Ltd", "Fenwick Group"],
            "headcount": [400, None],
        }

    def test_more_units_cost_no_more_queries(self, page, tree, add, same_queries):
        same_queries(
            lambda: page.get("/organisation/"), add_rows=lambda: [add(f"U{n}") for n in range(5)]
        )

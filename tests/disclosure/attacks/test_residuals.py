"""Attack: what is left when shown children are taken from a shown parent."""

from disclosure.attacks.residuals import attack
from tests.disclosure.control.tables import hide, team_table

GROUPS = team_table(t0=4, t1=5, t2=30, t3=12, t4=20)


def number(*key: str) -> int:
    return next(at for at, other in enumerate(GROUPS.keys) if other == key)


def test_one_alone_is_read_off_with_its_parent_and_those_beside_it():
    found = attack(GROUPS, hide(GROUPS, ("t0",), ("t3",), ("t4",)))

    assert found.tried == 2
    assert found.hits == (frozenset({number("u0"), number("t1"), number("t2")}),)


def test_few_people_together_are_found_as_well():
    assert len(attack(GROUPS, hide(GROUPS, ("t0",), ("t1",))).hits) == 1


def test_a_crowd_is_not():
    found = attack(GROUPS, hide(GROUPS, ("t0",), ("t1",), ("t2",)))

    assert (found.tried, found.hits) == (1, ())


def test_a_hidden_parent_tells_nothing_of_its_children():
    found = attack(GROUPS, hide(GROUPS, ("t0",), ("u0",), ("u1",)))

    assert (found.tried, found.hits) == (1, ())  # the units, beside everybody


def test_where_all_is_shown_there_is_nothing_to_try():
    assert attack(GROUPS, hide(GROUPS)).tried == 0

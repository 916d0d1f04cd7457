"""Tiny categories stand with those who did not say, and nothing else changes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from disclosure.control.people import People
from disclosure.control.plan import Attribute, Plan
from disclosure.control.recoding import recoded

GENDER = Attribute("GENDER", ("woman", "man", "other", "not_said"), 3)
LEVEL = Attribute("LEVEL", ("junior", "senior"))


def people(*, gender: list[int], level: list[int] | None = None) -> People:
    level = level or [0] * len(gender)
    columns = {"GENDER": np.array(gender, np.uint16), "LEVEL": np.array(level, np.uint16)}
    return People(columns, {}, np.arange(len(gender), dtype=np.uint64))


def plan(*attributes: Attribute) -> Plan:
    return Plan(attributes or (GENDER, LEVEL), (), ((), ("GENDER",)))


def test_a_tiny_category_joins_those_who_did_not_say() -> None:
    some, changed, joined = recoded(people(gender=[0] * 12 + [1] * 11 + [2] * 4 + [3] * 9), plan())
    assert joined == {"GENDER": {"other": "not_said"}}
    assert changed.by_code["GENDER"].categories == ("woman", "man", "not_said")
    assert changed.by_code["GENDER"].not_said == 2
    assert np.bincount(some.attributes["GENDER"]).tolist() == [12, 11, 13]


def test_a_category_that_nobody_chose_joins_too_so_that_none_is_told_from_few() -> None:
    _some, _changed, joined = recoded(people(gender=[0] * 12 + [1] * 11), plan())
    assert joined == {"GENDER": {"other": "not_said"}}


def test_ten_are_enough_to_stand_alone() -> None:
    given_people = people(gender=[0] * 10 + [1] * 10 + [2] * 10)
    some, changed, joined = recoded(given_people, plan())
    assert (joined, changed) == ({}, plan())
    assert some.attributes["GENDER"].tolist() == given_people.attributes["GENDER"].tolist()


def test_an_attribute_in_which_everybody_said_something_is_left() -> None:
    _some, changed, joined = recoded(people(gender=[0] * 30, level=[0] * 29 + [1]), plan())
    assert "LEVEL" not in joined
    assert changed.by_code["LEVEL"] == LEVEL


def test_attributes_that_lie_in_one_another_are_left() -> None:
    division = Attribute("GENDER", ("a", "b", "not_said"), 2)
    team = Attribute("LEVEL", ("a1", "b1", "not_said"), 2, "GENDER", (0, 1, 2))
    nested = people(gender=[0] * 15 + [1] * 3, level=[0] * 15 + [1] * 3)
    assert recoded(nested, plan(division, team))[2] == {}


@given(st.lists(st.integers(0, 3), min_size=1, max_size=80))
def test_nobody_is_lost_and_no_category_that_is_left_alone_is_tiny(gender: list[int]) -> None:
    some, changed, joined = recoded(people(gender=gender), plan())
    categories = changed.by_code["GENDER"].categories
    many = np.bincount(some.attributes["GENDER"], minlength=len(categories))
    assert many.sum() == len(gender)
    assert all(n >= 10 for n, name in zip(many, categories, strict=True) if name != "not_said")
    assert set(categories) | set(joined.get("GENDER", {})) == set(GENDER.categories)

"""The attacks on tables that real surveys made: tests/disclosure/real_tables.py."""

from itertools import product

import pytest

from bench import outsider
from disclosure.control.people import People
from disclosure.control.plan import Plan
from disclosure.control.safe_tables import Protected
from disclosure.gate import protect
from tests.disclosure.real_tables import TABLES, applicants, people_of


@pytest.mark.parametrize(("name", "one_in"), [*product(sorted(TABLES), [1, 10])])
def test_nobody_in_them_can_be_told_from_nine_others(name: str, one_in: int) -> None:
    stands(*people_of(name, one_in=one_in))


def test_nor_can_the_few_who_got_an_interview() -> None:
    """Eight are women, whom all twenty-two less the fourteen men would give away."""
    people, plan = applicants()

    protected = stands(people, plan)

    crossed = protected.cells["GENDER", "OUTCOME"]
    assert crossed["female", "interview"] is None
    assert sum(cell is None for cell in crossed.values()) >= 2


def stands(people: People, plan: Plan) -> Protected:
    """What the gate publishes of them, once an outsider has tried it."""
    protected = protect(people, plan)
    seen = outsider.view(people, plan, protected)
    assert protected.certificate.passed
    assert not protected.certificate.total_only
    assert min(outsider.left_over(seen), default=10) >= 10
    assert outsider.read_off(seen) == []
    assert outsider.leeway(seen, "START") > 1e-7
    for person in range(0, len(people), max(1, len(people) // 25)):
        assert outsider.crowd(seen, person) >= 10 - 1e-6
    return protected

"""Every table that fits is a margin of a large one, and no large one is too large."""

from math import prod

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.control.covering import covering

SIZES = (5, 4, 3, 10, 7, 2)
TABLES = st.lists(
    st.lists(st.integers(0, len(SIZES) - 1), min_size=1, max_size=3, unique=True).map(tuple),
    unique=True,
)


def cells(columns):
    return prod(SIZES[column] for column in columns)


@settings(deadline=None)
@given(tables=TABLES, most=st.integers(0, 500))
def test_each_table_that_fits_is_in_one_large_table_and_the_others_in_none(tables, most):
    found = covering(tables, SIZES, most=most)

    held = [table for _large, tables in found for table in tables]
    assert sorted(held) == sorted(table for table in tables if cells(table) <= most)
    for large, tables in found:
        assert len(set(large)) == len(large)
        assert cells(large) <= most
        assert all(set(table) <= set(large) for table in tables)


def test_tables_share_a_large_one_where_there_is_room():
    assert covering([(0, 1), (1, 2), (0,)], SIZES, most=60) == [((0, 1, 2), [(0, 1), (1, 2), (0,)])]
    assert len(covering([(0, 1), (1, 2), (0,)], SIZES, most=59)) == 2

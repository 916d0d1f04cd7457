"""Groups from which nobody was invited, as the staff list of a wave had it when it was counted.

That is known before anybody answers and depends on no ballot, so it may be said: whoever holds the
list knows it. Of a group with people on the list it is never said, however many of them answered:
none and seven read alike. A shown group is shown, whatever a list says.
"""

from collections.abc import Mapping
from typing import Any

from disclosure.control.plan import Cut, Key, cut_name
from disclosure.models import Publication

Told = Mapping[str, list[list[str]]]
"""By cut, the keys of such groups: {"UNIT*GRADE": [["NORTH", "BOARD"]]}. Publication.words has it
as "empty"."""


def in_tables(told: Told, cells: Mapping[Cut, Mapping[Key, Any]]) -> dict[str, list[list[str]]]:
    """Of these groups those that the tables have, and do not show."""
    found = {
        cut_name(cut): [key for key in told.get(cut_name(cut), ()) if _is_blank(table, key)]
        for cut, table in cells.items()
    }
    return {cut: keys for cut, keys in found.items() if keys}


def _is_blank(table: Mapping[Key, Any], key: list[str]) -> bool:
    return tuple(key) in table and table[tuple(key)] is None


def is_empty(publication: Publication, cut: Cut, key: Key) -> bool:
    """Whether nobody was invited from this group; False where nobody can know."""
    return key in publication.empty.get(cut_name(cut), ())


def how_many(publication: Publication) -> int:
    """How many groups of all its tables are such."""
    return sum(map(len, publication.empty.values()))

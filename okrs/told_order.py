"""Which of several check-ins was told last. A correction keeps the place of what it mends.

Of two readings of one day the one told last counts. Whoever mends the older one tells nothing
newer, so it stays the older one, however often it is mended. Nothing here touches the database.
Source: docs/progress.md, section 9.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from okrs.models import CheckIn

Place = tuple[datetime, int]  # when it was told first; of the same moment, by number
Told = tuple[int, datetime, int | None]  # number, when it was told, what was put in its place


def places_of(told: Iterable[Told]) -> dict[int, Place]:
    """The place of each correction among `told`; any other has its own moment and number."""
    at: dict[int, Place] = {}
    mended: dict[int, list[int]] = defaultdict(list)
    for pk, recorded_at, replaced_by in told:
        at[pk] = (recorded_at, pk)
        if replaced_by is not None:
            mended[replaced_by].append(pk)
    return {pk: min(at[one] for one in _chain(pk, mended)) for pk in mended if pk in at}


def places(check_ins: Iterable[CheckIn]) -> dict[int, Place]:
    """The same of rows at hand, for every one of them: check-ins, or these columns of theirs."""
    told = list(check_ins)
    own = {one.pk: (one.recorded_at, one.pk) for one in told}
    return own | places_of((one.pk, one.recorded_at, one.replaced_by_id) for one in told)


def _chain(pk: int, mended: Mapping[int, list[int]]) -> list[int]:
    """A correction, what it mends, and what that mended in its turn."""
    chain = [pk]
    for one in chain:
        chain += mended.get(one, ())
    return chain

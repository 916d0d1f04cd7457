"""From and To typed in the grid: what moves, and setting them through the verb that may.

What nobody knew is filled in without more ado. What was set moves by a re-baseline, which asks why
and who approved it (docs/progress.md, section 3); never silently.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import User
from okrs import baselines
from okrs.ends import NO_FIGURES, ends_of
from okrs.grid.columns import STORED_AS, Column
from okrs.models import KeyResult
from okrs.rules.words import Kind

Ends = Mapping[Column, Decimal | None]


def completed(now: KeyResult, ends: Ends) -> dict[str, Any]:
    """All that a baseline is, with these ends in it.

    Counts that gave the old From would contradict another one, so they go; the day that From
    describes stays. Refuses as okrs.ends does.
    """
    given: dict[str, Any] = {name: getattr(now, name) for name in NO_FIGURES}
    if Column.FROM in ends:
        given["from_numerator"] = given["from_denominator"] = None
    given |= {STORED_AS[column]: value for column, value in ends.items()}
    ends_of(Kind[now.kind], given)
    return given


def set_ends(
    now: KeyResult, ends: Ends, *, reason: str, approved_by: str, by: User, at: datetime
) -> None:
    baselines.set_baseline(
        key_result=now,
        by=by,
        at=at,
        reason=reason,
        approved_by=approved_by,
        **completed(now, ends),
    )

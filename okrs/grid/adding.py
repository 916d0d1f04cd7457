"""Adding a row to the grid: an objective, a name and how it is measured; the rest is typed there.

Sent twice, it is added once: an objective has no two rows of one name from here.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import User
from okrs import planning
from okrs.grid.asking import is_number
from okrs.grid.reading import ADDED_AS
from okrs.grid.typed import LONGEST_TITLE
from okrs.models import KeyResult, Objective
from okrs.refusals import CannotPlan
from okrs.rules.words import Cadence, Kind


def add_row(sent: Mapping[str, str], *, by: User, at: datetime) -> KeyResult:
    """The new key result, or the one that has this name already. Raises CannotPlan."""
    title = " ".join(sent.get("title", "").replace("\x00", "").split())
    if not title or len(title) > LONGEST_TITLE:
        raise CannotPlan(_("Give the new row a name of 240 letters at most."))
    kind = sent.get("kind", "")
    if kind not in [one.value for one in ADDED_AS]:
        raise CannotPlan(_("Choose how it is measured."))
    with transaction.atomic(), audit.by_way_of(audit.Way.GRID):
        objective = _objective(sent.get("objective", ""))
        there = objective.key_results.filter(title=title, retired_as="").order_by("pk").first()
        return there or _added(objective, title, kind, by=by, at=at)


def _objective(key: str) -> Objective:
    """The objective, held until the row is written, so that two requests add it once."""
    held = Objective.objects.active().select_for_update(of=("self",)).select_related("strategy")
    found = held.filter(pk=int(key)).first() if is_number(key) else None
    if found is None:
        raise CannotPlan(_("Choose the objective it belongs to."))
    return found


def _added(objective: Objective, title: str, kind: str, *, by: User, at: datetime) -> KeyResult:
    """Due when the strategy ends, read every quarter: both are typed over in the grid."""
    strategy, today = objective.strategy, timezone.localdate(at)
    return planning.add_key_result(
        objective=objective,
        by=by,
        at=at,
        title=title,
        kind=Kind[kind].value,
        starts_on=today if strategy.starts_on <= today < strategy.ends_on else strategy.starts_on,
        due_on=strategy.ends_on,
        cadence=Cadence.quarterly.value,
    )

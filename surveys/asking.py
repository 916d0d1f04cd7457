"""What a draft asks and which tables it plans: chosen by the lead, checked, kept in the draft.

Frozen when the wave opens (`opening.py`). Refuses with a sentence (`CannotDraft`).
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from surveys import moving
from surveys.locking import keep, refuse_if_changed, refuse_what_is_locked
from surveys.models import Wave
from surveys.plan import NotAPlan
from surveys.questions.choosing import Choices
from surveys.questions.refusals import NotAQuestionSet
from surveys.refusals import CannotDraft
from surveys.wave_questions import question_set, table_plan


@transaction.atomic
def choose_questions(
    *,
    wave: Wave,
    choices: Choices,
    crossed: Sequence[tuple[str, ...]],
    minimum: int,
    version: int,
    by: User | None,
    at: datetime,
) -> Wave:
    """What a draft asks, which attributes are crossed, and the smallest group that is shown.

    Refuses what makes no question set or no table plan. Safe to send twice.
    """
    stored = moving.locked(wave)
    before = in_short(stored)
    chosen = as_kept({**choices.to_data(), "cuts": crossed, "minimum": minimum})
    chosen = {**stored.choices, **chosen}  # how many cards to print is chosen elsewhere
    if chosen == stored.choices:
        return stored
    refuse_if_changed(stored, version)
    refuse_what_is_locked(stored, {"choices"})
    stored.choices = chosen
    _check(stored)
    changes = _differences(before, in_short(stored))
    return keep(stored, verb="chose the questions of", changes=changes, by=by, at=at)


def as_kept(data: dict[str, Any]) -> dict[str, Any]:
    """The data as a column of JSON gives it back, so that it can be compared with what is there."""
    kept: dict[str, Any] = json.loads(json.dumps(data))
    return kept


def is_chosen(wave: Wave) -> bool:
    """Whether a lead has said what to ask. Until then it is what we suggest."""
    return "minimum" in wave.choices


def in_short(wave: Wave) -> dict[str, Any]:
    """What is asked and how many tables come of it, as the record keeps it; {} if not chosen."""
    if not is_chosen(wave):
        return {}
    try:
        asked, planned = question_set(wave), table_plan(wave)
    except (NotAQuestionSet, NotAPlan):  # the units it was made of have gone since
        return {}
    return {
        "questions": [question.code for question in asked.questions],
        "tables": len(planned.cuts),
        "minimum": planned.minimum,
    }


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    return {n: [before.get(n), value] for n, value in after.items() if before.get(n) != value}


def _check(wave: Wave) -> None:
    try:
        table_plan(wave)
    except NotAQuestionSet as refused:
        raise CannotDraft(str(refused), field=refused.field) from refused
    except NotAPlan as refused:
        raise CannotDraft(str(refused), field="crossed") from refused

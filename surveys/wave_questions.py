"""What a wave asks and which tables it will make: as frozen, or, while it is a draft, as chosen."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from strategy.models import Unit
from surveys.ballot import door
from surveys.models import Invitation, Wave
from surveys.plan import LOWEST_MINIMUM, TablePlan, default_plan, for_set
from surveys.questions.choosing import Choices, chosen
from surveys.questions.question import Prefill
from surveys.questions.sets import QuestionSet

FILLED_IN: tuple[Prefill, ...] = ("unit", "grade", "location")
UNIT = "UNIT"


def choices_of(wave: Wave) -> Choices:
    """What the lead of a draft chose. The organisation's units stand in for a list of their own."""
    choices = Choices.from_data(wave.choices)
    if UNIT not in choices.attributes or choices.lists.get(UNIT):
        return choices
    return replace(choices, lists={**choices.lists, UNIT: _units()})


def _units() -> tuple[str, ...]:
    """The units at the top of the tree: deeper groups are too small to show. One query."""
    top = Unit.objects.filter(depth=1, retired_at=None).in_tree_order()
    return tuple(top.values_list("name", flat=True))


def question_set(wave: Wave) -> QuestionSet:
    """The question set of a wave. Raises NotAQuestionSet where a draft's choices make none yet."""
    if wave.questions:
        return QuestionSet.from_json(json.dumps(wave.questions))
    return chosen(choices_of(wave))


def table_plan(wave: Wave) -> TablePlan:
    """The table plan of a wave: frozen, or what its choices would freeze to.

    Raises NotAQuestionSet or NotAPlan where a draft's choices make none yet.
    """
    if wave.plan:
        return TablePlan.from_data(wave.plan)
    return _planned(wave.choices, question_set(wave))


def fewest(wave: Wave) -> int:
    """How many ballots a box needs to be opened: ten, or the smallest group if that is larger."""
    return max(door.FEWEST, table_plan(wave).k_min)


def _planned(choices: Mapping[str, Any], asked: QuestionSet) -> TablePlan:
    """The cuts a lead chose, with the smallest group they chose; what they left open is ours."""
    minimum = int(choices.get("minimum", LOWEST_MINIMUM))
    plan = default_plan(asked, minimum=minimum)
    if "cuts" not in choices:
        return plan
    alone = [cut for cut in plan.cuts if len(cut) < len(("first", "second"))]
    crossed = (tuple(cut) for cut in choices["cuts"])
    return for_set(replace(plan, cuts=(*alone, *crossed)), asked)


def about_invitee(*, label: str, invitee: int) -> dict[str, int | None]:
    """What the staff list says of one invitee, as the places of options; None where nothing.

    For their own eyes only, when they collect their ballot paper. One query; a second one for the
    first who asks of a wave.
    """
    rows = Invitation.objects.filter(wave__label=label, invitee=invitee)
    told = rows.values("wave__plan_hash", *FILLED_IN).first()
    if told is None:
        return dict.fromkeys(FILLED_IN)
    asked = _frozen(told["wave__plan_hash"])
    return {name: _place(asked, name, told[name]) for name in FILLED_IN}


@lru_cache(maxsize=16)
def _frozen(plan_hash: str) -> QuestionSet:
    """Remembered: the hash covers every word asked, and thousands ask it. One query."""
    wave = Wave.objects.only("questions").filter(plan_hash=plan_hash).order_by("pk")[:1].get()
    return question_set(wave)


def _place(asked: QuestionSet, name: Prefill, said: str) -> int | None:
    question = asked.prefilled(name)
    return question.index_of(said) if question and said else None

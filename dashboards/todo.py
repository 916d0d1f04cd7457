"""What I must do: for an owner their own key results, for a lead what holds the plan up.

Each thing says why, by when, and has one button.
"""

from datetime import date

from accounts.models import User
from accounts.roles import Capability
from dashboards.todo_line import Todo, in_words, named
from dashboards.todo_of_leads import of_lead
from dashboards.todo_of_owners import of_owner
from okrs.falls import Fall, falls
from okrs.standings import Plan

__all__ = ["Todo", "in_words", "named", "things_to_do"]


def things_to_do(plan: Plan, *, reader: User, strategy_id: int, today: date) -> list[Todo]:
    """Soonest first; what has no date comes last. Two queries for a lead, none for an owner."""
    found: list[Todo] = []
    fell: dict[int, Fall] = {}
    if reader.may(Capability.CHECK_IN):
        fell = falls((row.key_result for row in plan.rows), today=today)
        found += of_owner(plan, reader=reader, today=today, fell=fell)
    if reader.may(Capability.EDIT_PLAN):
        found += of_lead(plan, reader=reader, strategy_id=strategy_id, today=today, fell=fell)
    return sorted(found, key=lambda todo: (todo.by is None, todo.by or today))

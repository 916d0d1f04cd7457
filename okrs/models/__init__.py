"""The plan's tables: objectives, key results, milestones, check-ins, and what was decided."""

from okrs.models.changes import BaselineChange, StatusOverride
from okrs.models.checkins import CheckIn
from okrs.models.intake import PlaybookDecision, SheetImport
from okrs.models.key_results import KeyResult, Milestone
from okrs.models.links import Link
from okrs.models.objectives import Objective
from okrs.models.reminders import Reminder

__all__ = [
    "BaselineChange",
    "CheckIn",
    "KeyResult",
    "Link",
    "Milestone",
    "Objective",
    "PlaybookDecision",
    "Reminder",
    "SheetImport",
    "StatusOverride",
]

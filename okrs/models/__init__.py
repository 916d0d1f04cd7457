"""The plan's tables: objectives, key results, milestones, check-ins, and what was decided."""

from okrs.models.changes import BaselineChange, StatusOverride
from okrs.models.checkins import CheckIn
from okrs.models.intake import PlaybookDecision, SheetImport
from okrs.models.key_results import KeyResult, Milestone
from okrs.models.links import Link
from okrs.models.objectives import Objective
from okrs.models.owner_links import OpeningCode, OwnerLink
from okrs.models.periods import Period, PeriodResult, PeriodSnapshot
from okrs.models.reminders import DayOfMail, Reminder, WeekNotWanted

__all__ = [
    "BaselineChange",
    "CheckIn",
    "DayOfMail",
    "KeyResult",
    "Link",
    "Milestone",
    "Objective",
    "OpeningCode",
    "OwnerLink",
    "Period",
    "PeriodResult",
    "PeriodSnapshot",
    "PlaybookDecision",
    "Reminder",
    "SheetImport",
    "StatusOverride",
    "WeekNotWanted",
]

"""A way to undo: looks at an entry and its row, refuses with CannotPlan, or gives what to do."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts.models import AuditEvent, User

Act = Callable[[User, datetime], object]
Way = Callable[[AuditEvent, Any], Act]
LIKE_A_CHANGE = ("changed",)
"""Verbs whose entry is nothing but columns before and after."""
OUT_AND_IN = ("retired", "restored")
STAY_OPEN = frozenset({*OUT_AND_IN, "linked", "unlinked"})
"""What can be undone of a key result that is out of the plan."""

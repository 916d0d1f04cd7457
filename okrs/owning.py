"""Who may act on a key result: its owner, and whoever may change the plan."""

from accounts.models import User
from accounts.roles import Capability
from okrs.models import KeyResult, Milestone


def may_act_on(user: User, key_result: KeyResult) -> bool:
    """Whether a person may tick, link and overrule here: not whether it is possible now."""
    if user.may(Capability.EDIT_PLAN):
        return True
    return user.may(Capability.CHECK_IN) and key_result.owner_id == user.pk


def may_tick(user: User, milestone: Milestone) -> bool:
    """A milestone is ticked by its own owner too, whoever owns the key result."""
    if user.may(Capability.CHECK_IN) and milestone.owner_id == user.pk:
        return True
    return may_act_on(user, milestone.key_result)

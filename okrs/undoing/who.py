"""Who may undo an entry of the record: whoever may change the plan, and an owner what they did.

An owner takes back on their own key results what they may do there; a reading is corrected.
"""

from accounts.models import AuditEvent, User
from accounts.roles import Capability
from okrs.models import KeyResult, Milestone
from okrs.owning import may_act_on, may_tick
from okrs.undoing.since import OF_KEY_RESULTS, OF_MILESTONES, verb_of

OWN = frozenset({"ticked", "unticked", "linked", "unlinked", "overruled", "withdrew the word on"})


def may_undo(user: User, event: AuditEvent) -> bool:
    """One query for an owner, none for a lead."""
    if user.may(Capability.EDIT_PLAN):
        return True
    return is_own(user, event) and _acts_there(user, event)


def is_own(user: User, event: AuditEvent) -> bool:
    """Whether they did it themselves, and it is of what an owner does. No query."""
    return event.by_id == user.pk and verb_of(event) in OWN


def _acts_there(user: User, event: AuditEvent) -> bool:
    kind, _colon, number = event.subject.partition(":")
    if f"{kind}:" == OF_MILESTONES:
        step = Milestone.objects.select_related("key_result").filter(pk=number).first()
        return step is not None and may_tick(user, step)
    found = KeyResult.objects.filter(pk=number).first() if f"{kind}:" == OF_KEY_RESULTS else None
    return found is not None and may_act_on(user, found)

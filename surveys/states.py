"""The life of a wave: what may follow what. docs/surveys.md draws it from here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSING = "closing", _("Closing")
    CLOSED = "closed", _("Closed")
    PUBLISHED = "published", _("Published")
    ABANDONED = "abandoned", _("Abandoned")


# From each state, the states that may follow, and the verb that leads there.
MAY_FOLLOW: dict[State, dict[State, str]] = {
    State.DRAFT: {State.OPEN: "open", State.ABANDONED: "abandon"},
    State.OPEN: {State.CLOSING: "close", State.ABANDONED: "abandon"},
    State.CLOSING: {State.CLOSED: "count", State.ABANDONED: "abandon"},
    State.CLOSED: {State.PUBLISHED: "publish"},
    State.PUBLISHED: {},
    State.ABANDONED: {},
}


def may_follow(now: str, then: str) -> bool:
    """Whether a wave in the first state may go to the second."""
    return State(then) in MAY_FOLLOW[State(now)]

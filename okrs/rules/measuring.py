"""What a key result is measured by, how far that has come, and when somebody last spoke for it.

Source: docs/progress.md, sections 1 to 4 and 9.
"""

from datetime import date, timedelta
from decimal import Decimal

from okrs.rules import progress
from okrs.rules.facts import Facts
from okrs.rules.words import Kind, Source

TO_SET_A_BASELINE = timedelta(days=90)
"""After the start, when no date was agreed."""


def source_in_force(facts: Facts) -> Source | None:
    """What progress is worked out from; None while there is nothing to work it out from.

    With both a figure and milestones the figure decides, unless milestones were chosen: an outcome
    says more than an activity. Without From and To the milestones stand in until they are set.
    """
    has_steps = any(step.weight for step in facts.milestones)
    if has_steps and (facts.source is Source.milestones or not outcome_is_set(facts)):
        return Source.milestones
    if not outcome_is_set(facts):
        return None
    return Source.status if facts.kind is Kind.status else Source.value


def outcome_is_set(facts: Facts) -> bool:
    """Whether the figure itself can be measured: From and To are set, or a limit to keep to."""
    if facts.kind is Kind.status:
        return True
    if facts.kind is Kind.keep_at:
        return facts.low is not None or facts.high is not None
    return (
        facts.baseline is not None and facts.target is not None and facts.baseline != facts.target
    )


def current_value(facts: Facts) -> Decimal | None:
    """The latest reading, or the baseline where it has a date and nothing was read since.

    None when too few people stand behind it to show it.
    """
    if facts.suppressed:
        return None
    if facts.value is None and facts.baseline_on is not None:
        return facts.baseline
    return facts.value


def progress_of(facts: Facts, source: Source | None) -> Decimal | None:
    """Unclamped progress by the source in force; a keep-at has health and no progress."""
    if source is Source.milestones:
        return progress.milestone_progress(facts.milestones)
    if source is Source.status:
        return progress.word_progress(facts.word)
    if source is None or facts.kind is Kind.keep_at:
        return None
    return progress.progress(
        baseline=facts.baseline, target=facts.target, value=current_value(facts)
    )


def heard_on(facts: Facts, source: Source | None) -> date | None:
    """When somebody last spoke for it: checked in, or ticked a milestone it is measured by."""
    days = [facts.confirmed_on or facts.value_as_of]
    if source is Source.milestones:
        days.extend(step.done_on for step in facts.milestones)
    return max((day for day in days if day), default=None)


def was_ever_read(facts: Facts, source: Source | None) -> bool:
    """Whether anything was ever reported; a dated baseline is a first reading."""
    baseline_is_dated = facts.baseline is not None and facts.baseline_on is not None
    return baseline_is_dated or heard_on(facts, source) is not None


def set_by(facts: Facts) -> date:
    """The last day to set From and To: the day agreed, or ninety days after the start."""
    return facts.set_by or facts.starts_on + TO_SET_A_BASELINE

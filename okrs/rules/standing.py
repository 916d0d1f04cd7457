"""How one key result stands: the one place where its colour, word and numbers are decided.

Source: docs/progress.md, section 8.
"""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from okrs.rules import freshness, measuring, pace, progress, reasons
from okrs.rules.facts import Facts
from okrs.rules.freshness import Freshness
from okrs.rules.judgement import JUDGED, Judgement
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Kind, Source, Status


class Standing(Judgement):
    """A judgement that can say itself: its word, and the reason for it."""

    @property
    def word(self) -> str:
        """What it is called. A stale one is "Stale"; `last_word` says what it was."""
        return _("Slipped back") if self.slipped_back else self.called(self.verdict)

    @property
    def last_word(self) -> str:
        """What a stale key result was called when it was last heard of; else empty."""
        return self.called(self.last_verdict) if self.last_verdict else ""

    @property
    def reason(self) -> str:
        """One plain sentence with the numbers used, for "Why?"."""
        return reasons.why(self)

    @property
    def both_views(self) -> str:
        """The calculated status beside the owner's and the owner's reason; empty without one."""
        return reasons.both_views(self)


def standing(facts: Facts, *, today: date) -> Standing:
    """How a key result stands on a day."""
    source = measuring.source_in_force(facts)
    heard_on = measuring.heard_on(facts, source)
    due = freshness.next_due(
        starts_on=facts.starts_on,
        due_on=facts.due_on,
        cadence=facts.cadence,
        confirmed_on=heard_on,
    )
    fresh = freshness.freshness(
        due=due,
        cadence=facts.cadence,
        today=today,
        ever_updated=measuring.was_ever_read(facts, source),
    )
    own = _verdict(facts, source, fresh, today)
    verdict = _guarded(own, facts)
    fraction = measuring.progress_of(facts, source)
    return Standing(
        facts=facts,
        verdict=verdict,
        progress=fraction,
        expected=_expected(facts, source, today),
        source=source or facts.source,
        measurable=facts.counted and fraction is not None,
        outcome_to_set=source is Source.milestones and _outcome_is_wanted(facts),
        freshness=fresh,
        next_due=due,
        days_late=max(0, (today - due).days),
        last_verdict=_last(facts, source, verdict, heard_on),
        override=facts.override if facts.override and today <= facts.override.until else None,
        own_verdict=own if verdict is Verdict.held_back else None,
    )


def _verdict(facts: Facts, source: Source | None, fresh: Freshness, today: date) -> Verdict:
    """The first row of the table in section 8 that matches."""
    if not facts.counted:
        return Verdict.not_counted
    if facts.blocked:
        return Verdict.blocked
    if source is None:
        return Verdict.unset_overdue if today > measuring.set_by(facts) else Verdict.unset
    if facts.suppressed and source is Source.value:
        return Verdict.too_few
    if fresh is Freshness.stale:
        return Verdict.stale
    return _of_reading(facts, source, today)


def _guarded(own: Verdict, facts: Facts) -> Verdict:
    """No green while the keep-at beside it fails; whatever is not green stays what it is."""
    would_be_green = own.status in (Status.on_track, Status.achieved)
    if would_be_green and facts.guard and facts.guard.fails:
        return Verdict.held_back
    return own


def _of_reading(facts: Facts, source: Source, day: date) -> Verdict:
    """Rows 6 to 10, on a day when the reading may be relied on."""
    if facts.kind is Kind.keep_at and source is Source.value:
        return _of_keeping(facts, day)
    fraction = measuring.progress_of(facts, source)
    if fraction is None:
        return Verdict.no_reading
    if fraction >= 1:
        return Verdict.exceeded if fraction > 1 else Verdict.achieved
    if pace.too_early(facts, day, source=source):
        return Verdict.too_early
    if fraction < 0:
        return Verdict.moved_backwards
    return JUDGED[pace.judge(fraction - pace.expected(facts, day, source=source))]


def _of_keeping(facts: Facts, day: date) -> Verdict:
    """A keep-at is well or not at every reading, and achieved when it holds at the end."""
    value = measuring.current_value(facts)
    if value is None:
        return Verdict.no_reading
    if progress.holds(value=value, low=facts.low, high=facts.high):
        return Verdict.achieved if _is_read_for_the_end(facts, day) else Verdict.held
    near = progress.in_tolerance(
        value=value, low=facts.low, high=facts.high, tolerance=facts.tolerance
    )
    return Verdict.in_tolerance if near else Verdict.outside


def _is_read_for_the_end(facts: Facts, day: date) -> bool:
    """Whether the period is over and its last due date was answered."""
    due = freshness.next_due(
        starts_on=facts.starts_on,
        due_on=facts.due_on,
        cadence=facts.cadence,
        confirmed_on=measuring.heard_on(facts, Source.value),
    )
    return day >= facts.due_on and due > facts.due_on


def _expected(facts: Facts, source: Source | None, today: date) -> Decimal | None:
    if source is None or (facts.kind is Kind.keep_at and source is Source.value):
        return None
    return pace.expected(facts, today, source=source)


def _last(
    facts: Facts, source: Source | None, verdict: Verdict, heard_on: date | None
) -> Verdict | None:
    """What a stale key result was on the day somebody last spoke for it."""
    if verdict is not Verdict.stale or source is None or heard_on is None:
        return None
    return _of_reading(facts, source, heard_on)


def _outcome_is_wanted(facts: Facts) -> bool:
    """Whether From and To are missing on a key result that is meant to have them."""
    return facts.kind is not Kind.milestones and not measuring.outcome_is_set(facts)

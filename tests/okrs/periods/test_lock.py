"""What a closed period holds fast: every verb of the plan is refused in a sentence, and goes again
once the period is open.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from okrs import baselines, checkins, links, milestones, ordering, overrides, planning
from okrs.closed_periods import InClosedPeriod, refuse_closed, refuse_day
from okrs.models import CheckIn, KeyResult, PeriodResult
from okrs.periods import reopening
from okrs.playbook import offers, taking_up
from okrs.rules.words import Status
from okrs.told import Reading, Story
from tests.factories import LinkFactory, MilestoneFactory, UserFactory
from tests.okrs.periods.years import END, LATER, NOW, close, due, going_on, objective, say, year

pytestmark = pytest.mark.django_db
INSIDE, AFTER = date(2025, 11, 30), date(2026, 1, 15)
Verb = Callable[[KeyResult, User], Any]


def check_in(day: date) -> Verb:
    return lambda one, by: checkins.record_checkin(
        key_result=one,
        reading=Reading(value=Decimal(40)),
        story=Story(),
        as_of=day,
        by=by,
        at=LATER,
        key=uuid4(),
    )


def correct(one: KeyResult, by: User, *, to: date = AFTER) -> CheckIn:
    return checkins.correct_checkin(
        check_in=one.check_ins.standing().order_by("as_of")[0],
        reading=Reading(value=Decimal(41)),
        as_of=to,
        why="Counted twice.",
        by=by,
        at=LATER,
        key=uuid4(),
    )


def set_anew(day: date) -> Verb:
    return lambda one, by: baselines.set_baseline(
        key_result=one,
        by=by,
        at=LATER,
        from_value=Decimal(5),
        to_value=Decimal(66),
        reason="Counted anew.",
        approved_by="Board",
        on=day,
    )


def edit(one: KeyResult, by: User) -> KeyResult:
    return planning.edit_key_result(key_result=one, by=by, at=LATER, title="Another title")


def retire(one: KeyResult, by: User) -> KeyResult:
    return planning.retire_key_result(
        key_result=one, retired_as=KeyResult.ARCHIVED, why="Done with it.", by=by, at=LATER
    )


def overrule(one: KeyResult, by: User) -> Any:
    return overrides.override(
        key_result=one,
        status=Status.on_track,
        reason="It is.",
        until=LATER.date(),
        by=by,
        at=LATER,
        today=LATER.date(),
    )


def with_a_step(verb: Callable[..., Any], **told: Any) -> Verb:
    def run(one: KeyResult, by: User) -> Any:
        step = one.milestones.order_by("pk")[0]
        return verb(milestone=step, by=by, at=LATER, **told)

    return run


TICK = with_a_step(milestones.tick, today=AFTER)
UNTICK = with_a_step(milestones.untick)
REMOVE = with_a_step(milestones.remove_milestone, version=1)

EVERY_VERB: dict[str, Verb] = {
    "check in": check_in(AFTER),
    "check in within it": check_in(INSIDE),
    "correct": correct,
    "edit": edit,
    "retire": retire,
    "restore": lambda one, by: planning.restore_key_result(key_result=one, by=by, at=LATER),
    "set anew": set_anew(AFTER),
    "overrule": overrule,
    "take the word back": lambda one, by: overrides.withdraw(key_result=one, by=by, at=LATER),
    "add a milestone": lambda one, by: milestones.add_milestone(
        key_result=one, text="One more", by=by, at=LATER
    ),
    "edit a milestone": with_a_step(milestones.edit_milestone, text="Another", version=1),
    "tick": TICK,
    "untick": UNTICK,
    "remove a milestone": REMOVE,
    "move a milestone": lambda one, by: ordering.move(
        thing=one.milestones.order_by("pk")[0], to=0, seen=(), by=by, at=LATER
    ),
    "promote": with_a_step(milestones.promote, today=AFTER),
    "link": lambda one, by: links.add_link(key_result=one, title="Minutes", by=by, at=LATER),
    "unlink": lambda one, by: links.remove_link(link=one.links.all()[0], by=by, at=LATER),
}


def closed(lead: User) -> KeyResult:
    one = due(objective(), 33)
    MilestoneFactory.create(key_result=one, kind="outcome", done_on=INSIDE)
    LinkFactory.create(key_result=one)
    period = year(lead)
    say(period, one, PeriodResult.MISSED, lead)
    close(period, lead)
    return KeyResult.objects.get(pk=one.pk)


@pytest.mark.parametrize("name", EVERY_VERB)
def test_nothing_changes_a_key_result_that_was_closed(name: str, lead: User) -> None:
    one = closed(lead)

    with pytest.raises(InClosedPeriod, match=r"closed with Year 1.*re-open"):
        EVERY_VERB[name](one, lead)


def gone_on(lead: User) -> KeyResult:
    one = going_on(objective(), 33)
    MilestoneFactory.create(key_result=one, kind="outcome", done_on=INSIDE)
    close(year(lead), lead)
    return KeyResult.objects.get(pk=one.pk)


@pytest.mark.parametrize(
    "verb",
    [
        pytest.param(check_in(INSIDE), id="check in"),
        pytest.param(check_in(END), id="check in on its last day"),
        pytest.param(correct, id="correct a reading of it"),
        pytest.param(set_anew(INSIDE), id="set anew from a day of it"),
        pytest.param(UNTICK, id="untick what was done in it"),
        pytest.param(REMOVE, id="remove what was done in it"),
    ],
)
def test_one_that_goes_on_takes_nothing_more_of_those_days(verb: Verb, lead: User) -> None:
    one = gone_on(lead)

    with pytest.raises(InClosedPeriod, match="Year 1 is closed, up to 31 December 2025"):
        verb(one, lead)


@pytest.mark.parametrize("name", ["check in", "edit", "set anew", "add a milestone", "link"])
def test_one_that_goes_on_takes_everything_of_later_days(name: str, lead: User) -> None:
    EVERY_VERB[name](gone_on(lead), lead)


def test_a_reading_of_later_days_is_not_moved_into_it(lead: User) -> None:
    one = gone_on(lead)
    later = check_in(AFTER)(one, lead)

    with pytest.raises(InClosedPeriod):
        checkins.correct_checkin(
            check_in=later,
            reading=Reading(value=Decimal(41)),
            as_of=INSIDE,
            why="Another day.",
            by=lead,
            at=LATER,
            key=uuid4(),
        )


def test_a_first_baseline_may_be_of_a_day_in_it_for_nobody_knew_it_then(lead: User) -> None:
    one = going_on(objective(), None, from_value=None)
    close(year(lead), lead)

    baselines.set_baseline(
        key_result=one,
        by=lead,
        at=LATER,
        from_value=Decimal(19),
        to_value=Decimal(66),
        from_as_of=INSIDE,
    )


def test_what_the_survey_counted_comes_in_and_is_taken_back_by_nobodys_hand(lead: User) -> None:
    one = gone_on(lead)

    told = checkins.record_checkin(
        key_result=one,
        reading=Reading(suppressed=True),
        story=Story(),
        as_of=INSIDE,
        by=None,
        at=LATER,
        key=uuid4(),
        source=CheckIn.SURVEY,
    )
    assert told.suppressed


def test_a_successor_takes_readings_from_its_first_day_and_none_is_asked_of_others(
    lead: User,
) -> None:
    one, period = due(objective(), 33), year(lead)
    say(period, one, PeriodResult.CARRIED, lead)
    close(period, lead)

    check_in(AFTER)(KeyResult.objects.active().get(), lead)
    refuse_day(due(objective()), INSIDE)  # made later, it was in no closed period


def test_opened_again_everything_goes_again(lead: User) -> None:
    one = closed(lead)
    reopening.reopen(period=one.results.get().period, why="A late figure.", by=lead, at=LATER)
    one.refresh_from_db()

    refuse_closed(one)
    check_in(INSIDE)(one, lead)
    correct(one, lead, to=INSIDE)


def test_nobody_closes_a_key_result_by_hand(lead: User) -> None:
    with pytest.raises(planning.CannotPlan, match="Choose whether"):
        planning.retire_key_result(
            key_result=due(objective()), retired_as=KeyResult.CLOSED, why="So.", by=lead, at=NOW
        )


def test_a_row_of_the_playbook_that_was_closed_stays_taken_up_and_is_not_brought_back(
    lead: User,
) -> None:
    one = due(objective(), 66, playbook_id="O1-5")
    period = year(lead)
    say(period, one, PeriodResult.ACHIEVED, lead)
    close(period, lead)

    strategy = one.objective.strategy
    offer = offers.offers_for(strategy, today=LATER.date()).offer("O1-5")
    assert (offer.state, offer.key_result) == (offers.State.taken_up, one)
    assert taking_up._retired(offer.row, strategy=strategy) is None


def test_the_guard_speaks_of_no_other_period(lead: User) -> None:
    under = objective()
    one = going_on(under)
    UserFactory.create()
    close(year(lead, name="Half 1", ends=date(2025, 6, 30)), lead)

    refuse_day(one, date(2025, 7, 1))
    with pytest.raises(InClosedPeriod, match="Half 1"):
        refuse_day(one, date(2025, 6, 30))

"""Opening a closed period again: what the close did is undone, what it kept stays."""

from uuid import uuid4

import pytest

from accounts.models import AuditEvent, User
from okrs import checkins, milestones, planning
from okrs.models import KeyResult, Period, PeriodResult
from okrs.periods import keeping, reopening
from okrs.refusals import CannotPlan
from okrs.told import Reading, Story
from tests.factories import MilestoneFactory
from tests.okrs.periods.years import END, LATER, NOW, close, due, going_on, objective, say, year

pytestmark = pytest.mark.django_db
ACHIEVED, CARRIED = PeriodResult.ACHIEVED, PeriodResult.CARRIED
WHY = "A figure of November came late."


def open_again(period: Period, by: User, why: str = WHY) -> Period:
    return reopening.reopen(period=period, why=why, by=by, at=LATER)


def carried(lead: User, **terms: object) -> tuple[Period, KeyResult, KeyResult]:
    """A closed year, the one that was carried over, and its successor."""
    one = due(objective(), 33, **terms)
    MilestoneFactory.create(key_result=one, text="Open")
    period = year(lead)
    say(period, one, CARRIED, lead, "Too late in the year.")
    close(period, lead)
    return period, one, KeyResult.objects.active().get()


def test_what_was_closed_is_active_again_and_the_untouched_successor_is_withdrawn(
    lead: User,
) -> None:
    period, one, made = carried(lead)

    open_again(period, lead)

    assert [k.pk for k in KeyResult.objects.active()] == [one.pk]
    made.refresh_from_db()
    assert made.retired_as == KeyResult.ARCHIVED
    assert "Year 1" in made.retired_why
    said = PeriodResult.objects.get()
    assert (said.outcome, said.reflection, said.successor) == (
        CARRIED,
        "Too late in the year.",
        None,
    )
    told = AuditEvent.objects.get(verb="re-opened the period")
    assert told.note == WHY


def check_in(made: KeyResult, by: User) -> None:
    checkins.record_checkin(
        key_result=made,
        reading=Reading(value=40),
        story=Story(),
        as_of=NOW.date(),
        by=by,
        at=LATER,
        key=uuid4(),
    )


def tick(made: KeyResult, by: User) -> None:
    milestones.tick(milestone=made.milestones.get(), by=by, at=LATER, today=LATER.date())


def edit(made: KeyResult, by: User) -> None:
    planning.edit_key_result(key_result=made, by=by, at=LATER, title="Said better")


@pytest.mark.parametrize("work", [check_in, tick, edit])
def test_a_successor_that_was_worked_on_stays_and_is_named_and_is_not_made_twice(
    work: object, lead: User
) -> None:
    period, one, made = carried(lead, playbook_id="O1-5")
    work(made, lead)

    assert reopening.would_undo(period).staying == (made,)
    open_again(period, lead)

    assert {k.pk for k in KeyResult.objects.active()} == {one.pk, made.pk}
    again = close(period, lead, at=LATER)
    assert [k.pk for k in KeyResult.objects.active()] == [made.pk]
    [kept] = keeping.contents_of(again).results
    assert kept.successor == made.pk


def test_closed_again_it_is_number_two_and_number_one_stays_as_it_was(lead: User) -> None:
    period, one, _made = carried(lead)
    first = period.snapshots.get()
    open_again(period, lead)
    check = CheckInOf(one, lead)
    check(44)

    second = close(period, lead, at=LATER)

    first.refresh_from_db()
    ends = [keeping.contents_of(each).due[0].end for each in (first, second)]
    assert (first.number, second.number, ends) == (1, 2, ["33%", "44%"])
    assert (first.reopened_why, second.reopened_at) == (WHY, None)
    assert KeyResult.objects.active().get().from_value == 44


class CheckInOf:
    """A correction of days that the period holds."""

    def __init__(self, one: KeyResult, by: User) -> None:
        self.one, self.by = one, by

    def __call__(self, value: int) -> None:
        checkins.correct_checkin(
            check_in=self.one.check_ins.get(),
            reading=Reading(value=value),
            as_of=END,
            why="Counted twice.",
            by=self.by,
            at=LATER,
            key=uuid4(),
        )


def test_without_a_reason_it_stays_closed(lead: User) -> None:
    period, _one, _made = carried(lead)

    with pytest.raises(CannotPlan, match="Say why"):
        open_again(period, lead, why="  ")

    assert Period.objects.get().closed_at


def test_sent_twice_it_is_opened_once(lead: User) -> None:
    period, _one, _made = carried(lead)

    open_again(period, lead)
    open_again(period, lead)

    assert AuditEvent.objects.filter(verb="re-opened the period").count() == 1


def test_the_last_one_is_opened_first(lead: User) -> None:
    going_on(objective())
    first = year(lead, name="Half 1", ends=END.replace(month=6, day=30))
    second = year(lead, name="Half 2", starts=END.replace(month=7, day=1))
    close(first, lead)
    close(second, lead)

    with pytest.raises(CannotPlan, match="Half 2 came after it"):
        open_again(first, lead)

    open_again(second, lead)
    open_again(first, lead)


def test_whoever_looked_at_an_older_form_is_told(lead: User) -> None:
    period, _one, _made = carried(lead)

    with pytest.raises(CannotPlan, match="changed while you were looking"):
        reopening.reopen(period=period, why=WHY, by=lead, at=LATER, version=99)


def test_what_was_achieved_counts_again(lead: User) -> None:
    one, period = due(objective(), 66), year(lead)
    say(period, one, ACHIEVED, lead)
    close(period, lead)

    assert not KeyResult.objects.active().exists()
    open_again(period, lead)
    assert KeyResult.objects.active().get() == one

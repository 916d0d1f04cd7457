"""How a key result stood on the last day, by what is known when one looks; the last period."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from okrs import baselines, milestones
from okrs.models import CheckIn, KeyResult, PeriodResult, PeriodSnapshot
from okrs.periods import beside, gathering, keeping, reviewing
from okrs.periods.as_at import at_the_end
from okrs.periods.contents import Contents, ResultKept
from okrs.refusals import CannotPlan
from okrs.rules.words import Status
from tests.factories import (
    BaselineChangeFactory,
    CheckInFactory,
    KeyResultFactory,
    MilestoneFactory,
)
from tests.okrs.periods.years import (
    END,
    IN_YEAR,
    LATER,
    NOW,
    START,
    close,
    due,
    going_on,
    objective,
    read,
    say,
    year,
)

pytestmark = pytest.mark.django_db


def result(lead: User, one: KeyResult, *, known_by: datetime = NOW) -> ResultKept:
    period = year(lead)
    found = gathering.gather(period, known_by=known_by)
    return next(r for r in found.results if r.key_result == one.pk)


def test_a_reading_of_its_days_counts_though_it_was_told_later(lead: User) -> None:
    one = read(going_on(objective(), 10, title="Listen"), 33, at=LATER)

    assert result(lead, one, known_by=NOW).end == "10%"
    assert result(lead, one, known_by=LATER).end == "33%"


def test_a_reading_of_a_later_day_does_not(lead: User) -> None:
    one = read(going_on(objective(), 33), 50, on=date(2026, 1, 10))

    assert (result(lead, one).end, result(lead, one).end_as_of) == ("33%", END)


def test_a_correction_known_by_then_counts_and_a_later_one_does_not(lead: User) -> None:
    one = going_on(objective(), None)
    wrong = CheckInFactory.create(key_result=one, as_of=END, recorded_at=IN_YEAR, value=50)
    right = CheckInFactory.create(key_result=one, as_of=END, recorded_at=NOW, value=20)
    CheckIn.objects.filter(pk=wrong.pk).update(replaced_by=right)

    assert result(lead, one, known_by=IN_YEAR).end == "50%"
    assert result(lead, one, known_by=NOW).end == "20%"


def test_a_baseline_set_anew_from_a_later_day_is_undone(lead: User) -> None:
    one = going_on(objective(), 33)
    baselines.set_baseline(
        key_result=one,
        by=lead,
        at=NOW,
        from_value=Decimal(30),
        to_value=Decimal(60),
        reason="Counted anew.",
        approved_by="Board",
        on=date(2026, 1, 2),
    )

    found = result(lead, one)
    assert (found.start, found.goal, found.score) == ("0%", "66%", "0.50")


def test_readings_from_before_the_line_broke_are_left_out(lead: User) -> None:
    one = read(going_on(objective(), 10, title="Listen"), 60, on=date(2025, 3, 1))
    CheckIn.objects.filter(as_of=END).delete()
    BaselineChangeFactory.create(
        key_result=one,
        on=date(2025, 6, 1),
        at=IN_YEAR,
        old_from=5,
        new_from=0,
        is_rebaseline=True,
        reason="Counted anew.",
    )

    assert result(lead, one).end == ""


def test_a_milestone_done_later_is_not_done_at_its_end(lead: User) -> None:
    one = going_on(objective(), None, kind="milestones", source="milestones", from_value=None)
    MilestoneFactory.create(key_result=one, done_on=END)
    MilestoneFactory.create(key_result=one, done_on=date(2026, 1, 5))

    found = result(lead, one)
    assert (found.done, len(found.milestones), found.no_score) == (1, 2, "milestones")


def by_milestones() -> KeyResult:
    """Two steps that came with it, the first done within the year."""
    one = going_on(objective(), None, kind="milestones", source="milestones", from_value=None)
    MilestoneFactory.create(key_result=one, done_on=date(2025, 6, 1))
    MilestoneFactory.create(key_result=one)
    return one


def steps_kept(lead: User, one: KeyResult) -> tuple[int, int]:
    found = result(lead, one)
    return found.done, len(found.milestones)


def test_a_milestone_added_after_the_end_is_none_of_the_period(lead: User) -> None:
    one = by_milestones()
    milestones.add_milestone(key_result=one, text="In the year", by=lead, at=IN_YEAR)
    assert steps_kept(lead, one) == (1, 3)

    milestones.add_milestone(key_result=one, text="For the next", by=lead, at=NOW)
    last_day = datetime(2025, 12, 31, 23, 59, tzinfo=UTC)
    milestones.add_milestone(key_result=one, text="At the last minute", by=lead, at=last_day)

    found = result(lead, one)
    assert (found.done, len(found.milestones)) == (1, 4)
    assert "For the next" not in repr(found)
    assert one.milestones.count() == 5  # in the plan, where it goes on


def test_a_milestone_that_was_removed_and_put_back_is_as_old_as_it_was(lead: User) -> None:
    one = by_milestones()
    step = milestones.add_milestone(key_result=one, text="In the year", by=lead, at=IN_YEAR)
    number = step.pk
    columns = {"id": number, "text": step.text, "order": step.order}
    milestones.remove_milestone(milestone=step, by=lead, at=NOW, version=step.version)
    assert steps_kept(lead, one) == (1, 2)  # whoever removes it says that it was none

    milestones.put_back_milestone(key_result=one, columns=columns, by=lead, at=NOW)

    assert steps_kept(lead, one) == (1, 3)


@pytest.mark.parametrize(("on", "held"), [(date(2026, 1, 10), (0, 1)), (date(2025, 12, 1), (1, 1))])
def test_limits_set_anew_from_a_later_day_are_undone(
    lead: User, on: date, held: tuple[int, int]
) -> None:
    """50 was outside 80 to 100, and would be inside of what it is to be kept at since."""
    one = going_on(objective(), 50, keep_at=True, low=80, high=100, tolerance=5)
    told = {"reason": "As the board wished.", "approved_by": "The board", "by": lead}
    for low, at in ((45, NOW), (40, NOW + timedelta(minutes=1))):
        ends = {"low": Decimal(low), "high": Decimal(100), "tolerance": Decimal(1)}
        baselines.set_baseline(key_result=one, at=at, on=on, **told, **ends)

    period = year(lead)
    found = gathering.gather(period, known_by=LATER)
    kept = next(r for r in found.results if r.key_result == one.pk)
    assert (kept.held, kept.held_of) == held
    fresh = KeyResult.objects.get(pk=one.pk)
    assert (fresh.low, fresh.high, fresh.tolerance) == (40, 100, 1)


@pytest.mark.parametrize(
    ("was", "becomes", "on", "counts"),
    [
        (5, 1, date(2026, 1, 10), 5),  # 48 is within 5 of 50, and not within 1
        (1, 5, date(2026, 1, 10), 1),
        (None, 5, date(2026, 1, 10), None),
        (5, None, date(2026, 1, 10), 5),
        (5, 1, date(2025, 12, 31), 1),  # from a day of the period on: it is the period's own
        (None, 5, date(2025, 12, 1), 5),
    ],
)
def test_a_tolerance_set_alone_from_a_later_day_does_not_count_back(
    lead: User, was: int | None, becomes: int | None, on: date, counts: int | None
) -> None:
    limits: Any = {"low": Decimal(50), "high": Decimal(100)}
    one = going_on(objective(), 48, keep_at=True, tolerance=was, **limits)
    baselines.set_baseline(key_result=one, tolerance=becomes, on=on, by=lead, at=NOW, **limits)

    [row] = at_the_end(year(lead), known_by=LATER).plan.rows

    assert row.key_result.tolerance == counts
    assert row.standing.status is (Status.behind if counts == 5 else Status.off_track)
    assert KeyResult.objects.get(pk=one.pk).tolerance == becomes


def test_limits_that_were_filled_in_later_count_and_what_was_moved_after_that_does_not(
    lead: User,
) -> None:
    one = going_on(objective(), 48, keep_at=True, low=None, high=None, tolerance=None)
    on = date(2026, 1, 10)
    for tolerance, at in ((5, NOW), (1, NOW + timedelta(minutes=1))):
        ends = {"low": Decimal(50), "high": Decimal(100), "tolerance": Decimal(tolerance)}
        baselines.set_baseline(key_result=one, on=on, by=lead, at=at, **ends)

    [row] = at_the_end(year(lead), known_by=LATER).plan.rows

    kept = row.key_result
    assert (kept.low, kept.high, kept.tolerance) == (50, 100, 5)
    assert row.standing.status is Status.behind


def test_it_takes_as_many_queries_for_many_as_for_one(lead: User, same_queries: Any) -> None:
    period = year(lead)

    def more() -> None:
        for _nth in range(3):
            one = by_milestones()
            milestones.add_milestone(key_result=one, text="Next", by=lead, at=NOW)
            kept = going_on(objective(), 50, keep_at=True, low=80, high=100)
            told = {"reason": "So.", "approved_by": "The board", "by": lead, "at": NOW}
            on = date(2026, 1, 10)
            baselines.set_baseline(key_result=kept, on=on, low=Decimal(45), **told)
            wide = going_on(objective(), 50, keep_at=True, low=80, high=100)
            limits = {"low": Decimal(80), "high": Decimal(100), "tolerance": Decimal(9)}
            baselines.set_baseline(key_result=wide, on=on, by=lead, at=NOW, **limits)

    more()
    same_queries(lambda: at_the_end(period, known_by=LATER), add_rows=more)


def test_what_is_kept_says_in_how_many_readings_of_the_period_it_held(lead: User) -> None:
    one = going_on(objective(), 50, kind="keep_at", from_value=None, to_value=None, low=40)
    read(one, 30, on=date(2025, 6, 30))
    read(one, 10, on=date(2024, 6, 30))

    found = result(lead, one)
    assert (found.held, found.held_of, found.told) == (1, 2, 2)


def test_the_owners_own_word_of_the_last_day_is_kept_beside_the_status(lead: User) -> None:
    one = going_on(objective())
    one.overrides.create(
        status=Status.on_track.value, reason="It is.", until=END, by=lead, at=IN_YEAR
    )
    one.overrides.create(
        status=Status.behind.value,
        reason="No.",
        until=LATER.date(),
        by=lead,
        at=LATER,
        withdrawn_at=LATER,
    )

    assert result(lead, one).said == "P. Nair says On track: It is."


def test_only_what_had_begun_and_is_in_the_plan_belongs_to_it(lead: User) -> None:
    under = objective()
    going_on(under, title="In it")
    going_on(under, title="Later", starts_on=date(2026, 1, 1))
    archived = {"retired_as": "archived", "retired_why": "Done.", "retired_at": IN_YEAR}
    going_on(under, title="Left it", **archived)
    going_on(
        under, title="Left before", **archived | {"retired_at": datetime(2024, 1, 1, tzinfo=UTC)}
    )
    period = year(lead)
    KeyResultFactory.create(title="Of another strategy")

    found = gathering.gather(period, known_by=NOW)
    assert [r.title for r in found.results] == ["In it"]
    assert [(one.title, one.why) for one in found.left] == [("Left it", "Done.")]


@pytest.mark.parametrize(
    ("outcome", "is_due", "why"),
    [
        ("goes_on", True, "It was due by the end"),
        ("achieved", False, "It is due later, so it goes on"),
        ("nonsense", True, "It was due by the end"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused(
    outcome: str, is_due: bool, why: str, lead: User
) -> None:
    one = (due if is_due else going_on)(objective())

    with pytest.raises(CannotPlan, match=why):
        say(year(lead), one, outcome, lead)


def test_nothing_is_said_of_what_is_closed_or_not_in_it(lead: User) -> None:
    one = going_on(objective())
    period = year(lead)
    with pytest.raises(CannotPlan, match="not in this period"):
        say(period, KeyResultFactory.create(), "", lead)
    close(period, lead)

    with pytest.raises(CannotPlan, match="Year 1 is closed"):
        say(period, one, "", lead, "A thought.")
    with pytest.raises(CannotPlan, match="Year 1 is closed"):
        reviewing.reflect(period=period, reflection="A thought.", by=lead, at=NOW)


def two_years(lead: User, one: KeyResult) -> tuple[Contents, Contents]:
    first = year(lead)
    if one.due_on <= END:
        say(first, one, PeriodResult.CARRIED, lead)
    kept = keeping.contents_of(close(first, lead))
    second = year(lead, name="Year 2", starts=date(2026, 1, 1), ends=date(2026, 10, 31))
    return gathering.gather(second, known_by=NOW), kept


def test_the_last_period_is_laid_beside_by_key_result_and_by_its_line(lead: User) -> None:
    one = due(objective(), 33)
    now, last = two_years(lead, one)

    found = beside.beside(now, last)

    assert found
    made = KeyResult.objects.active().get()
    assert found.results[made.pk].sentence == "Year 1: 0% → 33%, scored 0.50, carried over"
    assert found.results[made.pk].apart == ""
    assert found.is_alike


def test_what_was_set_anew_since_is_not_compared_and_says_so(lead: User) -> None:
    one = going_on(objective(), 33)
    now, last = two_years(lead, one)
    KeyResult.objects.filter(pk=one.pk).update(from_value=10)
    now = gathering.gather(
        one.results.get().period.strategy.periods.get(name="Year 2"), known_by=NOW
    )

    found = beside.beside(now, last)

    assert found
    assert "From has been set anew since" in found.results[one.pk].apart


def test_other_key_results_make_two_means_unlike(lead: User) -> None:
    one = going_on(objective(), 33)
    now, last = two_years(lead, one)
    going_on(objective(), title="New")
    now = gathering.gather(
        one.results.get().period.strategy.periods.get(name="Year 2"), known_by=NOW
    )

    found = beside.beside(now, last)

    assert found
    assert not found.is_alike
    assert beside.beside(now, None) is None


def test_what_was_kept_is_one_text_that_comes_back_whole_or_not_at_all(lead: User) -> None:
    one = due(objective(), 33)
    _now, last = two_years(lead, one)
    snapshot = PeriodSnapshot.objects.get()
    assert keeping.text_of(last) == snapshot.content

    for content in ('{"format": 2}', "[]", "no JSON", snapshot.content.replace('"told"', '"tell"')):
        snapshot.content, snapshot.digest = content, keeping.digest_of(content)
        with pytest.raises(keeping.Unreadable, match="another version"):
            keeping.contents_of(snapshot)
    snapshot.content += " "
    with pytest.raises(keeping.Unreadable, match="altered"):
        keeping.contents_of(snapshot)
    assert START < END

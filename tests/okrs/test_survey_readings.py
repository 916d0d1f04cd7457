"""The key result that follows the survey: told by itself, once a day, and by nobody's hand."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from mobility.management.commands import worker
from okrs import checkins, planning, reminders, survey_readings
from okrs.forms.key_result import KeyResultForm
from okrs.likely import likely_range
from okrs.models import CheckIn, KeyResult
from okrs.playbook import becoming, catalogue
from okrs.told import CannotCheckIn, Reading, Story
from surveys.models import Participation, Wave, WaveCount
from surveys.models.waves import Origin
from surveys.states import State
from tests.factories import KeyResultFactory, ObjectiveFactory, StrategyFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2027, 3, 1), date(2027, 3, 2)


def on(day: date) -> dict[str, Any]:
    return {"today": day, "at": datetime(day.year, day.month, day.day, 10, tzinfo=UTC)}


def rate(**options: Any) -> KeyResult:
    given = {
        "title": "Survey response rate",
        "kind": "percent",
        "cadence": "on_survey",
        "pace": "stepped",
        "follows": KeyResult.RESPONSE_RATE,
        "from_value": Decimal(0),
        "to_value": Decimal(66),
        "starts_on": date(2027, 1, 1),
        "due_on": date(2028, 12, 31),
    }
    return KeyResultFactory.create(**given | options)


def wave(label: str = "w1", **options: Any) -> Wave:
    given = {
        "title": "Spring 2027",
        "state": State.OPEN,
        "plan_hash": "a" * 64,
        "opened_on": date(2027, 2, 22),
    }
    return Wave.objects.create(label=label, **given | options)


def noted(of: Wave, day: date, responded: int, invited: int = 400) -> Participation:
    return of.participation.create(day=day, responded=responded, invited=invited)


def counted(of: Wave, *, on_day: date, counted: int, invited: int = 400) -> None:
    of.state, of.closed_on = State.CLOSED, on_day
    of.save()
    figures = {"invited": invited, "collected": counted, "counted": counted}
    WaveCount.objects.create(wave=of, reissued=0, invalid=0, **figures)


def figures() -> list[tuple[date, Any, Any]]:
    told = CheckIn.objects.order_by("pk")
    return [(one.as_of, one.numerator, one.denominator) for one in told]


# What is told ---------------------------------------------------------------------------------


def test_the_figure_of_the_day_becomes_a_reading() -> None:
    key_result, spring = rate(), wave()
    noted(spring, MONDAY, 120)

    assert survey_readings.post(**on(MONDAY)) == 1

    key_result.refresh_from_db()
    told = key_result.latest
    assert told is not None
    assert (told.value, told.numerator, told.denominator) == (30, 120, 400)
    assert (told.as_of, told.source, told.recorded_by) == (MONDAY, CheckIn.SURVEY, None)
    assert told.changed == (
        "Spring 2027 (w1), still open. About 120 of 400 people have answered, about 30%."
    )


def test_asked_again_that_day_it_tells_nothing_twice() -> None:
    rate()
    spring = wave()
    noted(spring, MONDAY, 120)

    assert [survey_readings.post(**on(MONDAY)) for _time in range(3)] == [1, 0, 0]
    assert len(figures()) == 1


def test_the_next_day_tells_only_what_changed() -> None:
    rate()
    spring = wave()
    noted(spring, MONDAY, 120)
    survey_readings.post(**on(MONDAY))
    noted(spring, TUESDAY, 120)

    assert survey_readings.post(**on(TUESDAY)) == 0

    noted(spring, date(2027, 3, 3), 155)
    survey_readings.post(**on(date(2027, 3, 3)))
    assert figures() == [(MONDAY, 120, 400), (date(2027, 3, 3), 155, 400)]


def test_the_count_follows_as_it_is_and_on_a_day_of_its_own() -> None:
    key_result, spring = rate(), wave()
    noted(spring, MONDAY, 250)
    survey_readings.post(**on(MONDAY))
    counted(spring, on_day=MONDAY, counted=263)

    assert survey_readings.post(**on(MONDAY)) == 0  # one a day
    assert survey_readings.post(**on(TUESDAY)) == 1
    assert survey_readings.post(**on(date(2027, 3, 3))) == 0

    key_result.refresh_from_db()
    assert key_result.latest is not None
    assert key_result.latest.value == Decimal("65.75")
    assert "counted: 263 of 400" in key_result.latest.changed
    assert not CheckIn.objects.exclude(replaced_by=None).exists()


def test_killed_half_way_everyone_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for _one in range(3):
        rate()
    noted(wave(), MONDAY, 120)
    told: list[dict[str, Any]] = []
    record = checkins.record_checkin

    def die_at_the_second(**given: Any) -> CheckIn:
        if told:
            raise SystemExit
        told.append(given)
        return record(**given)

    monkeypatch.setattr(survey_readings, "record_checkin", die_at_the_second)
    with pytest.raises(SystemExit):
        survey_readings.post(**on(MONDAY))
    monkeypatch.setattr(survey_readings, "record_checkin", record)

    assert survey_readings.post(**on(MONDAY)) == 2
    assert CheckIn.objects.count() == CheckIn.objects.values("key_result").distinct().count() == 3


def test_of_two_workers_only_one_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    rate()
    noted(wave(), MONDAY, 120)
    record = checkins.record_checkin

    def twice(**given: Any) -> CheckIn:
        record(**given)
        return record(**given)

    monkeypatch.setattr(survey_readings, "record_checkin", twice)
    survey_readings.post(**on(MONDAY))

    assert CheckIn.objects.count() == 1


def test_fewer_than_ten_invited_tell_no_figure() -> None:
    key_result = rate()
    noted(wave(), MONDAY, 5, invited=9)

    survey_readings.post(**on(MONDAY))
    survey_readings.post(**on(TUESDAY))

    told = CheckIn.objects.get()
    assert told.suppressed
    assert told.value is None
    assert told.changed == "Spring 2027 (w1)."
    key_result.refresh_from_db()
    assert key_result.latest == told


@pytest.mark.parametrize(
    "options",
    [
        {"follows": ""},
        {"starts_on": TUESDAY},
        {"retired_as": "archived", "retired_at": datetime(2027, 1, 5, tzinfo=UTC)},
    ],
)
def test_key_results_that_do_not_follow_or_do_not_count_yet_are_left_alone(
    options: dict[str, Any],
) -> None:
    rate(**options)
    noted(wave(), MONDAY, 120)

    assert survey_readings.post(**on(MONDAY)) == 0


@pytest.mark.parametrize(
    "options", [{"state": State.DRAFT}, {"state": State.ABANDONED}, {"origin": Origin.IMPORTED}]
)
def test_waves_that_ask_nobody_tell_nothing(options: dict[str, Any]) -> None:
    rate()
    noted(wave(**options), MONDAY, 120)

    assert survey_readings.post(**on(MONDAY)) == 0


def test_before_anybody_answered_there_is_nothing_to_tell() -> None:
    rate()
    spring = wave()
    assert survey_readings.post(**on(MONDAY)) == 0

    noted(spring, MONDAY, 0)
    assert survey_readings.post(**on(MONDAY)) == 0


def test_a_new_wave_is_news_although_its_figures_are_the_old_ones() -> None:
    rate()
    spring = wave()
    noted(spring, MONDAY, 120)
    survey_readings.post(**on(MONDAY))
    counted(spring, on_day=TUESDAY, counted=120)
    assert survey_readings.post(**on(TUESDAY)) == 0

    autumn = wave("w2", title="Autumn 2027", opened_on=date(2027, 9, 1))
    noted(autumn, date(2027, 9, 3), 120)
    assert survey_readings.post(**on(date(2027, 9, 3))) == 1


def test_an_abandoned_wave_does_not_bring_the_earlier_one_back() -> None:
    rate()
    counted(wave(), on_day=MONDAY, counted=263)
    autumn = wave("w2", title="Autumn 2027", opened_on=date(2027, 9, 1))
    noted(autumn, date(2027, 9, 3), 120)
    survey_readings.post(**on(date(2027, 9, 3)))
    autumn.state = State.ABANDONED
    autumn.save()

    assert survey_readings.post(**on(date(2027, 9, 4))) == 0


def test_where_nothing_follows_it_costs_one_query(django_assert_num_queries: Any) -> None:
    noted(wave(), MONDAY, 120)

    with django_assert_num_queries(1):
        survey_readings.post(**on(MONDAY))


def test_the_worker_tells_it_on_its_round() -> None:
    rate(starts_on=date(2026, 1, 1))
    noted(wave(), MONDAY, 120)

    worker.look_round(at=on(MONDAY)["at"])

    assert CheckIn.objects.count() == 1


def test_owners_are_not_reminded_of_what_the_survey_gives(lead: User) -> None:
    rate(owner=lead, starts_on=date(2026, 3, 1), due_on=date(2027, 2, 1))

    assert reminders.remind(at=on(MONDAY)["at"]) == 0

    KeyResult.objects.update(follows="")
    assert reminders.remind(at=on(MONDAY)["at"]) == 1


# By nobody's hand -----------------------------------------------------------------------------


def by_hand(key_result: KeyResult, by: User, reading: Reading) -> CheckIn:
    return checkins.record_checkin(
        key_result=key_result,
        reading=reading,
        story=Story(changed="We asked again."),
        as_of=MONDAY,
        by=by,
        at=on(MONDAY)["at"],
        key=uuid4(),
    )


def test_a_figure_by_hand_is_refused_and_words_are_kept(lead: User) -> None:
    key_result = rate(owner=lead)

    with pytest.raises(CannotCheckIn, match="come from the survey"):
        by_hand(key_result, lead, Reading(value=Decimal(80)))

    assert by_hand(key_result, lead, Reading()).changed == "We asked again."


def test_what_was_counted_is_not_corrected_by_hand(lead: User) -> None:
    rate()
    noted(wave(), MONDAY, 120)
    survey_readings.post(**on(MONDAY))

    with pytest.raises(CannotCheckIn, match="counted in the survey"):
        checkins.correct_checkin(
            check_in=CheckIn.objects.get(),
            reading=Reading(value=Decimal(80)),
            as_of=MONDAY,
            why="It looked better.",
            by=lead,
            at=on(MONDAY)["at"],
            key=uuid4(),
        )
    assert CheckIn.objects.count() == 1


def test_the_page_says_where_readings_come_from(client: Client, lead: User) -> None:
    key_result = rate(owner=lead, starts_on=date(2026, 1, 1))
    noted(wave(), MONDAY, 120)
    survey_readings.post(**on(MONDAY))
    client.force_login(lead)

    page = client.get(reverse("okrs:key_result", args=[key_result.pk])).content.decode()

    assert "Its readings come from the survey" in page
    assert reverse("okrs:correct", args=[key_result.pk, CheckIn.objects.get().pk]) not in page
    assert "Likely range" not in page


def test_the_check_in_asks_for_words_only(client: Client, lead: User) -> None:
    key_result = rate(owner=lead)
    client.force_login(lead)

    page = client.get(reverse("okrs:check_in", args=[key_result.pk])).content.decode()

    assert "come from the survey by themselves" in page
    assert 'name="numerator"' not in page
    assert 'name="changed"' in page


def test_a_check_in_sent_empty_is_told_so(client: Client, lead: User) -> None:
    key_result = rate(owner=lead)
    client.force_login(lead)
    address = reverse("okrs:check_in", args=[key_result.pk])
    form = client.get(address).context["form"]
    sent = {name: form[name].initial for name in ("key", "version")}
    sent |= {"as_of_0": 1, "as_of_1": 3, "as_of_2": 2026}

    page = client.post(address, sent | {"save": "yes"})

    assert page.status_code == 200
    assert page.context["form"].errors


# No chance in it ------------------------------------------------------------------------------


def test_a_count_of_all_invited_has_no_likely_range() -> None:
    key_result = rate()
    noted(wave(), MONDAY, 120)
    survey_readings.post(**on(MONDAY))
    told = CheckIn.objects.get()

    assert likely_range(told, key_result) is None
    key_result.follows = ""
    assert likely_range(told, key_result) is not None


# Choosing it ----------------------------------------------------------------------------------


def terms(**options: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"title": "Response rate", "kind": "percent", "cadence": "on_survey"}
    given |= {"from_value": Decimal(0), "to_value": Decimal(66), "follows": "response_rate"}
    return given | {"starts_on": date(2027, 1, 1), "due_on": date(2028, 1, 1)} | options


def test_a_share_read_with_each_survey_can_follow_it(lead: User) -> None:
    add = planning.add_key_result
    objective = ObjectiveFactory.create()

    made = add(objective=objective, by=lead, at=on(MONDAY)["at"], **terms())

    assert made.follows == KeyResult.RESPONSE_RATE


def test_what_is_read_in_another_rhythm_cannot(lead: User) -> None:
    with pytest.raises(planning.CannotPlan, match="With each survey") as refusal:
        planning.add_key_result(
            objective=ObjectiveFactory.create(),
            by=lead,
            at=on(MONDAY)["at"],
            **terms(cadence="quarterly"),
        )
    assert refusal.value.field == "cadence"


def test_an_edit_that_says_nothing_of_it_leaves_it(lead: User) -> None:
    key_result = rate()

    planning.edit_key_result(key_result=key_result, by=lead, at=on(MONDAY)["at"], title="Answers")

    key_result.refresh_from_db()
    assert (key_result.title, key_result.follows) == ("Answers", "response_rate")


@pytest.mark.parametrize("columns", [{"cadence": "quarterly"}, {"follows": "the weather"}])
def test_the_database_refuses_what_cannot_follow(columns: dict[str, str]) -> None:
    rate()

    with pytest.raises(IntegrityError), transaction.atomic():
        KeyResult.objects.update(**columns)


@pytest.mark.parametrize(("kind", "asked"), [("percent", True), ("number", False)])
def test_only_a_percentage_is_asked_where_it_comes_from(kind: str, asked: bool) -> None:
    from okrs.rules.words import Kind

    form = KeyResultForm(kind=Kind[kind], objectives=[], owners=[])

    assert ("follows" in form.fields) is asked


def test_the_playbook_row_takes_it_up_set() -> None:
    row = catalogue.row("O1-5")

    taken = becoming.terms_of(row, strategy=StrategyFactory.create(), today=MONDAY)

    assert taken["follows"] == KeyResult.RESPONSE_RATE


def test_an_outsider_sees_nothing_of_it(client: Client) -> None:
    key_result = rate()
    client.force_login(UserFactory.create(outsider=True))

    assert client.get(reverse("okrs:key_result", args=[key_result.pk])).status_code == 403

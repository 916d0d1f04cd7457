"""The list: what the address asks for, and which rows answer it in which order."""

from datetime import date
from decimal import Decimal

import pytest

from okrs.asking import SORTS, STATUSES
from okrs.listing import Listing, rows_for
from okrs.models import KeyResult
from okrs.rules.words import Status
from tests.factories import (
    CheckInFactory,
    KeyResultFactory,
    ObjectiveFactory,
    StrategyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2027, 7, 5)


@pytest.fixture
def strategy(db):
    return StrategyFactory.create()


@pytest.fixture
def plan(strategy, lead):
    """One of each: on track, behind, off track, without a baseline, never read."""
    data = ObjectiveFactory.create(strategy=strategy, title="Know who we are", order=1)
    culture = ObjectiveFactory.create(strategy=strategy, pillar="culture", title="Belong", order=2)
    owner = UserFactory.create(name="Sam Okafor", contributor=True)
    return {
        "on": read(40, objective=data, title="Survey everybody", owner=owner),
        "behind": read(25, objective=data, title="Ask about school", owner=owner),
        "off": read(1, objective=culture, title="Belonging", owner=lead, unit="of the staff"),
        "unset": KeyResultFactory.create(
            objective=culture, unset=True, title="Allies", definition="Who spoke up for others"
        ),
        "unread": KeyResultFactory.create(objective=data, title="Zeal", owner=lead),
    }


def read(value, **more):
    """Read at the end of June: half of 66 was expected by then."""
    key_result = KeyResultFactory.create(**more)
    key_result.latest = CheckInFactory.create(
        key_result=key_result, value=Decimal(value), as_of=date(2027, 6, 30)
    )
    key_result.confirmed_on = date(2027, 6, 30)
    key_result.save()
    return key_result


def asked(reader, **address):
    return Listing.asked(address, of=rows_for(today=TODAY), reader=reader)


def titles(listing):
    return [row.key_result.title for row in listing.shown]


def test_each_row_stands_as_the_rules_say(plan, lead):
    stands = {row.key_result.title: row.standing.status for row in asked(lead).everything}

    assert stands == {
        "Survey everybody": Status.on_track,
        "Ask about school": Status.behind,
        "Belonging": Status.off_track,
        "Allies": Status.unset,
        "Zeal": Status.stale,
    }


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ({"pillar": "culture"}, {"off", "unset"}),
        ({"status": "unset"}, {"unset"}),
        ({"status": "achieved"}, set()),
        ({"owner": "nobody"}, {"unset"}),
        ({"owner": "me"}, {"off", "unread"}),
        ({"owner": "me", "pillar": "data"}, {"unread"}),
        ({"q": "SURVEY"}, {"on"}),
        ({"q": "okafor school"}, {"behind"}),
        ({"q": "spoke up"}, {"unset"}),
        ({"q": "staff"}, {"off"}),
        ({"q": "know who we are"}, {"on", "behind", "unread"}),
        ({"q": "nowhere"}, set()),
        ({"q": "  "}, {"on", "behind", "off", "unset", "unread"}),
    ],
)
def test_only_what_was_asked_for_is_shown(plan, lead, address, shown):
    listing = asked(lead, **address)

    assert {row.key_result.pk for row in listing.shown} == {plan[name].pk for name in shown}
    assert listing.question.not_understood == ()
    assert listing.counts.total == len(shown)


def test_an_owner_is_asked_for_by_number_and_offered_by_name(plan, lead):
    sam = plan["on"].owner
    listing = asked(lead, owner=str(sam.pk))

    assert titles(listing) == ["Survey everybody", "Ask about school"]
    assert listing.owners == [(str(lead.pk), "Priya Nair"), (str(sam.pk), "Sam Okafor")]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("pillar", ["on", "behind", "unread", "off", "unset"]),
        ("attention", ["off", "unread", "behind", "unset", "on"]),
        ("behind", ["off", "behind", "on", "unset", "unread"]),
        ("title", ["unset", "behind", "off", "on", "unread"]),
    ],
)
def test_each_sort_puts_first_what_it_says(plan, lead, sort, order):
    listing = asked(lead, sort=sort)
    shown = [row.key_result.pk for row in listing.shown]

    if sort == "behind":  # what has no gap comes last, in any order
        assert shown[:3] == [plan[name].pk for name in order[:3]]
    else:
        assert shown == [plan[name].pk for name in order]


def test_by_due_date_what_has_waited_longest_comes_first(plan, lead):
    days = [row.standing.next_due for row in asked(lead, sort="due").shown]

    assert days == sorted(days)
    assert days[0] < days[-1]


def test_groups_are_pillars_only_when_sorted_so(plan, lead):
    assert [(p.value, len(rows)) for p, rows in asked(lead).groups] == [("data", 3), ("culture", 2)]
    assert [(p, len(rows)) for p, rows in asked(lead, sort="title").groups] == [(None, 5)]
    assert asked(lead, sort="title", q="nowhere").groups == []


@pytest.mark.parametrize("name", ["pillar", "status", "owner", "sort"])
@pytest.mark.parametrize("value", ["no-such", "٣", "9" * 5000, "\x00", "not_counted"])
def test_what_the_list_does_not_know_is_left_out_and_said(plan, lead, name, value):
    listing = asked(lead, **{name: value})

    assert len(listing.shown) == 5
    assert len(listing.question.not_understood) == 1


def test_every_status_and_sort_that_is_offered_is_understood(plan, lead):
    for address in [{"status": s.value} for s in STATUSES] + [{"sort": sort} for sort in SORTS]:
        assert asked(lead, **address).question.not_understood == ()


def test_what_is_measurable_is_counted(plan, lead):
    assert asked(lead).measurable == 3


def test_only_the_current_strategy_and_what_is_active_is_listed(plan, lead, strategy):
    KeyResultFactory.create(objective=ObjectiveFactory.create(strategy=strategy), archived=True)
    before = StrategyFactory.create(starts_on=date(2020, 1, 1), ends_on=date(2022, 1, 1))
    KeyResultFactory.create(objective=ObjectiveFactory.create(strategy=before))

    assert len(rows_for(today=TODAY)) == 5
    assert KeyResult.objects.count() == 7


def test_reading_takes_two_queries_however_many_check_ins(plan, django_assert_num_queries):
    CheckInFactory.create_batch(20, key_result=plan["on"])

    with django_assert_num_queries(2):
        rows_for(today=TODAY)

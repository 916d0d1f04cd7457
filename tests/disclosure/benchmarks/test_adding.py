"""The organisation's own benchmarks: what is refused, what is recorded, and what stays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from disclosure.benchmarks import adding, comparing
from disclosure.benchmarks.adding import CannotKeep, ChangedMeanwhile, Told
from disclosure.benchmarks.comparing import CannotCompare, Counted
from disclosure.models import OwnBenchmark
from tests.factories import NOON, BenchmarkFactory

pytestmark = pytest.mark.django_db
TODAY = date(2027, 1, 1)
TOLD = Told(
    label="Logistics employers: lower background",
    group="lower",
    value=Decimal("44.5"),
    year="2025",
    population="UK logistics employers",
    source="Logistics Council, Who works here, 2025",
    address="https://example.org/who",
    counted_alike=True,
)
LOWER = Counted("SEB1", "SMC-2020-11", ("lower",))


def add(told: Told = TOLD, **changes: Any) -> OwnBenchmark:
    return adding.add_benchmark(told=replace(told, **changes), by=None, at=NOON, today=TODAY)


def change(benchmark: OwnBenchmark, *, version: int = 1, **changes: Any) -> OwnBenchmark:
    told = replace(TOLD, **changes)
    return adding.change_benchmark(
        benchmark=benchmark, told=told, version=version, by=None, at=NOON, today=TODAY
    )


def test_it_is_kept_with_all_that_was_told_and_recorded(lead):
    made = adding.add_benchmark(told=TOLD, by=lead, at=NOON, today=TODAY)

    stored = OwnBenchmark.objects.get()
    assert stored == made
    assert (stored.measure, stored.definition) == ("SEB1", "background-2021")
    assert (stored.added_by, stored.added_at) == (lead, NOON)
    event = AuditEvent.objects.get()
    assert (event.verb, event.title, event.by) == ("added", TOLD.label, lead)


def test_counted_alike_it_compares_with_our_share():
    comparing.comparable(LOWER, add().as_benchmark())


def test_counted_otherwise_it_never_does():
    own = add(counted_alike=False, counted="Of everybody, those who did not say included")

    assert own.as_benchmark().note == "Of everybody, those who did not say included"
    with pytest.raises(CannotCompare, match="counted in another way"):
        comparing.comparable(LOWER, own.as_benchmark())


def test_two_counted_otherwise_are_not_set_side_by_side():
    one, other = (
        add(label=name, counted_alike=False, counted="Not known").as_benchmark() for name in "ab"
    )

    with pytest.raises(CannotCompare, match="in their own way"):
        comparing.side_by_side(one, other)


def test_how_it_is_counted_is_forgotten_where_it_is_counted_alike():
    assert add(counted="By hand").counted == ""


@pytest.mark.parametrize("group", adding.WHAT)
def test_each_group_belongs_to_its_question(group):
    own = add(group=group).as_benchmark()

    for (code, mapping), groups in own.terms.compares.items():
        comparing.comparable(Counted(code, mapping, groups[group]), own)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"label": "  "}, "label", "name"),
        ({"population": ""}, "population", "whose"),
        ({"source": " "}, "source", "source"),
        ({"group": "nobody"}, "group", "share of"),
        ({"value": Decimal("-0.1")}, "value", "between 0 and 100"),
        ({"value": Decimal("100.1")}, "value", "between 0 and 100"),
        ({"year": "last year"}, "year", "such as 2024"),
        ({"year": "1824"}, "year", "such as 2024"),
        ({"year": "2028"}, "year", "not begun"),
        ({"address": "example.org"}, "address", "whole address"),
        ({"address": "javascript:alert(1)"}, "address", "whole address"),
        ({"counted_alike": False}, "counted", "how it is counted"),
    ],
)
def test_what_could_not_be_traced_is_refused_beside_its_field(changes, field, sentence):
    with pytest.raises(CannotKeep, match=sentence) as refusal:
        add(**changes)

    assert refusal.value.field == field
    assert not OwnBenchmark.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [{"value": Decimal(0)}, {"value": Decimal(100)}, {"year": "2026/27"}, {"address": ""}],
)
def test_the_edges_are_kept(changes):
    add(**changes)


def test_sent_twice_it_is_added_once():
    assert add() == add()
    assert AuditEvent.objects.count() == 1


def test_a_name_is_said_once_among_those_in_use():
    first = add()

    with pytest.raises(CannotKeep, match="of this name"):
        add(label=TOLD.label.upper(), year="2024")
    adding.retire_benchmark(benchmark=first, by=None, at=NOON)
    add(year="2024")


def test_a_change_is_the_next_version_and_says_what_stood_there():
    own = change(add(), value=Decimal(46), source="Another")

    assert (own.version, own.value) == (2, 46)
    event = AuditEvent.objects.get(verb="changed")
    assert set(event.changes) == {"value", "source"}


def test_a_change_to_how_it_is_counted_moves_it_out_of_what_compares():
    own = change(add(), counted_alike=False, counted="Not known")

    assert own.definition == adding.OTHER


def test_nothing_changed_is_nothing_recorded():
    assert change(add()).version == 1
    assert not AuditEvent.objects.filter(verb="changed").exists()


def test_who_saved_first_is_named_to_who_saves_second(lead):
    own = add()
    adding.change_benchmark(
        benchmark=own,
        told=replace(TOLD, year="2024"),
        version=1,
        by=lead,
        at=NOON,
        today=TODAY,
    )

    with pytest.raises(ChangedMeanwhile, match="Priya Nair") as refusal:
        change(own, year="2023")
    assert refusal.value.version == 2
    assert change(own, year="2023", version=2).year == "2023"


def test_a_change_may_not_take_anothers_name():
    add()
    other = add(label="Another")

    with pytest.raises(CannotKeep, match="of this name"):
        change(other, label=TOLD.label)


def test_retired_it_is_kept_and_takes_no_more_changes():
    own = add()
    adding.retire_benchmark(benchmark=own, by=None, at=NOON)
    adding.retire_benchmark(benchmark=own, by=None, at=NOON)

    assert OwnBenchmark.objects.get().retired_at == NOON
    assert not OwnBenchmark.objects.current().exists()
    assert AuditEvent.objects.filter(verb="retired").count() == 1
    with pytest.raises(CannotKeep, match="retired"):
        change(own, year="2024")


@pytest.mark.parametrize(
    "columns",
    [
        {"value": Decimal("100.5")},
        {"value": Decimal(-1)},
        {"source": ""},
        {"definition": adding.OTHER, "counted": ""},
    ],
)
def test_the_database_refuses_it_too(columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        BenchmarkFactory.create(**columns)


def test_the_database_refuses_a_name_twice_while_in_use():
    BenchmarkFactory.create(label="Twice", retired_at=NOON)
    BenchmarkFactory.create(label="Twice")

    with pytest.raises(IntegrityError), transaction.atomic():
        BenchmarkFactory.create(label="TWICE")

"""A pack as text and back: nothing is lost, nothing is guessed, and old text stays readable."""

import json
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts.map import StrategyMap
from charts.ranges import RangeChart
from charts.stacks import StackChart
from dashboards.finding import Finding
from packs.contents import FORMAT, StrategyLine
from packs.keeping import Unreadable, contents_of, text_of
from tests.packs import examples

# A pack as the first release wrote it. It is never made anew: packs that were issued are like it.
ISSUED = Path(__file__).parent.parent / "data" / "pack-1.json"

PLAIN = {
    str: st.text(max_size=8),
    int: st.integers(0, 1000),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    NoneType: st.none(),
}


def any_of(kind):
    """Anything that a type allows, however odd: every field filled, tuples of up to two."""
    if kind in PLAIN:
        return PLAIN[kind]
    if is_dataclass(kind):
        return st.builds(kind, **{name: any_of(one) for name, one in get_type_hints(kind).items()})
    parts = get_args(kind)
    if get_origin(kind) is not tuple:
        return st.one_of(*map(any_of, parts))
    if parts[-1] is ...:
        return st.lists(any_of(parts[0]), max_size=2).map(tuple)
    return st.tuples(*map(any_of, parts))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_of(Finding), any_of(StrategyMap), any_of(StrategyLine))
def test_whatever_a_pack_may_hold_comes_back_as_it_was(finding, drawn, line):
    contents = replace(
        examples.first(), findings=(finding,), unsaid=finding, map=drawn, strategy=(line,)
    )

    text = text_of(contents)

    assert contents_of(text) == contents
    assert text_of(contents_of(text)) == text


@pytest.mark.parametrize("contents", [examples.contents(), examples.first()])
def test_a_whole_pack_comes_back_as_it_was(contents):
    assert contents_of(text_of(contents)) == contents


def test_charts_come_back_as_what_they_were():
    charts = [finding.chart for finding in contents_of(text_of(examples.contents())).findings]

    assert {type(chart) for chart in charts} == {RangeChart, StackChart}


def test_a_pack_that_was_issued_by_the_first_release_is_still_read():
    assert contents_of(ISSUED.read_text()) == examples.contents()


def test_every_field_is_written_out_though_it_is_the_default():
    told = json.loads(text_of(examples.first()))

    assert told["since"] is None
    assert told["commitments"] == []


def test_text_is_the_same_for_a_whole_number_and_the_same_number_with_a_point():
    assert '"number":29.0' in text_of(examples.contents())


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "7",
        "{}",
        "[" * 100_000,
        json.dumps({"format": FORMAT}),
        json.dumps({"format": "mobility-pack-2"}),
    ],
)
def test_what_is_no_pack_is_refused(broken):
    with pytest.raises(Unreadable, match="cannot read it"):
        contents_of(broken)


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"title":', '"titel":'),
        ('"shape":"ranges"', '"shape":"pie"'),
        ('"name":"Board"', '"name":null'),
        ('"name":"Board"', '"name":7'),
        ("2026-12-31", "2026-13-31"),
        ('"as_of":', '"added_by_a_later_release":1,"as_of":'),
    ],
)
def test_a_pack_with_a_part_that_is_not_known_is_refused_whole(there, instead):
    text = text_of(examples.contents())
    assert there in text

    with pytest.raises(Unreadable):
        contents_of(text.replace(there, instead))

"""Sections 1 to 4: how far a key result has come."""

from decimal import Decimal

import pytest
from hypothesis import assume, given

from okrs.rules import progress
from okrs.rules.facts import MilestoneFacts
from okrs.rules.words import Direction, Word
from tests.okrs.rules.examples import START, figures, steps, weights

D = Decimal
HAIR = D("1E-18")


@pytest.mark.parametrize(
    ("baseline", "target", "value", "fraction"),
    [
        (0, 66, 33, "0.5"),
        (0, 66, "82.5", "1.25"),
        (20, 10, 15, "0.5"),
        (20, 10, 22, "-0.2"),
        (20, 10, 8, "1.2"),
        (-5, 5, 0, "0.5"),
        (19, 25, 19, "0"),
    ],
)
def test_progress_is_the_part_of_the_way_that_is_done(baseline, target, value, fraction):
    done = progress.progress(baseline=D(baseline), target=D(target), value=D(value))

    assert done == D(fraction)


@pytest.mark.parametrize(
    ("baseline", "target", "value"), [(None, 25, 21), (19, None, 21), (19, 25, None)]
)
def test_progress_is_unsaid_while_anything_is_unknown(baseline, target, value):
    known = {"baseline": baseline, "target": target, "value": value}

    done = progress.progress(**{key: None if v is None else D(v) for key, v in known.items()})

    assert done is None


@pytest.mark.parametrize("value", [D(19), None])
def test_from_and_to_alike_are_refused_with_the_way_out(value):
    with pytest.raises(progress.NothingToMove, match="Keep at"):
        progress.progress(baseline=D(19), target=D("19.0"), value=value)


@given(figures, figures, figures)
def test_a_rise_and_its_mirror_image_make_the_same_progress(baseline, target, value):
    assume(baseline != target)

    rise = progress.progress(baseline=baseline, target=target, value=value)

    assert rise == progress.progress(baseline=-baseline, target=-target, value=-value)


@given(figures, figures, figures, figures, weights)
def test_another_unit_or_zero_point_changes_no_progress(baseline, target, value, shift, scale):
    assume(baseline != target)
    here = progress.progress(baseline=baseline, target=target, value=value)

    there = progress.progress(
        baseline=baseline * scale + shift,
        target=target * scale + shift,
        value=value * scale + shift,
    )

    assert abs(here - there) < HAIR


@given(figures, figures)
def test_the_baseline_is_nothing_and_the_target_is_all(baseline, target):
    assume(baseline != target)

    assert progress.progress(baseline=baseline, target=target, value=baseline) == 0
    assert progress.progress(baseline=baseline, target=target, value=target) == 1


@given(figures)
def test_a_clamped_fraction_is_between_nothing_and_all_and_else_untouched(fraction):
    clamped = progress.clamp(fraction)

    assert 0 <= clamped <= 1
    assert clamped == fraction or not 0 <= fraction <= 1


def test_a_share_is_a_percentage_of_its_whole():
    assert progress.share(numerator=33, denominator=132) == D(25)
    assert progress.share(numerator=0, denominator=5) == 0
    assert progress.share(numerator=5, denominator=5) == 100


@pytest.mark.parametrize(("numerator", "denominator"), [(6, 5), (-1, 5), (0, 0), (1, -1)])
def test_a_share_refuses_what_is_no_part_of_a_whole(numerator, denominator):
    with pytest.raises(progress.CannotBeAShare):
        progress.share(numerator=numerator, denominator=denominator)


@pytest.mark.parametrize(("count", "percent"), [(400, 0), (500, 25), (300, -25), (0, -100)])
def test_a_percentage_change_starts_at_nothing(count, percent):
    assert progress.percent_change(count=count, base=400) == percent


def test_a_percentage_change_needs_a_first_count():
    with pytest.raises(progress.CannotBeAChange):
        progress.percent_change(count=5, base=0)


@pytest.mark.parametrize(
    ("word", "fraction"),
    [
        (None, None),
        (Word.not_started, D(0)),
        (Word.in_progress, D("0.5")),
        (Word.completed, D(1)),
    ],
)
def test_a_status_counts_for_nothing_half_or_all(word, fraction):
    assert progress.word_progress(word) == fraction


def test_milestones_count_by_weight():
    done = MilestoneFacts(done_on=START)
    heavy = MilestoneFacts(weight=D(2))

    assert progress.milestone_progress([done, MilestoneFacts(), heavy]) == D("0.25")


@pytest.mark.parametrize("none", [(), steps(True, weight=D(0))])
def test_no_milestones_or_none_with_weight_say_nothing(none):
    assert progress.milestone_progress(none) is None


@pytest.mark.parametrize(
    ("baseline", "target", "way"),
    [
        (19, 25, Direction.increase),
        (20, 10, Direction.decrease),
        (-5, -9, Direction.decrease),
        (19, 19, Direction.keep),
        (None, 25, None),
        (19, None, None),
    ],
)
def test_the_better_way_follows_from_from_and_to(baseline, target, way):
    known = {"baseline": baseline, "target": target}

    found = progress.direction(**{k: None if v is None else D(v) for k, v in known.items()})

    assert found is way


@pytest.mark.parametrize(
    ("value", "low", "high", "held"),
    [
        (15, 15, 25, True),
        (25, 15, 25, True),
        ("14.9", 15, 25, False),
        ("25.1", 15, 25, False),
        (999, 15, None, True),
        (-999, None, 25, True),
        (19, 19, 19, True),
    ],
)
def test_a_keep_at_holds_inside_its_limits_and_on_them(value, low, high, held):
    low, high = (None if limit is None else D(limit) for limit in (low, high))

    assert progress.holds(value=D(value), low=low, high=high) is held


@pytest.mark.parametrize(
    ("value", "tolerance", "near"),
    [(13, 2, True), ("12.9", 2, False), (27, 2, True), (28, 2, False), (14, None, False)],
)
def test_the_tolerance_is_a_band_outside_the_limits(value, tolerance, near):
    band = None if tolerance is None else D(tolerance)

    assert progress.in_tolerance(value=D(value), low=D(15), high=D(25), tolerance=band) is near


def test_consistency_is_how_often_it_held():
    readings = [D(16), D(14), D(20), D(25)]

    assert progress.consistency(readings, D(15), D(25)) == (3, 4)
    assert progress.consistency([], D(15), D(25)) == (0, 0)

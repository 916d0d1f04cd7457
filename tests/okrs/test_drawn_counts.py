"""How counts are drawn: a bar beside them, and words that say the same."""

from okrs.rules.rollup import Counts
from okrs.templatetags import plan

TALLY = Counts(achieved=1, on_track=1, stale=2)


def test_each_part_of_the_bar_reaches_from_the_left_to_its_own_end():
    assert plan.stackbar(TALLY) == (
        '<svg class="stackbar" aria-hidden="true"><rect data-status="stale" width="100%"/>'
        '<rect data-status="ontrack" width="50%"/><rect data-status="achieved" width="25%"/></svg>'
    )
    assert plan.stackbar(Counts()) == ""


def test_counts_say_number_and_status_and_leave_the_shape_to_the_style_sheet():
    assert plan.counts(TALLY) == (
        '<ul class="counts"><li data-status="achieved"><span><b>1</b> achieved</span></li>'
        '<li data-status="ontrack"><span><b>1</b> on track</span></li>'
        '<li data-status="stale"><span><b>2</b> stale</span></li></ul>'
    )

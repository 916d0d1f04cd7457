"""The closed lists: their codes are kept in the database, so they may not change by accident."""

import pytest
from django.utils import translation
from django.utils.functional import Promise

from okrs.rules import verdicts, words
from okrs.rules.confidence import Band
from okrs.rules.freshness import Freshness
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Kind, Named, Source, Status

LISTS = [*Named.__subclasses__()]


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (words.Kind, "number percent percent_change status milestones keep_at"),
        (words.Source, "value status milestones"),
        (words.Word, "not_started in_progress completed"),
        (words.Cadence, "weekly monthly quarterly annual on_survey"),
        (words.Pace, "linear stepped curve"),
        (words.Direction, "increase decrease complete keep"),
        (
            words.Status,
            "achieved on_track behind off_track unset stale too_few no_reading too_early"
            " not_counted",
        ),
        (words.Intent, "committed aspirational"),
    ],
)
def test_the_codes_are_these(words, codes):
    assert [member.value for member in words] == codes.split()


def test_every_list_is_known_here():
    assert {Band, Freshness, Verdict, Kind, Source, Status} <= set(LISTS)


@pytest.mark.parametrize("words", LISTS)
def test_every_code_names_its_member_and_has_a_label_looked_up_late(words):
    for member in words:
        assert words(member.value) is member
        assert str(member) == member.name == member.value
        assert isinstance(member.label, Promise)
        with translation.override("en-gb"):
            assert str(member.label)


def test_a_member_may_be_named_value():
    assert str(Source.value) == "value"
    assert Source("value") is Source.value


def test_every_verdict_has_the_colour_of_its_status_but_the_overdue_baseline():
    odd = [v for v in Verdict if v.tone != verdicts.tone_of(v.status)]

    assert odd == [Verdict.unset_overdue]
    assert Verdict.unset_overdue.tone == "behind"


def test_what_cannot_be_said_is_grey():
    grey = {status for status in Status if verdicts.tone_of(status) == "unset"}

    assert grey == {
        Status.unset, Status.too_few, Status.no_reading, Status.too_early, Status.not_counted,
    }  # fmt: skip
    assert verdicts.tone_of(None) == "unset"

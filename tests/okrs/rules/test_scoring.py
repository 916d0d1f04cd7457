"""What a key result came to: a score, how it reads by what was promised, or why there is none."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.rules import scoring
from okrs.rules.facts import Facts, Guard, MilestoneFacts
from okrs.rules.scoring import Band, NoScore, Score, Suggestion
from okrs.rules.standing import Standing, standing
from okrs.rules.words import Intent, Kind, Source, Word

END = date(2027, 12, 31)
COMMITTED, ASPIRATIONAL = Intent.committed, Intent.aspirational
FAILING = Guard(title="Quality", word="Outside", fails=True)
FRACTIONS = st.decimals(-3, 3, places=4)


def stood(**told: object) -> Standing:
    facts: dict[str, object] = {
        "starts_on": date(2027, 1, 1),
        "due_on": END,
        "baseline": Decimal(0),
        "target": Decimal(100),
        "value": Decimal(50),
        "value_as_of": END,
        "confirmed_on": END,
    }
    return standing(Facts(**(facts | told)), today=END)


def scored(intent: Intent = COMMITTED, **told: object) -> Score:
    return scoring.score(stood(**told), intent=intent, is_final=True)


@pytest.mark.parametrize(
    ("value", "score", "committed", "aspirational"),
    [
        ("125", "1.00", Band.met, Band.met),
        ("100", "1.00", Band.met, Band.met),
        ("99.9", "0.99", Band.short, Band.good),
        ("70", "0.70", Band.short, Band.good),
        ("69.9", "0.69", Band.short, Band.some),
        ("40", "0.40", Band.short, Band.some),
        ("39.9", "0.39", Band.little, Band.little),
        ("0", "0.00", Band.little, Band.little),
        ("-20", "0.00", Band.little, Band.little),
    ],
)
def test_the_same_score_reads_differently_by_what_was_promised(
    value: str, score: str, committed: Band, aspirational: Band
) -> None:
    one, other = scored(COMMITTED, value=Decimal(value)), scored(ASPIRATIONAL, value=Decimal(value))

    assert (one.value, other.value) == (Decimal(score), Decimal(score))
    assert (one.band, other.band) == (committed, aspirational)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"baseline": None}, NoScore.unset),
        ({"suppressed": True, "value": None}, NoScore.too_few),
        ({"confirmed_on": date(2027, 3, 31)}, NoScore.stale),
        ({"kind": Kind.status, "source": Source.status, "word": Word.completed}, NoScore.status),
        (
            {
                "kind": Kind.milestones,
                "source": Source.milestones,
                "baseline": None,
                "target": None,
                "milestones": (MilestoneFacts(done_on=END), MilestoneFacts()),
            },
            NoScore.milestones,
        ),
        ({"kind": Kind.keep_at, "low": Decimal(40), "high": Decimal(60)}, NoScore.keep_at),
        ({"value": None, "value_as_of": None}, NoScore.no_reading),
    ],
)
def test_what_cannot_be_scored_says_why(told: dict[str, object], why: NoScore) -> None:
    found = scored(**told)

    assert (found.value, found.missing, found.band) == (None, why, None)
    assert why.label


def test_one_that_goes_on_has_a_score_so_far_and_no_band() -> None:
    found = scoring.score(stood(), intent=COMMITTED, is_final=False)

    assert (found.value, found.band, found.tone) == (Decimal("0.50"), None, "unset")


@pytest.mark.parametrize(
    ("intent", "told", "suggestion"),
    [
        (COMMITTED, {"value": Decimal(100)}, Suggestion.achieved),
        (COMMITTED, {"value": Decimal(70)}, Suggestion.carried),
        (ASPIRATIONAL, {"value": Decimal(70)}, Suggestion.achieved),
        (ASPIRATIONAL, {"value": Decimal(50)}, Suggestion.carried),
        (ASPIRATIONAL, {"value": Decimal(39)}, Suggestion.missed),
        (COMMITTED, {"baseline": None}, None),
        (COMMITTED, {"suppressed": True, "value": None}, None),
        (COMMITTED, {"kind": Kind.status, "source": Source.status, "value": None}, None),
        (COMMITTED, {"value": Decimal(100), "guard": FAILING}, None),
        (
            COMMITTED,
            {"kind": Kind.status, "source": Source.status, "word": Word.completed},
            Suggestion.achieved,
        ),
        (
            COMMITTED,
            {"kind": Kind.status, "source": Source.status, "word": Word.in_progress},
            Suggestion.missed,
        ),
        (COMMITTED, {"kind": Kind.keep_at, "low": Decimal(40)}, Suggestion.achieved),
        (COMMITTED, {"kind": Kind.keep_at, "low": Decimal(60)}, Suggestion.missed),
    ],
)
def test_the_score_suggests_and_where_nobody_can_know_it_suggests_nothing(
    intent: Intent, told: dict[str, object], suggestion: Suggestion | None
) -> None:
    found = stood(**told)
    score = scoring.score(found, intent=intent, is_final=True)

    assert scoring.suggested(score, found) is suggestion


def test_how_to_read_a_score_is_said_for_each_intent() -> None:
    assert "miss to explain" in scoring.how_to_read(COMMITTED)
    assert "0.7" in scoring.how_to_read(ASPIRATIONAL)


@given(FRACTIONS, FRACTIONS, st.sampled_from(Intent))
def test_more_progress_never_reads_worse(one: Decimal, other: Decimal, intent: Intent) -> None:
    order = [Band.little, Band.some, Band.short, Band.good, Band.met]
    less, more = (scoring.in_hundredths(x) for x in sorted((one, other)))

    assert 0 <= less <= more <= 1
    read = [order.index(scoring.band_of(x, intent=intent)) for x in (less, more)]
    assert read == sorted(read)


@given(FRACTIONS)
def test_a_committed_one_never_reads_better_than_an_aspiration(progress: Decimal) -> None:
    score = scoring.in_hundredths(progress)
    order = [Band.little, Band.short, Band.some, Band.good, Band.met]

    committed, aspired = (scoring.band_of(score, intent=i) for i in (COMMITTED, ASPIRATIONAL))
    assert order.index(committed) <= order.index(aspired)

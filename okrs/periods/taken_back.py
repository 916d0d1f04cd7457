"""What a survey took back since a period was closed: what was kept of it is shown to nobody.

The text that was kept stays whole in the database, under its digest; only what is read of it lacks
the figure. Protecting people outranks what was kept.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from okrs.models import CheckIn, PeriodSnapshot
from okrs.periods import keeping
from okrs.periods.contents import Contents, ObjectiveKept, PillarKept, ResultKept
from okrs.rules.scoring import NoScore
from okrs.rules.verdicts import Verdict

Gone = Collection[tuple[int, date]]


def shown(snapshot: PeriodSnapshot) -> Contents:
    """What was kept, without what was taken back since. One query. Raises keeping.Unreadable."""
    return without(keeping.contents_of(snapshot), gone(snapshot.period.strategy_id))


def text_shown(snapshot: PeriodSnapshot) -> str:
    """The very text that was kept, while all of it may be read. One query."""
    kept = keeping.contents_of(snapshot)
    left = without(kept, gone(snapshot.period.strategy_id))
    return snapshot.content if left == kept else keeping.text_of(left)


def gone(strategy_id: int) -> Gone:
    """Key results, each with a day whose figure of a survey was taken back. One query."""
    found = CheckIn.objects.filter(
        key_result__objective__strategy_id=strategy_id,
        source=CheckIn.SURVEY,
        suppressed=False,
        replaced_by__suppressed=True,
    )
    return set(found.order_by("pk").values_list("key_result_id", "as_of"))


def without(contents: Contents, gone: Gone) -> Contents:
    """These contents as they may be read."""
    if not gone:
        return contents
    return replace(contents, pillars=tuple(_pillar(part, gone) for part in contents.pillars))


def _pillar(part: PillarKept, gone: Gone) -> PillarKept:
    return replace(part, objectives=tuple(_objective(one, gone) for one in part.objectives))


def _objective(part: ObjectiveKept, gone: Gone) -> ObjectiveKept:
    return replace(part, results=tuple(_result(one, gone) for one in part.results))


def _result(one: ResultKept, gone: Gone) -> ResultKept:
    """Everything that the figure could be read from goes; what was promised and said stays."""
    if one.end_as_of is None or (one.key_result, one.end_as_of) not in gone:
        return one
    return replace(
        one,
        end="",
        end_value=None,
        tone=Verdict.too_few.tone,
        word=str(Verdict.too_few.label),
        said="",
        guard="",
        progress=None,
        score=None,
        band="",
        no_score=NoScore.too_few.value,
        suggested="",
    )

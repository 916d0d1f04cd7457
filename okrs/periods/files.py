"""A closed period as a table to take away: one row for each key result, as it was kept."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from okrs.periods.contents import Contents, ResultKept

HEADER: tuple[str | Promise, ...] = (
    gettext_lazy("Pillar"),
    gettext_lazy("Objective"),
    gettext_lazy("Key result"),
    gettext_lazy("Owner"),
    gettext_lazy("Intent"),
    gettext_lazy("Weight"),
    gettext_lazy("Starts"),
    gettext_lazy("Due"),
    gettext_lazy("From"),
    gettext_lazy("At its end"),
    gettext_lazy("To"),
    gettext_lazy("As of"),
    gettext_lazy("Status"),
    gettext_lazy("Progress"),
    gettext_lazy("Expected"),
    gettext_lazy("Score"),
    gettext_lazy("How it reads"),
    gettext_lazy("Why there is no score"),
    gettext_lazy("Outcome"),
    gettext_lazy("What we learned"),
    gettext_lazy("Confidence"),
    gettext_lazy("Check-ins"),
    gettext_lazy("Milestones done"),
    gettext_lazy("Milestones"),
    gettext_lazy("Carried over from"),
    gettext_lazy("Carried over as"),
)


def header() -> list[str]:
    return [str(name) for name in HEADER]


def rows(contents: Contents) -> Iterator[tuple[Any, ...]]:
    """In the order of the page. Matches `HEADER`."""
    for pillar in contents.pillars:
        for objective in pillar.objectives:
            for result in objective.results:
                yield (pillar.name, objective.title, *_cells(result))


def _cells(result: ResultKept) -> tuple[Any, ...]:
    return (
        result.title,
        result.owner,
        result.intent_word,
        Decimal(result.weight),
        result.starts_on,
        result.due_on,
        result.start,
        result.end,
        result.goal,
        result.end_as_of,
        result.word,
        _number(result.progress),
        _number(result.expected),
        _number(result.score),
        result.band_word,
        result.why_no_score,
        result.outcome_word,
        result.reflection,
        result.confidence,
        result.told,
        result.done,
        len(result.milestones),
        result.predecessor_title,
        result.successor_title,
    )


def _number(kept: str | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)

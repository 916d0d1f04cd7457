"""What a lead must set before it can count: baselines, and milestones where those are the measure.

What is overdue and what is still to come are two things to do, each with its own day.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.todo_line import Todo, in_words, named
from okrs.rules import measuring
from okrs.rules.words import Kind, Status
from okrs.standings import Plan, Row


def unset(plan: Plan, rows: Iterable[Row], today: date) -> Iterator[Todo]:
    """Of these rows of the plan, what is not set yet: one thing to do for each sort of it."""
    sorts: dict[tuple[bool, bool], list[Row]] = {}
    for row in rows:
        if row.standing.status is Status.unset:
            late = measuring.set_by(row.standing.facts) < today
            sorts.setdefault((by_milestones(row), late), []).append(row)
    every = sum(row.standing.status is Status.unset for row in plan.rows)
    for (stepwise, late), found in sorts.items():
        found.sort(key=lambda row: measuring.set_by(row.standing.facts))
        yield Todo(
            _title(len(found), stepwise=stepwise, late=late),
            _("%(which)s. Until then it cannot count.") % {"which": named(found)}
            if len(found) == 1
            else _("%(which)s. Until then they cannot count.") % {"which": named(found)},
            measuring.set_by(found[0].standing.facts),
            *_way_to(found, is_all=len(found) == every),
        )


def by_milestones(row: Row) -> bool:
    return bool(row.key_result.kind == Kind.milestones.value)


def _title(number: int, *, stepwise: bool, late: bool) -> str:
    if stepwise:
        title = ngettext(
            "Add the milestones of a key result",
            "Add the milestones of %(n)s key results",
            number,
        )
    elif late:
        title = ngettext("Set an overdue baseline", "Set %(n)s overdue baselines", number)
    else:
        title = ngettext("Set a baseline", "Set %(n)s baselines", number)
    return title % {"n": in_words(number)}


def _way_to(found: list[Row], *, is_all: bool) -> tuple[str, str]:
    """The button and where it leads: the list only where it would show these and no others."""
    if len(found) > 1 and is_all:
        return _("See them"), f"{reverse('okrs:list')}?status=unset"
    page = reverse("okrs:key_result", args=[found[0].key_result.pk])
    return (_("Open the first") if len(found) > 1 else _("Open")), page

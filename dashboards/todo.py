"""What I must do: for an owner their own key results, for a lead what holds the plan up.

Pure but for two small reads at the end. Each thing says why, by when, and has one button.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Capability
from okrs.listing import is_mine, wants_reading
from okrs.models import CheckIn, Milestone, PlaybookDecision
from okrs.rules import confidence
from okrs.rules.words import Status
from okrs.standings import Plan, Row, counted_milestones

SOON = timedelta(days=7)
STEP_SOON = timedelta(days=14)
RECENT = timedelta(days=60)
NAMED = 2  # how many key results a line names before it says how many more


@dataclass(frozen=True)
class Todo:
    title: str
    why: str
    by: date | None
    action: str
    url: str


def things_to_do(plan: Plan, *, reader: User, strategy_id: int, today: date) -> list[Todo]:
    """Soonest first; what has no date comes last. Two queries for a lead, none for anybody else."""
    found = list(_own(plan, reader, today))
    if reader.may(Capability.EDIT_PLAN):
        found += _lead(plan, reader)
        found += _shaken(plan, today)
        found += _to_reconsider(strategy_id, today)
    return sorted(found, key=lambda todo: (todo.by is None, todo.by or today))


def _own(plan: Plan, reader: User, today: date) -> Iterator[Todo]:
    if not reader.may(Capability.CHECK_IN):
        return
    for row in plan.rows:
        if is_mine(row, reader) and row.standing.next_due <= today + SOON:
            yield _check_in(row)
        if is_mine(row, reader) and row.standing.status is Status.unset:
            yield _find_baseline(row)
        yield from (_step(step, row) for step in _steps_due(row, reader, today))


def _check_in(row: Row) -> Todo:
    late = row.standing.days_late
    why = (
        ngettext("It is %(n)s day late.", "It is %(n)s days late.", late) % {"n": late}
        if late > 0
        else _("Due soon. About a minute.")
    )
    return Todo(
        _("Check in: %(title)s") % {"title": row.key_result.title},
        why,
        row.standing.next_due,
        _("Check in"),
        reverse("okrs:check_in", args=[row.key_result.pk]),
    )


def _find_baseline(row: Row) -> Todo:
    return Todo(
        _("Find out where it starts: %(title)s") % {"title": row.key_result.title},
        _("From or To is not known yet, so it cannot count."),
        row.key_result.set_by,
        _("Open"),
        reverse("okrs:key_result", args=[row.key_result.pk]),
    )


def _steps_due(row: Row, reader: User, today: date) -> list[Milestone]:
    """Open milestones of this reader that are due within a fortnight, or late."""
    return [
        step
        for step in counted_milestones(row.key_result)
        if step.done_on is None
        and step.due_on
        and step.due_on <= today + STEP_SOON
        and (step.owner_id or row.key_result.owner_id) == reader.pk
    ]


def _step(step: Milestone, row: Row) -> Todo:
    return Todo(
        _("Finish a step: %(text)s") % {"text": step.text},
        row.key_result.title,
        step.due_on,
        _("Open"),
        reverse("okrs:key_result", args=[row.key_result.pk]),
    )


def _lead(plan: Plan, reader: User) -> Iterator[Todo]:
    others = [row for row in plan.rows if not is_mine(row, reader)]
    yield from _late_by_owner(row for row in others if wants_reading(row))
    yield from _unset(row for row in others if row.standing.status is Status.unset)
    yield from _ownerless(row for row in plan.rows if row.key_result.owner_id is None)
    yield from _red(row for row in plan.rows if row.standing.status is Status.off_track)
    for part in plan.pillars:
        if not part.rows:
            yield Todo(
                _("Choose key results for %(pillar)s") % {"pillar": part.pillar.label},
                _("Nothing is promised in this pillar yet."),
                None,
                _("See the playbook"),
                reverse("okrs:playbook_pillar", args=[part.pillar.value]),
            )


def _late_by_owner(rows: Iterable[Row]) -> Iterator[Todo]:
    by_owner: dict[User, list[Row]] = {}
    for row in rows:
        if row.key_result.owner:
            by_owner.setdefault(row.key_result.owner, []).append(row)
    for owner, late in by_owner.items():
        title = ngettext(
            "Chase %(name)s: a check-in is late",
            "Chase %(name)s: %(n)s check-ins are late",
            len(late),
        )
        yield Todo(
            title % {"name": owner.short_name, "n": in_words(len(late))},
            named(late),
            min(row.standing.next_due for row in late),
            _("See them") if len(late) > 1 else _("See it"),
            f"{reverse('okrs:list')}?owner={owner.pk}&sort=due",
        )


def _unset(rows: Iterable[Row]) -> Iterator[Todo]:
    found = list(rows)
    if not found:
        return
    days = [row.key_result.set_by for row in found if row.key_result.set_by]
    title = ngettext("Set a baseline", "Set %(n)s baselines", len(found))
    yield Todo(
        title % {"n": in_words(len(found))},
        _("%(which)s. Without them these key results cannot count.") % {"which": named(found)},
        min(days, default=None),
        _("Set baselines"),
        f"{reverse('okrs:list')}?status=unset",
    )


def _ownerless(rows: Iterable[Row]) -> Iterator[Todo]:
    if found := list(rows):
        title = ngettext(
            "Give a key result an owner", "Give %(n)s key results an owner", len(found)
        )
        yield Todo(
            title % {"n": in_words(len(found))},
            _("%(which)s. Nobody is asked how they stand.") % {"which": named(found)},
            None,
            _("See them"),
            f"{reverse('okrs:list')}?owner=nobody",
        )


def _red(rows: Iterable[Row]) -> Iterator[Todo]:
    if found := list(rows):
        title = ngettext(
            "Find help for an off-track key result",
            "Find help for %(n)s off-track key results",
            len(found),
        )
        yield Todo(
            title % {"n": in_words(len(found))},
            named(found),
            None,
            _("See why"),
            f"{reverse('dashboards:plan')}#red",
        )


def _shaken(plan: Plan, today: date) -> Iterator[Todo]:
    """Where somebody grew much less sure lately: a conversation to have."""
    rows = {row.key_result.pk: row for row in plan.rows}
    said = (
        CheckIn.objects.standing()
        .filter(
            key_result__in=rows, confidence__isnull=False, recorded_at__date__gte=today - RECENT
        )
        .latest_first()
        .values_list("key_result_id", "confidence")
    )
    scores: dict[int, list[int]] = {}
    for pk, score in said:
        scores.setdefault(pk, []).append(int(score or 0))
    for pk, (now, *before) in scores.items():
        if before and confidence.fell(before[0], now):
            yield Todo(
                _("Ask what happened: %(title)s") % {"title": rows[pk].key_result.title},
                _("Confidence went from %(before)s to %(now)s of 10.")
                % {"before": before[0], "now": now},
                None,
                _("Open"),
                reverse("okrs:key_result", args=[pk]),
            )


def _to_reconsider(strategy_id: int, today: date) -> Iterator[Todo]:
    due = PlaybookDecision.objects.filter(strategy_id=strategy_id, ask_again_on__lte=today)
    days = sorted(due.values_list("ask_again_on", flat=True))
    if days:
        title = ngettext(
            "Think again about a row of the playbook",
            "Think again about %(n)s rows of the playbook",
            len(days),
        )
        yield Todo(
            title % {"n": in_words(len(days))},
            _("You asked to be reminded."),
            days[0],
            _("Open the playbook"),
            reverse("okrs:playbook"),
        )


def named(rows: list[Row]) -> str:
    """ "“Listen” and “Provide action”", or two of them "and 3 more"."""
    titles = [f"“{row.key_result.title}”" for row in rows]
    if len(titles) > NAMED:
        more = len(titles) - NAMED
        return _("%(first)s and %(more)s more") % {"first": ", ".join(titles[:NAMED]), "more": more}
    return _(" and ").join(titles)


def in_words(number: int) -> str:
    """Numbers up to nine in words, as a letter would have them."""
    words = [
        _("no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
    ]
    return words[number] if number < len(words) else str(number)

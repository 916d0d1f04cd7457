"""What a lead must do: whatever holds the plan up. Three small reads; the rest is worked out."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from dashboards.todo_line import Todo, in_words, listed, named
from dashboards.todo_unset import unset
from okrs.falls import Fall
from okrs.listing import is_mine, wants_reading
from okrs.models import PlaybookDecision
from okrs.periods.pages import to_close
from okrs.rules import measuring
from okrs.rules.words import Status
from okrs.standings import PillarRows, Plan, Row


def of_lead(
    plan: Plan, *, reader: User, strategy_id: int, today: date, fell: Mapping[int, Fall]
) -> Iterator[Todo]:
    """What others have left open, and what nobody has begun."""
    others = [row for row in plan.rows if not is_mine(row, reader)]
    yield from _late_by_owner(row for row in others if wants_reading(row))
    yield from unset(plan, others, today)
    yield from _stood_in_for(others, today)
    yield from _ownerless(row for row in plan.rows if row.key_result.owner_id is None)
    yield from _red(row for row in plan.rows if row.standing.status is Status.off_track)
    yield from _empty(plan)
    yield from _shaken(plan, fell)
    yield from _to_reconsider(strategy_id, today)
    yield from _to_close(strategy_id, today)


def _to_close(strategy_id: int, today: date) -> Iterator[Todo]:
    """Periods that have ended: the oldest is closed first, so only that one is asked for."""
    for period in to_close(strategy_id, today=today)[:1]:
        yield Todo(
            _("Review and close “%(name)s”") % {"name": period.name},
            _("Say what became of each promise and what was learned. Then close it."),
            None,
            _("Review it"),
            reverse("okrs:period", args=[period.pk]),
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


def _stood_in_for(rows: Iterable[Row], today: date) -> Iterator[Todo]:
    """Where milestones count in place of a baseline that should be known by now."""
    days = {
        row.key_result.pk: measuring.set_by(row.standing.facts)
        for row in rows
        if row.standing.outcome_to_set
    }
    late = sorted(
        (row for row in rows if days.get(row.key_result.pk, today) < today),
        key=lambda row: days[row.key_result.pk],
    )
    if late:
        title = ngettext("Set an overdue baseline", "Set %(n)s overdue baselines", len(late))
        yield Todo(
            title % {"n": in_words(len(late))},
            _("%(which)s. Until then only milestones count.") % {"which": named(late)},
            days[late[0].key_result.pk],
            _("Open the first") if len(late) > 1 else _("Open"),
            reverse("okrs:key_result", args=[late[0].key_result.pk]),
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


def _empty(plan: Plan) -> Iterator[Todo]:
    """Pillars in which nothing is promised, and objectives that nothing measures."""
    for part in plan.pillars:
        if not part.rows:
            yield Todo(
                _("Choose key results for %(pillar)s") % {"pillar": part.pillar.label},
                _("Nothing is promised in this pillar yet."),
                None,
                _("See the playbook"),
                reverse("okrs:playbook_pillar", args=[part.pillar.value]),
            )
        else:
            yield from _unmeasured(part)


def _unmeasured(part: PillarRows) -> Iterator[Todo]:
    bare = [found.objective for found in part.objectives if not found.rows]
    if bare:
        title = ngettext(
            "Give an objective a key result", "Give %(n)s objectives a key result", len(bare)
        )
        yield Todo(
            title % {"n": in_words(len(bare))},
            _("%(which)s. Nothing says yet how far it has come.")
            % {"which": listed([objective.title for objective in bare])},
            None,
            _("Add a key result"),
            f"{reverse('okrs:add')}?objective={bare[0].pk}",
        )


def _shaken(plan: Plan, fell: Mapping[int, Fall]) -> Iterator[Todo]:
    """Where somebody grew much less sure lately: a conversation to have."""
    for row in plan.rows:
        if fall := fell.get(row.key_result.pk):
            yield Todo(
                _("Ask what happened: %(title)s") % {"title": row.key_result.title},
                fall.sentence,
                None,
                _("Open"),
                reverse("okrs:key_result", args=[row.key_result.pk]),
            )


def _to_reconsider(strategy_id: int, today: date) -> Iterator[Todo]:
    due = PlaybookDecision.objects.filter(strategy_id=strategy_id, ask_again_on__lte=today)
    days = sorted(day for day in due.values_list("ask_again_on", flat=True) if day)
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

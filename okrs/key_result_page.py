"""All that the page of one key result shows, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import Http404
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Capability
from charts.series import PathChart
from charts.svg import path_chart
from okrs import happenings, large_path, overrides, paths, reading_table, readings, why
from okrs.answer import WITHOUT_FIGURES, Answer, answer_to, held_in
from okrs.beside import Beside, beside
from okrs.chart_data import chart_of
from okrs.guarded_then import guard_of
from okrs.happenings import Happening
from okrs.models import CheckIn, KeyResult, Link, Milestone, StatusOverride
from okrs.owning import may_act_on, may_tick
from okrs.reading_table import Line
from okrs.readings import Readings
from okrs.rules import confidence
from okrs.rules.words import Cadence, Intent, Kind, Source, Status
from okrs.standings import Row, counted_milestones, row_of
from okrs.survey_following import Following, following
from okrs.survey_newest import Newest, newest
from okrs.taking_back import can_take_back
from strategy.pillars import Pillar

GOES_WITH_IT = (
    *("objective__strategy", "owner", "reviewer", "latest"),
    *("guardrail__latest", "guardrail__objective"),
)


@dataclass(frozen=True)
class Step:
    """A milestone with what this person may do about it."""

    milestone: Milestone
    may_tick: bool
    is_late: bool


@dataclass(frozen=True)
class Latest:
    """What was said last, and whether confidence fell enough to talk about it."""

    check_in: CheckIn
    fell_from: int | None

    @property
    def can_take_back(self) -> bool:
        return can_take_back(self.check_in)

    @property
    def scale(self) -> list[tuple[int, bool]]:
        """Ten marks with their places, as many of them on as the confidence."""
        return [(12 * n, n < (self.check_in.confidence or 0)) for n in range(10)]


@dataclass(frozen=True)
class KeyResultPage:
    """The key result, how it stands, and everything that led there."""

    row: Row
    pillar: Pillar
    terms: str
    has_baseline: bool
    readings: Readings
    answer: Answer
    why: Sequence[tuple[str, str]]
    held: str
    large: SafeString
    in_words: str
    chart: PathChart | None
    drawing: SafeString
    following: Following | None
    newest: Newest
    lines: Sequence[Line]
    hidden_lines: int
    steps: Sequence[Step]
    milestones_say: str
    links: Sequence[Link]
    latest: Latest | None
    history: Sequence[Happening]
    to_set: str
    override: StatusOverride | None
    beside: Beside
    may_act: bool
    may_edit: bool
    can_overrule: bool

    @property
    def has_ranges(self) -> bool:
        return any(line.likely for line in self.lines)

    @property
    def has_counts(self) -> bool:
        return any(line.counts for line in self.lines)

    @property
    def columns(self) -> int:
        return 4 + self.has_ranges + self.has_counts

    @property
    def said(self) -> Status | None:
        """What the owner says instead, while that holds."""
        return Status[self.override.status] if self.override else None


def key_result_or_404(pk: int) -> KeyResult:
    """With its objective, people, latest reading, keep-at and milestones: two queries."""
    steps = Milestone.objects.select_related("owner", "promoted_to").order_by("order", "pk")
    found = (
        KeyResult.objects.select_related(*GOES_WITH_IT)
        .prefetch_related(Prefetch("milestones", steps))
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404(_("There is no such key result."))
    return found


def load_readings(key_result: KeyResult) -> tuple[Readings, list[CheckIn]]:
    """Every check-in and every change of baseline: two queries; two more for a keep-at."""
    check_ins = list(key_result.check_ins.select_related("recorded_by", "replaced_by"))
    changes = key_result.baseline_changes.select_related("by")
    beside_it = guard_of(key_result, told_on=readings.told_on)
    return readings.readings_of(key_result, check_ins, changes, beside_it), check_ins


def load(pk: int, *, user: User, today: date) -> KeyResultPage:
    """The whole page: as many queries, however many readings, milestones and events."""
    key_result = key_result_or_404(pk)
    told, check_ins = load_readings(key_result)
    override = overrides.in_force(key_result.overrides.select_related("by"), today=today)
    row = row_of(key_result, today=today, override=override)
    chart = chart_of(row, told)
    steps = list(key_result.milestones.all())
    lines = reading_table.lines_of(told)
    events = happenings.events_about(key_result, steps)[: happenings.SHOWN]
    return KeyResultPage(
        row=row,
        pillar=Pillar(key_result.objective.pillar),
        terms=_terms(key_result),
        has_baseline=key_result.kind not in WITHOUT_FIGURES,
        readings=told,
        answer=answer_to(row, told, today=today),
        why=why.numbers_used(row, today=today),
        held=held_in(row, told),
        large=large_path.large_drawing(row),
        in_words=f"{paths.in_words(row)} {large_path.expected_in_words(row)}".strip(),
        chart=chart,
        drawing=path_chart(chart) if chart else SafeString(""),
        following=following(key_result),
        newest=newest(key_result, check_ins),
        lines=lines[: reading_table.SHOWN],
        hidden_lines=max(0, len(lines) - reading_table.SHOWN),
        steps=[_step(one, key_result, user, today) for one in steps],
        milestones_say=_milestones_say(row),
        links=list(key_result.links.select_related("added_by").order_by("kind", "pk")),
        latest=_latest(check_ins),
        history=happenings.told(events, kind=key_result.kind),
        to_set=_to_set(row),
        override=override,
        beside=beside(row, today=today),
        may_act=may_act_on(user, key_result) and not key_result.retired_as,
        may_edit=user.may(Capability.EDIT_PLAN),
        can_overrule=overrides.can_be_overruled(row.standing.status),
    )


def _terms(key_result: KeyResult) -> str:
    """ "Aspirational · Once a year · also supports Hiring": what was agreed, in a line."""
    terms = [Intent[key_result.intent].label, Cadence[key_result.cadence].label]
    said = [str(term) for term in terms]
    if key_result.also_supports:
        names = ", ".join(str(Pillar(slug).label) for slug in key_result.also_supports)
        said.append(_("also supports %(pillars)s") % {"pillars": names})
    return " · ".join(said)


def _step(milestone: Milestone, key_result: KeyResult, user: User, today: date) -> Step:
    milestone.key_result = key_result  # as loaded: asking for it again would be a query a row
    late = milestone.done_on is None and milestone.due_on is not None and milestone.due_on < today
    may = may_tick(user, milestone) and not key_result.retired_as and not milestone.promoted_to_id
    return Step(milestone, may, late)


def _milestones_say(row: Row) -> str:
    """How many are done, and whether they decide anything."""
    steps = counted_milestones(row.key_result)
    if not steps:
        return ""
    done = sum(step.done_on is not None for step in steps)
    words = {"done": done, "all": len(steps), "decides": _decides(row)}
    return _("%(done)s of %(all)s done. %(decides)s") % words


def _decides(row: Row) -> str:
    if row.standing.outcome_to_set:
        return _("They decide the status until From and To are set.")
    if row.standing.source is Source.milestones:
        return _("They decide the status.")
    if row.key_result.kind == Kind.status.value:
        return _("They show activity; the status word decides.")
    return _("They show activity; the figure decides the status.")


def _to_set(row: Row) -> str:
    """What is still to set before this can be measured; empty when nothing is."""
    if row.key_result.kind in WITHOUT_FIGURES:
        return ""
    if row.key_result.kind == Kind.keep_at.value:
        return _("Limits to set") if row.standing.status is Status.unset else ""
    if row.standing.status is Status.unset or row.standing.outcome_to_set:
        return paths.what_is_to_set(row.key_result)
    return ""


def _latest(check_ins: Sequence[CheckIn]) -> Latest | None:
    """The check-in told last, with a fall in confidence since the one before that gave one."""
    mends = {c.replaced_by_id for c in check_ins}  # a correction repeats the words it mends
    told = sorted((c for c in check_ins if c.pk not in mends), key=lambda c: (c.recorded_at, c.pk))
    if not told:
        return None
    before = next((c.confidence for c in reversed(told[:-1]) if c.confidence is not None), None)
    fell = confidence.fell(before, told[-1].confidence)
    return Latest(told[-1], before if fell else None)

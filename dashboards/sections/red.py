"""What is off track: why by the numbers, what its owner says, and what is done next."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.finding import Cell, Finding, Row, Table
from dashboards.known import Known
from dashboards.sections.placing import DAY, placed
from okrs import paths
from okrs.list_row import said_line
from okrs.models import CheckIn
from okrs.rules.verdicts import Verdict
from okrs.rules.words import Source
from okrs.standings import Row as KeyResultRow
from okrs.standings import counted_milestones
from strategy.pillars import Pillar

KEY = "red"


@dataclass(frozen=True)
class Next:
    """What comes next for a key result: in its owner's words, and the next step of the plan."""

    words: str
    step: str

    @property
    def said(self) -> str:
        return " ".join(filter(None, (self.words, self.step)))


@dataclass(frozen=True)
class RedCard:
    """A key result that is off track, with what was told of it last and what is next."""

    row: KeyResultRow
    told: CheckIn | None
    next: Next

    @property
    def path(self) -> str:
        """Below its drawing, from where to where: "" where the reason says all of it. A status
        begins and ends at the same words everywhere: of it only the one it has now counts."""
        words, reason = paths.words_of(self.row), self.row.standing.reason
        if self.row.standing.source is Source.status:
            return "" if words.now in reason else _("Now %(now)s.") % {"now": words.now}
        if all(word in reason for word in (words.start, words.now, words.end)):
            return ""
        return paths.in_words(self.row)


WORST = (Verdict.blocked, Verdict.moved_backwards)


def cards(what: Known) -> list[RedCard]:
    """In the one order that every outlet has: blocked ones, then those that moved backwards, then
    those furthest behind what was expected; else as in the plan. What has room for a few shows the
    first. Without names nothing that an owner wrote is in them."""
    if what.report is None:
        return []
    found = [_card(row, told if what.names else None) for row, told in what.report.red_cards]
    return sorted(found, key=_rank)


def _rank(card: RedCard) -> tuple[int, Decimal]:
    standing = card.row.standing
    place = WORST.index(standing.verdict) if standing.verdict in WORST else len(WORST)
    return place, Decimal() if standing.gap is None else standing.gap


def _card(row: KeyResultRow, told: CheckIn | None) -> RedCard:
    return RedCard(row, told, Next(told.next.strip() if told else "", next_step(row)))


def next_step(row: KeyResultRow) -> str:
    """ "Agree the scope, by 15 January 2027.": the first step that is not done; "" without one."""
    open_steps = [step for step in counted_milestones(row.key_result) if step.done_on is None]
    open_steps.sort(key=lambda step: (step.due_on is None, step.due_on or row.key_result.due_on))
    if not open_steps:
        return ""
    step = open_steps[0]
    if step.due_on is None:
        return _("%(step)s, no date yet.") % {"step": step.text.rstrip(".")}
    told = {"step": step.text.rstrip("."), "day": date_format(step.due_on, DAY)}
    return _("%(step)s, by %(day)s.") % told


def finding(what: Known) -> Finding:
    """No query. Only for a plan that has key results."""
    report = what.report
    assert report, "without a plan there is no finding of it"
    told = _("The numbers, and what comes next.")
    if what.names:
        told = _("First the numbers, then the owner’s own words, and what comes next.")
    made = Finding(
        key=KEY,
        heading=_("What is red"),
        title=report.red_headline,
        sentence=told,
        asides=(told,),
        number=str(len(report.red)),
        number_of=ngettext("key result off track", "key results off track", len(report.red)),
        about=_("Key results that are blocked, moved backwards or are far behind, as at %(day)s.")
        % {"day": date_format(report.now.today, DAY)},
        table=_table(what) if report.red else None,
        source=_("Key results of the strategy and their last check-ins."),
        as_of=report.now.today,
        method=(
            (
                _("Off track"),
                _(
                    "Blocked, further from the target than the baseline was, or more than 25 "
                    "points of progress behind what was expected by that day."
                ),
            ),
        ),
        terms=("off-track", "progress", "expected-today"),
    )
    return placed(made, f"{reverse('okrs:list')}?status=off_track")


def _table(what: Known) -> Table:
    owners = (_("What its owner says"), _("Owner")) if what.names else ()
    return Table(
        caption=_("What is red"),
        names=(_("Key result"), _("Pillar")),
        heads=(_("Status"), _("Why, by the numbers"), _("What is next"), *owners),
        rows=tuple(_row(card, names=what.names) for card in cards(what)),
    )


def _row(card: RedCard, *, names: bool) -> Row:
    row = card.row
    cells = [str(row.standing.word), row.standing.reason, card.next.said or _("nothing is said")]
    if names:
        own = " ".join(filter(None, (said_line(row), says(card.told))))
        cells += [own or _("nothing yet"), owner(row)]
    return Row(
        names=(row.key_result.title, str(Pillar(row.key_result.objective.pillar).label)),
        cells=tuple(Cell(said=cell) for cell in cells),
        address=reverse("okrs:key_result", args=[row.key_result.pk]),
    )


def says(told: CheckIn | None) -> str:
    """What was told last: what changed, and what is in the way."""
    if told is None:
        return ""
    parts = [told.changed.strip()]
    if told.blockers.strip():
        parts.append(_("In the way: %(what)s") % {"what": told.blockers.strip()})
    return " ".join(filter(None, parts))


def owner(row: KeyResultRow) -> str:
    found = row.key_result.owner
    return found.short_name if found else _("no owner yet")

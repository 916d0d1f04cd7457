"""What changed: the survey's figures and the counts of the plan since the wave before, and key
results since a month ago. A move is called a change only where it beats chance."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import survey_moves
from dashboards.comparing import CANNOT, CLEAR, NOT_CLEAR
from dashboards.finding import Cell, Finding, Row, Table
from dashboards.known import Known
from dashboards.plan_moves import Movement
from dashboards.plan_report import PlanReport
from dashboards.sections import changed_title
from dashboards.sections.placing import DAY, placed
from dashboards.survey_moves import Move
from dashboards.todo_line import in_words
from okrs.standings import Plan
from surveys.results import wording

KEY = "changed"
CHANCE = 20  # of so many figures that did not change, one looks as if it had, at 95%
VERDICTS = {
    CLEAR: lambda: _("Clear change"),
    NOT_CLEAR: lambda: _("No clear change"),
    CANNOT: lambda: _("Cannot be compared"),
}


def finding(what: Known, found: tuple[Move, ...] | None = None) -> Finding:
    """`found`: its moves, where a page has them already. No query."""
    found = moves(what) if found is None else found
    month = what.report.movements if what.report else []
    tables = list(_tables(what, found, month))
    clear = changed_title.clear(found)
    title = changed_title.of(found, since(what)) if since(what) else changed_title.of_a_month(month)
    beside = (*changed_title.named(found, title), *chance_notes(found))
    made = Finding(
        key=KEY,
        heading=_("What changed"),
        title=title,
        sentence=_rule(),
        number=str(len(clear)) if since(what) else "",
        number_of=_number_of(len(clear), since(what)) if since(what) else "",
        about=_about(what),
        notes=beside,
        asides=(_rule(), *beside),
        verdict=CLEAR if clear else (NOT_CLEAR if changed_title.tested(found) else ""),
        table=tables[0] if tables else None,
        more=tuple(tables[1:]),
        source=_source(what),
        as_of=what.day,
        method=_method(),
        terms=("clear-change", "trend", "response-rate", "disclosure-rate"),
    )
    return placed(made, reverse("dashboards:changed"))


def _rule() -> str:
    return _("We call a move a change only when it beats chance.")


def _number_of(clear: int, since: str) -> str:
    said = ngettext("clear change since %(since)s", "clear changes since %(since)s", clear)
    return said % {"since": since}


def since(what: Known) -> str:
    """The wave that changes are counted from; "" where there are not two."""
    if what.chosen is None or what.chosen.last is None:
        return ""
    return what.chosen.evidence.name(what.chosen.last)


def moves(what: Known) -> tuple[Move, ...]:
    """Everything since the wave before: the survey, what key results say with counts of their own,
    and how many key results stand where."""
    if what.chosen is None or what.chosen.last is None:
        return ()
    return (*survey_moves.moves(what.chosen), *_of_the_plan(what.report))


def _of_the_plan(report: PlanReport | None) -> Iterable[Move]:
    if report is None or report.at_wave is None:
        return ()
    was, now = report.at_wave.counts, report.now.counts
    tested = (_tested(move) for move in report.since_the_wave if _is_tested(move))
    return (
        *tested,
        survey_moves.counted(_("Key results achieved"), was.achieved, now.achieved),
        survey_moves.counted(_("Key results on track"), was.on_track, now.on_track),
        survey_moves.counted(_("Key results off track"), was.off_track, now.off_track),
    )


def _is_tested(move: Movement) -> bool:
    """With counts at both ends; what follows the survey stands there, and once is enough."""
    return move.noise.is_tested and not move.row.key_result.follows


def _tested(move: Movement) -> Move:
    return Move(
        name=move.row.key_result.title,
        short=f"“{move.row.key_result.title}”",
        was=Cell(said=move.was),
        now=Cell(said=move.now),
        said=Cell(said=move.moved),
        verdict=CLEAR if move.noise.is_clear else NOT_CLEAR,
        because=move.noise.rests_on,
        address=reverse("okrs:key_result", args=[move.row.key_result.pk]),
    )


def chance_notes(found: Iterable[Move]) -> Iterable[str]:
    """How many figures were tested: of many, some seem to have changed by chance alone."""
    tested = changed_title.tested(found)
    if tested > 1:
        yield _(
            "%(n)s figures are tested here. Of figures that did not change, about one in "
            "%(chance)s looks as if it had."
        ) % {"n": capfirst(in_words(tested)), "chance": CHANCE}


def _about(what: Known) -> str:
    """Which days are beside each other."""
    sentences = []
    if what.chosen and what.chosen.last:
        now = what.chosen.evidence.name(what.chosen.wave)
        sentences.append(
            _("Survey: %(now)s beside %(was)s, everybody together.")
            % {"now": now, "was": since(what)}
        )
    if what.report:
        sentences.append(_days(what.day, what.report))
    return " ".join(sentences)


def _days(now: date, report: PlanReport) -> str:
    """As what is counted since the wave before stands beside its last day, that is named too."""
    told = {"now": date_format(now, DAY), "month": date_format(report.then.today, DAY)}
    if report.at_wave is None:
        return _("Key results: as known on %(now)s, and on %(month)s.") % told
    told["wave"] = date_format(report.at_wave.today, DAY)
    return _("Key results: as known on %(now)s, on %(month)s and on %(wave)s.") % told


def _tables(what: Known, found: tuple[Move, ...], month: list[Movement]) -> Iterable[Table]:
    if found:
        yield Table(
            caption=_("Since %(since)s") % {"since": since(what)},
            names=(_("Measure"),),
            heads=(capfirst(since(what)), _("Now"), _("Move"), _("Real change or noise?")),
            rows=tuple(_row(move) for move in found),
        )
    if month and what.report:
        yield of_key_results(what.report.then, what.report.now, month)


def _row(move: Move) -> Row:
    return Row(
        names=(move.name,),
        cells=(move.was, move.now, move.said, Cell(said=noise(move))),
        address=move.address,
    )


def noise(move: Move) -> str:
    """ "No clear change: about 5 points would show"."""
    if not move.verdict or move.verdict == CANNOT:
        return move.because
    said = VERDICTS[move.verdict]()
    if not move.because:
        return said
    return _("%(said)s: %(because)s") % {"said": said, "because": move.because}


def of_key_results(was: Plan, now: Plan, moved: list[Movement]) -> Table:
    """Key results that are not as they were."""
    return Table(
        caption=_("Key results since %(day)s") % {"day": date_format(was.today, DAY)},
        names=(_("Key result"),),
        heads=(
            date_format(was.today, "j M Y"),
            date_format(now.today, "j M Y"),
            _("Move"),
            _("Status now"),
            _("Real change or noise?"),
        ),
        rows=tuple(_key_result(move) for move in moved),
    )


def _key_result(move: Movement) -> Row:
    status = str(move.row.standing.word)
    if move.status_was:
        status = _("%(now)s, was %(was)s") % {"now": status, "was": move.status_was}
    cells = (move.was, move.now, move.moved, status, move.noise.in_full)
    return Row(
        names=(move.row.key_result.title,),
        cells=tuple(Cell(said=cell or wording.DASH) for cell in cells),
        address=reverse("okrs:key_result", args=[move.row.key_result.pk]),
    )


def _source(what: Known) -> str:
    titles = [what.chosen.wave.publication.title] if what.chosen else []
    if what.chosen and what.chosen.last:
        titles.insert(0, what.chosen.last.publication.title)
    if what.report:
        titles.append(_("key results and their check-ins"))
    return _("%(sources)s. As at %(day)s.") % {
        "sources": capfirst("; ".join(dict.fromkeys(titles))),
        "day": date_format(what.day, DAY),
    }


def _method() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Clear change"),
            _(
                "A share is said to have changed where 95 times in 100 chance alone would not "
                "move it so far. Shares of the survey are tested with the noise that protects "
                "people; shares with counts by how many were counted."
            ),
        ),
        (
            _("Counted"),
            _("What is counted whole, such as key results, needs no test: it is what it is."),
        ),
    )

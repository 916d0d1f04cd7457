"""What cannot be said yet, said so that nobody has to ask: the last section, a pack's last page."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.finding import Cell, Finding, Row, Table
from dashboards.known import Known
from dashboards.sections import unsaid_plan, unsaid_survey
from dashboards.sections.gaps import Gap
from dashboards.sections.placing import DAY, placed
from dashboards.todo_line import in_words

KEY = "unsaid"


def gaps(what: Known) -> tuple[Gap, ...]:
    """First what the survey cannot say, then what the plan cannot."""
    of_the_plan = tuple(unsaid_plan.gaps(what.report)) if what.report else ()
    return (*unsaid_survey.gaps(what), *of_the_plan)


def finding(what: Known) -> Finding:
    """No query."""
    found = gaps(what)
    made = Finding(
        key=KEY,
        heading=_("What we cannot say yet"),
        title=title(len(found)),
        sentence=_why(),
        asides=(_why(),),
        number=str(len(found)),
        number_of=ngettext(
            "question without an answer yet", "questions without an answer yet", len(found)
        ),
        about=_("As at %(day)s.") % {"day": date_format(what.day, DAY)},
        table=_table(found) if found else None,
        source=_("The published waves, the key results and their due dates."),
        as_of=what.day,
        terms=("hidden", "clear-change", "baseline-to-set", "stale"),
    )
    return placed(made, f"{reverse('dashboards:plan')}#{KEY}")


def _why() -> str:
    return _("Said here so that nobody has to ask.")


def title(number: int) -> str:
    if not number:
        return _("Everything that was asked here can be answered")
    return ngettext(
        "%(n)s question we cannot answer yet, and what it takes",
        "%(n)s questions we cannot answer yet, and what it takes",
        number,
    ) % {"n": capfirst(in_words(number))}


def _table(found: tuple[Gap, ...]) -> Table:
    return Table(
        caption=_("What we cannot say yet"),
        names=(_("Question"),),
        heads=(_("Why not"), _("What it takes"), _("When")),
        rows=tuple(_row(gap) for gap in found),
    )


def _row(gap: Gap) -> Row:
    why = gap.why
    if gap.rows:
        titles = "; ".join(row.key_result.title for row in gap.rows)
        why = ngettext(
            "%(why)s This is: %(titles)s.", "%(why)s These are: %(titles)s.", len(gap.rows)
        ) % {"why": why, "titles": titles}
    return Row(names=(gap.question,), cells=tuple(Cell(said=s) for s in (why, gap.takes, gap.when)))

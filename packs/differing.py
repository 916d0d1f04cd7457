"""What is another in one pack than in an earlier one, as a finding with its tables.

Pure: compares two contents and nothing else, so it says the same of two packs for ever. Key results
and findings are matched by their keys, whatever they are called by now.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.plain_dates import in_words
from dashboards.finding import Cell, Finding, Row, Table
from packs import unsayable
from packs.contents import Contents, StrategyLine

NOTHING = "–"
Told = tuple[str, str, str]  # what, then, now


def difference(before: Contents, after: Contents) -> Finding:
    """Everything that differs; `before` is the pack with the lower number."""
    plan, findings = PlanApart(before.strategy, after.strategy), findings_apart(before, after)
    newly, no_longer = unsayable.gone(before, after), unsayable.gone(after, before)
    heads, places = (named(before), named(after)), (_("Where"), _("What"))
    tables = (
        Table(
            caption=_("Key results that changed"),
            names=(_("Key result"), _("What")),
            heads=heads,
            rows=plan.rows,
        ),
        Table(
            caption=_("Findings that changed"),
            names=(_("Finding"), _("What")),
            heads=heads,
            rows=findings,
        ),
        Table(caption=_("What can be said now"), names=places, heads=(), rows=newly),
        Table(caption=_("What cannot be said any more"), names=places, heads=(), rows=no_longer),
    )
    there = [table for table in tables if table.rows]
    return Finding(
        key="changes",
        heading=_("Since the last pack"),
        title=plan.said,
        sentence=_others(findings, len(newly), len(no_longer)),
        about=_("%(before)s, beside %(after)s.") % {"before": heads[0], "after": heads[1]},
        table=there[0] if there else None,
        more=tuple(there[1:]),
        source=_("Both packs, as they were issued."),
        as_of=after.as_of,
    )


def named(contents: Contents) -> str:
    """ "Pack 2, 31 March 2027"; before it has a number: "This pack, 31 March 2027"."""
    day = in_words(contents.as_of)
    if not contents.number:
        return _("This pack, %(day)s") % {"day": day}
    return _("Pack %(number)s, %(day)s") % {"number": contents.number, "day": day}


@dataclass(frozen=True)
class PlanApart:
    """The key results of two packs, matched by their keys."""

    before: tuple[StrategyLine, ...]
    after: tuple[StrategyLine, ...]

    @cached_property
    def changed(self) -> list[tuple[StrategyLine, list[Told]]]:
        then = {line.key: line for line in self.before}
        both = ((then[line.key], line) for line in self.after if line.key in then)
        return [(line, told) for was, line in both if (told := _told(was, line))]

    @cached_property
    def added(self) -> list[StrategyLine]:
        return _not_in(self.before, self.after)

    @cached_property
    def gone(self) -> list[StrategyLine]:
        return _not_in(self.after, self.before)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What changed in the order of the plan, then what is new, then what is gone."""
        changed = [_row(line.key_result, *one) for line, told in self.changed for one in told]
        added = [_row(line.key_result, _("Added"), "", line.said) for line in self.added]
        gone = [_row(line.key_result, _("Taken out"), line.said, "") for line in self.gone]
        return (*changed, *added, *gone)

    @property
    def said(self) -> str:
        """ "Key results: 3 changed, 1 added, 2 taken out": what is not so is left out."""
        parts = (
            (len(self.changed), _("%(n)s changed")),
            (len(self.added), _("%(n)s added")),
            (len(self.gone), _("%(n)s taken out")),
        )
        said = ", ".join(words % {"n": number} for number, words in parts if number)
        return _("Key results: %(said)s") % {"said": said} if said else _("No key result changed")


def _not_in(some: tuple[StrategyLine, ...], all_: tuple[StrategyLine, ...]) -> list[StrategyLine]:
    known = {line.key for line in some}
    return [line for line in all_ if line.key not in known]


def _told(was: StrategyLine, line: StrategyLine) -> list[Told]:
    """What is another of one key result."""
    pairs = (
        (_("How it stands"), was.said, line.said),
        (_("From"), was.start, line.start),
        (_("Now"), was.now, line.now),
        (_("To"), was.end, line.end),
        (_("What it is called"), was.key_result, line.key_result),
        (_("Objective"), was.objective, line.objective),
    )
    return [told for told in pairs if told[1] != told[2]]


def findings_apart(before: Contents, after: Contents) -> tuple[Row, ...]:
    """Findings that say something else, that are new, and that are gone."""
    then = {finding.key: finding for finding in before.findings}
    now = {finding.key for finding in after.findings}
    rows = []
    for finding in after.findings:
        if (was := then.get(finding.key)) is None:
            rows.append(_row(finding.heading, _("Added"), "", finding.title))
            continue
        if was.title != finding.title:
            rows.append(_row(finding.heading, _("What it says"), was.title, finding.title))
        if was.number != finding.number:
            what = finding.number_of or was.number_of
            rows.append(_row(finding.heading, what, was.number, finding.number))
    gone = (finding for finding in before.findings if finding.key not in now)
    rows += [_row(finding.heading, _("Taken out"), finding.title, "") for finding in gone]
    return tuple(rows)


def _row(name: str, what: str, then: str, now: str) -> Row:
    return Row(names=(name, what), cells=(Cell(said=then or NOTHING), Cell(said=now or NOTHING)))


def _others(findings: tuple[Row, ...], newly: int, no_longer: int) -> str:
    """The rest in a sentence or two; nothing where nothing else differs."""
    changed = len({row.names[0] for row in findings})
    said = (
        (changed, ngettext("%(n)s finding changed.", "%(n)s findings changed.", changed)),
        (
            newly,
            ngettext(
                "%(n)s thing that could not be said then can be said now.",
                "%(n)s things that could not be said then can be said now.",
                newly,
            ),
        ),
        (
            no_longer,
            ngettext(
                "%(n)s thing that could be said then cannot be said now.",
                "%(n)s things that could be said then cannot be said now.",
                no_longer,
            ),
        ),
    )
    return " ".join(words % {"n": number} for number, words in said if number)

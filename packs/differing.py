"""What is another in one pack than in an earlier one, as a finding with its tables.

Pure: compares two contents and nothing else, so it says the same of two packs for ever. Key results
and findings are matched by their keys, whatever they are called by now.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.plain_dates import in_words
from dashboards.finding import Finding, Row, Table
from packs import unsayable
from packs.contents import Contents, StrategyLine

NOTHING = "–"
Ends = tuple[str, str]  # then, and now


def difference(before: Contents, after: Contents) -> Finding:
    """Everything that differs; `before` is the pack with the lower number."""
    plan, findings = PlanApart(before.strategy, after.strategy), findings_apart(before, after)
    newly, no_longer = unsayable.gone(before, after), unsayable.gone(after, before)
    heads, places = (named(before), named(after)), (_("Where"), _("What"))
    tables = (
        Table(  # words stand where names do: they are no figures to count with
            caption=_("Key results that changed"),
            names=(_("Key result"), *heads),
            heads=(),
            rows=plan.rows,
        ),
        Table(
            caption=_("Findings that say something else"),
            names=(_("Finding"), *heads),
            heads=(),
            rows=findings,
        ),
        Table(caption=_("What can be said now"), names=places, heads=(), rows=newly),
        Table(caption=_("What can no longer be said"), names=places, heads=(), rows=no_longer),
    )
    there = [table for table in tables if table.rows]
    return Finding(
        key="changes",
        heading=_("Since the last pack"),
        title=plan.said,
        sentence=_others(findings, len(newly), len(no_longer)),
        about=_("The strategy and the findings of two packs, beside each other."),
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
    def changed(self) -> list[tuple[StrategyLine, Ends]]:
        then = {line.key: line for line in self.before}
        both = ((then[line.key], line) for line in self.after if line.key in then)
        return [(line, told) for was, line in both if (told := _apart(was, line))]

    @cached_property
    def added(self) -> list[StrategyLine]:
        return _not_in(self.before, self.after)

    @cached_property
    def gone(self) -> list[StrategyLine]:
        return _not_in(self.after, self.before)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What changed in the order of the plan, then what is new, then what is gone."""
        changed = [_row(line.key_result, told) for line, told in self.changed]
        added = [
            _row(line.key_result, ("", _("added: %(status)s") % {"status": line.said}))
            for line in self.added
        ]
        gone = [_row(line.key_result, (line.said, _("taken out"))) for line in self.gone]
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


def _apart(was: StrategyLine, line: StrategyLine) -> Ends | None:
    """What is another of one key result: "Behind, 17%" then, "On track, 19%" now."""
    differing = [
        (then, now)
        for then, now in zip(_words_of(was), _words_of(line), strict=True)
        if then != now
    ]
    if not differing:
        return None
    then, now = zip(*differing, strict=True)
    return ", ".join(then), ", ".join(now)


def _words_of(line: StrategyLine) -> tuple[str, ...]:
    """Everything that two packs can differ in, each so that it can be read by itself."""
    nothing = {"value": NOTHING}
    return (
        line.said,
        line.now or _("no figure"),
        _("from %(value)s") % ({"value": line.start} if line.start else nothing),
        _("to %(value)s") % ({"value": line.end} if line.end else nothing),
        _("called “%(name)s”") % {"name": line.key_result},
        _("under “%(name)s”") % {"name": line.objective},
    )


def findings_apart(before: Contents, after: Contents) -> tuple[Row, ...]:
    """Findings that say something else, that are new, and that are gone."""
    then = {finding.key: finding for finding in before.findings}
    now = {finding.key for finding in after.findings}
    rows = []
    for finding in after.findings:
        was = then.get(finding.key)
        if was is None or (was.title, was.number) != (finding.title, finding.number):
            rows.append(_sentences(finding.heading, was, finding))
    gone = (finding for finding in before.findings if finding.key not in now)
    return (*rows, *(_sentences(finding.heading, finding, None) for finding in gone))


def _sentences(heading: str, was: Finding | None, now: Finding | None) -> Row:
    """Both sentences; with their numbers where it is only those that differ."""
    alone = was is not None and now is not None and was.title == now.title
    return _row(heading, (_said(was, with_number=alone), _said(now, with_number=alone)))


def _said(finding: Finding | None, *, with_number: bool) -> str:
    if finding is None:
        return _("no finding of its own")
    return f"{finding.title} ({finding.number or NOTHING})" if with_number else finding.title


def _row(name: str, told: Ends) -> Row:
    return Row(names=(name, *(one or NOTHING for one in told)), cells=())


def _others(findings: tuple[Row, ...], newly: int, no_longer: int) -> str:
    """The rest in a sentence or two; nothing where nothing else differs."""
    changed = len(findings)
    said = (
        (
            changed,
            ngettext(
                "%(n)s finding says something else.",
                "%(n)s findings say something else.",
                changed,
            ),
        ),
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

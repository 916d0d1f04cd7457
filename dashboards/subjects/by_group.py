"""One question by the groups of one attribute, as a finding: a panel for each category."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from charts import briefly
from charts.ranges import RangeChart, Spot
from dashboards.choosing import Chosen
from dashboards.comparing import CLEAR, NOT_CLEAR
from dashboards.finding import Finding
from dashboards.subjects import group_tables, group_words, not_planned
from dashboards.subjects.everybody import people_of
from dashboards.subjects.grouped import Grouped, grouped, line, panel
from disclosure.control.plan import Cut, Key
from disclosure.figures import Row
from surveys.results import about, wording
from surveys.results.tables import Table

TERMS = ("classified", "likely-range", "hidden", "clear-change")


@dataclass(frozen=True, kw_only=True)
class ByGroup:
    """What a page by one attribute is about. `by` is "by level", `differ` the title where two
    groups differ, `unnamed` the same without their names, `own` a group that its reader marked."""

    key: str
    heading: str | Promise
    cut: Cut
    by: str | Promise
    differ: str | Promise
    unnamed: str | Promise
    steps: bool = False  # whether the next group is the next step up


def finding(chosen: Chosen, terms: ByGroup, *, own: Key = ()) -> Finding:
    """Where there is no such table, a finding that says so."""
    found = grouped(chosen, terms.cut, chosen.measure, by_size=not terms.steps)
    if found is None:
        return not_planned.finding(
            chosen, key=terms.key, heading=str(terms.heading), by=str(terms.by), cut=terms.cut
        )
    place = found.table.headline
    pair = group_words.apart(found, place)
    told = group_words.titled(found, place, differ=terms.differ, unnamed=terms.unnamed)
    return replace(
        framed(found, place),
        key=terms.key,
        heading=str(terms.heading),
        title=told.title,
        sentence=briefly.sentences(told.rest, group_words.sentence(found, place)),
        number=wording.share(pair[0].figures[place]) if pair else "",
        number_of=f"{found.table.categories[place]}, {group_words.name(found, pair[0])}"
        if pair
        else "",
        notes=_notes(found, place, terms, own),
        chart=chart(found, own),
        table=group_tables.now(found),
        more=group_tables.through(found),
    )


def since(chosen: Chosen, terms: ByGroup) -> tuple[tuple[str, ...], str] | None:
    """The finding's notes and verdict, for a page that draws groups as they are now only; None
    where there is no such table."""
    found = grouped(chosen, terms.cut, chosen.measure, by_size=not terms.steps)
    if found is None:
        return None
    place = found.table.headline
    return _notes(found, place, terms, own=()), verdict(found, place)


def framed(found: Grouped, place: int) -> Finding:
    """What stands around every finding by groups: of whom, of when, of how many and how."""
    table = found.table
    return Finding(
        key="",
        heading="",
        title="",
        about=_about(table),
        marks=group_words.marks(found),
        verdict=verdict(found, place),
        people=people_of(table),
        source=about.source_line(table),
        as_of=found.chosen.wave.day,
        method=(*about.lines(table), *_beside(found.chosen)),
        terms=TERMS,
    )


def _about(table: Table) -> str:
    """Measure, population, unit and period in one line."""
    told = (people_of(table), about.period(table.publication))
    return _("Share of those who could be placed: %(question)s, %(by)s; %(told)s.") % {
        "question": wording.inside(table.measure_name),
        "by": wording.inside(wording.by(table.publication, table.cut)),
        "told": ", ".join(filter(None, told)),
    }


def verdict(found: Grouped, place: int) -> str:
    """Whether any group changed by more than chance; "" where nothing is compared."""
    if not found.compares(place):
        return ""
    return CLEAR if found.clear(place) else NOT_CLEAR


def _beside(chosen: Chosen) -> list[tuple[str, str]]:
    """What the earlier waves are: each with its version."""
    return [
        (
            _("Beside"),
            _("%(title)s, version %(version)s")
            % {
                "title": wave.publication.title,
                "version": about.version(wave.publication),
            },
        )
        for wave in reversed(chosen.earlier)
    ]


def _notes(found: Grouped, place: int, terms: ByGroup, own: Key) -> tuple[str, ...]:
    said = [
        own_said(found, own) if own else "",
        *(group_words.steps(found, place) if terms.steps else ()),
        *group_words.since(found, place),
        group_words.hidden(found),
    ]
    return tuple(filter(None, said))


def own_said(found: Grouped, own: Key) -> str:
    """The group that a reader marked, in a sentence, beside everybody together."""
    place = found.table.headline
    row = next((row for row in found.table.rows if row.key == own), None)
    if row is None:
        return ""
    together = found.table.everybody.figures[place]
    return _("%(group)s: %(share)s; everybody together: %(together)s.") % {
        "group": group_words.name(found, row),
        "share": group_words.told(found, place, row),
        "together": wording.share(together),
    }


def chart(found: Grouped, own: Key = ()) -> RangeChart:
    """A panel for each category, with every group in the same order."""
    table = found.table
    panels = tuple(
        panel(
            name,
            (line(found, row, place, note=_note(row, own)) for row in found.drawn),
            everybody(found, place),
        )
        for place, name in enumerate(table.categories)
    )
    return RangeChart(description=described(found), panels=panels, then=then(found))


def then(found: Grouped) -> str:
    """The wave whose shares a chart has beside those of now; "" without one."""
    last = found.chosen.last
    return found.chosen.evidence.name(last) if last else ""


def _note(row: Row, own: Key) -> str:
    people = wording.people_long(row.about)
    if row.key != own:
        return people
    return " · ".join(filter(None, (_("Your choice"), people)))


def everybody(found: Grouped, place: int) -> Spot | None:
    """All groups together, faintly behind them."""
    figure = found.table.everybody.figures[place]
    if figure.said is None:
        return None
    said = _("everybody %(share)s") % {"share": wording.share(figure)}
    return Spot(value=figure.said.value, said=said)


def described(found: Grouped) -> str:
    """Each group with its shares and what they were: nothing that the chart has not."""
    groups = " ".join(
        f"{group_words.name(found, row)}: {_shares(found, row)}." for row in found.drawn
    )
    return _("%(table)s. %(groups)s") % {"table": found.table.name, "groups": groups}


def _shares(found: Grouped, row: Row) -> str:
    """One label for a group that has no figure at all, rather than one for each category."""
    if all(figure.said is None for figure in row.figures):
        return wording.share(row.figures[0])
    return ", ".join(
        f"{category} {group_words.told(found, place, row)}"
        for place, category in enumerate(found.table.categories)
    )

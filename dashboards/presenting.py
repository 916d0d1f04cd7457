"""Pages as slides, to be shown in a room: the same findings, one at a time.

Of the headline first the three sentences, then each finding, last what cannot be said yet; of the
page of a subject its findings, with what was chosen there. A slide lays a finding out and works
nothing out; where a table is too long for a slide, it says how many lines it left.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.choosing import OF, Chosen
from dashboards.finding import Finding, Table
from dashboards.headline import Headline
from dashboards.sections.says import Say
from dashboards.subject_page import SubjectPage

FIRST = 1
MOST_ROWS, MOST_HEADS = 7, 5


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a table: what it is about, and each figure with the head it stands under."""

    name: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Slide:
    """`number` is its place, from 1. The first has `said` and no finding."""

    number: int
    title: str
    finding: Finding | None = None
    said: tuple[Say, ...] = ()

    @property
    def table(self) -> Table | None:
        """What stands on the slide where there is no chart."""
        return self.finding.table if self.finding and not self.finding.chart else None

    @property
    def heads(self) -> tuple[str, ...]:
        return (*self.table.names[:1], *self.table.heads[:MOST_HEADS]) if self.table else ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """As many as a room can read."""
        if self.table is None:
            return ()
        return tuple(
            Line(
                name=row.names[0],
                cells=tuple(zip(self.heads[1:], (cell.said for cell in row.cells), strict=False)),
            )
            for row in self.table.rows[:MOST_ROWS]
        )

    @property
    def left_out(self) -> str:
        """How many lines the slide leaves to the page; "" where it has them all."""
        more = len(self.table.rows) - MOST_ROWS if self.table else 0
        if more <= 0:
            return ""
        return ngettext(
            "%(n)s more line is on the page.", "%(n)s more lines are on the page.", more
        ) % {"n": more}


@dataclass(frozen=True, kw_only=True)
class Deck:
    """The slides, and which of them is shown. `back` is the page they are of, `query` what stands
    before the slide in their addresses, and `line` what was chosen, in words."""

    slides: tuple[Slide, ...]
    at: int
    back: str
    query: str = ""
    line: str = ""

    @property
    def last(self) -> int:
        return len(self.slides)

    @property
    def before(self) -> int:
        """The slide before, or 0."""
        return self.at - 1

    @property
    def after(self) -> int:
        """The next slide, or 0."""
        return self.at + 1 if self.at < self.last else 0


def deck(headline: Headline, *, asked: str) -> Deck:
    """No query. An address of a slide that is not there, such as one of a longer deck of last
    month, opens the nearest that is.
    """
    first = Slide(number=FIRST, title=_("What to leave with"), said=headline.said)
    found = (*headline.findings, headline.unsaid) if headline.findings else ()
    rest = (
        Slide(number=place, title=finding.title, finding=finding)
        for place, finding in enumerate(found, start=FIRST + 1)
    )
    slides = (first, *rest)
    return Deck(slides=slides, at=_at(asked, slides), back=reverse("dashboards:plan"))


def deck_of(page: SubjectPage, *, asked: str) -> Deck:
    """The findings of one subject, with the choices of its page. No query."""
    slides = tuple(
        Slide(number=place, title=finding.title, finding=finding)
        for place, finding in enumerate(page.findings, start=FIRST)
    ) or (Slide(number=FIRST, title=_("Nothing to show yet")),)
    return Deck(
        slides=slides,
        at=_at(asked, slides),
        back=page.chosen.address(page.address) if page.chosen else page.address,
        query=f"{_chose(page.subject.slug, page.chosen)}&",
        line=page.line,
    )


def address(slug: str, chosen: Chosen | None) -> str:
    """Where the page of a subject is shown as slides, with what was chosen on it."""
    return f"{reverse('dashboards:present')}?{_chose(slug, chosen)}"


def _chose(slug: str, chosen: Chosen | None) -> str:
    words = chosen.address("").removeprefix("?") if chosen else ""
    return "&".join(filter(None, (f"{OF}={slug}", words)))


def _at(asked: str, slides: tuple[Slide, ...]) -> int:
    number = int(asked) if asked.isascii() and asked.isdecimal() else FIRST
    return min(max(number, FIRST), len(slides))

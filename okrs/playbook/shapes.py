"""What the playbook is made of. Frozen: it is a catalogue to choose from, never edited by a person.

Texts are gettext's, looked up when shown. Texts in quotation in a source's own cell ("Current %")
are kept as the source has them.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

from okrs.rules.words import Cadence, Direction, Kind, Source
from strategy.pillars import Pillar

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Document:
    """A published document that rows come from."""

    id: str
    short: Text
    title: Text
    by: Text
    year: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where in a document a row stands; `note` says how we read it where that was a choice."""

    document: Document
    section: Text
    row: str = ""
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """Somebody or something the documents point to. `check` is what to find out before using it."""

    id: str
    name: Text
    helps: Text
    check: Text = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A milestone. An outcome has a target of its own, which the documents leave to be set."""

    id: str
    text: Text
    kind: str = "action"
    target: str = ""  # "X%": what the document says where the target is to be set
    target_unit: str = ""
    promoted_to: str = ""  # the row that offers the same thing as a key result of its own


@dataclass(frozen=True, kw_only=True)
class End:
    """From or To: a value, or what the document says in its place. `proposed` where it is ours."""

    value: Decimal | None = None
    label: Text = ""
    proposed: bool = False


@dataclass(frozen=True, kw_only=True)
class PlaybookObjective:
    id: str
    pillar: Pillar
    title: Text
    place: Place


@dataclass(frozen=True, kw_only=True)
class PlaybookRow:
    """One key result on offer. `heading` is what the document calls the group it stands in."""

    id: str
    pillar: Pillar
    objective: str
    title: Text
    kind: Kind
    cadence: Cadence
    place: Place
    heading: Text = ""
    start: End = End()
    end: End = End()
    unit: Text = ""
    direction: Direction = Direction.increase
    steps: tuple[Step, ...] = ()
    could_start_with: tuple[Text, ...] = ()
    guidance: tuple[Text, ...] = ()
    note: Text = ""
    follows_the_survey: bool = False  # its response rate gives the readings, not a person
    also_supports: tuple[Pillar, ...] = ()
    resources: tuple[str, ...] = ()
    twice_with: str = ""  # the milestone that counts the same thing: so it is left out of "all"

    @property
    def source(self) -> Source:
        return {Kind.status: Source.status, Kind.milestones: Source.milestones}.get(
            self.kind, Source.value
        )

    @property
    def is_set(self) -> bool:
        """Whether the document says both where it starts and where it should go."""
        return self.kind is Kind.status or None not in (self.start.value, self.end.value)

    @property
    def in_all(self) -> bool:
        """Whether "take up all" takes it up: not where it would count one thing twice."""
        return not self.twice_with

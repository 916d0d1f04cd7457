"""What a pack will hold, gathered as of a day from what was known by its end.

Everything in it is as the leaders' pages make it: nothing is worked out here. Refuses, in a
sentence, a day that is still to come, one before the strategy began, and a pack without a plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import audit
from accounts.plain_dates import in_words
from dashboards import headline, mapped
from dashboards.definitions import listing
from dashboards.finding import Finding
from okrs import called_then
from okrs.models import KeyResult
from packs import further, on_a_page
from packs.contents import LEADERS, Contents
from packs.differing import difference
from packs.frozen import frozen
from packs.keeping import Unreadable
from packs.models import Pack
from packs.reading import AlteredPack, contents
from strategy.models import Organisation, Strategy
from surveys.models import Wave
from surveys.states import State


@dataclass(frozen=True, kw_only=True)
class Order:
    """What somebody asks for: as of which day, for whom, and with owners' names or without."""

    day: date
    audience: str
    kind: str


class CannotGather(Exception):
    """There can be no such pack; the message is fit to show, `field` says where it belongs."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def gather(*, order: Order, today: date) -> Contents:
    """What such a pack holds: a number of queries that is always the same.

    Raises CannotGather, and sealing.Altered where a published table is not what it was.
    """
    day, names = order.day, order.kind == LEADERS
    strategy = _strategy(day, today)
    found = headline.made(day=day, today=today, names=names)
    if not found.plan.rows and found.chosen is None:
        raise CannotGather(
            _("There was nothing to report on that day: no key result and no published wave."),
            field="as_of",
        )
    organisation = Organisation.current()
    if day < today:
        _call_as_on(day, strategy, organisation)
    findings = (*found.findings, *further.findings(found, day=day, today=today))
    gathered = Contents(
        kind=order.kind,
        title=_("Social mobility: board pack"),
        organisation=organisation.name if organisation else "",
        vision=strategy.vision,
        audience=order.audience,
        as_of=day,
        language=get_language() or "",
        is_demo=bool(organisation and organisation.is_demo),
        said=found.says,
        strategy=on_a_page.lines(found.plan, names=names),
        map=mapped.strategy_map(found.plan, strategy),
        findings=tuple(frozen(finding) for finding in findings),
        unsaid=frozen(found.unsaid),
        definitions=_definitions((*findings, found.unsaid)),
    )
    return _beside(gathered, before(day))


def _call_as_on(day: date, *things: Strategy | Organisation | None) -> None:
    """Give them the names, and the strategy the vision, that they had that day, in memory only."""
    known = [thing for thing in things if thing]
    stood = called_then.stood_before(known, day=day)
    for thing in known:
        before = stood.get(audit.subject_of(thing), {})
        for name in {"name", "vision"} & set(before):
            setattr(thing, name, before[name])


def has_anything() -> bool:
    """Whether a pack of today would hold anything at all. Two queries at most."""
    published = Wave.objects.filter(state=State.PUBLISHED)
    return KeyResult.objects.active().exists() or published.exists()


def before(day: date) -> Pack | None:
    """The pack that one of `day` is compared with: the newest of an earlier day."""
    return Pack.objects.filter(as_of__lt=day).newest_first().first()


def _strategy(day: date, today: date) -> Strategy:
    strategy = Strategy.current()
    if strategy is None:
        raise CannotGather(_("There is no strategy yet, so there is nothing to report on."))
    if day > today:
        raise CannotGather(
            _("%(day)s is still to come. Choose today or an earlier day.") % {"day": in_words(day)},
            field="as_of",
        )
    if day < strategy.starts_on:
        raise CannotGather(
            _("The strategy began on %(start)s. Choose that day or a later one.")
            % {"start": in_words(strategy.starts_on)},
            field="as_of",
        )
    return strategy


def _definitions(findings: Iterable[Finding]) -> tuple[tuple[str, str], ...]:
    """What the words beside the figures mean, each once, in the order they are met."""
    keys = dict.fromkeys(key for finding in findings for key in finding.terms)
    return tuple((str(term.name), term.meaning) for term in listing.named(keys))


def _beside(found: Contents, pack: Pack | None) -> Contents:
    """With what is another than in that pack; where it cannot be read, that is said instead."""
    if pack is None:
        return found
    try:
        earlier = contents(pack)
    except (AlteredPack, Unreadable) as refusal:
        said = Finding(
            key="changes",
            heading=_("Since the last pack"),
            title=_("Pack %(number)s cannot be read, so nothing is compared")
            % {"number": pack.number},
            sentence=str(refusal),
            as_of=found.as_of,
        )
        return replace(found, since=pack.as_of, changes=said)
    return replace(found, since=earlier.as_of, changes=difference(earlier, found))

"""What shares by group come to, in sentences made of the figures that are shown and no others.

Groups differ where their likely ranges do not overlap, as on the pages of results: in surveys/
results/findings.py. Nothing is said of groups that are hidden but that they are.
"""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from charts import briefly
from charts.briefly import Told
from dashboards.comparing import Compared
from dashboards.subjects.grouped import Grouped, exact
from disclosure.figures import Row, Why
from surveys.results import findings, wording

Text = str | Promise
Pair = tuple[Row, Row]
MANY = 4  # names of hidden groups in one sentence
TWO = 2  # groups that can be compared, at least


def titled(found: Grouped, place: int, *, differ: Text, unnamed: Text) -> Told:
    """ "Lower background: 42% at Entry, 17% at Senior manager", the two that are furthest apart
    for certain. `differ` is that sentence, with %(category)s, %(one)s, %(first)s and so on, and
    `unnamed` the one where the names of the two are too long for a title."""
    category = found.table.categories[place]
    full = {"category": category, "by": _by(found)}
    pair = apart(found, place)
    if pair:
        full |= _two(found, pair, place)
    offers = _offers(found, place, (str(differ), str(unnamed)))
    said = [offer % full for offer in offers]
    said += [offers[-1] % {**full, "category": briefly.name(category)}]
    return briefly.told(*said, rest=f"{said[0]}." if pair else "")


def _offers(found: Grouped, place: int, differing: tuple[str, str]) -> tuple[str, str]:
    """What can be said of the groups, with a place for what is told: in full, then without names
    that may be long."""
    if _shown(found, place) < TWO:
        return findings.too_few()
    if apart(found, place) is None:
        return findings.no_difference()
    return differing


def _by(found: Grouped) -> str:
    return wording.inside(wording.by(found.table.publication, found.table.cut))


def _shown(found: Grouped, place: int) -> int:
    """Groups with a share that can be told from others."""
    return sum(exact(row.figures[place]) is not None for row in found.drawn)


def apart(found: Grouped, place: int) -> Pair | None:
    """The lowest and the highest for certain, in the plan's order; None where ranges overlap."""
    known = [(row, said) for row in found.drawn if (said := exact(row.figures[place]))]
    if not known:
        return None
    low = min(known, key=lambda pair: pair[1].high)
    high = max(known, key=lambda pair: pair[1].low)
    if low[1].high >= high[1].low:
        return None
    one, other = sorted((low[0], high[0]), key=found.table.rows.index)
    return one, other


def _two(found: Grouped, pair: Pair, place: int) -> dict[str, str]:
    one, other = pair
    return {
        "one": wording.share(one.figures[place]),
        "first": name(found, one),
        "two": wording.share(other.figures[place]),
        "second": name(found, other),
    }


def name(found: Grouped, row: Row) -> str:
    return ", ".join(found.table.names(row))


def sentence(found: Grouped, place: int) -> str:
    """How sure the title is."""
    pair = apart(found, place)
    if pair:
        one, other = (wording.likely(row.figures[place]) for row in pair)
        return _("Likely ranges: %(one)s, and %(two)s. They do not overlap.") % {
            "one": one,
            "two": other,
        }
    if _shown(found, place) < TWO:
        return _("Groups of few people are hidden, or said in words only.")
    return _("The likely ranges of all groups shown overlap: chance alone could explain it.")


def steps(found: Grouped, place: int) -> tuple[str, ...]:
    """Where the share clearly falls from one group to the next. Both are shown, and nothing that
    is hidden stands between them."""
    return tuple(
        _("It falls from %(one)s at %(first)s to %(two)s at %(second)s, the next level.")
        % _two(found, pair, place)
        for pair in zip(found.drawn, found.drawn[1:], strict=False)
        if _falls(pair, place)
    )


def _falls(pair: Pair, place: int) -> bool:
    one, other = (exact(row.figures[place]) for row in pair)
    return bool(one and other and one.low > other.high)


def since(found: Grouped, place: int) -> Iterator[str]:
    """What became of the shares since the last wave: each clear change, or that there is none."""
    if found.chosen.last is None or not found.compares(place):
        return
    wave = {"wave": found.chosen.evidence.name(found.chosen.last)}
    clear = found.clear(place)
    if not clear:
        yield _("Since %(wave)s: no clear change in any group that can be compared.") % wave
        return
    told = "; ".join(f"{name(found, row)} {_said(found.move(row, place))}" for row in clear)
    yield _("Since %(wave)s: %(told)s.") % {**wave, "told": told}
    if found.unclear(place):
        yield _("No clear change in the others that can be compared.")
    yield _("Of twenty shares that did not change, one may seem to have.")


def _said(move: Compared | None) -> str:
    return move.said if move else wording.DASH


def hidden(found: Grouped) -> str:
    """Which groups are not shown, where they are few enough to name."""
    rows = [row for row in found.drawn if row.why is Why.HIDDEN]
    if not rows:
        return ""
    if len(rows) > MANY:
        return _("%(n)s of %(all)s groups are hidden to protect people.") % {
            "n": len(rows),
            "all": len(found.drawn),
        }
    names = "; ".join(name(found, row) for row in rows)
    return _("Hidden to protect people: %(names)s.") % {"names": names}


def marks(found: Grouped) -> str:
    """What the marks of the chart mean, those that are drawn; and who is in the table only."""
    dots = _("Dot: the share, on its likely range. Dashed line: everybody together.")
    apart = len(found.drawn) < len(found.table.rows)
    silent = _("Those who did not say theirs are in the table, not in the chart.") if apart else ""
    return " ".join(filter(None, (dots, ring(found, found.drawn), silent)))


def ring(found: Grouped, rows: tuple[Row, ...]) -> str:
    """Which wave the rings of these groups are of; "" where none is drawn."""
    places = range(len(found.table.categories))
    if found.chosen.last and any(found.before(row, place) for row in rows for place in places):
        return _("Ring: %(wave)s.") % {"wave": found.chosen.evidence.name(found.chosen.last)}
    return ""


def told(found: Grouped, place: int, row: Row) -> str:
    """One share in words, and what it was: for who cannot see the chart."""
    before = found.before(row, place)
    share = wording.share(row.figures[place])
    return (
        _("%(share)s, was %(before)s") % {"share": share, "before": before.said}
        if before
        else share
    )

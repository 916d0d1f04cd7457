"""Figures in words: a share, its likely range, how many people, and why there is no share."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from disclosure import words
from disclosure.control.plan import Cut
from disclosure.estimates.saying import nearest
from disclosure.figures import Figure, Why
from disclosure.labels import attribute_name
from disclosure.models import Publication

INSTEAD = {
    Why.HIDDEN: gettext_lazy("Hidden to protect people"),
    Why.EMPTY: gettext_lazy("Nobody was invited"),
    Why.TOO_FEW_PLACED: gettext_lazy("Too few could be placed"),
    Why.NOT_ASKED: gettext_lazy("Not asked"),
}
"""One label for every hidden group, whatever hides it; another where nobody was invited, as a staff
list says: disclosure/emptiness.py."""
DASH = "–"
HUNDRED = 100


def share(figure: Figure) -> str:
    """ "29%", "about 35%", "about a third", or why there is none."""
    return str(INSTEAD[figure.why]) if figure.said is None else words.value(figure.said)


def likely(figure: Figure) -> str:
    """Between which shares the true one lies: "26% to 32%", "a tenth to half"; else a dash."""
    return DASH if figure.said is None else words.ends(figure.said)


def people(about: int | None) -> str:
    """How many are in a group: "about 65"; a dash where the group is hidden."""
    return DASH if about is None else _("about %(n)s") % {"n": f"{about:,}"}


def people_long(about: int | None) -> str:
    return "" if about is None else _("about %(n)s people") % {"n": f"{about:,}"}


def by(publication: Publication, cut: Cut) -> str:
    """A cut as a heading: "Everybody together", "By unit", "By unit and level"."""
    names = [inside(attribute_name(publication, code)) for code in cut]
    if not names:
        return _("Everybody together")
    if len(names) == 1:
        return _("By %(name)s") % {"name": names[0]}
    return _("By %(first)s and %(second)s") % {"first": names[0], "second": names[1]}


def inside(name: str) -> str:
    """A name inside a sentence; "BAME network" keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def percent_of(number: int, of: int) -> int:
    """A part in whole percent, 100 at most; halves away from zero, as people round 62.5."""
    return min(HUNDRED, nearest(Fraction(HUNDRED * number, of), 1))


def count(number: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", number) % {"n": f"{number:,}"}

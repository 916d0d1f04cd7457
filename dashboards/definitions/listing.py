"""Every word that is defined, in the order of its page, and found by its key."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.definitions import plan, starts, sureness, taking_part
from dashboards.definitions.term import Term

SECTIONS: tuple[tuple[str, str | Promise, tuple[Term, ...]], ...] = (
    ("taking-part", _("Who was asked, and who answered"), taking_part.TERMS),
    ("starts", _("Where people started"), starts.TERMS),
    ("sureness", _("How sure a figure is"), sureness.TERMS),
    ("plan", _("The plan"), plan.TERMS),
)
BY_KEY: dict[str, Term] = {term.key: term for _key, _name, terms in SECTIONS for term in terms}


def named(keys: Iterable[str]) -> tuple[Term, ...]:
    """The terms of these keys, in their order. One that is not defined any more is left out: a
    pack of an earlier year may name it.
    """
    return tuple(BY_KEY[key] for key in keys if key in BY_KEY)

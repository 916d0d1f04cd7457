"""On what an attack was tried, in words that hang on nothing but what everybody is shown.

How many targets an attack had is exact: groups in which nobody is are no targets. Beside how many
groups are hidden it would tell in how many of them nobody answered, and of one hidden group whether
somebody did. So the page says what kind of thing was tried, and how many of it the tables show.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from disclosure.control.certificate import Certificate, Check

EVERYBODY_UP_TO = 5_000  # disclosure/gate.py
ON_HIDDEN = frozenset({"residuals", "recovery", "crowds"})
ON_PAY = "pay_"  # so these begin: their numbers are of differences that are planned or shown
IN_WORDS: dict[str, str | Promise] = {
    "bounds": gettext_lazy("every count"),
    "stacked": gettext_lazy("all that they hid"),
    "leavers": gettext_lazy("all groups that both show"),
}


def on_how_many(check: Check, certificate: Certificate, *, responded: int) -> str:
    """ "70 hidden groups", "everybody who took part", "every count"."""
    if check.name in ON_HIDDEN:
        return _groups(certificate.hidden, hidden=True)
    if check.name == "repeated":
        return _groups(certificate.shown, hidden=False)
    if check.name == "persons":
        return _people(responded)
    if check.name.startswith(ON_PAY):
        return ngettext("%(n)s difference", "%(n)s differences", check.tried) % {
            "n": f"{check.tried:,}"
        }
    return str(IN_WORDS.get(check.name, _("all that is shown")))


def _people(responded: int) -> str:
    if responded <= EVERYBODY_UP_TO:
        return _("everybody who took part")
    return _("a sample of those who took part")


def _groups(many: int, *, hidden: bool) -> str:
    told = {"n": f"{many:,}"}
    if hidden:
        return ngettext("%(n)s hidden group", "%(n)s hidden groups", many) % told
    return ngettext("%(n)s group that is shown", "%(n)s groups that are shown", many) % told

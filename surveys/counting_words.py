"""How far a count has come, in words: the page of a closing wave looks again every few seconds."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.models import Wave

DOING: dict[str, str | Promise] = {
    "open": gettext_lazy("Opening the ballots: %(done)s of %(total)s."),
    "hide": gettext_lazy(
        "Working out which groups must be hidden to protect people: %(done)s of %(total)s."
    ),
}


def how_far(wave: Wave) -> str:
    """One sentence; "" before anything was begun. What is not named here is an attack."""
    if not wave.counting_total:
        return ""
    said = DOING.get(wave.counting_what) or _(
        "Attacking the tables before anybody sees them: %(done)s of %(total)s attacks done."
    )
    return str(said) % {"done": f"{wave.counting_done:,}", "total": f"{wave.counting_total:,}"}

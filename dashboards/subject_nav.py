"""The way between the pages of the leaders' view: each subject, and the plan.

The headlines are above all of them: the breadcrumb leads there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import choosing
from dashboards.subjects.listing import SUBJECTS

KEPT = (choosing.WAVE, choosing.AGAINST)  # what is chosen on one page stays chosen on the next


@dataclass(frozen=True, kw_only=True)
class Link:
    """One page; `here` where it is the one that is open."""

    name: str
    address: str
    here: bool


IN_HEADLINE = ("response", "representation", "grades")


def others() -> tuple[Link, ...]:
    """The subjects that the headline page has no section of."""
    return tuple(
        Link(name=str(one.name), address=reverse("dashboards:subject", args=[one.slug]), here=False)
        for one in SUBJECTS
        if one.slug not in IN_HEADLINE
    )


def links(here: str, query: Mapping[str, str] | None = None) -> tuple[Link, ...]:
    """Every page, the one of this name marked: a subject's own, or "pillars", "changed"."""
    kept = {key: value for key, value in (query or {}).items() if key in KEPT}
    subjects = (
        (
            one.slug,
            str(one.name),
            choosing.addressed(reverse("dashboards:subject", args=[one.slug]), kept),
        )
        for one in SUBJECTS
    )
    every = (
        *subjects,
        ("pillars", _("The five pillars"), reverse("dashboards:pillars")),
        ("changed", _("What changed"), reverse("dashboards:changed")),
    )
    return tuple(Link(name=name, address=address, here=key == here) for key, name, address in every)

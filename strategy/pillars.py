"""The five pillars: fixed by the approach this product follows, so they are code, not rows.

The names and what each pillar asks for come from Paul Downer's blog of 2022 on a social mobility
strategy (the second of a series on class inequality at work); the wording is ours.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Pillar(models.TextChoices):
    DATA = "data", _("Data")
    PROGRESSION = "progression", _("Progression")
    HIRING = "hiring", _("Hiring")
    CULTURE = "culture", _("Culture & leadership")
    COLLABORATION = "collaboration", _("Collaboration")

    @property
    def page(self) -> "PillarPage":
        return PAGES[self]


@dataclass(frozen=True)
class PillarPage:
    """What a pillar's page says before any key result: its other name, one line, and guidance."""

    also_called: str | Promise
    line: str | Promise
    guidance: tuple[str | Promise, ...]
    source: str | Promise


BLOG = _("Paul Downer, five-pillar blog, 2022")
HACKATHON = _("TTC hackathon table, 2021, objectives 2 and 4 (the blog names this pillar only)")

PAGES: dict[Pillar, PillarPage] = {
    Pillar.DATA: PillarPage(
        also_called="",
        line=_("Know where we stand, and say so in the open."),
        guidance=(
            _("Agree first which figures show how we do on class, and baseline them."),
            _("Let the baseline decide what to track, report and act on."),
            _("Keep it transparent, and welcome a challenge."),
            _("Sound reporting is the backbone: the other four pillars lean on it."),
        ),
        source=BLOG,
    ),
    Pillar.PROGRESSION: PillarPage(
        also_called=_("In-reach"),
        line=_("Talent over social background, at every grade."),
        guidance=(
            _("Follow what happens to people after they join, and how they move up."),
            _("Find the barriers, those people meet and those they expect to meet."),
            _("Build a toolkit that opens chances to people from a lower background."),
            _("Try something new: bold ideas show the organisation means it."),
        ),
        source=BLOG,
    ),
    Pillar.HIRING: PillarPage(
        also_called=_("Outreach"),
        line=_("Reach further, and hire from those we reach."),
        guidance=(
            _("Go where chances are fewest: cold spots, and schools with many free meals."),
            _("Offer a whole path, from a first taste of work to a paid place."),
            _("Open routes in that need no degree, and no particular postcode."),
            _("Link outreach to hiring, so that it ends in jobs and not in a day out."),
        ),
        source=HACKATHON,
    ),
    Pillar.CULTURE: PillarPage(
        also_called="",
        line=_("Leaders who listen, act and are seen."),
        guidance=(
            _("Find leaders who will lead, challenge and drive this, and mean it."),
            _("They need not come from a lower background themselves."),
            _("Aim to appoint one who does, and count that as part of success."),
        ),
        source=BLOG,
    ),
    Pillar.COLLABORATION: PillarPage(
        also_called="",
        line=_("Learn with others, and share what works."),
        guidance=(
            _("Reach out to those already at work on this in the communities we serve."),
            _("Be patient: what held people back for long does not move in a quarter."),
            _("Share the journey; people in every sector are ready to help."),
        ),
        source=BLOG,
    ),
}

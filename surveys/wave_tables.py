"""The tables of a wave, between the count that makes them and the pages that show them.

What the count gives has passed the gate; here it is stored with what must stand beside it: of whom,
of when, out of how many, and what its codes mean.
"""

from datetime import datetime

from django.db.models import Case, F, When
from django.utils.translation import gettext as _

from disclosure import reading, storing
from disclosure.control.earlier import Earlier
from disclosure.control.safe_pay_gaps import PayGaps
from disclosure.control.safe_tables import Protected
from disclosure.emptiness import in_tables
from disclosure.models import Publication
from surveys import nobody_invited, tables_plan
from surveys.models import Wave
from surveys.models.waves import Origin
from surveys.states import State
from surveys.wave_questions import question_set, table_plan

MOST_EARLIER = 8
"""So many earlier waves the gate looks back on: eight years of one a year. Without an end to it a
count would take longer with every wave."""
COUNTED = (State.CLOSED, State.PUBLISHED)
LONGEST_POPULATION, LONGEST_ASKED = 200, 160


def keep(
    *,
    wave: Wave,
    protected: Protected,
    responded: int,
    invited: int | None,
    at: datetime,
    pay: PayGaps | None = None,
) -> Publication:
    """Store the tables of a wave's count. Call in the transaction that ends the wave, while its
    invitations are there: they say which groups nobody was invited from."""
    asked, plan = question_set(wave), table_plan(wave)
    invited_none = nobody_invited.groups(wave, plan, asked)
    about = storing.About(
        source=wave.label,
        title=wave.title,
        population=population(wave)[:LONGEST_POPULATION],
        starts_on=wave.opened_on,
        ends_on=wave.closed_on,
        asked=f"{asked.name}, {asked.version}"[:LONGEST_ASKED],
        plan_hash=wave.plan_hash,
        invited=invited,
        responded=responded,
        words=tables_plan.words(plan, asked) | {"empty": in_tables(invited_none, protected.cells)},
    )
    return storing.store(
        protected=protected, about=about, pay=pay.to_data() if pay else None, at=at
    )


def population(wave: Wave) -> str:
    """Of whom the figures are, in words. It can be said better by a correction."""
    if wave.origin == Origin.IMPORTED:
        told = wave.choices["imported"]
        return _("The people asked in “%(title)s” (%(period)s)") % {
            "title": wave.title,
            "period": told["period"],
        }
    return _("Everybody who was invited to “%(title)s”") % {"title": wave.title}


def earlier(wave: Wave | None = None) -> tuple[Earlier, ...]:
    """What earlier waves showed, groups and numbers, eight at most: those asked here, then those
    brought in, the one that closed last first.

    For the gate: the tables of this wave must give nobody away beside theirs either. However many
    surveys are brought in, they push out none that was asked here. One that was taken back has no
    tables any more, and is not among them. Four queries.
    """
    counted = Wave.objects.filter(state__in=COUNTED).exclude(pk=wave.pk if wave else 0)
    asked_first = counted.order_by(
        Case(When(origin=Origin.ASKED, then=0), default=1),
        F("closed_on").desc(nulls_last=True),
        "-pk",
    )
    labels = asked_first.values_list("label", flat=True)
    return reading.earlier(reading.published_among(labels)[:MOST_EARLIER])


def published(wave: Wave) -> Publication | None:
    """The newest version of a wave's tables; None where nothing was counted. One query."""
    return reading.latest(wave.label) if wave.state in COUNTED else None

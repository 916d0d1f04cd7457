"""A finding without a figure: a wave that has no table of what a page is about, and why."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from charts import briefly
from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.waves import WaveSeen
from disclosure.control.plan import Cut


def finding(chosen: Chosen, *, key: str, heading: str, by: str, cut: Cut = ()) -> Finding:
    """`by` says which table is not there: "by level"."""
    publication = chosen.wave.publication
    return Finding(
        key=key,
        heading=heading,
        title=_("%(wave)s has no results %(by)s")
        % {"wave": briefly.name(chosen.evidence.name(chosen.wave)), "by": by},
        about=_why(chosen.wave, cut),
        notes=_elsewhere(chosen, cut),
        source=f"{publication.title}, {publication.population}.",
        as_of=chosen.wave.day,
        terms=("hidden",),
    )


def _why(wave: WaveSeen, cut: Cut) -> str:
    publication = wave.publication
    if publication.certificate["total_only"]:
        return _("Hiding groups could not protect everybody, so everybody is shown together only.")
    if publication.version > 1 and set(cut) <= set(publication.words["attributes"]):
        return _("No such table was planned before people were asked, or it was taken back.")
    return _("No such table was planned before people were asked. The next survey can have it.")


def _elsewhere(chosen: Chosen, cut: Cut) -> tuple[str, ...]:
    """Other waves that have it."""
    others = [
        chosen.evidence.name(wave)
        for wave in chosen.evidence.waves
        if wave != chosen.wave and cut in wave.cuts
    ]
    if not cut or not others:
        return ()
    return (_("%(waves)s: there it can be seen.") % {"waves": capfirst(", ".join(others))},)

"""A finding without a figure: what was not asked, or is not kept, and what would tell it."""

from django.utils.translation import gettext as _

from charts import briefly
from dashboards.choosing import Chosen
from dashboards.finding import Finding
from dashboards.subjects.questions import Question


def finding(chosen: Chosen, question: Question) -> Finding:
    """This question was not asked in this wave."""
    return without_figure(
        chosen,
        key=question.key,
        heading=str(question.heading),
        title=_("%(wave)s did not ask this question")
        % {"wave": briefly.name(chosen.evidence.name(chosen.wave))},
        about=_("To know it next time, choose this question when the next survey is drafted."),
        notes=(str(question.meaning), *_asked_earlier(chosen, question)),
        terms=question.terms,
    )


def _asked_earlier(chosen: Chosen, question: Question) -> list[str]:
    before = chosen.evidence.before(chosen.wave)
    asked = [
        chosen.evidence.name(wave) for wave in before if set(question.measures) & set(wave.measures)
    ]
    return [_("It was asked in %(wave)s.") % {"wave": asked[-1]}] if asked else []


def without_figure(
    chosen: Chosen,
    *,
    key: str,
    heading: str,
    title: str,
    about: str,
    notes: tuple[str, ...] = (),
    terms: tuple[str, ...] = (),
) -> Finding:
    """A finding that says why there is no number; `about` is what it would take."""
    publication = chosen.wave.publication
    return Finding(
        key=key,
        heading=heading,
        title=title,
        about=about,
        notes=notes,
        source=_("%(title)s, %(population)s.")
        % {"title": publication.title, "population": publication.population},
        as_of=chosen.wave.day,
        terms=terms,
    )

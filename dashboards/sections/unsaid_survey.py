"""What the survey cannot say yet: what was not asked, what is hidden, what chance may explain.

Of hidden groups only how many there are is told, as their tables show it; never which are small.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards import survey_moves
from dashboards.choosing import Chosen
from dashboards.comparing import CANNOT, NOT_CLEAR, Compared
from dashboards.known import Known
from dashboards.sections.gaps import Gap, if_asked, listed, next_wave
from dashboards.subjects import meals, parents, representation, school, titles
from dashboards.subjects.grouped import says_nothing
from dashboards.subjects.standings import Standings
from dashboards.waves import WaveSeen
from disclosure import words
from disclosure.control.plan import Cut
from disclosure.estimates import changes
from disclosure.estimates.changes import Change, Reason
from disclosure.figures import Why, group_why
from surveys.models import Wave
from surveys.results import wording

ASKED_OF_ALL = (school.QUESTION, meals.QUESTION, parents.QUESTION)


def gaps(what: Known) -> Iterator[Gap]:
    """No query."""
    when = next_wave(what.coming)
    if what.chosen is None:
        yield Gap(
            question=_who(),
            why=_("No survey has been published yet."),
            takes=_("A survey that is closed, counted and published."),
            when=when,
        )
        return
    if representation.BACKGROUND not in what.chosen.wave.measures:
        yield _missing(_who(), [representation.BACKGROUND], what.coming)
    yield from _changes(what.chosen, when)
    yield from _coverage(what.chosen, when)
    yield from _hidden(what.chosen, when)
    yield from _not_asked(what.chosen.wave, what.coming)


def _changes(chosen: Chosen, when: str) -> Iterator[Gap]:
    """Whether the share that matters moved, where nobody can tell."""
    if chosen.last is None:
        yield Gap(
            question=_("Is it changing?"),
            why=_("One wave is published: %(wave)s.") % {"wave": chosen.evidence.name(chosen.wave)},
            takes=_("A second wave that asks the same."),
            when=when,
        )
        return
    found = survey_moves.background(chosen)
    if found and (gap := _of_background(found, when)):
        yield gap


def _of_background(found: Standings, when: str) -> Gap | None:
    move = found.change
    question = _("Has the share of “%(name)s” really changed?") % {"name": found.headline.name}
    if move is None or move.verdict == CANNOT:
        why = move.said if move else " ".join(found.refusals)
        return Gap(question=question, why=why, takes=_to_compare(move), when=when)
    if move.verdict != NOT_CLEAR or not _looks_moved(move):
        return None
    return Gap(question=question, why=_of_chance(move.change), takes=_needs(found), when=when)


def _looks_moved(move: Compared) -> bool:
    """Whether a reader sees another figure than before."""
    return move.before is not None and wording.share(move.before) != wording.share(move.after)


def _to_compare(move: Compared | None) -> str:
    if move and move.change.reason in (Reason.HIDDEN, Reason.NOT_PLACED):
        return _("More people who answer.")
    return _("A wave that asks and counts as one of the two did.")


def _of_chance(change: Change) -> str:
    """How far a share moved, as roughly as it is said; of one in words only that."""
    if change.points is None:
        return _("At this size chance alone could explain it.")
    moved = titles.roughly(words.points(change.points), change.precision)
    return _("A move of %(points)s is within what chance can do at this size.") % {"points": moved}


def _needs(found: Standings) -> str:
    share = found.headline.now.share
    assert share, "what was compared has a share"
    points = words.points(changes.detectable(share))
    return _("A move of about %(points)s, or more people who answer.") % {"points": points}


def _coverage(chosen: Chosen, when: str) -> Iterator[Gap]:
    """Whether those of whom nothing is known are like the others: said where they are most."""
    coverage = survey_moves.coverage(chosen)
    if coverage and coverage.invited and 2 * coverage.classified < coverage.invited:
        yield Gap(
            question=_("Are those who did not answer like those who did?"),
            why=_("Of %(invited)s people invited, %(people)s could be placed: fewer than half.")
            % {
                "invited": f"{coverage.invited:,}",
                "people": wording.people(coverage.classified),
            },
            takes=_("More people who answer."),
            when=when,
        )


def _hidden(chosen: Chosen, when: str) -> Iterator[Gap]:
    """How many groups of which table: as many as its chart shows to be hidden."""
    told = [_of_cut(chosen.wave, cut) for cut in chosen.wave.cuts if len(cut) == 1]
    if any(told):
        yield Gap(
            question=_("What of the groups that are hidden?"),
            why=_("Hidden to protect people: %(groups)s.") % {"groups": listed(filter(None, told))},
            takes=_(
                "More people who answer, or groups put together when the next survey is planned."
            ),
            when=when,
        )


def _of_cut(wave: WaveSeen, cut: Cut) -> str:
    table = wave.tables.get(cut)
    if table is None:
        return ""
    told = wave.publication
    cells = [
        group_why(told, cut, key, cell)
        for key, cell in table.cells.items()
        if not says_nothing(told, cut, key)
    ]
    hidden = cells.count(Why.HIDDEN)
    if not hidden:
        return ""
    return ngettext(
        "%(n)s of %(total)s group %(by)s", "%(n)s of %(total)s groups %(by)s", len(cells)
    ) % {
        "n": hidden,
        "total": len(cells),
        "by": wording.inside(wording.by(told, cut)),
    }


def _who() -> str:
    return _("Who works here, and where do they come from?")


def _missing(question: str, codes: list[str], coming: Wave | None) -> Gap:
    return Gap(
        question=question,
        why=_("The survey did not ask."),
        takes=_("Choose the question when the next survey is drafted."),
        when=if_asked(coming, codes),
    )


def _not_asked(wave: WaveSeen, coming: Wave | None) -> Iterator[Gap]:
    """Questions of the catalogue that leaders look for, and this wave did not ask."""
    missing = [one for one in ASKED_OF_ALL if not set(one.measures) & set(wave.measures)]
    if missing:
        names = listed(wording.inside(str(question.heading)) for question in missing)
        codes = [code for question in missing for code in question.measures]
        yield _missing(_("What of %(subjects)s?") % {"subjects": names}, codes, coming)
    if wave.publication.pay is None:
        asks = coming is not None and bool(coming.choices.get("pay"))
        yield Gap(
            question=_("Do people from lower backgrounds earn less here?"),
            why=_(
                "The survey did not ask about pay, and it is anonymous, so it cannot be joined "
                "to pay."
            ),
            takes=_(
                "Ask about pay, in bands, in a survey, or use an HR extract with notice to staff."
            ),
            when=next_wave(coming) if asks else if_asked(coming, ()),
        )

"""From which groups of a wave's tables nobody was invited, by the staff list as of its count.

Invitations are looked at and no ballot, so it tells nothing of who answered, or how. It is said of
groups that are made of what a staff list may hold: unit, grade and location. Somebody of whom the
list leaves one of them out may be in any group of it, and whoever came with a card in any group at
all: then nothing is said. A person may say they are elsewhere than the list has them; what they say
is protected as everybody's is, and changes nothing here.
"""

from collections.abc import Collection, Sequence
from itertools import product

from disclosure.control.plan import Key, cut_name
from disclosure.emptiness import Told
from surveys.ballot import door
from surveys.models import Wave
from surveys.plan import TablePlan
from surveys.questions.group_words import group_of
from surveys.questions.question import Question
from surveys.questions.sets import QuestionSet
from surveys.wave_questions import FILLED_IN

Place = tuple[str | None, ...]
"""Where a list has somebody: a group of each attribute, or None where it does not say."""


def groups(wave: Wave, plan: TablePlan, asked: QuestionSet) -> Told:
    """By cut, the keys of these groups, in the plan's order. Call before the invitations are
    deleted. Three queries."""
    on_list = wave.invitations.exclude(invitee=None)
    many = on_list.count()
    if not many or door.invited(wave.label) != many:  # some came with a card: nobody knows who
        return {}
    listed = {q.code: q for name in FILLED_IN if (q := asked.prefilled(name))}
    rows = on_list.order_by().values_list(*FILLED_IN).distinct()
    said = dict(zip(FILLED_IN, zip(*rows, strict=True), strict=True))
    columns = {code: _groups(one, said[one.prefill]) for code, one in listed.items()}
    found = {
        cut_name(cut): _empty([listed[code] for code in cut], [columns[code] for code in cut])
        for cut in plan.cuts
        if cut and set(cut) <= set(listed)
    }
    return {cut: keys for cut, keys in found.items() if keys}


def _groups(question: Question, said: Sequence[str]) -> list[str | None]:
    """For each text of the list the group it means; None for one that is no answer."""
    places = {text: question.index_of(text) if text else None for text in set(said)}
    groups = {
        text: None if place is None else group_of(question.options[place])
        for text, place in places.items()
    }
    return [groups[text] for text in said]


def _empty(
    questions: Sequence[Question], columns: Sequence[Sequence[str | None]]
) -> list[list[str]]:
    """The groups of these questions, crossed, in which nobody can be."""
    people = set(zip(*columns, strict=True))
    keys = product(*map(_on_a_list, questions))
    return [list(key) for key in keys if not _may_hold(key, people)]


def _on_a_list(question: Question) -> list[str]:
    """The groups that a staff list may have people in: not "other", and not those who said none."""
    apart = {group_of(option) for option in question.options if option.apart}
    return [g for g in dict.fromkeys(map(group_of, question.options)) if g not in apart]


def _may_hold(key: Key, people: Collection[Place]) -> bool:
    """Whether anybody is in this group, or may be where the list leaves something out."""
    return any(
        all(known is None or known == group for known, group in zip(one, key, strict=True))
        for one in people
    )

"""What the groups of the published questions are called wherever their shares are shown.

A group with one option that stands beside the shares, "I don't know", is called as that option is.
"""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from surveys.questions.options import NOT_DISCLOSED, Option
from surveys.questions.words import FALLBACK, Words

GROUPS: dict[str, str | Promise] = {
    "professional": _("Professional background"),
    "intermediate": _("Intermediate background"),
    "lower": _("Lower socio-economic background"),
    "state": _("State school"),
    "independent": _("Independent or fee-paying school"),
    "independent_bursary": _("Independent school with a bursary"),
    "fsm_yes": _("Eligible for free school meals"),
    "fsm_no": _("Not eligible for free school meals"),
    "no_graduate_parent": _("No parent with a degree"),
    "graduate_parent": _("A parent with a degree"),
    "not_applicable": _("Does not apply"),
    "unclassified": _("Could not be placed"),
    NOT_DISCLOSED: _("Preferred not to say, or gave no answer"),
}


def group_of(option: Option) -> str:
    """The group an option is counted in: its own code where it stands for itself."""
    return option.group or option.code


def called(group: str, options: tuple[Option, ...], *, languages: Iterable[str]) -> Words:
    """A group's name by language. `options` are those of one question that are counted in it."""
    one = options[0] if len(options) == 1 and group != NOT_DISCLOSED else None
    if one and (group not in GROUPS or not one.counts):
        return one.label
    return _in_each(languages, GROUPS[group]) if group in GROUPS else _all_of(options)


def _in_each(languages: Iterable[str], text: str | Promise) -> Words:
    """A text of ours as it reads in each of these languages."""
    said = {}
    for language in languages:
        with override(language):
            said[language] = str(text)
    return said


def _all_of(options: tuple[Option, ...]) -> Words:
    """A group nobody has named yet: what is in it, in words."""
    return {FALLBACK: " / ".join(option.label[FALLBACK] for option in options)}

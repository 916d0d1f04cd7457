"""Texts in several languages, and the small checks that all data of a question set goes through.

A text is kept by the code of its language; British English is there wherever there is a text.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from surveys.questions.refusals import NotAQuestionSet

Words = Mapping[str, str]
"""One text in its languages: `{"en-gb": "Unit", "cy": "Uned"}`. Nothing at all is no text."""

FALLBACK = "en-gb"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
CODE = re.compile(r"[A-Z][A-Z0-9_]{0,39}")
UNSEEN = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Kinds of character no reader sees: control, half a pair, private, unassigned, line ends."""


def said(words: Words, language: str) -> str:
    """The text in this language, else without its region, else in British English; "" if none."""
    for known in (language, language.partition("-")[0], FALLBACK):
        if known in words:
            return words[known]
    return ""


def tidy(text: str) -> str:
    """One line, single spaces, composed (Unicode NFC): a Mac and a PC then write the same name."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def alike(text: str) -> str:
    """What two texts that mean the same have in common, whatever their capitals and spaces."""
    return tidy(tidy(text).casefold())


def check_words(words: object, *, what: str, longest: int, needed: bool = False) -> None:
    """Refuse what is not a text by language, is too long, blank, or cannot be read."""
    if not isinstance(words, Mapping) or not all(
        isinstance(key, str) and LANGUAGE.fullmatch(key) for key in words
    ):
        raise NotAQuestionSet(_("“%(what)s” must give each text by language.") % {"what": what})
    if FALLBACK not in words and (needed or words):
        raise NotAQuestionSet(_("“%(what)s” needs words in British English.") % {"what": what})
    for text in words.values():
        check_text(text, what=what, longest=longest)


def check_text(text: object, *, what: str, longest: int, needed: bool = True) -> None:
    """Refuse what is not one line of readable text of at most so many characters."""
    if text == "" and not needed:
        return
    if not isinstance(text, str) or not text or text != text.strip():
        raise _refused(
            _("“%(what)s” holds a text that is blank, or begins or ends with a space."), what
        )
    if len(text) > longest:
        raise _refused(
            _("“%(what)s” holds a text of more than %(most)d characters."), what, longest
        )
    if any(unicodedata.category(character) in UNSEEN for character in text):
        raise _refused(_("“%(what)s” holds a line break or a character nobody can see."), what)


def _refused(message: str, what: str, most: int = 0) -> NotAQuestionSet:
    return NotAQuestionSet(message % {"what": what, "most": most})


def check_code(code: object, *, what: str) -> None:
    """Refuse what is not a code: capitals, digits and underscores, beginning with a letter."""
    if not isinstance(code, str) or not CODE.fullmatch(code):
        raise NotAQuestionSet(
            _("The code of “%(what)s” must be capitals, digits and underscores, at most 40.")
            % {"what": what}
        )


def check_flag(flag: object, *, what: str) -> None:
    """Refuse what is neither true nor false."""
    if not isinstance(flag, bool):
        raise NotAQuestionSet(_("“%(what)s” must be true or false.") % {"what": what})


def exactly(data: object, kind: type) -> dict[str, Any]:
    """An object of JSON as the arguments of a dataclass; refuses any name too many or too few."""
    names = {field.name for field in fields(kind)}
    if not isinstance(data, dict) or set(data) != names:
        given = set(data) if isinstance(data, dict) else set()
        odd = ", ".join(sorted(map(str, names ^ given)))
        raise NotAQuestionSet(
            _("%(kind)s is not in our form. Look at: %(odd)s.")
            % {"kind": kind.__name__, "odd": odd or "–"}
        )
    return dict(data)


def freeze(thing: object) -> None:
    """Let nobody change the texts of a dataclass once it is checked: its digest is remembered."""
    for name, value in vars(thing).items():
        if isinstance(value, Mapping):
            object.__setattr__(thing, name, MappingProxyType(dict(value)))


def as_data(thing: Any) -> Any:
    """A dataclass, and all that is in it, as plain objects and lists of JSON."""
    if is_dataclass(thing):
        return {field.name: as_data(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, tuple):
        return [as_data(each) for each in thing]
    return dict(thing) if isinstance(thing, Mapping) else thing


def listed(data: object, what: str) -> list[Any]:
    """A list of JSON; refuses anything else."""
    if not isinstance(data, list | tuple):
        raise NotAQuestionSet(_("“%(what)s” must be a list.") % {"what": what})
    return list(data)

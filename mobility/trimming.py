"""The rules of Bootstrap that our pages can use: all of it would be three quarters of a style sheet
that a browser waits for, reads and tries on every element.

A rule stays if every class it asks for is one of `BOOTSTRAP`. A test holds that list to what the
templates and scripts name, so whoever uses another class is told to add it here.
"""

import re
from functools import lru_cache

BOOTSTRAP = frozenset(
    {
        *("d-block", "d-flex", "d-print-none", "flex-wrap", "form-check-input", "form-select"),
        *("fs-6", "fw-normal", "fw-semibold", "gap-2", "m-0", "mb-0", "mb-1", "mb-2", "mb-3"),
        *("mb-4", "mb-5", "me-2", "ms-2", "mt-2", "mt-3", "mt-4", "mt-5", "ps-3", "small"),
        *("visually-hidden", "visually-hidden-focusable"),
    }
)
"""The classes of Bootstrap that our pages use."""

RULE = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")  # a rule, or @media around rules
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)
APART = re.compile(r",(?![^(]*\))")  # between selectors, not inside :not(a, b)
REFUSED = re.compile(r":not\([^)]*\)")  # what an element must not be, asks for nothing
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
CHARSET = '@charset "UTF-8";'
ASKED = re.compile(r"var\((--bs-[\w-]+)")
THEME = "[data-bs-theme"  # light and dark are ours: css/tokens.css
OWN = re.compile(r"(--bs-[\w-]+):[^;{}]*;?")  # a custom property and what it is


@lru_cache(maxsize=2)
def bootstrap(rules: str) -> str:
    """What of Bootstrap can be used, with its licence in front."""
    licence = LICENCE.search(rules)
    assert licence, "The licence goes wherever the rules go."
    kept = _rules(COMMENT.sub("", rules.removeprefix(CHARSET)))
    return f"{licence[0]}\n{_asked_for(kept)}"


def _rules(text: str) -> str:
    """The rules that elements with no other classes could match. Keyframes go: nothing that stays
    moves."""
    kept = []
    for told, inside in RULE.findall(text):
        if told.startswith("@media"):
            kept.append((told, _rules(inside)))
        elif not told.startswith("@"):
            kept.append((",".join(filter(_can_match, APART.split(told))), inside))
    return "".join(f"{told}{{{inside}}}" for told, inside in kept if told and inside)


def _can_match(selector: str) -> bool:
    return THEME not in selector and BOOTSTRAP.issuperset(CLASS.findall(REFUSED.sub("", selector)))


def _asked_for(rules: str) -> str:
    """Without the custom properties that nobody asks for; those that only such a one asked for go
    with it. Our own sheets set some of them and ask for none."""
    asked = set(ASKED.findall(rules))
    fewer = OWN.sub(lambda one: one[0] if one[1] in asked else "", rules)
    return fewer if fewer == rules else _asked_for(fewer)

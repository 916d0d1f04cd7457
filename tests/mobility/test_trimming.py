"""Of Bootstrap only what our pages can use, and nothing of that is lost."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from mobility import sheets, trimming

ROOT = Path(settings.BASE_DIR)
WHOLE = (ROOT / "static" / sheets.BOOTSTRAP).read_text()
OURS = ("accounts", "charts", "dashboards", "disclosure", "okrs", "packs", "strategy", "surveys")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")
NAME = re.compile(r"[A-Za-z][\w-]*")


def test_every_class_of_bootstrap_that_a_page_uses_is_in_the_list_and_no_other() -> None:
    assert used() & known(WHOLE) == trimming.BOOTSTRAP, "Say so in mobility/trimming.py."


def test_the_classes_that_stay_have_the_rules_they_had() -> None:
    assert known(trimming.bootstrap(WHOLE)) == trimming.BOOTSTRAP


def test_a_rule_stays_as_it_was_if_an_element_of_ours_could_match_it() -> None:
    rules = "b,.card b{margin:0}@media print{.m-0:not(.card){--bs-a:1;color:red}.card{color:red}}"

    found = trimming.bootstrap(f"/*! Whose */{rules}")

    assert found == "/*! Whose */\nb{margin:0}@media print{.m-0:not(.card){color:red}}"


def test_a_custom_property_stays_while_something_asks_for_it() -> None:
    asked = ":root{--bs-a:var(--bs-b);--bs-b:1;--bs-c:var(--bs-d);--bs-d:2}b{margin:var(--bs-a)}"

    found = trimming.bootstrap(f"/*! Whose */{asked}")

    assert found.endswith(":root{--bs-a:var(--bs-b);--bs-b:1;}b{margin:var(--bs-a)}")


def test_no_sheet_of_ours_asks_for_a_custom_property_that_is_bootstraps() -> None:
    asking = [one for one in (ROOT / "static/css").glob("*.css") if "var(--bs-" in one.read_text()]
    assert asking == []


def test_bootstrap_has_nothing_that_would_be_taken_for_something_else() -> None:
    """A brace in quotes, a selector of several that asks for one of them, rules around rules."""
    quoted = "".join(map("".join, QUOTED.findall(WHOLE)))
    assert not set("{};") & set(quoted.replace("UTF-8", ""))
    assert not re.search(r":(is|where|has)\(", WHOLE)
    assert set(re.findall(r"@[a-z-]+", WHOLE)) == {"@charset", "@media", "@keyframes"}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ('<p class="meta {% if x %}mb-2{% else %}is-{{ y }}{% endif %}">', {"meta", "mb-2", "is-"}),
        ("<b class=\"{% firstof look 'm-0 quiet' %}\">card", {"m-0", "quiet"}),
        ('className: "as-link d-flex"', {"as-link", "d-flex"}),
        ('it.classList.add("row", "mt-2")', {"row", "mt-2"}),
        ('{"class": "input small"}', {"input", "small"}),
    ],
)
def test_a_class_is_found_wherever_a_page_can_get_it_from(written: str, names: set[str]) -> None:
    assert names <= set(classes_in(written))


@cache
def used() -> set[str]:
    """Every class that a template, a script or a module of ours gives an element."""
    templates = (ROOT / "templates").rglob("*.html")
    scripts = (ROOT / "static/js").rglob("*.js")
    modules = (one for name in OURS for one in (ROOT / name).rglob("*.py"))
    return {
        name
        for files in (templates, scripts, modules)
        for one in files
        for name in classes_in(one.read_text())
    }


GIVEN = re.compile(
    r"""class=\\?"((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"     # an attribute, tags of a template in it
      |className\s*[:=]\s*(.*)|classList\.\w+\((.*)     # a script's
      |"class":\s*(.*)|(?:css_class|classes)=(.*)       # a form's
    """,
    re.VERBOSE,
)


def classes_in(text: str) -> Iterator[str]:
    for one in GIVEN.finditer(text):
        given = next(filter(None, one.groups()), "")
        yield from NAME.findall(TAG.sub(lambda tag: f" {_quoted_in(tag[0])} ", given))


def _quoted_in(tag: str) -> str:
    return " ".join(map("".join, QUOTED.findall(tag)))


def known(rules: str) -> set[str]:
    """The classes that rules of Bootstrap ask for."""
    found = set()
    for told, inside in trimming.RULE.findall(trimming.COMMENT.sub("", rules)):
        if told.startswith("@media"):
            found |= known(inside)
        else:
            found |= set(trimming.CLASS.findall(trimming.REFUSED.sub("", told)))
    return found

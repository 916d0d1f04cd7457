"""Every sentence that promises something to the people who answer has tests that hold us to it."""

import ast
import html
import re
from functools import lru_cache
from pathlib import Path

import pytest
from django.test import Client

from surveys.models import Wave
from surveys.models.waves import Custody
from surveys.promises import PROMISES
from tests.surveys import making

ROOT = Path(__file__).resolve().parents[2]
PLACE = re.compile(r'data-promise="([^"]+)"')
ENTRY = re.compile(
    r'<(?P<tag>li|div) data-promise="(?P<id>[^"]+)">.*?<strong>(?P<title>.*?)</strong>.*?'
    r"<span>(?P<sentence>.*?)</span>",
    re.S,
)


@lru_cache(maxsize=64)
def names_in(module: str) -> frozenset[str]:
    """The names of the tests of a module, read and not run."""
    path = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    if not path.exists():
        return frozenset()
    return frozenset(
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def checks_that_are_not_there(checks: tuple[str, ...]) -> list[str]:
    return [
        check
        for check in checks
        if check.rpartition(".")[2] not in names_in(check.rpartition(".")[0])
    ]


def page_of(wave: Wave) -> str:
    return Client().get(f"/surveys/{wave.label}/anonymity/").content.decode()


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.id)
def test_a_promise_has_a_check_and_every_check_is_there(promise):
    assert promise.checks
    assert checks_that_are_not_there(promise.checks) == []


def test_a_check_that_is_not_there_is_noticed():
    here = "tests.surveys.test_promises"

    assert checks_that_are_not_there((f"{here}.test_no_such", "tests.no_such.test_it")) != []
    assert checks_that_are_not_there((f"{here}.test_a_check_that_is_not_there_is_noticed",)) == []


def test_no_two_promises_have_one_name():
    names = [promise.id for promise in PROMISES]

    assert len(names) == len(set(names))


@pytest.mark.django_db
@pytest.mark.parametrize("custody", Custody.values)
def test_the_page_shows_every_promise_of_its_custody_and_no_other(custody):
    wave = making.open_wave(12)
    Wave.objects.filter(pk=wave.pk).update(custody=custody, guardian="Ada Byron")

    shown = PLACE.findall(page_of(wave))

    assert sorted(shown) == sorted(p.id for p in PROMISES if p.holder in ("", custody))


@pytest.mark.django_db
@pytest.mark.parametrize("custody", Custody.values)
def test_the_page_says_each_promise_as_it_stands_in_the_list(custody):
    wave = making.open_wave(12)
    Wave.objects.filter(pk=wave.pk).update(custody=custody, guardian="Ada Byron")

    said = {
        found["id"]: (found["title"], html.unescape(found["sentence"]))
        for found in ENTRY.finditer(page_of(wave))
    }

    assert said == {
        promise.id: (str(promise.title), promise.said("Ada Byron"))
        for promise in PROMISES
        if promise.holder in ("", custody)
    }


@pytest.mark.parametrize(
    "name", ["anonymity_promises.html", "anonymity_picture.html", "anonymity_kept.html"]
)
def test_a_template_of_promises_says_nothing_of_its_own_beside_them(name):
    """What stands in a list of promises comes from the list: only headings are written there."""
    text = (ROOT / "templates" / "survey" / name).read_text()
    entries = re.findall(r"<(li|div) data-promise.*?</\1>", text, re.S)
    inside = "".join(
        found.group(0) for found in re.finditer(r"<(li|div) data-promise.*?</\1>", text, re.S)
    )

    assert entries
    assert "translate" not in inside

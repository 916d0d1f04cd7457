"""What translators work on is what the code says now: nothing is missing, nothing is left over."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "accounts",
    "charts",
    "disclosure",
    "strategy",
    "surveys",
    "okrs",
    "dashboards",
    "packs",
    "mobility",
    "templates",
)
CATALOGUES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("locale/*/*/*.po"))
SOURCE = ROOT / "locale/en_GB/LC_MESSAGES/django.po"

Key = tuple[str | None, str, str]


def strings(catalogue: polib.POFile) -> set[Key]:
    """Each string with its context and its plural; what is marked obsolete is no string."""
    return {(e.msgctxt, e.msgid, e.msgid_plural) for e in catalogue if not e.obsolete}


@pytest.fixture(scope="module")
def gathered(tmp_path_factory) -> set[Key]:
    """What the code says now, gathered from a copy of it."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed: no strings can be gathered (apt install gettext)")
    copy = tmp_path_factory.mktemp("strings")
    for room in ROOMS:
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("manage.py", "pyproject.toml"):
        shutil.copy(ROOT / name, copy)
    made = copy / "locale/en_GB/LC_MESSAGES"
    made.mkdir(parents=True)
    words = ["makemessages", "--locale", "en_GB", "--extension", "py,html"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mobility.settings.test"}
    subprocess.run(
        [sys.executable, "manage.py", *words],
        check=True,
        cwd=copy,
        env=environment,
        capture_output=True,
    )
    return strings(polib.pofile(str(made / "django.po")))


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_catalogue_holds_every_string_the_code_has_and_no_other(gathered, name):
    stands = strings(polib.pofile(str(ROOT / name)))

    assert gathered
    assert (gathered - stands, stands - gathered) == (set(), set()), "run scripts/translate.sh"


@pytest.mark.parametrize("name", CATALOGUES)
def test_what_the_product_reads_was_compiled_from_the_catalogue(name):
    catalogue = polib.pofile(str(ROOT / name))
    compiled = polib.mofile(str((ROOT / name).with_suffix(".mo")))

    said = {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in compiled}
    assert said == {
        (e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in catalogue.translated_entries()
    }
    for header in ("Language", "Plural-Forms"):
        assert compiled.metadata[header] == catalogue.metadata[header]


def test_the_language_of_the_code_is_there_and_says_nothing_else():
    assert SOURCE.relative_to(ROOT).as_posix() in CATALOGUES
    assert polib.pofile(str(SOURCE)).translated_entries() == []

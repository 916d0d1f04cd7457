"""The first half of ./run: the database is ready, or the reason why not is one sentence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ADD = "from accounts.models import User; User.objects.create(email='a@b.example', is_demo={demo})"
SHELL = ("manage.py", "shell", "--verbosity=0", "-c")
ROOT = Path(__file__).resolve().parent.parent.parent


def python(*words: str, address: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mobility.settings.dev",
            "DATABASE_URL": address,
        },
        check=False,
        capture_output=True,
        text=True,
    )


def prepare(*words: str, address: str) -> "subprocess.CompletedProcess[str]":
    return python("scripts/prepare.py", *words, address=address)


def add_someone(*, demo: bool, address: str) -> None:
    done = python(*SHELL, ADD.format(demo=demo), address=address)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def nobody_yet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was started empty; each test copies it."""
    path = tmp_path_factory.mktemp("prepared") / "db.sqlite3"
    done = prepare("--empty", address=f"sqlite:///{path}")
    assert (done.stdout, done.stderr) == ("nobody\n", "")
    return path


@pytest.fixture
def address(nobody_yet: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(nobody_yet, tmp_path)}"


@pytest.mark.parametrize("words", [[], ["--empty"]])
def test_people_of_an_employers_own_are_left_alone(words: list[str], address: str) -> None:
    add_someone(demo=False, address=address)

    done = prepare(*words, address=address)

    assert (done.stdout, done.stderr) == ("own\n", "")


def test_a_database_that_holds_the_demo_says_so(address: str) -> None:
    add_someone(demo=True, address=address)

    assert prepare(address=address).stdout == "demo\n"


def test_empty_is_refused_on_a_database_that_holds_the_demo(address: str) -> None:
    add_someone(demo=True, address=address)

    done = prepare("--empty", address=address)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "DATABASE_URL names a database that holds the demo: --empty needs another one.\n"
    )


@pytest.mark.parametrize("address", ["nonsense", "mysql://user:hunter2@host/name"])
def test_an_address_of_another_kind_is_refused_without_repeating_it(address: str) -> None:
    done = prepare(address=address)

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL must begin with postgres:// or sqlite:///")
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.stderr


@pytest.mark.parametrize(
    "address",
    ["sqlite:////no/such/folder/db.sqlite3", "postgres://user:hunter2@127.0.0.1:1/name"],
)
def test_a_database_out_of_reach_is_said_in_a_sentence(address: str) -> None:
    done = prepare(address=address)

    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be reached: ")
    assert done.stderr.count("\n") == 1
    assert "hunter2" not in done.stderr
    assert done.stdout == ""


def test_the_links_in_the_demos_messages_lead_to_the_port_it_runs_on(tmp_path, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.setenv("BALLOT_KEYS", str(tmp_path / "keys"))
    address = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
    assert prepare(address=address).stdout == "demo\n"

    letters = "from accounts.models import SentMail; print(SentMail.objects.latest('pk').body)"
    said = python(*SHELL, letters, address=address).stdout

    assert "http://127.0.0.1:8123/s/w3/#t=" in said

"""The two commands, as far as they can be tried without installing anything."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHELL_FILES = ["run", "test", "scripts/bootstrap.sh", "scripts/lock.sh"]


def say(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("path", SHELL_FILES)
def test_the_shell_scripts_are_well_formed(path: str) -> None:
    assert say("sh", "-n", path).stderr == ""


@pytest.mark.parametrize("path", ["run", "test", ".ci/run", "scripts/lock.sh"])
def test_what_is_started_by_name_may_be_started(path: str) -> None:
    assert os.access(ROOT / path, os.X_OK)


@pytest.mark.parametrize("command", ["./run", "./test"])
def test_help_says_what_a_command_does_and_what_it_takes(command: str) -> None:
    done = say(command, "--help")

    assert done.returncode == 0
    assert command in done.stdout
    assert "From the environment it takes:" in done.stdout


def test_a_word_that_run_does_not_know_is_refused_in_a_sentence() -> None:
    done = say("./run", "--emtpy")

    assert done.returncode == 2
    assert done.stderr == './run does not know "--emtpy": see ./run --help\n'

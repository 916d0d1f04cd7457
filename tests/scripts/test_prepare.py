"""The first half of ./run: the database is ready, or the reason why not is one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def prepare(*words: str, address: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "scripts/prepare.py", *words],
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

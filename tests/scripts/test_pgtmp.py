"""The PostgreSQL that the tests bring: there for one command, and gone with it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ASK = """
import os, psycopg2
with psycopg2.connect(os.environ["DATABASE_URL"]).cursor() as cursor:
    cursor.execute("show timezone")
    print("time zone", *cursor.fetchone())
print(os.environ["DATABASE_URL"])
raise SystemExit(7)
"""


def run_in(*command: str, **extra: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "TEST_PG_URL"}
    return subprocess.run(
        [sys.executable, "scripts/pgtmp.py", *command],
        cwd=ROOT,
        env=environment | extra,
        check=False,
        capture_output=True,
        text=True,
    )


def test_a_command_gets_a_server_in_utc_and_keeps_its_own_exit_code() -> None:
    done = run_in(sys.executable, "-c", ASK)

    assert done.returncode == 7, done.stderr
    assert "time zone UTC" in done.stdout


def test_the_server_and_its_folder_are_gone_afterwards() -> None:
    done = run_in(sys.executable, "-c", ASK)

    folder = Path(done.stdout.strip().splitlines()[-1].partition("host=")[2])
    assert folder.name.startswith("pgtmp-")
    assert not folder.exists()


def test_a_server_of_ones_own_is_used_when_it_is_named() -> None:
    done = run_in("printenv", "DATABASE_URL", TEST_PG_URL="postgres://elsewhere/name")

    assert done.stdout.strip() == "postgres://elsewhere/name"


def test_without_a_command_it_says_how_it_is_used() -> None:
    done = run_in()

    assert done.returncode == 1
    assert "usage" in done.stderr

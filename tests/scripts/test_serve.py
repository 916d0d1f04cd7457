"""The second half of ./run: one web server and one worker, which live and stop together."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import serve

ROOT = Path(__file__).resolve().parent.parent.parent
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def sleeper() -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(SLEEPER)
    yield process
    process.kill()
    process.wait()


@pytest.mark.parametrize("text", ["", "web", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SystemExit, match="from 1 to 65535"):
        serve.read_port(text)


def test_a_port_is_a_number() -> None:
    assert serve.read_port("8123") == 8123


def test_a_port_that_is_taken_is_refused_in_a_sentence() -> None:
    with socket.socket() as other:
        other.bind((serve.HOST, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(SystemExit, match=f"Port {port} is taken"):
            serve.check_port(port)


def test_a_free_port_is_accepted() -> None:
    serve.check_port(free_port())


def test_when_one_process_ends_we_are_told_which(sleeper: "subprocess.Popen[bytes]") -> None:
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    ended.wait()

    with pytest.raises(SystemExit, match=r"The background worker ended by itself \(code 3\)"):
        serve.refuse_if_one_ended({"web server": sleeper, "background worker": ended})


def test_stopping_ends_every_process(sleeper: "subprocess.Popen[bytes]") -> None:
    serve.stop_all({"web server": sleeper})

    assert sleeper.poll() == -signal.SIGTERM


def test_a_process_that_will_not_stop_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "STOP_SECONDS", 0.2)
    deaf = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
            "print('deaf', flush=True); time.sleep(60)",
        ],
        stdout=subprocess.PIPE,
    )
    assert deaf.stdout
    deaf.stdout.readline()

    serve.stop_all({"background worker": deaf})

    deaf.stdout.close()
    assert deaf.poll() == -signal.SIGKILL


def test_the_product_starts_empty_answers_and_stops_without_a_trace(tmp_path: Path) -> None:
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mobility.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path}/own.sqlite3",
        "PORT": str(port),
    }
    holds = subprocess.run(
        [sys.executable, "scripts/prepare.py", "--empty"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert holds == "nobody"

    with subprocess.Popen(
        [sys.executable, "scripts/serve.py", "--holds", holds],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            said = read_until_ready(running)
            assert f"http://127.0.0.1:{port}/" in said
            assert "/setup/" in said
            assert answer(port, "/healthz") == http.client.OK
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=30)  # read on until it has said goodbye

    assert running.returncode == 128 + signal.SIGINT
    serve.check_port(port)


def read_until_ready(running: "subprocess.Popen[str]") -> str:
    """What it says until it is ready; fails if it ends before."""
    assert running.stdout is not None
    said = ""
    for line in running.stdout:
        said += line
        if "Ctrl-C stops it." in line:
            return said
    raise AssertionError(f"it ended before it was ready: {said}")


def answer(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status

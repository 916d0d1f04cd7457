"""The settings of an installation of one's own, and the key that each installation makes itself."""

import json
import os
import secrets
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mobility.settings.secret import secret_key

ROOT = Path(__file__).resolve().parents[2]
KEY = secrets.token_urlsafe(50)
ASK = """
import json
from django.conf import settings
names = ("DEBUG DEMO SECURE_SSL_REDIRECT SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE "
         "SESSION_COOKIE_HTTPONLY CSRF_COOKIE_HTTPONLY SECURE_HSTS_SECONDS EMAIL_BACKEND").split()
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def python(*words, **environment):
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**kept, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def prod(*words, **environment):
    return python(*words, DJANGO_SETTINGS_MODULE="mobility.settings.prod", **environment)


def test_an_installation_of_ones_own_is_closed_even_if_demo_mode_is_asked_for():
    asked = prod("-c", ASK, SECRET_KEY=KEY, MOBILITY_DEMO="1")

    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout) == {
        "DEBUG": False,
        "DEMO": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    }


def test_django_finds_nothing_to_say_about_it():
    own = {"SECRET_KEY": KEY, "SITE_URL": "https://mobility.example"}
    checked = prod("manage.py", "check", "--deploy", "--fail-level", "WARNING", **own)

    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout + checked.stderr


def test_it_does_not_start_without_a_key_of_its_own():
    checked = prod("manage.py", "check")

    assert checked.returncode != 0
    assert "SECRET_KEY" in checked.stderr


@pytest.fixture
def no_key_given(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)


def test_the_key_is_made_once_for_its_owners_eyes(no_key_given, tmp_path):
    folder = tmp_path / "var"

    first, second = secret_key(folder), secret_key(folder)

    assert first == second == (folder / "secret_key").read_text()
    assert len(first) >= 50
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_another_installation_makes_another_key(no_key_given, tmp_path):
    assert secret_key(tmp_path / "one") != secret_key(tmp_path / "two")


def test_the_environment_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "from-outside")

    assert secret_key(tmp_path / "var") == "from-outside"
    assert not (tmp_path / "var").exists()


def test_processes_that_start_together_agree_on_one_key(tmp_path):
    ask = (
        "import sys; from pathlib import Path; from mobility.settings.secret import secret_key; "
        "print(secret_key(Path(sys.argv[1])))"
    )
    with ThreadPoolExecutor(4) as at_once:
        starts = [at_once.submit(python, "-c", ask, str(tmp_path / "var")) for _ in range(4)]
        keys = {start.result().stdout.strip() for start in starts}

    assert len(keys) == 1
    assert len(keys.pop()) >= 50

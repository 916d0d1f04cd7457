"""The worker is killed in the middle of sending, again and again: nobody gets two messages.

The worker, its queue and its database are the product's own; the messages go into files, where they
are counted whatever the database says.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
PEOPLE = 500
KILLED_AT = (60, 190, 350)  # messages, the second about where one slice ends and the next begins
PATIENCE = 60  # seconds, after which something hangs
TO = re.compile(r"^To: (\S+)$", re.MULTILINE)

PREPARE = f"""
import django; django.setup()
from django.utils import timezone
from surveys.inviting import sending
from surveys.models.invitations import RunKind
from tests.surveys import making
wave = making.open_wave({PEOPLE})
sending.start_run(wave=wave, kind=RunKind.INVITATION, by=None, at=timezone.now())
"""
OUTCOME = """
import django; django.setup()
import json
from surveys.models import Invitation, SendRun
rows = dict(Invitation.objects.values_list("email", "delivery"))
print(json.dumps({"rows": rows, "finished": SendRun.objects.get().finished}))
"""


@pytest.fixture
def place(transactional_db, tmp_path):
    """An installation of its own: database, keys, and a folder that mail goes to."""
    (tmp_path / "mail").mkdir()
    if connection.vendor == "postgresql":
        server = urlsplit(os.environ["DATABASE_URL"])
        url = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    else:
        url = f"sqlite:///{tmp_path}/db.sqlite3"
    place = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mobility.settings.dev",
        "MOBILITY_DEMO": "false",
        "DATABASE_URL": url,
        "BALLOT_KEYS": str(tmp_path / "keys"),
        "EMAIL_URL": f"filemail:///{tmp_path}/mail",
    }
    if connection.vendor == "sqlite":
        run(place, "manage.py", "migrate", "--verbosity=0")
    run(place, "-c", PREPARE)
    return place


def run(place, *arguments):
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def mailed(place):
    folder = Path(place["EMAIL_URL"].removeprefix("filemail:///"))
    return TO.findall("\n".join(path.read_text() for path in sorted(folder.iterdir())))


def outcome(place):
    return json.loads(run(place, "-c", OUTCOME))


def work_until(place, enough):
    """Start a worker, and kill it -9 as soon as that is enough."""
    with subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=place) as worker:
        try:
            for _look in range(PATIENCE * 100):
                if enough():
                    return
                assert worker.poll() is None, "the worker stopped by itself"
                time.sleep(0.01)
        finally:
            worker.kill()
    pytest.fail("the worker did not get there")


def test_nobody_gets_two_messages_however_often_the_worker_is_killed(place):
    for messages in KILLED_AT:
        work_until(place, lambda so_many=messages: len(mailed(place)) >= so_many)
    half_way = len(mailed(place))
    work_until(place, lambda: outcome(place)["finished"])

    got, told = Counter(mailed(place)), outcome(place)["rows"]
    unsure = {email for email, delivery in told.items() if delivery == "sending"}
    assert half_way < PEOPLE, "it was never killed in the middle"
    assert set(got.values()) == {1}
    assert set(told) - set(got) <= unsure
    assert len(unsure) <= len(KILLED_AT)
    assert {told[email] for email in set(told) - unsure} == {"sent"}

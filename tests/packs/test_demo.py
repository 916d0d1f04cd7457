"""The demo's packs: there when it is loaded, each of its day, and with something to tell apart."""

import pytest
import time_machine
from django.core.management import call_command

from packs import reading
from packs.models import Pack
from tests.surveys.demo_gate import passed_once

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("moment", ["2026-11-22 12:00+00:00", "2027-01-01 00:03+00:00"])
def test_the_demo_has_two_packs_that_differ(settings, moment, capsys):
    settings.DEMO = True
    with passed_once(), time_machine.travel(moment, tick=False):
        call_command("load_demo")

    then, now = (reading.contents(pack) for pack in Pack.objects.order_by("number"))

    assert then.is_demo
    assert now.is_demo
    assert str(now.as_of) == moment[:10]
    assert then.changes is None
    assert now.since == then.as_of
    assert now.changes.table.rows
    assert now.issued_on == now.as_of
    assert len(now.findings) > len(then.findings) > 3
    for pack in (then, now):
        assert len(pack.said) == 3
        assert len({line.colour for line in pack.strategy}) == 5

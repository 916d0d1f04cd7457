"""What `manage.py check` refuses to let through."""

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from mobility import checks


def said(**how):
    return {message.id for message in run_checks(**how) if str(message.id).startswith("mobility")}


def written(tmp_path, monkeypatch, old, new):
    page = tmp_path / "retention.yaml"
    text = checks.RETENTION.read_text()
    assert old in text
    page.write_text(text.replace(old, new))
    monkeypatch.setattr(checks, "RETENTION", page)


def test_all_is_well_as_it_stands():
    assert said() == set()


@pytest.mark.parametrize(("demo", "found"), [(True, {"mobility.E001"}), (False, set())])
def test_demo_mode_is_refused_in_an_installation_of_ones_own(demo, found):
    with override_settings(DEMO=demo, SITE_URL="https://mobility.example.org"):
        assert said(include_deployment_checks=True) == found


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000", "http://mobility.example.org", ""])
def test_links_in_mail_that_would_lead_nowhere_or_go_unprotected_are_told_of(url):
    with override_settings(DEMO=False, SITE_URL=url):
        assert said(include_deployment_checks=True) == {"mobility.W005"}


@pytest.mark.parametrize(("length", "found"), [(31, {"mobility.E002"}), (32, set())])
def test_a_short_key_is_refused(length, found):
    with override_settings(SECRET_KEY="k" * length):
        assert said() == found


def test_a_column_about_a_person_needs_its_rule(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, "  last_login: {", "  first_login: {")

    messages = {message.id: message.msg for message in run_checks()}

    assert "accounts.user.last_login says something" in messages["mobility.W003"]
    assert "accounts.user.first_login: there is no such" in messages["mobility.W004"]


def test_so_does_one_that_points_at_a_person_from_elsewhere(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, "  recorded_by: {", "  recorded: {")

    messages = [message.msg for message in run_checks() if message.id == "mobility.W003"]

    assert len(messages) == 1
    assert messages[0].startswith("okrs.checkin.recorded_by says something")


def test_a_rule_without_a_time_is_no_rule(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, ", kept: until the next sign-in}", "}")

    assert said() == {"mobility.W003"}

"""A sheet in which much is written otherwise than we read it is mended with one press."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from okrs.importing.places import State
from okrs.models import KeyResult, SheetImport
from tests.factories import StrategyFactory

GERMAN = """Key result;From;To;Pillar;Due
Bewerbungen;"21,5%";"40,5%";Hiring;31.12.2028
Antworten;"0,24";"66%";Data;31.06.2028
Kosten;"1.200";"1.500";Data;31.12.2028
"""


@pytest.fixture
def page(client, lead):
    StrategyFactory()
    client.force_login(lead)
    sent = {"file": SimpleUploadedFile("plan.csv", GERMAN.encode("cp1252"))}
    client.post(reverse("okrs:import"), sent)
    return client


def see(page):
    draft = SheetImport.objects.get()
    return draft, page.get(reverse("okrs:import_check", args=[draft.key]))


def press(page, do):
    draft, _seen = see(page)
    page.post(reverse("okrs:import_check", args=[draft.key]), {"do": do, "version": draft.version})


@pytest.mark.django_db
def test_a_german_sheet_is_mended_with_one_press_and_goes_in(page):
    _draft, seen = see(page)
    assert [row.state for row in seen.context["check"].rows] == [
        State.NEEDS, State.NEEDS, State.NEW,
    ]  # fmt: skip
    assert "Use all 3 suggestions" in seen.content.decode()

    press(page, "fixes")
    _draft, seen = see(page)
    assert [row.state for row in seen.context["check"].rows] == [State.NEW] * 3
    assert "suggestions" not in seen.content.decode()
    press(page, "confirm")

    made = KeyResult.objects.order_by("pk").values_list("from_value", "to_value", "due_on")
    assert [(float(a), float(b), f"{day:%d.%m.%Y}") for a, b, day in made] == [
        (21.5, 40.5, "31.12.2028"), (24.0, 66.0, "30.06.2028"), (1.2, 1.5, "31.12.2028"),
    ]  # fmt: skip

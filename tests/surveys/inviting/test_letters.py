"""What the messages of a survey say, and that it is true of every way to answer."""

import pytest

from surveys.inviting.letters import letter
from surveys.models.invitations import RunKind
from tests.surveys import making

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", RunKind.values)
def test_it_promises_a_change_of_mind_only_on_a_device_of_ones_own(kind: str) -> None:
    said = letter(wave=making.draft_wave(), kind=kind, fingerprint="AB12").to("CODE")

    assert "If you used your own device, with JavaScript, you can also change your answers" in said
    assert said.count("change your answers") == 1

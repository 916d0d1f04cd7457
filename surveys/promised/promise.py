"""What one promise is: a sentence, for whom it is true, and the tests that hold us to it."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise as Words

Part = Literal["journey", "protected", "not-protected", "kept", "plan"]
Holder = Literal["", "host", "guardian"]

HERE = "tests.surveys.test_promises_kept"
GUARDIAN = "tests.surveys.test_guardian"
ATTACKS = "tests.surveys.attacks"
BROWSER = "tests.browser.test_survey_promises"
KEYS = "tests.surveys.ballot.test_keys"
OUTSIDER = "tests.disclosure.outsider.test_one_wave"
LATER = "tests.disclosure.outsider.test_waves"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One sentence of the page. `holder` is for whose custody of the key it is true; "" is both."""

    id: str
    part: Part
    title: str | Words
    sentence: str | Words
    checks: tuple[str, ...]
    holder: Holder = ""
    until: str | Words = ""

    def said(self, guardian: str) -> str:
        """The sentence with the guardian's name in it, where it speaks of one."""
        return str(self.sentence) % {"guardian": guardian}

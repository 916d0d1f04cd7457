"""What we promise the people who answer, and the tests that hold us to each sentence.

The public page shows these sentences and no others. An entry without a check, or with one that is
not there, fails tests/surveys/test_promises.py: so a promise leaves the page when its check goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

Part = Literal["journey", "protected", "not-protected", "kept"]
Holder = Literal["", "host", "guardian"]

ATTACKS = "tests.surveys.attacks"
BALLOT = "tests.architecture.test_ballot"
HERE = "tests.surveys.test_promises_kept"


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


def promises(part: Part, *, holder: str) -> Iterator[Promise]:
    """The promises of one part of the page, for one custody of the key, in order."""
    return (one for one in PROMISES if one.part == part and one.holder in ("", holder))


JOURNEY: tuple[Promise, ...] = (
    Promise(
        id="invitation",
        part="journey",
        title=_("Invitation"),
        sentence=_("You get a link or a code of your own. It says who may answer, never what."),
        checks=(f"{HERE}.test_an_invitation_leads_to_no_ballot",),
    ),
    Promise(
        id="paper",
        part="journey",
        title=_("Ballot paper"),
        sentence=_(
            "Your device gets a ballot paper signed through a cover: the signer cannot see which "
            "one."
        ),
        checks=(
            "tests.surveys.ballot.test_blind_rsa"
            ".test_what_the_server_saw_could_have_been_anybodys_ballot_paper",
        ),
    ),
    Promise(
        id="sealed",
        part="journey",
        title=_("Sealed by you"),
        sentence=_("You answer on your own device. It seals the answers before they leave."),
        checks=(f"{HERE}.test_what_is_put_in_the_box_is_sealed_and_reads_as_nothing",),
    ),
    Promise(
        id="box",
        part="journey",
        title=_("The box"),
        sentence=_(
            "The sealed ballot is posted with no name and no cookie. All are of one size, and are "
            "stirred every hour."
        ),
        checks=(
            f"{HERE}.test_casting_takes_and_gives_no_cookie_and_opens_no_session",
            "tests.surveys.ballot.test_sealing"
            ".test_what_is_sealed_opens_and_every_box_has_the_same_length",
            f"{HERE}.test_an_open_wave_is_stirred_every_hour",
        ),
    ),
    Promise(
        id="count",
        part="journey",
        title=_("One count"),
        sentence=_(
            "After the last day all ballots are opened once, together, and counted in memory."
        ),
        checks=(f"{HERE}.test_nothing_is_opened_before_the_survey_is_closed",),
    ),
    Promise(
        id="destroyed",
        part="journey",
        title=_("Destroyed"),
        sentence=_("Ballots and keys are deleted. Old copies can no longer be opened."),
        checks=(f"{HERE}.test_a_copy_made_while_the_survey_ran_cannot_be_opened_after_the_count",),
        holder="host",
    ),
    Promise(
        id="destroyed-guardian",
        part="journey",
        title=_("Destroyed"),
        sentence=_(
            "The ballots are deleted, and the guardian is asked to destroy the key. Then old "
            "copies can no longer be opened."
        ),
        checks=("tests.surveys.test_guardian.test_the_whole_way_of_a_box_that_a_guardian_holds",),
        holder="guardian",
    ),
)

PROTECTED: tuple[Promise, ...] = (
    Promise(
        id="leaders",
        part="protected",
        title=_("From managers, HR and senior leaders"),
        sentence=_(
            "They see how many take part: once a day, rounded to 5, for the whole organisation. "
            "This version makes no results: at the count the answers are tallied in memory and "
            "destroyed, and only taking part is kept."
        ),
        checks=(
            f"{HERE}.test_while_open_one_rounded_figure_a_day_is_all_that_is_kept",
            f"{HERE}.test_the_count_keeps_taking_part_and_no_answer",
        ),
    ),
    Promise(
        id="database",
        part="protected",
        title=_("From the people who run the database"),
        sentence=_(
            "They can see that an invitation was used, and sealed boxes that they cannot open. By "
            "timing they might guess which box is whose. Never what is in it."
        ),
        checks=(
            f"{HERE}.test_what_is_put_in_the_box_is_sealed_and_reads_as_nothing",
            f"{HERE}.test_no_key_of_the_survey_is_in_the_database",
        ),
    ),
    Promise(
        id="mail",
        part="protected",
        title=_("From the mail system"),
        sentence=_("It carries the invitation, not the ballot paper and not the answers."),
        checks=(f"{HERE}.test_an_invitation_leads_to_no_ballot",),
    ),
    Promise(
        id="same-for-all",
        part="protected",
        title=_("From being singled out"),
        sentence=_(
            "Everybody gets the same page, the same script and the same keys. You can compare "
            "them: see the fingerprints."
        ),
        checks=(f"{HERE}.test_everybody_gets_the_same_page",),
    ),
    Promise(
        id="few",
        part="protected",
        title=_("From a small survey"),
        sentence=_("A box with fewer than ten ballots is never opened. It is destroyed unread."),
        checks=(f"{HERE}.test_a_box_with_nine_ballots_is_never_opened",),
        holder="host",
    ),
    Promise(
        id="few-guardian",
        part="protected",
        title=_("From a small survey"),
        sentence=_(
            "A box with fewer than ten ballots is never handed to the guardian. It is destroyed "
            "unread."
        ),
        checks=("tests.surveys.test_guardian.test_a_box_with_nine_ballots_is_not_handed_out",),
        holder="guardian",
    ),
    Promise(
        id="after-the-count",
        part="protected",
        title=_("From anyone, after the count"),
        sentence=_(
            "The keys are gone, so backups hold boxes that cannot be opened, as long as no copy of "
            "a key was kept."
        ),
        checks=(f"{HERE}.test_a_copy_made_while_the_survey_ran_cannot_be_opened_after_the_count",),
        holder="host",
    ),
    Promise(
        id="after-the-count-guardian",
        part="protected",
        title=_("From anyone, after the count"),
        sentence=_(
            "The server never had the key that opens the box. Once %(guardian)s has destroyed "
            "every copy of it, backups hold boxes that nobody can open."
        ),
        checks=(f"{HERE}.test_the_server_never_holds_a_guardians_key",),
        holder="guardian",
    ),
)

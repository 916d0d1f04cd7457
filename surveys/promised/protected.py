"""From whom an answer is protected, and how."""

from django.utils.translation import gettext_lazy as _

from surveys.promised.promise import GUARDIAN, HERE, Promise

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
        checks=(
            f"{GUARDIAN}.test_a_box_with_nine_ballots_is_not_handed_out",
            f"{GUARDIAN}.test_a_box_with_nine_ballots_is_destroyed_unread",
        ),
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

"""From whom an answer is protected, and how."""

from django.utils.translation import gettext_lazy as _

from surveys.promised.promise import ATTACKS, GUARDIAN, HERE, KEYS, Promise

IN_GROUPS = (
    f"{HERE}.test_no_group_of_fewer_than_ten_is_kept_and_no_exact_count",
    f"{HERE}.test_nothing_is_kept_that_has_not_passed_the_gate",
)
OF_PAY = (
    "tests.surveys.test_pay_in_waves"
    ".test_a_gap_is_rounded_and_never_of_fewer_than_twenty_on_a_side",
    "tests.disclosure.control.test_pay_gap"
    ".test_whoever_answers_a_gap_is_rounded_and_both_its_sides_are_large",
)

PROTECTED: tuple[Promise, ...] = (
    Promise(
        id="leaders",
        part="protected",
        title=_("From managers, HR and senior leaders"),
        sentence=_(
            "They see how many take part: once a day, rounded to 5, for the whole organisation. "
            "After the count they see figures of groups of ten people or more, made of counts that "
            "are each blurred a little. Differences in pay, where pay is asked, are rounded "
            "instead, with twenty people or more on each side. An answer leaves the count in no "
            "other way."
        ),
        checks=(
            "tests.surveys.test_participation.test_the_figure_of_the_day_is_stored_rounded",
            "tests.surveys.test_participation.test_it_is_taken_once_a_day_and_never_changed",
            f"{HERE}.test_the_count_keeps_taking_part_and_no_answer",
            *IN_GROUPS,
            *OF_PAY,
        ),
        holder="host",
    ),
    Promise(
        id="leaders-guardian",
        part="protected",
        title=_("From managers, HR and senior leaders"),
        sentence=_(
            "They see how many take part: once a day, rounded to 5, for the whole organisation. "
            "The guardian’s count gives back figures of groups of ten people or more, made of "
            "counts that are each blurred a little, and which ballot numbers. Differences in pay, "
            "where pay is asked, are rounded instead, with twenty people or more on each side. No "
            "answer comes back, and nothing exact of a group."
        ),
        checks=(
            "tests.surveys.test_participation.test_the_figure_of_the_day_is_stored_rounded",
            "tests.surveys.test_participation.test_it_is_taken_once_a_day_and_never_changed",
            f"{GUARDIAN}.test_the_count_says_how_many_which_and_what_passed_the_gate_and_nothing_else",
            *IN_GROUPS,
            *OF_PAY,
        ),
        holder="guardian",
    ),
    Promise(
        id="database",
        part="protected",
        title=_("From the people who run the database"),
        sentence=_(
            "They can see that an invitation was used, and sealed boxes. The key that opens them "
            "is not in the database. By timing they might guess which box is whose; without the "
            "key never what is in it."
        ),
        checks=(
            f"{ATTACKS}.test_c1_dump"
            ".test_while_the_wave_is_open_nobody_is_joined_to_a_ballot_and_none_can_be_read",
            f"{HERE}.test_no_key_of_the_survey_is_in_the_database",
        ),
    ),
    Promise(
        id="mail",
        part="protected",
        title=_("From the mail system"),
        sentence=_("It carries the invitation, not the ballot paper and not the answers."),
        checks=(
            f"{ATTACKS}.test_c3_mail.test_every_link_leads_to_the_row_of_its_invitee_and_no_further",
        ),
    ),
    Promise(
        id="same-for-all",
        part="protected",
        title=_("From being singled out"),
        sentence=_(
            "Everybody gets the same page, the same script and the same keys. You can compare "
            "them: see the fingerprints."
        ),
        checks=(
            f"{ATTACKS}.test_c7_tagging.test_twenty_invitees_and_a_stranger_get_the_same_bytes",
        ),
    ),
    Promise(
        id="logs",
        part="protected",
        title=_("From the logs of the server"),
        sentence=_(
            "This program writes nothing down about who opens the survey, collects a ballot paper "
            "or sends a ballot: no address, no device, no time."
        ),
        checks=(
            f"{ATTACKS}.test_c4_logs.test_nothing_of_anybody_who_takes_part_is_logged",
            "tests.surveys.ballot.test_logs.test_no_request_to_the_survey_is_logged",
        ),
    ),
    Promise(
        id="others",
        part="protected",
        title=_("From other companies"),
        sentence=_(
            "The pages of the survey ask nothing of any other server. The message that invites you "
            "has no hidden picture and no counting link."
        ),
        checks=(
            f"{ATTACKS}.test_c8_traces.test_nothing_is_asked_of_another_server",
            f"{ATTACKS}.test_c3_mail"
            ".test_a_message_is_plain_text_with_nothing_that_tells_who_read_it",
        ),
    ),
    Promise(
        id="few",
        part="protected",
        title=_("From a small survey"),
        sentence=_(
            "A box with fewer than ten ballots is never opened: it is destroyed unread. Where "
            "fewer than ten make sense, none is counted."
        ),
        checks=(
            f"{ATTACKS}.test_c9_small_wave"
            ".test_one_too_few_is_never_opened_and_nothing_of_it_is_left",
            f"{ATTACKS}.test_c9_small_wave"
            ".test_ballots_that_do_not_open_do_not_fill_a_small_box_up",
        ),
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
        checks=(
            f"{ATTACKS}.test_c10_backup.test_after_the_count_nothing_on_this_machine_opens_the_copy",
        ),
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
        checks=(f"{KEYS}.test_a_guardian_keeps_the_key_to_the_box",),
        holder="guardian",
    ),
)

"""The way of one ballot, in six steps: the words of the picture."""

from django.utils.translation import gettext_lazy as _

from surveys.promised.promise import ATTACKS, BROWSER, GUARDIAN, HERE, Promise

JOURNEY: tuple[Promise, ...] = (
    Promise(
        id="invitation",
        part="journey",
        title=_("Invitation"),
        sentence=_("You get a link or a code of your own. It says who may answer, never what."),
        checks=(
            f"{ATTACKS}.test_c3_mail.test_every_link_leads_to_the_row_of_its_invitee_and_no_further",
        ),
    ),
    Promise(
        id="paper",
        part="journey",
        title=_("Ballot paper"),
        sentence=_(
            "Your device gets a ballot paper that is signed without being seen: the signer cannot "
            "tell which one is yours."
        ),
        checks=(
            "tests.surveys.ballot.test_blind_rsa"
            ".test_what_the_server_saw_could_have_been_anybodys_ballot_paper",
        ),
    ),
    Promise(
        id="sealed",
        part="journey",
        title=_("You seal it"),
        sentence=_("You answer on your own device. It seals the answers before they leave."),
        checks=(
            f"{BROWSER}.test_nothing_leaves_the_device_but_what_is_blinded_or_sealed",
            f"{HERE}.test_what_is_put_in_the_box_is_sealed_and_reads_as_nothing",
        ),
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
            f"{ATTACKS}.test_c8_traces.test_no_reply_sets_a_cookie",
            f"{ATTACKS}.test_c8_traces.test_no_session_is_made",
            f"{ATTACKS}.test_c5_lengths.test_every_box_has_one_length_whatever_was_answered",
            f"{HERE}.test_an_open_wave_is_stirred_every_hour",
        ),
    ),
    Promise(
        id="count",
        part="journey",
        title=_("One count"),
        sentence=_(
            "After the last day all ballots are opened once, together, and counted in memory. The "
            "tables are attacked there, before they are kept."
        ),
        checks=(
            f"{HERE}.test_nothing_is_opened_before_the_survey_is_closed",
            f"{ATTACKS}.test_c9_small_wave"
            ".test_one_more_is_opened_once_so_the_watch_would_have_seen_it",
            f"{HERE}.test_nothing_is_kept_that_has_not_passed_the_gate",
        ),
        holder="host",
    ),
    Promise(
        id="count-guardian",
        part="journey",
        title=_("One count"),
        sentence=_(
            "After the last day the guardian opens all ballots together, in the memory of a "
            "machine of their own. The tables are attacked there, before they are handed over."
        ),
        checks=(
            f"{GUARDIAN}.test_the_box_is_handed_out_only_between_the_close_and_the_count",
            f"{GUARDIAN}.test_the_count_says_how_many_which_and_what_passed_the_gate_and_nothing_else",
        ),
        holder="guardian",
    ),
    Promise(
        id="destroyed",
        part="journey",
        title=_("Destroyed"),
        sentence=_("Ballots and keys are deleted. Old copies can no longer be opened."),
        checks=(
            f"{ATTACKS}.test_c10_backup.test_after_the_count_nothing_on_this_machine_opens_the_copy",
        ),
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
        checks=(f"{GUARDIAN}.test_the_whole_way_of_a_box_that_a_guardian_holds",),
        holder="guardian",
    ),
)

"""Where protection ends, as narrowly as the design words it (anonymity, section 2.6)."""

from django.utils.translation import gettext_lazy as _

from surveys.promised.promise import ATTACKS, GUARDIAN, HERE, KEYS, OUTSIDER, Promise

NOT_PROTECTED: tuple[Promise, ...] = (
    Promise(
        id="taking-part",
        part="not-protected",
        title=_("Whether you took part"),
        sentence=_(
            "That your invitation was used can be seen by whoever runs the database, until the "
            "count; who is sent a reminder, and perhaps who opened a link, by whoever runs the "
            "mail. No screen shows it."
        ),
        checks=(f"{HERE}.test_no_page_of_the_lead_says_who_took_part",),
    ),
    Promise(
        id="mailbox",
        part="not-protected",
        title=_("Somebody who reads your mail"),
        sentence=_(
            "Your link is all it takes to answer. Whoever can read your mail can answer for you "
            "before you do, or see that the link was used. No answer can be seen with it."
        ),
        checks=(
            "tests.surveys.inviting.test_sending"
            ".test_the_code_in_the_message_collects_a_ballot_paper",
            "tests.surveys.inviting.test_bouncing"
            ".test_a_code_that_may_have_reached_somebody_is_sent_to_nobody_else",
        ),
    ),
    Promise(
        id="operator",
        part="not-protected",
        title=_("A dishonest operator during the survey"),
        sentence=_(
            "The key that opens the box is a file on the server. Someone with full control of the "
            "server who reads it and watches the clock could match boxes to people, read the "
            "memory of the count, or change this page or the script. A changed page can be "
            "noticed, not prevented: see the fingerprints."
        ),
        checks=(
            f"{ATTACKS}.test_c10_backup"
            ".test_with_the_keys_as_they_were_the_copy_opens_so_the_attack_is_one",
        ),
        holder="host",
    ),
    Promise(
        id="operator-guardian",
        part="not-protected",
        title=_("A dishonest operator during the survey"),
        sentence=_(
            "The key that opens the box is not on the server: %(guardian)s holds it. Someone with "
            "full control of the server could still change the script, and so read answers before "
            "they are sealed. A changed script can be noticed, not prevented: see the fingerprints."
        ),
        checks=(f"{KEYS}.test_a_guardian_keeps_the_key_to_the_box",),
        holder="guardian",
    ),
    Promise(
        id="guardian",
        part="not-protected",
        title=_("The guardian"),
        sentence=_(
            "After the last day %(guardian)s is given the sealed box, with no names in it. Our "
            "program counts it without showing an answer, but whoever holds the key could open "
            "ballots in another way: unit, grade and place together can point to a person."
        ),
        checks=(f"{GUARDIAN}.test_the_sealed_box_holds_no_name_and_no_code",),
        holder="guardian",
    ),
    Promise(
        id="guessing",
        part="not-protected",
        title=_("What can be guessed"),
        sentence=_(
            "If most people in a group answered alike, whoever knows that you are in it can guess. "
            "And somebody who knows the answers of nearly everybody else in a group can guess the "
            "rest, as well as the blur allows."
        ),
        checks=(
            f"{OUTSIDER}.test_o5_a_count_of_nobody_or_of_all_could_be_another",
            f"{OUTSIDER}"
            ".test_o14_members_who_tell_each_other_their_answers_leave_the_others_in_a_crowd",
        ),
    ),
    Promise(
        id="device",
        part="not-protected",
        title=_("A watched device"),
        sentence=_(
            "A work laptop that is monitored, a network that reads traffic, a person beside you, "
            "or somebody who makes you answer in front of them. Use your own phone if in doubt."
        ),
        checks=(f"{HERE}.test_the_page_says_what_no_program_can_check",),
    ),
    Promise(
        id="without-script",
        part="not-protected",
        title=_("The way without JavaScript"),
        sentence=_(
            "The server seals your answers for you, so a server that chose to look could read "
            "them. What it stores is the same."
        ),
        checks=(
            "tests.surveys.entrance.test_plain.test_it_says_first_what_it_cannot_promise",
            f"{HERE}.test_without_javascript_the_same_is_stored",
        ),
    ),
    Promise(
        id="stuffing",
        part="not-protected",
        title=_("Ballots that nobody cast"),
        sentence=_(
            "Whoever holds the key that signs ballot papers could make some up. The figures after "
            "the count show it when more ballots are counted than papers were handed out."
        ),
        checks=(
            f"{ATTACKS}.test_c6_forgery"
            ".test_the_paper_of_before_the_reissue_is_the_one_ballot_more_that_is_told_in_public",
            f"{HERE}.test_the_page_says_how_many_papers_and_how_many_ballots",
        ),
    ),
    Promise(
        id="review",
        part="not-protected",
        title=_("What no outsider has checked"),
        sentence=_(
            "The parts are public standards (RFC 9474 for ballot papers, RFC 9180 for sealing), "
            "tested against their published examples. How we put them together has not been "
            "reviewed by anyone outside."
        ),
        checks=(
            "tests.surveys.ballot.test_blind_rsa.test_the_server_signs_as_the_rfc_does",
            "tests.surveys.ballot.test_blind_rsa.test_the_device_blinds_as_the_rfc_does",
            "tests.surveys.ballot.test_sealing"
            ".test_a_box_opens_as_the_rfc_says_to_whoever_reads_only_the_rfc",
        ),
    ),
)

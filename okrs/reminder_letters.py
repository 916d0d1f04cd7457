"""What reminders say: plain text, what waits for somebody first, then what they look after.

An owner's message carries a link with which they check in; who signs in anyway is led to the site.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import post
from accounts.models import User
from accounts.roles import Capability
from okrs import week_letter
from okrs.owner_links import making, sending
from okrs.owner_links.opening import may_have_one
from okrs.standings import Row


@dataclass(frozen=True)
class Due:
    """A key result that waits for a check-in, and which step of reminding it has come to, on
    which date of its rhythm: the first that nobody answered, or a later one."""

    row: Row
    step: int
    on: date

    @property
    def day(self) -> date:
        return self.row.standing.next_due


@dataclass
class Letter:
    """What one person is told on one day."""

    own: list[Due] = field(default_factory=list)
    others: list[Due] = field(default_factory=list)
    week: str = ""

    def add(self, due: Due, *, to: User) -> None:
        (self.own if due.row.key_result.owner_id == to.pk else self.others).append(due)


def post_one(letter: Letter, *, to: User, at: datetime) -> None:
    token, terms = "", ""
    if letter.own and not to.may(Capability.EDIT_PLAN) and may_have_one(to):
        link, token = making.make(owner=to, by=None, at=at)
        terms = sending.terms(link)
    parts = [
        _("Hello %(name)s,") % {"name": to.first_name},
        *_own(letter.own, token=token),
        *filter(None, [terms]),
        *_others(letter.others),
        *([letter.week, week_letter.how_to_switch_off()] if letter.week else []),
    ]
    post.send(to=to.email, subject=subject(letter), body="\n\n".join(parts) + "\n")


def subject(letter: Letter) -> str:
    """What is most to do; the week stands behind it, or alone."""
    if letter.own:
        n = len(letter.own)
        said = ngettext("A check-in is due", "%(n)s check-ins are due", n) % {"n": n}
    elif letter.others:
        n = len(letter.others)
        said = ngettext("A key result is stale", "%(n)s key results are stale", n) % {"n": n}
    else:
        return _("The week in your strategy")
    return _("%(first)s, and the week in your strategy") % {"first": said} if letter.week else said


def _own(found: list[Due], *, token: str) -> list[str]:
    if not found:
        return []
    lines = [
        _("%(title)s\nDue %(day)s.\n%(link)s")
        % {
            "title": due.row.key_result.title,
            "day": date_format(due.day, "j F Y"),
            "link": _way_to_check_in(due, token),
        }
        for due in found
    ]
    first = ngettext(
        "This is waiting for you. It takes about a minute:",
        "These are waiting for you. Each takes about a minute:",
        len(found),
    )
    return [first, *lines]


def _way_to_check_in(due: Due, token: str) -> str:
    key = due.row.key_result.pk
    if token:
        return sending.address(token, key)
    return f"{settings.SITE_URL}{reverse('okrs:check_in', args=[key])}"


def _others(found: list[Due]) -> list[str]:
    if not found:
        return []
    first = ngettext(
        "Nobody has checked in on this since it was due.",
        "Nobody has checked in on these since they were due.",
        len(found),
    )
    if any(due.row.key_result.owner for due in found):
        first += " " + _("A word with the owner helps most:")
    else:
        first += " " + ngettext(
            "Nobody owns it yet, so nobody was asked:",
            "Nobody owns them yet, so nobody was asked:",
            len(found),
        )
    return [first, *map(_line_of_another, found)]


def _line_of_another(due: Due) -> str:
    key_result = due.row.key_result
    return _("%(title)s\nDue %(day)s. Owner: %(owner)s.\n%(link)s") % {
        "title": key_result.title,
        "day": date_format(due.day, "j F Y"),
        "owner": key_result.owner.name if key_result.owner else _("nobody yet"),
        "link": f"{settings.SITE_URL}{reverse('okrs:key_result', args=[key_result.pk])}",
    }

"""Adding people, giving and taking roles. Refuses with a sentence (`CannotManage`)."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, leaving, post
from accounts.models import User
from accounts.roles import CAN, Capability, Role

HERE_ALREADY = gettext_lazy("Somebody with this e-mail address is here already.")


class CannotManage(Exception):
    """A change to a person was refused; the message is fit to show, `field` says where."""

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(str(message))
        self.field = field


@transaction.atomic
def add_person(*, name: str, email: str, role: str, by: User, at: datetime) -> User:
    """A new person without a password; `invite` sends the link with which they set one."""
    if User.objects.filter(email__iexact=email).exists():
        raise CannotManage(HERE_ALREADY, field="email")
    try:
        with transaction.atomic():
            user = User.objects.create_user(email=email, name=name, role=role)
    except IntegrityError:  # somebody added them a moment ago
        raise CannotManage(HERE_ALREADY, field="email") from None
    audit.record(by=by, verb="added", about=user, at=at, changes={"role": ["", role]})
    return user


class StillHolds(CannotManage):
    """What is `held` would be left with nobody who can check in."""

    def __init__(self, held: leaving.Held, *, field: str) -> None:
        super().__init__(held.says, field=field)
        self.held = held


@transaction.atomic
def edit_person(
    *,
    user: User,
    name: str,
    role: str,
    is_active: bool,
    by: User,
    at: datetime,
    even_so: bool = False,
) -> User:
    """Change a name, a role, or whether they may sign in. The last administrator stays one.

    Who still holds something keeps the account, and a role that can check in, unless `even_so`.
    """
    # All of them and in one order, so that two who remove each other at once wait for one another.
    administrators = list(
        User.objects.select_for_update().filter(role=Role.ADMIN.value).order_by("pk")
    )
    stored = User.objects.select_for_update().get(pk=user.pk)
    stays = role == Role.ADMIN.value and is_active
    if not stays and not _other_than(stored, administrators) and stored in administrators:
        raise CannotManage(
            _("This is the last administrator: make somebody else one first."), field="role"
        )
    closes = stored.is_active and not is_active
    steps_down = stored.may(Capability.CHECK_IN) and not _could_check_in(role)
    if (closes or steps_down) and not even_so and (held := leaving.held_by(stored)):
        raise StillHolds(held, field="is_active" if closes else "role")
    wanted = {"name": name, "role": role, "is_active": is_active}
    changes = {
        column: [getattr(stored, column), value]
        for column, value in wanted.items()
        if getattr(stored, column) != value
    }
    for column, (_before, after) in changes.items():
        setattr(stored, column, after)
    if changes:
        stored.save()
        audit.record(by=by, verb="changed", about=stored, at=at, changes=changes)
    return stored


def _could_check_in(role: str) -> bool:
    return bool(role) and Capability.CHECK_IN in CAN[Role(role)]


def _other_than(user: User, administrators: list[User]) -> list[User]:
    """Who else can sign in and look after people."""
    return [other for other in administrators if other.is_active and other.pk != user.pk]


@transaction.atomic
def invite(*, user: User, by: User, at: datetime) -> None:
    """Send the link with which somebody sets their own password, in plain text.

    Refuses a closed account. Whoever else reads the link could set the password: it works once.
    """
    if not user.is_active:
        raise CannotManage(
            _("%(name)s may not sign in: allow that first.") % {"name": user.name},
            field="is_active",
        )
    audit.record(by=by, verb="invited", about=user, at=at)
    body = _(
        "Hello %(name)s,\n\n%(by)s has given you a place in Mobility, where your organisation "
        "keeps its social mobility strategy. Your role: %(role)s.\n\n"
        "Set your password here:\n%(link)s\n\n"
        "The link works once, and for three days. After that, ask for another."
    ) % {
        "name": user.first_name,
        "by": by.name,
        "role": Role(user.role).label if user.role else _("none yet"),
        "link": link_to_set_password(user),
    }
    post.send(to=user.email, subject=_("Your place in Mobility"), body=body)


def link_to_set_password(user: User) -> str:
    key = default_token_generator.make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": key},
    )
    return f"{settings.SITE_URL}{path}"

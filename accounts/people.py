"""Adding people, giving and taking roles. Refuses with a sentence (`CannotManage`)."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import audit, post
from accounts.models import User
from accounts.roles import Role


class CannotManage(Exception):
    """A change to a person was refused; the message is fit to show, `field` says where."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_person(*, name: str, email: str, role: str, by: User, at: datetime) -> User:
    """A new person without a password; the invitation lets them set one."""
    if User.objects.filter(email__iexact=email).exists():
        raise CannotManage(_("Somebody with this e-mail address is here already."), field="email")
    user = User.objects.create_user(email=email, name=name, role=role)
    audit.record(by=by, verb="added", about=user, at=at, changes={"role": ["", role]})
    invite(user=user, by=by)
    return user


@transaction.atomic
def edit_person(
    *, user: User, name: str, role: str, is_active: bool, by: User, at: datetime
) -> User:
    """Change a name, a role, or whether they may sign in. The last administrator stays one."""
    stored = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    _keep_an_administrator(stored, role=role, is_active=is_active)
    wanted = {"name": name, "role": role, "is_active": is_active}
    changes = {
        column: [getattr(stored, column), value]
        for column, value in wanted.items()
        if getattr(stored, column) != value
    }
    if changes:
        for column, (_before, after) in changes.items():
            setattr(stored, column, after)
        stored.save()
        audit.record(by=by, verb="changed", about=stored, at=at, changes=changes)
    return stored


def _keep_an_administrator(user: User, *, role: str, is_active: bool) -> None:
    stays = role == Role.ADMIN.value and is_active
    if user.role != Role.ADMIN.value or not user.is_active or stays:
        return
    # Locked as well, so that two administrators cannot each remove the other at once.
    others = User.objects.select_for_update().filter(role=Role.ADMIN.value, is_active=True)
    if not any(other.pk != user.pk for other in others):
        raise CannotManage(
            _("This is the last administrator: make somebody else one first."), field="role"
        )


def invite(*, user: User, by: User) -> None:
    """Send the link with which somebody sets their own password. Plain text."""
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

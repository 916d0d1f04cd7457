"""People who sign in, the record of what they did, links for those who do not, the demo's mail.

Employees never appear here: they answer the survey without an account.
"""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.link_models import ReadLink
from accounts.roles import CAN, Capability, Role

__all__ = ["AuditEvent", "NeverChanged", "ReadLink", "SentMail", "User"]


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, *, email: str, name: str, role: str = "", password: str | None = None
    ) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), name=name, role=role)
        user.set_password(password)
        user.save()
        return user

    def active(self) -> "models.QuerySet[User]":
        return self.filter(is_active=True)

    def owners(self) -> "models.QuerySet[User]":
        """Everyone a key result can be given to: whoever may check in."""
        return self.active().filter(role__in=[r for r in Role if Capability.CHECK_IN in CAN[r]])


class User(AbstractBaseUser):
    """One person who signs in, by e-mail, with one role; no role yet means no page but one."""

    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    role = models.CharField(_("Role"), max_length=12, choices=Role.choices, blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)  # may sign in only while demo mode is on
    added_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    is_staff = False  # there is no Django admin here: every page says who may see it

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_is_one_person"),
            models.CheckConstraint(
                name="accounts_user_role_is_known", condition=Q(role__in=["", *Role.values])
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, capability: Capability) -> bool:
        return self.is_active and bool(self.role) and capability in CAN[Role(self.role)]

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def short_name(self) -> str:
        """ "P. Nair": how a person is named in a dense table."""
        first, _space, last = self.name.rpartition(" ")
        return f"{first[0]}. {last}" if first else last


class NeverChanged(Exception):
    """The record is append-only; the message is fit to show."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    def about(self, subject: str) -> "AuditQuerySet":
        """What happened to one thing, newest first. Served by the index on subject."""
        return self.filter(subject=subject).by_day()

    def by_day(self) -> "AuditQuerySet":
        """For readers: by the moment each is of, newest first, in whatever order it was written."""
        return self.order_by("-at", "-pk")

    def last_written(self) -> "AuditEvent | None":
        """The end of the hash chain, which follows the order of writing."""
        return self.order_by("-pk").first()

    def update(self, **kwargs: Any) -> int:
        raise NeverChanged(_("The record of changes is never edited."))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverChanged(_("The record of changes is never deleted."))


class AuditEvent(models.Model):
    """One thing that one person did. Appended in the same transaction as the change itself."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)  # as it was then; "" by name means the worker
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=60, db_index=True)  # "okrs.keyresult:12"
    title = models.CharField(max_length=240)
    changes = models.JSONField(default=dict)  # {field: [before, after]}
    note = models.TextField(blank=True)
    # Where it was done: a Way. "" is what was written before this was kept.
    via = models.CharField(max_length=8, blank=True, default="")
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="accounts_record_by_day")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name} {self.verb} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverChanged(_("The record of changes is never edited."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NeverChanged(_("The record of changes is never deleted."))


class SentMail(models.Model):
    """A message the demo would have sent: kept, so that it can be read on a page instead."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

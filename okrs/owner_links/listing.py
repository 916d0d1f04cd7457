"""The owner links there are, for the page on which they are withdrawn."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet, Sum

from accounts.models import User
from okrs.listing import in_force
from okrs.models import OwnerLink
from okrs.owner_links.opening import may_have_one

KEPT_IN_SIGHT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Links:
    """Those that open, newest first; and those that ended within a month, with how."""

    open: list[OwnerLink]
    ended: list[OwnerLink]


def of(owner: User | None, *, day: date) -> Links:
    """Those of one owner, or with None of all of them, and what was tried on them: one query."""
    links = OwnerLink.objects.select_related("owner", "made_by", "withdrawn_by").annotate(
        asked_at=Max("codes__sent_at"), wrong=Sum("codes__tries")
    )
    if owner:
        links = links.filter(owner=owner)
    since = day - KEPT_IN_SIGHT
    recent = links.filter(Q(withdrawn_at=None) | Q(withdrawn_at__date__gte=since))
    found = list(recent.filter(expires_on__gte=since).order_by("-made_at", "-pk"))
    return Links(
        open=[link for link in found if _opens(link, day)],
        ended=[link for link in found if not _opens(link, day)],
    )


def _opens(link: OwnerLink, day: date) -> bool:
    stands = link.withdrawn_at is None and day <= link.expires_on
    return stands and may_have_one(link.owner)


def who_may_be_sent_one() -> list[User]:
    """Owners of something in the plan who may check in, by name."""
    owners: QuerySet[User] = User.objects.owners().filter(pk__in=in_force().values("owner"))
    return [one for one in owners.order_by("name", "pk") if may_have_one(one)]

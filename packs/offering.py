"""What a pack is offered as, before anybody changes it: today, for whom the last one was."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from packs.models import Pack
from strategy.models import Organisation


def offered(newest: Pack | None, *, today: date) -> Mapping[str, Any]:
    """What each field of the form holds at first: `newest` is the last pack that was issued."""
    return {
        "as_of": today,
        "audience": newest.audience if newest else _board(),
        "kind": newest.kind if newest else Pack.Kind.LEADERS.value,
        **fresh(newest),
    }


def fresh(newest: Pack | None) -> dict[str, Any]:
    """A form of its own, that knows of every pack there is."""
    return {"key": uuid4(), "newest": newest.number if newest else 0}


def newest() -> Pack | None:
    """The last pack that was issued, without what is in it."""
    return Pack.objects.newest_first().without_contents().first()


def _board() -> str:
    """Never more than the field takes: what is offered is sent as it is, by one press."""
    organisation = Organisation.current()
    name = organisation.name if organisation else ""
    said = _("Board of %(organisation)s") % {"organisation": name}
    fits = len(said) <= (Pack._meta.get_field("audience").max_length or 0)
    return said if name and fits else _("The board")

"""Who is meant by an owner that was typed: one person, nobody yet, or why that is not clear."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accounts.models import User
from okrs.sheets.cells import NotUnderstood
from okrs.sheets.columns import normal
from okrs.sheets.people import Person, all_of


class Owners:
    """Everyone a key result can be given to: asked for once, and only if an owner was typed."""

    def __init__(self) -> None:
        self._known: dict[int, User] | None = None

    @property
    def known(self) -> dict[int, User]:
        if self._known is None:
            found = User.objects.owners().order_by("name", "pk")
            self._known = {user.pk: user for user in found}
        return self._known

    def named(self, text: str) -> list[User]:
        """Everybody a text can mean: one person, or nobody, or several."""
        people = tuple(Person(one.pk, one.name, one.email) for one in self.known.values())
        return [self.known[found.pk] for found in all_of(text, people)]

    def meant(self, text: str) -> User | None:
        """The one person a text means; None for nobody yet. Raises NotUnderstood."""
        if not text.strip() or normal(text) in (normal(_("nobody yet")), normal(_("nobody"))):
            return None
        found = self.named(text)
        if len(found) == 1:
            return found[0]
        name = " ".join(text.split())[:60]
        if found:
            raise NotUnderstood(_several(name, found))
        raise NotUnderstood(
            _(
                "“%(name)s” cannot own a key result here. "
                "Write the name or the e-mail address of somebody who can."
            )
            % {"name": name}
        )


def _several(name: str, found: Sequence[User]) -> str:
    """Who it may be, at most three of them; by their addresses where names are the same."""
    alike = len({one.name for one in found}) < len(found)
    told = {"name": name, "names": ", ".join(one.email if alike else one.name for one in found[:3])}
    if alike:
        return _("“%(name)s” is more than one person. Write an address: %(names)s.") % told
    return _("“%(name)s” may be more than one person. Write one of: %(names)s.") % told

"""An issued pack, read back as it was issued, or refused in a sentence: never shown otherwise."""

from django.utils.translation import gettext as _

from disclosure.sealing import digest
from packs.contents import Contents
from packs.keeping import contents_of
from packs.models import Pack


class AlteredPack(Exception):
    """What is stored is not what was issued; the message is fit to show."""


def seal_of(pack: Pack) -> str:
    """SHA-256 of the contents and of what lists say of them."""
    told = {
        "number": pack.number,
        "as_of": pack.as_of.isoformat(),
        "audience": pack.audience,
        "kind": pack.kind,
        "contents": pack.contents,
    }
    return digest(told)


def contents(pack: Pack) -> Contents:
    """What it holds. Raises AlteredPack and keeping.Unreadable."""
    if seal_of(pack) != pack.digest:
        raise AlteredPack(
            _(
                "This pack is not what was issued: somebody or something changed the database. "
                "Nothing of it is shown. Restore it from a backup."
            )
        )
    return contents_of(pack.contents)

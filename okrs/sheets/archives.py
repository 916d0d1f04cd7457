"""A .zip of .csv files, as an offline edition is taken away in: each file is a sheet.

The archive is weighed before anything in it is unpacked. Refuses what holds other files: they
would be left out without a word.
"""

import io
import zipfile

from django.utils.translation import gettext as _

from accounts.plain_sheets import CannotReadSheet, unpacked

MOST_FILES = 20
UNPACKED_AT_MOST = 15 * 1024 * 1024
TOLD = (".txt", ".md")  # a read-me beside them


def texts_in(content: bytes) -> list[tuple[str, bytes]]:
    """The name and the content of every .csv file in it, by name; none of any other archive."""
    parts = _parts(content)
    texts = [part for part in parts if _is_text(part.filename)]
    if not texts:
        return []
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > UNPACKED_AT_MOST:
        raise CannotReadSheet(
            _("The archive unpacks to far more than a plan holds. Send its .csv files one by one.")
        )
    for part in parts:
        if not _is_text(part.filename) and not part.filename.lower().endswith(TOLD):
            raise CannotReadSheet(
                _("The archive also holds “%(name)s”, which is not a .csv file. Send it by itself.")
                % {"name": part.filename[-80:]}
            )
    return [(_name(part), _unpacked(content, part)) for part in texts]


def _parts(content: bytes) -> list[zipfile.ZipInfo]:
    """Every file in it but those that a computer adds of its own; none where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except Exception:  # what is wrong with it is said by whoever takes it for a workbook
        return []
    return sorted(
        (p for p in parts if not p.is_dir() and not _is_hidden(p.filename)),
        key=lambda part: part.filename,
    )


def _unpacked(content: bytes, part: zipfile.ZipInfo) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(unpacked(archive, part))


def _is_text(name: str) -> bool:
    return name.lower().endswith(".csv")


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _name(part: zipfile.ZipInfo) -> str:
    return part.filename.rpartition("/")[2]

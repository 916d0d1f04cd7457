"""An uploaded sheet is distrusted here, whichever page it was sent to: what it is is decided by its
first bytes, and an archive is weighed before anything opens it.

What an archive says of its size is not believed: each part is unpacked once, a little at a time,
before it is trusted. What may be in the sheet, and how much of it, is the affair of its reader.
"""

import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _

from accounts import sheet_weight

EXCEL_97 = b"\xd0\xcf\x11\xe0"  # also how Excel wraps a workbook that has a password
ZIP = b"PK\x03\x04"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MOST_PARTS = 2_000
MOST_TIMES = 250  # a part that is this much larger unpacked: rows that are all alike come to 30
LITTLE = 4 * 1024 * 1024  # so much of one is unpacked whatever it is packed to
AT_ONCE = 64 * 1024  # bytes unpacked at a time
PACKED_PLAINLY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # as every spreadsheet program packs


class CannotReadSheet(Exception):
    """What was sent is not a sheet we can read; the message is fit to show."""


def is_workbook(content: bytes) -> bool:
    """Whether it begins as an .xlsx file does. Raises CannotReadSheet for the format before it."""
    if content.startswith(EXCEL_97):
        raise CannotReadSheet(
            _(
                "This is an older Excel file (.xls), or one with a password. Open it, save it as"
                " an Excel workbook (.xlsx) without a password, and try again."
            )
        )
    return content.startswith(ZIP)


def decoded(content: bytes, *, no_sheet: str, looked_at: int | None = None) -> str:
    """The text of a .csv: UTF-8 as a rule, UTF-16 when it says so, else as Windows writes it.

    Raises CannotReadSheet with `no_sheet` where there is a NUL in the bytes looked at: all of them,
    if no number is given.
    """
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:looked_at]:
        raise CannotReadSheet(no_sheet)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def plain_workbook(
    content: bytes, *, unpacked_at_most: int, too_much: str, tags_at_most: int
) -> zipfile.ZipFile:
    """The archive of a workbook that may be opened.

    Raises CannotReadSheet for what is damaged, unpacks to more bytes than that or to more tags, or
    is packed or nested as no sheet is (saying `too_much`), holds macros, or is an archive of
    something else.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except Exception as error:  # a hostile one may fail in more ways than one that is damaged
        raise damaged() from error
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > unpacked_at_most:
        raise CannotReadSheet(too_much)
    if any(part.file_size > max(LITTLE, MOST_TIMES * part.compress_size) for part in parts):
        raise CannotReadSheet(too_much)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise CannotReadSheet(
            _("The workbook holds macros. Save it as .xlsx, which has none, and try again.")
        )
    if "xl/workbook.xml" not in names:
        raise damaged()
    try:
        _weigh(archive, tags_at_most=tags_at_most)
    except sheet_weight.Heavy as error:
        raise CannotReadSheet(too_much) from error
    return archive


def _weigh(archive: zipfile.ZipFile, *, tags_at_most: int) -> None:
    """Raises sheet_weight.Heavy before anything is made of what the parts hold."""
    scales = _Scales(tags_at_most)
    for part in archive.infolist():
        passing = scales.counted(unpacked(archive, part))
        is_light = sheet_weight.is_light(passing)
        for _rest in passing:  # what it did not look at any more is counted all the same
            pass
        if not is_light:
            sheet_weight.refuse_heavy(unpacked(archive, part))


class _Scales:
    """Counts the tags of all parts together: a parser makes a thing of each."""

    def __init__(self, at_most: int) -> None:
        self.tags, self.at_most = 0, at_most

    def counted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        for some in chunks:
            self.tags += some.count(b"<")
            if self.tags > self.at_most:
                raise sheet_weight.Heavy
            yield some


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part, a little at a time, and never more than it says that it holds.

    Read at once, a part that says ten bytes is unpacked to gigabytes before anybody counts them.
    Raises CannotReadSheet for a part that holds another amount, or is packed in an unusual way.
    """
    if part.compress_type not in PACKED_PLAINLY:
        raise damaged()
    try:
        with archive.open(part) as opened:
            while some := opened.read(AT_ONCE):
                yield some
    except Exception as error:  # half a part, or one with a password
        raise damaged() from error


def damaged() -> CannotReadSheet:
    return CannotReadSheet(
        _("The file is damaged, or is not an Excel workbook. Save it again as .xlsx, or as .csv.")
    )

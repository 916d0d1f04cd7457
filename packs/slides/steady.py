"""An Office document without the hour at which it was written: same contents, same bytes."""

import io
import re
import zipfile
from datetime import date

HOUR = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
INSIDE = (".xlsx",)  # documents within the document


def steady(document: bytes, day: date) -> bytes:
    """Every file of the archive with the day in the place of the hour, workbooks within as well."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _steady(name, old.read(name), day))
    return made.getvalue()


def _steady(name: str, content: bytes, day: date) -> bytes:
    if name.endswith(INSIDE):
        return steady(content, day)
    if name == "docProps/core.xml":
        return HOUR.sub(rb"\g<1>" + f"{day:%Y-%m-%d}T00:00:00Z".encode() + rb"\g<3>", content)
    return content

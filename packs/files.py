"""An issued pack as a file: each kind is made of its contents, and of nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import slugify

from accounts.workbook_safely import XLSX
from packs.contents import Contents

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@dataclass(frozen=True)
class Kind:
    """How a file is made, its media type, and what it is called on a page."""

    make: Callable[[Contents], bytes]
    media_type: str
    name: str


def _document(contents: Contents) -> bytes:
    from packs import pdf  # here: only needed for a download

    return pdf.made(contents)


def _slides(contents: Contents) -> bytes:
    from packs import slides  # here: only needed for a download

    return slides.made(contents)


def _sheet(contents: Contents) -> bytes:
    from packs import sheet  # here: only needed for a download

    return sheet.made(contents)


KINDS = {
    "pdf": Kind(_document, "application/pdf", "PDF"),
    "pptx": Kind(_slides, PPTX, "PowerPoint"),
    "xlsx": Kind(_sheet, XLSX, "Excel"),
}


def file_name(contents: Contents, kind: str) -> str:
    """ "calder-moor-board-pack-2-2027-03-31.pdf": it says what it is in anybody's folder."""
    whose = slugify(contents.organisation)
    parts = [whose, f"board-pack-{contents.number}", contents.as_of.isoformat()]
    return f"{'-'.join(filter(None, parts))}.{kind}"

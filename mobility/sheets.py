"""The style sheets that every page needs, served as one: a browser waits for each before it paints.

They are written apart and put together when they are asked for: as a page is read from `static/`
(./run, tests), or once when an installation collects its files. Nothing has to be built by hand.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

from mobility import trimming

FRAME = "css/frame.css"
BOOTSTRAP = "vendor/bootstrap/bootstrap.min.css"
PARTS = (
    BOOTSTRAP,
    "vendor/inter/opsz.css",
    "css/tokens.css",
    "css/site.css",
    "css/work.css",
    "css/results.css",
    "css/subjects.css",
)
"""In the order in which they are read: what stands later wins."""

ALONE = "css/bootstrap.css"  # for pages with a frame of their own: the survey, slides
SHEETS = {FRAME: PARTS, ALONE: (BOOTSTRAP,)}

BESIDE = re.compile(r"url\(\./")  # a file beside the sheet that names it
READABLE = 0o644  # by a web server of another user too; a temporary file is not


class FrameFinder(BaseFinder):
    """Finds the files that are put together, each anew when a part of it changed."""

    def __init__(self, *_args: Any, **_kwargs: Any) -> None:
        """Nothing to be told: the settings say where the sheet is kept, when it is asked for."""

    @property
    def storage(self) -> FileSystemStorage:
        return FileSystemStorage(location=settings.SHEETS_ROOT)

    def check(self, **_kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """The path of the sheet, or an empty list for any other file, as finders do."""
        if path not in SHEETS:
            return []
        put_together(path)
        found: str = self.storage.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in SHEETS:
            put_together(name)
            yield name, self.storage


def put_together(name: str = FRAME) -> None:
    """Write the sheet unless it is there as it would be written: all of it or nothing of it."""
    sheet = Path(settings.SHEETS_ROOT) / name
    parts = (_rules_of(settings.BASE_DIR / "static" / part) for part in SHEETS[name])
    rules = "\n".join(parts).encode()
    if sheet.exists() and sheet.read_bytes() == rules:
        return
    sheet.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=sheet.parent, delete=False) as written:
        written.write(rules)
    Path(written.name).chmod(READABLE)
    Path(written.name).replace(sheet)


def _rules_of(part: Path) -> str:
    """The rules of a part, with what it names beside itself found from the sheet's address; of
    Bootstrap those only that our pages can use."""
    away = os.path.relpath(part.parent, settings.BASE_DIR / "static" / Path(FRAME).parent)
    rules = part.read_text(encoding="utf-8")
    if part.name == Path(BOOTSTRAP).name:
        rules = trimming.bootstrap(rules)
    return BESIDE.sub(f"url({Path(away).as_posix()}/", rules)

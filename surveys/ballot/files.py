"""Folders of secret files: written whole or not at all, read by their owner only, and destroyed.

Overwriting reaches the file on a plain disk or in memory (tmpfs). A disk that writes elsewhere each
time (SSD, copy-on-write) may keep the old content: docs/adr/0007 says what to choose and why.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL
OWNER_ONLY_FOLDER, OWNER_ONLY_FILE = 0o700, 0o600
DRAFT = "."  # what a folder's name begins with until it is whole


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Make a folder with these files in it: after a crash it is there with all of them, or not.

    Raises FileExistsError if there is one.
    """
    if folder.exists():
        raise FileExistsError(f"{folder.name} has keys already.")
    folder.parent.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    draft = folder.with_name(f"{DRAFT}{folder.name}.{secrets.token_hex(8)}")
    draft.mkdir(mode=OWNER_ONLY_FOLDER)
    try:
        for name, content in contents.items():
            _write_file(draft / name, content)
        _keep(draft)
        _move(draft, folder)
    except BaseException:
        _destroy_whole(draft)
        raise
    _keep(folder.parent)


def destroy_folder(folder: Path) -> None:
    """Overwrite and remove its files and itself, and drafts of it that a crash left. Repeatable."""
    for leftover in [folder, *folder.parent.glob(f"{DRAFT}{folder.name}.*")]:
        _destroy_whole(leftover)
    if folder.parent.exists():
        _keep(folder.parent)


def folders(parent: Path) -> list[str]:
    """The names of the whole folders in it, in order."""
    if not parent.exists():
        return []
    return sorted(one.name for one in parent.iterdir() if not one.name.startswith(DRAFT))


def _write_file(path: Path, content: bytes) -> None:
    """A new file that only its owner may read, on the disk before this returns."""
    with os.fdopen(os.open(path, NEW_FILE, OWNER_ONLY_FILE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _move(draft: Path, folder: Path) -> None:
    """Put the draft in its place in one step. A folder that has files in it is never replaced."""
    try:
        draft.rename(folder)
    except OSError as refused:  # ENOTEMPTY or EEXIST, depending on the system
        raise FileExistsError(f"{folder.name} has keys already.") from refused


def _destroy_whole(folder: Path) -> None:
    """What another process removes meanwhile is removed: that is no failure."""
    try:
        for path in sorted(folder.iterdir()):
            _destroy_file(path)
        folder.rmdir()
    except FileNotFoundError:
        return


def _destroy_file(path: Path) -> None:
    """Random bytes over the content, onto the disk, and then away with it."""
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(os.fstat(file.fileno()).st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)


def _keep(folder: Path) -> None:
    """The folder's own list of names, onto the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

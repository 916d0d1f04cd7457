"""The secret key: from the environment, or from a file made once that never leaves the machine."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """The key this installation signs with. Takes the ignored folder to keep it in; gives the key.

    SECRET_KEY in the environment wins. Otherwise `folder/secret_key` is read, and made first if it
    is missing: readable by its owner only, and created exclusively, so that two processes that
    start together agree on one key.
    """
    if from_environment := os.environ.get("SECRET_KEY"):
        return from_environment
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _create_once(path)
    return path.read_text().strip()


def _create_once(path: Path) -> None:
    """Write the whole key under another name, then link it into place: never read half-written."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

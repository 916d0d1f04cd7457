"""Fingerprints that people compare: of the script their browser runs, and of anything long.

A page or a script made for one person alone cannot be prevented by a server that is dishonest, but
it can be noticed: it has another fingerprint. Source: the design of anonymity, 2.3 and 2.6.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

from surveys.ballot import door

SCRIPTS, SEALING = "js/survey", "vendor/hpke/hpke.js"


@dataclass(frozen=True)
class ScriptFile:
    """One file as a browser receives it: where it lies, and SHA-256 of its bytes in hexadecimal."""

    address: str
    digest: str


def script_files() -> list[str]:
    """The survey's own scripts by name, then the library that seals: always in this order."""
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    own = {f"{SCRIPTS}/{path.name}" for root in folders for path in (root / SCRIPTS).glob("*.js")}
    sealing = [SEALING] if finders.find(SEALING) else []
    return [*sorted(own), *sealing]


def script_fingerprint() -> str:
    """SHA-256 (FIPS 180-4) of the files of `script_files()`, joined in that order, in hexadecimal.

    So that anybody can check it: `curl` the addresses in order and pipe them into `sha256sum`.
    """
    return hashlib.sha256(b"".join(map(_as_served, script_files()))).hexdigest()


def scripts_as_served() -> list[ScriptFile]:
    """Each file with its address and its own fingerprint, in the order of the joint one."""
    return [
        ScriptFile(static(name), hashlib.sha256(_as_served(name)).hexdigest())
        for name in script_files()
    ]


def in_groups(digest: str) -> str:
    """Hexadecimal digits as people compare them: upper-case, in groups of four."""
    return door.in_groups(digest.upper())


def _as_served(name: str) -> bytes:
    """The bytes that leave the server: an installation collects the files, and may rewrite them."""
    if getattr(settings, "WHITENOISE_USE_FINDERS", False):
        found = finders.find(name)
        return Path(found).read_bytes() if found else b""
    return _collected(staticfiles_storage.stored_name(name))  # type: ignore[attr-defined]


@lru_cache(maxsize=64)
def _collected(stored: str) -> bytes:
    """A collected file never changes under its name: the name holds a digest of its own."""
    with staticfiles_storage.open(stored) as file:
        return bytes(file.read())

"""Tests: quick hashing, mail in memory, tasks at once, everything else as it is for people."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-only-and-never-anywhere-else-0123456789abcdef")

from mobility.settings.base import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ACCOUNT_RATE_LIMITS = False
KEPT_PAGES_BYTES = 0  # tests write rows behind the record's back; those of kept pages turn it on
DEMO = True
if "BALLOT_KEYS" not in os.environ:  # tests make keys, and must never meet those of an installation
    BALLOT_KEYS = Path(tempfile.gettempdir()) / f"mobility-test-keys-{os.getpid()}"

"""As an installation runs: nothing for developers, and the bench's own addresses besides."""

import importlib.util

from mobility.settings.test import *  # noqa: F403 (settings are said this way)
from mobility.settings.test import BASE_DIR, INSTALLED_APPS

DEBUG = DEMO = False
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = BASE_DIR / "static"  # nothing is collected for a bench; a folder must be there
ROOT_URLCONF = "bench.survey_urls"
if importlib.util.find_spec("djf_surveys"):  # django-form-surveys, to compare with
    INSTALLED_APPS = [*INSTALLED_APPS, "tinymce", "djf_surveys"]

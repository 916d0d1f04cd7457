"""As an installation runs, with the demo's people let in and the bench's own addresses besides."""

from bench.survey_settings import *  # noqa: F403 (settings are said this way)

DEMO = True  # what is read is the demo
KEPT_PAGES_BYTES = 16 * 1024 * 1024
WHITENOISE_USE_FINDERS = True  # found once, when it starts
ROOT_URLCONF = "bench.dashboards_urls"

"""Settings every installation shares. What differs comes from the environment (.env.example)."""

import os
import tomllib
from datetime import date
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from mobility.settings.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
VAR_DIR = BASE_DIR / "var"  # everything the machine makes; ignored by git

env = environ.Env()

# Slides bring lxml, and openpyxl would read workbooks with it wherever it finds it: entities and
# all. Uploaded workbooks are read by defusedxml, which refuses them. It looks when it is imported.
os.environ["OPENPYXL_LXML"] = "False"

SECRET_KEY = secret_key(VAR_DIR)
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Demo mode shows the banner, lets the demo sign-ins in and keeps mail on a page. Off by default:
# an employer's own installation must never accept a published password.
DEMO = env.bool("MOBILITY_DEMO", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    # ours, from the ground up
    "accounts",
    "strategy",
    "disclosure",
    "surveys",
    "surveys.ballot",
    "okrs",
    "dashboards",
    "packs",
    "mobility",
]

MIDDLEWARE = [
    # The four that set headers come first, so that files and redirects carry them as well.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # The survey's own addresses end here: no session, no cookie, nobody signed in.
    "surveys.entrance.middleware.EntranceMiddleware",
    # Before sessions and tokens, so that a read-only link neither reads nor sets a cookie.
    "accounts.read_links.middleware.ReadLinkMiddleware",
    # Likewise for an owner who comes with a link from an e-mail: only the link's own cookie passes.
    "okrs.owner_links.middleware.OwnerLinkMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.read_links.middleware.GuestMiddleware",
    "accounts.doors.ClosedByDefaultMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "mobility.urls"
WSGI_APPLICATION = "mobility.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "strategy.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "django.templatetags.static",
                "accounts.templatetags.permissions",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads and then writes must not fail half-way with "locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
            "PRAGMA secure_delete=ON;"  # a deleted ballot must not stay in the file
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are added by an administrator; nobody signs up
ACCOUNT_SESSION_REMEMBER = True  # for one working day; nobody is asked
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail because a stranger typed their address
# Five wrong passwords in five minutes close an account's door for as long; more by address. Counted
# in this process's memory, which is enough: ./run serves with one process and many threads. Behind
# a proxy, say how many there are, or everybody shares the proxy's own count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# How much memory each process gives to the leaders' pages it keeps as they were sent; 0 keeps none.
KEPT_PAGES_BYTES = env.int("KEPT_PAGES_MB", default=16) * 1024 * 1024
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
# Where links in mail begin: ./run says it; an installation of one's own sets it.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# Bank holidays proclaimed for one year only, such as a coronation: 2023-05-08,2027-06-01. Those of
# every year are known. No reminder goes out on them.
EXTRA_BANK_HOLIDAYS = frozenset(
    date.fromisoformat(day) for day in env.list("EXTRA_BANK_HOLIDAYS", default=[])
)

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["mobility.formats"]
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"  # absolute: a read-only link moves where relative addresses begin
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "mobility.sheets.FrameFinder",
]
SHEETS_ROOT = VAR_DIR / "sheets"  # style sheets that are put together from others

EMAIL_BACKEND = (
    "accounts.mail.KeptMailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
if not DEMO:
    globals().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Mobility <mobility@localhost>")

# The survey's private keys. Destroying them is what protects every backup of the database, so this
# folder must be in none. Best in memory (tmpfs), or on an encrypted disk of its own. One folder a
# database: ./run may keep a demo and an organisation of one's own, and both begin with wave 1.
BALLOT_KEYS = Path(
    env.str("BALLOT_KEYS", default=VAR_DIR / "keys" / Path(DATABASES["default"]["NAME"]).stem)
)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Only our own origin, nothing inline, nothing embedded: see docs/adr for why each is closed.
SELF = "'self'"
NONE = "'none'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 60 * 60 * 12  # one working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# Every handler leaves out what tells of a ballot, at any level (surveys/ballot/logs.py). Django's
# own handlers, one of which mails whole requests, are replaced: what it logs goes to ours.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "without_ballots": {"()": "surveys.ballot.logs.WithoutBallots"},
        "without_read_links": {"()": "accounts.read_links.logs.WithoutReadLinks"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["without_ballots", "without_read_links"],
        }
    },
    "loggers": {
        "django": {"handlers": []},
        "django.server": {"handlers": ["console"], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

"""What must hold before this runs: `manage.py check` says where it does not, and a build stops."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db.models import Field
from django.utils.translation import gettext as _

from accounts.models import User

OURS = (
    "accounts",
    "strategy",
    "disclosure",
    "surveys",
    "ballot",
    "okrs",
    "dashboards",
    "packs",
    "mobility",
)
ABOUT_PEOPLE = ("accounts.", "surveys.invitation.", "ballot.invitee.", "ballot.collected.")
RETENTION = Path(__file__).resolve().parent.parent / "docs" / "retention.yaml"
SHORTEST_KEY = 32
Apps = Sequence[AppConfig] | None


@register(Tags.security, deploy=True)
def demo_stays_off(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The demo's passwords are published: no installation of one's own may accept them."""
    if not settings.DEMO:
        return []
    return [Error(_("Demo mode is on: its published passwords sign in."), id="mobility.E001")]


@register(Tags.security, deploy=True)
def links_in_mail_lead_here(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Whoever reads a message is at another computer, and the link in it is a secret."""
    if settings.SITE_URL.startswith("https://"):
        return []
    return [
        Warning(
            _("SITE_URL is %(url)s: the links in mail begin with that. It should be https://….")
            % {"url": settings.SITE_URL},
            id="mobility.W005",
        )
    ]


@register(Tags.security)
def key_is_long_enough(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    if len(settings.SECRET_KEY) >= SHORTEST_KEY:
        return []
    return [
        Error(
            _("SECRET_KEY is shorter than %(n)s characters.") % {"n": SHORTEST_KEY},
            id="mobility.E002",
        )
    ]


@register(Tags.models)
def every_personal_column_has_its_rule(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """docs/retention.yaml names each column about a person, says why it is kept and how long."""
    written = _written()
    missing, gone = personal_columns() - written, written - _columns().keys()
    return [
        *_each(
            missing, _("{} says something about a person: docs/retention.yaml must say why."), "3"
        ),
        *_each(gone, _("docs/retention.yaml speaks of {}: there is no such column."), "4"),
    ]


def personal_columns() -> set[str]:
    """ "accounts.user.name": whole tables about people, and what points at a person elsewhere."""
    return {
        column
        for column, field in _columns().items()
        if column.startswith(ABOUT_PEOPLE) or field.related_model is User
    }


def _columns() -> dict[str, "Field[Any, Any]"]:
    """Every column of our tables, by "app.table.column"."""
    return {
        f"{model._meta.label_lower}.{field.name}": field
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.fields
    }


def _written() -> set[str]:
    """The columns that the page names with both a reason and a time."""
    page: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(RETENTION.read_text())
    return {
        f"{table}.{column}"
        for table, columns in page.items()
        for column, rule in columns.items()
        if rule.get("why") and rule.get("kept")
    }


def _each(columns: set[str], sentence: str, number: str) -> list[CheckMessage]:
    return [
        Warning(sentence.format(column), id=f"mobility.W00{number}") for column in sorted(columns)
    ]

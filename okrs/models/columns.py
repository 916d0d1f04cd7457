"""Columns that several tables of the plan share, so that one kind of figure has one shape."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.db import models
from django.db.models import Q


def figure(**options: Any) -> "models.DecimalField[Any, Any]":
    """A reading, a From or a To: four decimals, and nothing while unknown."""
    return models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True, **options)


def weight() -> "models.DecimalField[Any, Any]":
    """A relative weight: 1 unless somebody says otherwise."""
    return models.DecimalField(max_digits=6, decimal_places=2, default=1)


class MostlyEmptyJson(models.JSONField):
    """A list or a mapping that is empty in nearly all rows: those are not parsed, one by one."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value == "[]":
            return []
        if value == "{}":
            return {}
        return super().from_db_value(value, expression, connection)

    def deconstruct(self) -> Any:
        """For migrations it is the column it is."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options


def one_of(words: type[Enum], **options: Any) -> "models.CharField[Any, Any]":
    """A word of the rules. A check constraint knows the words; labels are the rules' own."""
    longest = max(len(word.value) for word in words)
    return models.CharField(max_length=max(16, longest), **options)


def known(field: str, words: Iterable[Enum], *, or_blank: bool = False) -> Q:
    """The condition that a column holds one of these words: what its check constraint says."""
    values = [word.value for word in words]
    return Q(**{f"{field}__in": ["", *values] if or_blank else values})

"""Rows made into instances straight from their columns: for thousands of them, or hundreds a page.

Django walks over all columns of a model for each row, to find out which were not asked for, and
sends a signal. None of the plan's tables does anything of its own when a row is made, and nobody
listens; tests compare both ways.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)


def made(model: type[M], names: Sequence[str], values: Sequence[Any], using: str) -> M:
    """What `Model.from_db` gives, of these columns by their attributes' names ("owner_id").

    The others stay deferred, each a query of its own when somebody does ask.
    """
    instance = model.__new__(model)
    instance._state = ModelState()
    instance._state.adding, instance._state.db = False, using
    instance.__dict__.update(zip(names, values, strict=True))
    return instance


def whole(found: "models.QuerySet[M]") -> list[M]:
    """Every row of it with all its columns, as the queryset itself would give it; one query."""
    names = [field.attname for field in found.model._meta.concrete_fields]
    rows = found.values_list(*names)
    return [made(found.model, names, values, found.db) for values in rows]

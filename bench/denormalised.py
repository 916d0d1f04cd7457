"""What the list would read if every key result carried its latest figures itself: the yardstick.

The table has every column of a key result but the pointer to the latest reading; in its place stand
the reading's own columns that a row shows, and the owner's name. Two queries read it, key results
and their objectives, as model instances. It knows no milestones, and nothing keeps it true: it
lives in a bench's scratch database only.
"""

from typing import Any

from django.db import connection, models

from okrs.models import CheckIn, KeyResult, Objective

READING = ("as_of", "value", "numerator", "denominator", "word", "suppressed")
NOT_KEPT = ("id", "latest", "objective")


def _own_columns() -> dict[str, Any]:
    """A key result's columns; the owner as a bare number, so that no query follows it."""
    kept = [field for field in KeyResult._meta.concrete_fields if field.name not in NOT_KEPT]
    return {
        field.attname: models.BigIntegerField(null=True) if field.is_relation else field.clone()
        for field in kept
    }


def _reading_columns() -> dict[str, Any]:
    kept = {f.name: f.clone() for f in CheckIn._meta.concrete_fields if f.name in READING}
    for field in kept.values():
        field.null = True
    return {f"current_{name}": field for name, field in kept.items()}


class _Meta:
    app_label = "bench"


DenormalisedKeyResult: Any = type(
    "DenormalisedKeyResult",
    (models.Model,),
    {
        "__module__": __name__,
        "__doc__": "A key result with its latest reading in columns of its own.",
        "Meta": _Meta,
        "objective": models.ForeignKey(Objective, models.DO_NOTHING, related_name="+"),
        "owner_name": models.CharField(max_length=120),
        **_own_columns(),
        **_reading_columns(),
    },
)


def build() -> None:
    """Make the table and fill it from the plan that is there."""
    with connection.schema_editor() as editor:
        editor.create_model(DenormalisedKeyResult)
    whole = KeyResult.objects.select_related("latest", "owner").order_by("pk")
    DenormalisedKeyResult.objects.bulk_create(map(_flat, whole), batch_size=100)


def _flat(key_result: KeyResult) -> Any:
    own = {name: getattr(key_result, name) for name in _own_columns()}
    latest = key_result.latest
    reading = {f"current_{name}": getattr(latest, name, None) for name in READING}
    name = key_result.owner.name if key_result.owner else ""
    return DenormalisedKeyResult(
        objective_id=key_result.objective_id, owner_name=name, **own, **reading
    )


def read() -> list[Any]:
    """Every key result with its figures and its objective: two queries, model instances."""
    found = DenormalisedKeyResult.objects.filter(retired_as="").prefetch_related("objective")
    return list(found.order_by("order", "pk"))

"""For the operator: is the process up, and can it serve? Both open, neither says more than that."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.doors import open_door


@open_door
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all: touches nothing."""
    return HttpResponse("ok\n", content_type="text/plain")


@open_door
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and every migration is applied; 503 and one word otherwise."""
    trouble = _trouble()
    return HttpResponse(
        f"{trouble or 'ready'}\n", content_type="text/plain", status=503 if trouble else 200
    )


def _trouble() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "database unreachable"
    return "migrations waiting" if waiting else ""

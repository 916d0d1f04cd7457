"""Two databases for the length of a bench, each empty at first and thrown away at the end.

Without DATABASE_URL they are SQLite files in a temporary folder; with it, two databases of their
own on that server. What the address itself names is never read or written.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django
from django.db import connection, connections

SMALL, LARGE = "small", "large"
Use = Callable[[str], None]


@contextlib.contextmanager
def databases(*names: str, settings: str = "mobility.settings.test") -> Iterator[Use]:
    """Start Django with scratch databases of these names, or two; gives `use`, which says which of
    them is read."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = settings
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/never-made.sqlite3")
        django.setup()
        made: dict[str, Any] = {}
        try:
            for name in names or (SMALL, LARGE):
                made[name] = _create(name, Path(folder))
            yield lambda name: connections.__setitem__("default", made[name])
        finally:
            for one in made.values():
                one.creation.destroy_test_db("never-made", verbosity=0)


def _create(name: str, folder: Path) -> Any:
    """A connection called "default", as all of the product knows it, to a new database."""
    made: Any = connections.create_connection("default")
    own = str(folder / f"{name}.sqlite3")
    if made.vendor != "sqlite":
        own = f"bench_{os.getpid()}_{name}"
    given = made.settings_dict
    made.settings_dict = {**given, "TEST": {**given["TEST"], "NAME": own}}
    connections["default"] = made
    made.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    return made


def server_process() -> list[int]:
    """The server's own process that works for the database in use; none on SQLite, and none where
    the server is on another machine."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    return [number] if Path(f"/proc/{number}/schedstat").exists() else []

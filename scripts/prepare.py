"""Make the database ready for ./run, and say on standard output whom it holds.

Takes --empty (load no demo) and DATABASE_URL. Gives one word:

    demo    the demo organisation, loaded now if nobody was there
    own     people of an employer's own: the demo sign-ins stay refused
    nobody  no one yet: the first administrator has to be set up

Refuses, in a sentence, a database that cannot be reached and --empty on one that holds the demo.
"""

import os
import sys
from pathlib import Path
from typing import NoReturn

import django

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("sqlite:", "postgres:", "postgresql:")


def main() -> None:
    """Migrate, load the demo organisation if it is wanted and nobody is there, print the word."""
    empty = "--empty" in sys.argv[1:]
    if not empty:
        os.environ["MOBILITY_DEMO"] = "1"  # the demo may be loaded in demo mode only
        port = os.environ.get("PORT") or "8000"  # the demo's messages are written as it is loaded
        os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    _check_address()
    os.environ.setdefault("PGCONNECT_TIMEOUT", "10")
    sys.path.insert(0, str(ROOT))
    django.setup()
    _migrate()
    holds = _holds()
    if empty and holds == "demo":
        refuse("DATABASE_URL names a database that holds the demo: --empty needs another one.")
    if not empty and holds == "nobody":
        _load_demo()
        holds = _holds()
    print(holds)


def refuse(sentence: str) -> NoReturn:
    """Stop, with a sentence on standard error."""
    raise SystemExit(sentence)


def _check_address() -> None:
    """Refuse an address of another kind. It is not repeated: it may hold a password."""
    address = os.environ.get("DATABASE_URL")
    if address and not address.startswith(KINDS):
        refuse("DATABASE_URL must begin with postgres:// or sqlite:/// to name a database.")


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        refuse(f"The database cannot be reached: {' '.join(str(error).split())}")
    call_command("migrate", verbosity=0)


def _holds() -> str:
    from accounts.models import User

    if User.objects.filter(is_demo=True).exists():
        return "demo"
    return "own" if User.objects.exists() else "nobody"


def _load_demo() -> None:
    from django.core.management import call_command
    from django.db import transaction

    print("Loading the demo organisation: the first time only.", file=sys.stderr)
    with transaction.atomic():
        call_command("load_demo", stdout=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None

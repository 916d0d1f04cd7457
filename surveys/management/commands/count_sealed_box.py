"""For the guardian of a survey's key: open the sealed box on your own machine and count it.

Writes how many ballots were counted, their numbers, and the tables of the plan once they have
passed the gate of disclosure control: never an answer. Signs all of it with the private key, so
that nobody else can write such a file. Needs no database and no network. The key is read and not
copied.
"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from surveys import guardian_counts
from surveys.ballot import door
from surveys.fingerprints import in_groups

TOO_FEW = (
    "Too few ballots are in the box, so none is opened and nothing was written. Tell the "
    "D&I lead: the survey ends without a count."
)
NONE_COUNTED = (
    "Too few ballots are valid, so none is counted: {invalid} are not valid. "
    "Give {out} to the D&I lead all the same: with it the survey ends."
)
COUNTED = (
    "{counted} ballots counted, {invalid} not valid, by the plan {plan}: the survey’s page shows "
    "the same. {out} holds protected tables and no answer, signed with your key: give it to the "
    "lead."
)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []  # it runs where there is no installation, only the code

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("box", type=Path, help="the sealed box, as the D&I lead gave it to you")
        parser.add_argument("--key", type=Path, required=True, help="your private key (.pem)")
        parser.add_argument("--out", type=Path, required=True, help="where the count is to go")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        result = _counted(_read(options["box"]), _read(options["key"]))
        try:
            with out.open("x") as file:
                file.write(guardian_counts.written(result))
        except FileExistsError:
            raise CommandError(f"{out} is there already: name another file.") from None
        said = COUNTED if result.counted else NONE_COUNTED
        plan = in_groups(result.plan)
        self.stdout.write(
            said.format(counted=result.counted, invalid=result.invalid, out=out, plan=plan)
        )


def _counted(box: bytes, key: bytes) -> guardian_counts.Result:
    try:
        return guardian_counts.counted(box=box, key=key)
    except door.TooFew:
        raise CommandError(TOO_FEW) from None
    except door.NotABundle as refused:
        raise CommandError(str(refused)) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise CommandError(f"{path} could not be read: {trouble.strerror}.") from None

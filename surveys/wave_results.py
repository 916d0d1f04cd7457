"""What the page of a counted wave says of its tables, and of their versions."""

from dataclasses import dataclass

from disclosure import emptiness, labels, reading
from disclosure.control.certificate import Certificate
from disclosure.models import Publication
from disclosure.sealing import Altered
from surveys import certificate_words
from surveys.models import Wave
from surveys.states import State
from surveys.wave_tables import COUNTED


@dataclass(frozen=True, kw_only=True)
class Results:
    """`publication` is the newest version, None where the count left none; `said` one sentence on
    what is shown and what is hidden; `versions` all of them, for whoever runs surveys; `altered`
    why nothing is said at all."""

    publication: Publication | None = None
    said: str = ""
    tables: int = 0
    versions: tuple[Publication, ...] = ()
    altered: str = ""


def of(wave: Wave, *, runs: bool) -> Results | None:
    """None before the count, and for those who may not read the tables. Two queries."""
    if wave.state not in COUNTED or (wave.state == State.CLOSED and not runs):
        return None
    try:
        publication = reading.latest(wave.label)
    except Altered as altered:
        return Results(altered=str(altered))
    if publication is None:
        return Results()
    return Results(
        publication=publication,
        said=certificate_words.how_it_went(
            Certificate.from_data(publication.certificate), empty=emptiness.how_many(publication)
        ),
        tables=len(labels.cuts(publication)) * len(labels.measures(publication)),
        versions=tuple(reading.versions(wave.label)) if runs else (),
    )

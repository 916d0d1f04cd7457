"""Published waves made by hand and without a database, so that every count in them is known."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboards.choosing import Chosen, chosen
from dashboards.waves import Evidence, WaveSeen
from disclosure import labels
from disclosure.control.plan import TOTAL
from disclosure.control.safe_tables import Cell, rounded
from disclosure.models import Publication
from surveys.models import Wave
from surveys.results.showing import Shown
from tests.disclosure import tables

Counts = Mapping[str, Sequence[int]]
BACKGROUND = (100, 50, 200, 20, 30)
"""Lower, intermediate, professional, not placed, not said: 29%, 14% and 57% of 350."""
OTHERS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...], str]] = {
    "SEB2": (
        "SMC-2020-11, five answers",
        ("state", "independent", "independent_bursary", "unclassified"),
        ("state", "independent", "independent_bursary"),
        "independent",
    ),
    "SEB2_2020": (
        "SMC-2020-02",
        ("state", "independent", "unclassified"),
        ("state", "independent"),
        "independent",
    ),
    "SEB3": ("SMC-2020-02", ("fsm_yes", "fsm_no", "unclassified"), ("fsm_yes", "fsm_no"), ""),
    "SEB4": (
        "after 2020",
        ("no_graduate_parent", "graduate_parent", "unclassified"),
        ("no_graduate_parent", "graduate_parent"),
        "no_graduate_parent",
    ),
}
"""By code: version of the mapping, categories, those of which shares are said, and the headline."""


def wave(year: int = 2026, counts: Counts | None = None, **over: Any) -> WaveSeen:
    """A wave that ended in October of a year. `over` is for its publication; with `told`, for what
    is kept of each measure; `hidden`: even everybody together is not shown."""
    counts = {"SEB1": BACKGROUND} if counts is None else counts
    told, hidden = over.pop("told", {}), over.pop("hidden", False)
    people = max([sum(row) for row in counts.values()], default=0)
    whole = Cell(about=max(10, rounded(people)), counts={c: tuple(n) for c, n in counts.items()})
    safe = tables.protected({TOTAL: {(): None if hidden else whole}})
    about = tables.about(
        f"w{year}",
        title=f"Survey of {year}",
        ends_on=over.pop("ends_on", date(year, 10, 31)),
        words=_words(counts, told),
        responded=over.pop("responded", people),
        invited=over.pop("invited", max(600, people)),
    )
    kept = {**vars(about), "words": labels.with_order(about.words)}
    publication = Publication(
        **{**kept, **over}, certificate=safe.certificate.to_data(), made_at=tables.AT
    )
    shown = Shown(
        wave=Wave(label=f"w{year}", title=about.title), publication=publication, old=False
    )
    return WaveSeen(shown=shown, tables=dict(safe.tables))


def _words(counts: Counts, told: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    known = tables.words()
    measures = {code: _measure(code, known["measures"].get(code, {})) for code in counts}
    for code, more in told.items():
        measures[code] = {**measures[code], **more}
    return {"attributes": known["attributes"], "measures": measures}


def _measure(code: str, known: Mapping[str, Any]) -> dict[str, Any]:
    if code not in OTHERS:
        return dict(known)
    mapping, categories, classified, headline = OTHERS[code]
    return {
        "name": {"en-gb": f"Question {code}"},
        "kind": "background",
        "categories": {c: {"en-gb": c.capitalize()} for c in (*categories, tables.NOT_SAID)},
        "classified": list(classified),
        "not_said": tables.NOT_SAID,
        "headline": headline,
        "mapping": mapping,
        "definition": code,
    }


def look(*waves: WaveSeen, **query: str) -> Chosen:
    """What somebody sees of these waves, the oldest first."""
    return chosen(query, Evidence(waves, date(2026, 11, 30)))

"""Publications for tests of pages: made by hand, so that every count in them is known.

What the gate makes of invented staff is in publications.py; here the numbers are chosen.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from disclosure.control.certificate import Certificate, Check
from disclosure.control.plan import Cut, Key
from disclosure.control.safe_tables import Cell, Protected, digest
from disclosure.models import Publication
from disclosure.storing import About, store

AT = datetime(2027, 1, 20, 12, tzinfo=UTC)
NOT_SAID = "not_disclosed"
Cells = dict[Cut, dict[Key, Cell | None]]
CATEGORIES = ("lower", "intermediate", "professional", "unclassified", NOT_SAID)
CERTIFICATE = Certificate(
    checks=(Check("residuals", 3, 0),),
    repairs=0,
    total_only=False,
    shown=6,
    hidden=2,
    safe_hidden=0,
    smallest_crowd=10,
    error={},
    minimum=10,
    noise=3,
    variance=2,
)


def cell(about: int, *counts: int) -> Cell:
    """A shown group, its first question counted so; another question was not asked."""
    return Cell(about=about, counts={"SEB1": counts})


def cells() -> Cells:
    """Everybody; four units of which two are hidden; three levels, one of which is small."""
    return {
        (): {(): cell(400, 117, 83, 151, 22, 27)},
        ("UNIT",): {
            ("NORTH",): cell(205, 89, 41, 53, 10, 13),
            ("SOUTH",): cell(150, 17, 31, 83, 8, 9),
            ("EAST",): None,
            ("WEST",): None,
            (NOT_SAID,): None,
        },
        ("GRADE",): {
            ("BOARD",): cell(15, 4, 2, 6, 1, 1),
            ("ENTRY",): cell(355, 103, 77, 131, 19, 24),
            ("SENIOR",): cell(60, 18, 4, 30, 4, 4),
            (NOT_SAID,): cell(25, 2, 1, 1, 1, 19),
        },
        ("UNIT", "GRADE"): {
            ("NORTH", "ENTRY"): cell(190, 83, 37, 47, 9, 13),
            ("NORTH", "SENIOR"): None,
            ("SOUTH", "ENTRY"): cell(140, 13, 29, 79, 7, 9),
            ("SOUTH", "SENIOR"): None,
        },
    }


def protected(made: Cells | None = None, **recoded: Mapping[str, str]) -> Protected:
    """These tables as if they had left the gate."""
    made = made or cells()
    signed = Certificate(**{**vars(CERTIFICATE), "digest": digest(made, recoded)})
    return Protected(cells=made, recoded=recoded, certificate=signed)


def words(categories: tuple[str, ...] = CATEGORIES) -> dict[str, Any]:
    """What the codes mean. Names are as sharp as people make them."""

    def told(*codes: str) -> dict[str, Any]:
        return {code: {"en-gb": _NAMES.get(code, code.capitalize())} for code in codes}

    def attribute(name: str, *codes: str) -> dict[str, Any]:
        return {"name": {"en-gb": name}, "categories": told(*codes, NOT_SAID)}

    return {
        "attributes": {
            "UNIT": attribute("Unit", "NORTH", "SOUTH", "EAST", "WEST"),
            "GRADE": attribute("Level", "ENTRY", "SENIOR", "BOARD"),
        },
        "measures": {
            "SEB1": {
                "name": {"en-gb": "Main earner’s job when you were 14"},
                "kind": "background",
                "categories": told(*categories),
                "classified": ["lower", "intermediate", "professional"],
                "not_said": NOT_SAID,
                "headline": "lower",
                "mapping": "SMC-2020-11",
                "definition": "SEB1",
            }
        },
    }


_NAMES = {
    "lower": "Lower socio-economic background",
    "intermediate": "Intermediate background",
    "professional": "Professional background",
    "unclassified": "Could not be placed",
    NOT_SAID: "Preferred not to say",
}


def publication(source: str = "w1", made: Cells | None = None, **over: Any) -> Publication:
    """The next version of a source's tables, with these cells."""
    recoded = over.pop("recoded", {})
    kept = {name: over.pop(name) for name in ("by", "reason", "pay") if name in over}
    at = over.pop("at", AT)
    return store(protected=protected(made, **recoded), about=about(source, **over), at=at, **kept)


def about(source: str = "w1", **over: Any) -> About:
    """What stands beside the figures of a source."""
    given = {
        "source": source,
        "title": "Survey, autumn",
        "population": "Everybody invited to “Survey, autumn”",
        "starts_on": date(2027, 1, 4),
        "ends_on": date(2027, 1, 18),
        "asked": "Socio-economic background, SMC-2020-11",
        "plan_hash": "c0ffee" * 10 + "dead",
        "invited": 600,
        "responded": 400,
        "words": words(),
    }
    return About(**given | over)

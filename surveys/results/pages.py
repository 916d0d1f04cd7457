"""A table of results as PDF, with tags for screen readers (PDF/UA-1, ISO 14289-1).

The template (table.typ) gets what it sets as data: whatever a unit is called is text and never
markup. The same table gives the same bytes: the only date in it is that of its version. A letter
that no font of ours has is a box: it would end the making of an accessible PDF.
"""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from charts import printed
from charts.letters import FONTS, compiled
from surveys.results import about, data, drawing, wording
from surveys.results.tables import Table

TEMPLATE = Path(__file__).with_name("table.typ")


def set_in_type(table: Table) -> bytes:
    """The bytes of the PDF."""
    import typst  # here: a compiler of 40 MB, only needed for a download

    def make(told: dict[str, Any]) -> bytes:
        return typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            sys_inputs={"table": json.dumps(told)},
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(table.publication.made_at.timestamp()),
        )

    return compiled(make, content(table))


def content(table: Table) -> dict[str, Any]:
    """What the template sets: the API's data, the chart, and the words around them."""
    chart = drawing.chart(table)
    return data.content(table) | {
        "language": (get_language() or "en-gb").partition("-")[0],
        "name": table.name,
        "heads": [*(table.attributes or (_("Group"),)), _("People"), *table.categories],
        "people": [wording.people(row.about) for row in table.rows],
        "columns": len(table.categories),
        "dash": wording.DASH,
        "drawing": printed.printed(chart),
        "described": chart.description,
        "lines": about.lines(table),
        "beside": _("About these figures"),
    }

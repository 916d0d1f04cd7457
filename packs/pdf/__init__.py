"""A board pack as PDF, with tags for screen readers (PDF/UA-1, ISO 14289-1).

The template (pack.typ) gets all it sets as data: whatever a pillar or a person is called is text
and never markup. The same contents give the same bytes: the only date in it is the day of issue.
"""

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from packs.contents import Contents

HERE = Path(__file__).parent


def made(contents: Contents) -> bytes:
    """The bytes of the PDF."""
    import typst  # here: a compiler of 40 MB, only needed for a download

    from charts.letters import FONTS, compiled
    from packs.pdf import row_heads
    from packs.pdf.content import content

    day = contents.issued_on or contents.as_of

    def make(told: dict[str, Any]) -> bytes:
        return typst.compile(
            HERE / "pack.typ",
            root=HERE,
            sys_inputs={"pack": json.dumps(told)},
            font_paths=[FONTS],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(datetime.combine(day, time(), UTC).timestamp()),
        )

    return row_heads.marked(compiled(make, content(contents)))

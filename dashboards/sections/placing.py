"""Where a finding of the headline page is opened again, and its files."""

from dataclasses import replace

from django.urls import reverse

from dashboards.finding import Finding
from dashboards.finding_files import kinds

DAY = "j F Y"


def placed(finding: Finding, page: str) -> Finding:
    """With the page that tells more of it, and its files: its table, and its drawing if any."""
    files = tuple(
        (kind, reverse("dashboards:headline_file", args=[finding.key, kind]))
        for kind in kinds(finding)
    )
    return replace(finding, address=page, files=files)

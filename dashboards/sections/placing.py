"""Where a finding of the headline page is opened again, and its files."""

from dataclasses import replace

from django.urls import reverse

from dashboards.finding import Finding

DAY = "j F Y"


def placed(finding: Finding, page: str) -> Finding:
    """With the page that tells more of it, and its table as a file."""
    csv = reverse("dashboards:headline_file", args=[finding.key, "csv"])
    return replace(finding, address=page, files=(("csv", csv),))

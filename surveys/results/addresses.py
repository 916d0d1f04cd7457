"""Where results stand, as /surveys/w3/results/unit/seb1/: only what was planned has a place."""

from dataclasses import dataclass

from django.urls import reverse

from disclosure.control.plan import Cut

EVERYBODY = "everybody"


def cut_slug(cut: Cut) -> str:
    """A cut in an address: its codes, which hold no hyphen (surveys/questions/words.py)."""
    return "-".join(code.lower() for code in cut) or EVERYBODY


@dataclass(frozen=True)
class Addresses:
    """Addresses of one version of a wave's results; `version` None is whatever is newest."""

    label: str
    version: int | None

    def page(self) -> str:
        return self._reverse("results")

    def table(self, cut: Cut, measure: str) -> str:
        return self._reverse("results_table", cut_slug(cut), measure.lower())

    def file(self, cut: Cut, measure: str, kind: str) -> str:
        return self._reverse("results_file", cut_slug(cut), measure.lower(), kind)

    def file_name(self, cut: Cut, measure: str, kind: str) -> str:
        """What a download is called: "w3-v2-unit-seb1.csv" where it is of an older version."""
        version = f"-v{self.version}" if self.version else ""
        return f"{self.label}{version}-{cut_slug(cut)}-{measure.lower()}.{kind}"

    def _reverse(self, name: str, *parts: str) -> str:
        if self.version is None:
            return reverse(f"surveys:{name}", args=[self.label, *parts])
        return reverse(f"surveys:{name}_version", args=[self.label, self.version, *parts])

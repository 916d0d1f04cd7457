"""Refresh static/vendor from the npm packages pinned in scripts/vendor/package-lock.json.

For maintainers, when a version changes; nobody else needs node. Run from the repository's root:

    .venv/bin/python scripts/update_vendor.py

Needs npm and Chromium (CHROMIUM, or one on the PATH) and the tools of requirements/dev.txt.
Gives the same bytes each time: it copies, strips source map pointers (the maps are not vendored,
and hashed static files refuse a pointer to a missing file), keeps the alphabets we write in,
and lists every file in SHA256SUMS. tests/architecture/test_vendored_files.py holds it to that.
"""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "scripts" / "vendor"
MODULES = PINS / "node_modules"
VENDOR = ROOT / "static" / "vendor"

COPIES = {
    "bootstrap/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap/LICENSE": "bootstrap/LICENSE",
    "bootstrap/LICENSE-popper": "@popperjs/core/LICENSE.md",
    "inter/opsz.css": "@fontsource-variable/inter/opsz.css",
    "inter/LICENSE": "@fontsource-variable/inter/LICENSE",
    "plotly/plotly-basic.min.js": "plotly.js-basic-dist-min/plotly-basic.min.js",
    "plotly/LICENSE": "plotly.js-basic-dist-min/LICENSE",
}
# What has to be put together from several modules: where it is kept, and what it offers. The second
# is not served: tests hold our own blind signatures against it.
BUNDLES = {
    VENDOR / "hpke" / "hpke.js": (
        'export { CipherSuite, DhkemP256HkdfSha256, HkdfSha256, Aes256Gcm } from "@hpke/core";',
        "@hpke/core/LICENSE",
    ),
    ROOT / "tests" / "browser" / "vendor" / "blindrsa.js": (
        'export { RSABSSA } from "@cloudflare/blindrsa-ts";',
        "@cloudflare/blindrsa-ts/LICENSE.txt",
    ),
}
# English and Welsh: the w and y with a circumflex are in latin-ext.
ALPHABETS = {"latin", "latin-ext"}
SOURCE_MAP = re.compile(r"^(//[#@]|/\*[#@]) ?sourceMappingURL=.*\n?", re.MULTILINE)
FONT_FACE = re.compile(
    r"/\* inter-(?P<alphabet>[a-z-]+)-opsz-normal \*/\n@font-face \{.*?\n\}", re.S
)
FONT_FILE = re.compile(r"url\(\./(files/[\w-]+\.woff2)\)")
# Starting Plotly makes it write its rules into the page; read them back one by one.
READ_RULES = """async () => {
  await Plotly.newPlot("chart", [{ y: [1, 2, 3] }], {});
  const style = document.getElementById("plotly.js-style-global");
  return [...style.sheet.cssRules].map((rule) => rule.cssText);
}"""


def main() -> None:
    """Install the pinned packages, copy what we serve, write the list of checksums."""
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=PINS, check=True)
    for library in {Path(kept).parts[0] for kept in COPIES}:
        shutil.rmtree(VENDOR / library, ignore_errors=True)
    for kept, source in COPIES.items():
        _copy(MODULES / source, VENDOR / kept)
    for bundle, (offers, licence) in BUNDLES.items():
        _bundle(offers, bundle)
        shutil.copyfile(MODULES / licence, bundle.parent / "LICENSE")
    _keep_our_alphabets(VENDOR / "inter" / "opsz.css")
    _write_plotly_css(VENDOR / "plotly")
    _write_checksums()


def _copy(source: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(SOURCE_MAP.sub("", source.read_text()))


def _bundle(offers: str, kept: Path) -> None:
    """One module out of many, with the pinned esbuild: the same bytes from the same packages."""
    subprocess.run(["node", "esbuild/install.js"], cwd=MODULES, check=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    words = "--bundle --format=esm --minify --target=es2022 --legal-comments=none --external:crypto"
    subprocess.run(
        [MODULES / ".bin" / "esbuild", *words.split(), f"--outfile={kept}"],
        cwd=PINS,
        input=offers.encode(),
        check=True,
    )


def _keep_our_alphabets(sheet: Path) -> None:
    """Drop the font faces of alphabets we do not write in, and copy the files of those we do."""
    faces = [
        face[0] for face in FONT_FACE.finditer(sheet.read_text()) if face["alphabet"] in ALPHABETS
    ]
    if len(faces) != len(ALPHABETS):
        raise SystemExit("Inter's style sheet has a new shape: look at FONT_FACE.")
    sheet.write_text("\n\n".join(faces) + "\n")
    for name in FONT_FILE.findall(sheet.read_text()):
        font = sheet.parent / name
        font.parent.mkdir(exist_ok=True)
        shutil.copyfile(MODULES / "@fontsource-variable" / "inter" / name, font)


def _write_plotly_css(folder: Path) -> None:
    """Save the rules that Plotly would write into the page, where our CSP forbids inline style.

    The package ships no style sheet. Without these rules the layers of a chart cover the page and
    swallow clicks. A link with the id "plotly.js-style-global" tells Plotly they are already there.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_content('<div id="chart"></div>')
        page.add_script_tag(path=folder / "plotly-basic.min.js")
        rules: list[str] = page.evaluate(READ_RULES)
        browser.close()
    (folder / "plotly.css").write_text("\n".join(rules) + "\n")


def _chromium() -> str:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    for name in names:
        if name and (found := shutil.which(name)):
            return found
    raise SystemExit("No Chromium found: set CHROMIUM to the path of one.")


def _write_checksums() -> None:
    files = sorted(
        path
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"README.md", "SHA256SUMS"}
    )
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(VENDOR).as_posix()}\n"
        for path in files
    ]
    (VENDOR / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    main()

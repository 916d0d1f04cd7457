"""What counts people, draws charts one can touch or sets documents is imported when it is needed: a
web server starts without it, though every page of the leaders is there."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"numpy", "scipy", "highspy", "pandas", "plotly", "typst", "pptx", "lxml", "xlsxwriter"}
LEADERS = {"dashboards.views.headline", "dashboards.views.subjects", "packs.views"}
START = """
import json, sys
from mobility.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns
from importlib import import_module
for name in {more}:
    import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*more: str) -> set[str]:
    """What a process of its own has imported once it is ready to answer any address."""
    done = subprocess.run(
        [sys.executable, "-c", START.format(more=list(more))],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "mobility.settings.test", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_a_web_server_starts_without_the_libraries_that_count_draw_or_set():
    ready = loaded()

    assert ready & HEAVY == set()
    assert ready >= LEADERS  # their pages are ready all the same


def test_what_counts_does_import_them_so_the_test_above_would_have_seen_it():
    assert "numpy" in loaded("disclosure.gate")
